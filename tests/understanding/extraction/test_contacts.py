"""Phones, e-mails, links and accounts."""

import pytest

from tests.understanding.extraction.conftest import Read


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("138-0013-8000", "+8613800138000"),
        ("手机 139 1234 5678", "+8613912345678"),
        ("+86-18911111111", "+8618911111111"),
        ("电话 021-6888 1234", "+862168881234"),
        ("tel +49 30 901820", "+4930901820"),
        ("0049 176 12345678", "+4917612345678"),
        ("+971 50 123 4567", "+971501234567"),
        ("+44(0)113 496 0009", "+441134960009"),
        ("+1 (415) 555-2671", "+14155552671"),
    ],
)
def test_a_phone_is_told_in_e164(read: Read, text: str, number: str) -> None:
    (phone,) = read(text).phones
    assert phone.number == number


def test_an_extension_is_kept_apart(read_in_berlin: Read) -> None:
    (phone,) = read_in_berlin("John: +49 30 901820, ext 12").phones
    assert (phone.number, phone.extension) == ("+4930901820", "12")


def test_a_number_that_is_none_of_the_region_has_no_e164(read: Read) -> None:
    (phone,) = read("phone: 06 12 34 56 78").phones
    assert phone.number is None
    assert phone.text == "06 12 34 56 78"


@pytest.mark.parametrize(
    "text",
    [
        "order 12345678",
        "account #12345678",
        "订单号 A202107211321363588510367",
        "911-67-0060 is a SSN",
        "2026-11-24 10:00",
        "1,000,000 units",
        "-77.034040723966",
        "T005-2333-100731-SW-2",
        "+45-12-34-56-78看起来不像电话号",
    ],
)
def test_what_is_no_number_to_dial_is_no_phone(read: Read, text: str) -> None:
    assert read(text).phones == ()


def test_two_numbers_one_after_the_other_are_two(read: Read) -> None:
    assert [phone.number for phone in read("13912345678/13812345678").phones] == ["+8613912345678", "+8613812345678"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("write to peter@kite.io.", "peter@kite.io"),
        ("邮箱zheng.ht@catl.example，电话", "zheng.ht@catl.example"),
        ("jean-jacques at stuff.co.uk", "jean-jacques@stuff.co.uk"),
        ("j_9@[129.126.118.1]", "j_9@[129.126.118.1]"),
    ],
)
def test_an_email_is_found_where_it_ends(read: Read, text: str, address: str) -> None:
    assert [email.address for email in read(text).emails] == [address]


def test_accounts_carry_their_service(read: Read) -> None:
    found = read("王总微信 wangzong_88, telegram: @boss_wang, see https://t.me/acme_sales")
    assert [(each.service, each.name) for each in found.handles] == [
        ("wechat", "wangzong_88"),
        ("telegram", "boss_wang"),
        ("telegram", "acme_sales"),
    ]


def test_a_call_to_the_whole_room_is_nobodys_account(read: Read) -> None:
    assert [handle.name for handle in read("@everyone @here ask @boss_wang").handles] == ["boss_wang"]


def test_no_time_and_no_amount_is_read_inside_a_number(read: Read) -> None:
    found = read("call 010-2026-1124, 手机13810151230, mail q1.2026@kite.io")
    assert found.times == ()
    assert found.money == ()


@pytest.mark.parametrize(
    "text", ["server at 192.168.10.254", "order no. 2127365000", "会员号88889999", "合同编号2026-1118-0001"]
)
def test_an_address_of_a_machine_or_the_number_of_a_paper_is_no_phone(read: Read, text: str) -> None:
    assert read(text).phones == ()


def test_two_numbers_divided_by_a_slash_are_two(read: Read) -> None:
    found = read("212-736-5000 / 212-736-5001").phones
    assert [phone.text for phone in found] == ["212-736-5000", "212-736-5001"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("手机一三七零零零零一二三四", "+8613700001234"),
        ("号码是137，0000，1234", "+8613700001234"),
        ("call oh one oh six five oh oh one two three four", "+861065001234"),
        ("8-916-555-44-33", "+79165554433"),
    ],
)
def test_a_number_is_read_as_it_is_said_and_paused(read: Read, text: str, number: str | None) -> None:
    assert [phone.number for phone in read(text).phones] == [number]


@pytest.mark.parametrize("text", ["打10086查话费", "call 911", "95588没人接", "拨114"])
def test_a_service_is_nobodys_phone(read: Read, text: str) -> None:
    assert read(text).phones == ()


def test_an_address_is_read_as_it_is_dictated(read: Read) -> None:
    assert [each.address for each in read("mail jane dot roe at acme dot com").emails] == ["jane.roe@acme.com"]


@pytest.mark.parametrize(
    ("text", "service", "name"),
    [
        ("微信zhaoli_88，回头聊", "wechat", "zhaoli_88"),
        ("手机13812345678，微信同号", "wechat", "13812345678"),
        ("wx同号：186-0000-9999", "wechat", "18600009999"),
        ("vx:13812345678", "wechat", "13812345678"),
        ("he is @jdoe on telegram", "telegram", "jdoe"),
        ("飞书 id zhangwei", "feishu", "zhangwei"),
        ("linkedin.com/in/janedoe", "url", "linkedin.com/in/janedoe"),
    ],
)
def test_an_account_is_found_however_it_is_said(read: Read, text: str, service: str, name: str) -> None:
    assert [(each.service, each.name) for each in read(text).handles] == [(service, name)]


def test_a_phone_alone_is_no_wechat_account(read: Read) -> None:
    assert read("加微信聊，电话13812345678").handles == ()


@pytest.mark.parametrize("text", ["0755-2600 1234-805", "021-54321098转分机12"])
def test_an_extension_belongs_to_its_number(read: Read, text: str) -> None:
    found = read(text).phones
    assert [each.text for each in found] == [text]
    assert found[0].extension in {"805", "12"}
