"""Money and counts, in both languages' ways of writing them."""

from decimal import Decimal

import pytest

from tests.understanding.extraction.conftest import Read


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("budget $12k", "12000", "USD"),
        ("1.5 m EUR", "1500000", "EUR"),
        ("€1.234,56 invoiced", "1234.56", "EUR"),
        ("pays £1,200,000", "1200000", "GBP"),
        ("RMB 3,000", "3000", "CNY"),
        ("about 200k", "200000", "CNY"),
        ("quarter million us dollars", "250000", "USD"),
        ("42 turkish lira", "42", "TRY"),
        ("a deal of 3 CAD 3 cents", "3.03", "CAD"),
        ("HK$ 5,000", "5000", "HKD"),
        ("CHF 1'250.50", "1250.50", "CHF"),
        ("20 lakh rupees", "2000000", "INR"),
        ("报价20万", "200000", "CNY"),
        ("预算三百五十万元", "3500000", "CNY"),
        ("两万五的试用", "25000", "CNY"),
        ("一共3万6", "36000", "CNY"),
        ("客户要5000美金定金", "5000", "USD"),
        ("8亿元人民币", "800000000", "CNY"),
        ("新台币 177.1 亿元", "17710000000", "TWD"),
        ("六十四万零一百四十三元一角七分", "640143.17", "CNY"),
        ("港币两千九百六十元", "2960", "HKD"),
        ("a couple of thousand dollars should do", "2000", "USD"),
        ("a quarter of a million pounds", "250000", "GBP"),
        ("one and a half million dollars", "1500000", "USD"),
        ("1 1/2 million dollars", "1500000", "USD"),
        ("three million six hundred thousand dollars", "3600000", "USD"),
        ("1,50,000 rupees", "150000", "INR"),
        ("R5,000 a month", "5000", "ZAR"),
        ("50p off", "0.50", "GBP"),
        ("$.99 each", "0.99", "USD"),
        ("3元5角", "3.5", "CNY"),
        ("$30k AUD", "30000", "AUD"),
        ("$55,000 Canadian", "55000", "CAD"),
        ("两百多块", "200", "CNY"),
        ("8毛钱一个", "0.8", "CNY"),
        ("￥3,000", "3000", "CNY"),
        ("二十多万", "200000", "CNY"),
        ("两个亿的盘子", "200000000", "CNY"),
        ("1亿3千5百万", "135000000", "CNY"),
        ("一点二亿元", "120000000", "CNY"),
    ],
)
def test_an_amount_is_read_with_its_currency(read: Read, text: str, amount: str, currency: str) -> None:
    found = read(text).money[0]
    assert (found.amount, found.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    "text",
    [
        "500 users",
        "20k followers",
        "room 300",
        "100个账号",
        "三万用户",
        "千万别忘了",
        "万科的项目",
        "10% off",
        "iPhone 15",
    ],
)
def test_what_is_counted_is_no_money(read: Read, text: str) -> None:
    assert read(text).money == ()


def test_an_amount_without_a_currency_is_in_the_workspaces(read_in_berlin: Read) -> None:
    assert read_in_berlin("they signed, 45k").money[0].currency == "EUR"


def test_both_ends_of_a_range_share_its_scale(read: Read) -> None:
    assert [each.amount for each in read("预算20-30万").money] == [200_000, 300_000]
    assert [each.amount for each in read("around EUR 30-40k").money] == [30_000, 40_000]


def test_seats_and_percentages_are_counts(read: Read) -> None:
    found = read("wants 50 seats and 10% off").quantities
    assert [(each.value, each.unit) for each in found] == [(Decimal(50), "seats"), (Decimal(10), "%")]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("between four and nine thousand dollars", [4_000, 9_000]),
        ("between $3 and $4 million", [3_000_000, 4_000_000]),
        ("it went from 300 to 280 EUR", [300, 280]),
        ("单价三到五万", [30_000, 50_000]),
    ],
)
def test_a_range_begins_with_its_first_end(read: Read, text: str, amounts: list[int]) -> None:
    assert [each.amount for each in read(text).money] == amounts


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("eleven dollars forty per box", "11.4", "USD"),
        ("sixty-two fifty a unit", "62.5", "CNY"),
        ("pays 6,000 RON a month", "6000", "RON"),
        ("TEUR 120", "120000", "EUR"),
        ("80,000 USDT upfront", "80000", "USDT"),
        ("order of 9 lakh", "900000", "INR"),
        ("开价一千六", "1600", "CNY"),
        ("近百万元的单子", "1000000", "CNY"),
        ("一吨五千二", "5200", "CNY"),
        ("批了12个w", "120000", "CNY"),
    ],
)
def test_what_is_said_in_passing_is_an_amount(read: Read, text: str, amount: str, currency: str) -> None:
    found = read(text).money
    assert [(each.amount, each.currency) for each in found] == [(Decimal(amount), currency)]


@pytest.mark.parametrize(
    "text",
    ["thanks a million", "a million thanks", "feels like a million bucks", "met Li from Tencent", "buyer at 3M said hi",
     "TOP 10", "Ron 45", "一万个感谢", "换一块屏幕", "几十万的单子", "100M带宽", "\x1b[31mred\x1b[0m"],
)  # fmt: skip
def test_what_only_looks_like_money_is_none(read: Read, text: str) -> None:
    assert read(text).money == ()


def test_a_name_of_several_currencies_is_the_workspaces(read_in_berlin: Read, read: Read) -> None:
    assert read_in_berlin("kr 5 000").money[0].currency == "SEK"
    assert read("2000 pesos").money[0].currency == "MXN"


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("a cool million", "1000000", "CNY"),
        ("thirty-one hundred for the course", "3100", "CNY"),
        ("one-eighty k", "180000", "CNY"),
        ("a couple hundred grand", "200000", "CNY"),
        ("they owe us 4,980.50", "4980.50", "CNY"),
        ("sub-30k", "30000", "CNY"),
        ("₹3.5L", "350000", "INR"),
        ("600 tkr", "600000", "SEK"),
        ("2w3拿下", "23000", "CNY"),
        ("万把块钱", "10000", "CNY"),
        ("百八十万的盘子", "1000000", "CNY"),
        ("打八折之后是3200", "3200", "CNY"),
        ("1280包邮", "1280", "CNY"),
        ("￥2.5w", "25000", "CNY"),
    ],
)
def test_amounts_are_read_as_reps_say_them(read: Read, text: str, amount: str, currency: str) -> None:
    assert [(each.amount, each.currency) for each in read(text).money] == [(Decimal(amount), currency)]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("预算从150万砍到90", [1_500_000, 900_000]),
        ("cut from 80k to 55", [80_000, 55_000]),
        ("客单价在2000到2600", [2_000, 2_600]),
        ("20W-30W", [200_000, 300_000]),
    ],
)
def test_what_follows_an_amount_is_counted_as_it_is(read: Read, text: str, amounts: list[int]) -> None:
    assert [each.amount for each in read(text).money] == amounts


@pytest.mark.parametrize("text", ["预算砍到80", "budget cut to 60", "mid six figures", "好几百万", "the 20l bottle"])
def test_an_amount_whose_size_is_not_said_is_none(read: Read, text: str) -> None:
    assert read(text).money == ()
