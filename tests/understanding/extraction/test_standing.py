"""Times that are nobody's plan: nothing is to be done at them; Wednesday 18 November 2026, ten in the morning."""

import pytest

from tests.understanding.extraction.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "counter open Tue-Sun 10 to 4",
        "his birthday is 3 December",
        "their tax year ends in January",
        "she usually works from home on Fridays",
        "they come in on Mondays",
        "门市周二到周日十点到四点营业",
        "他生日是12月3号",
        "他们财年一月结束",
        "她周五一般在家办公",
        "中班晚上九点开始",
    ],
)
def test_what_holds_whatever_anybody_does_is_no_plan(read: Read, text: str) -> None:
    assert read(text).due_at is None


@pytest.mark.parametrize(
    "text",
    [
        "30 % deposit, balance in 45 days",
        "warranty covers 18 months",
        "€30 per seat, billed quarterly",
        "首付三成，尾款45天内结清",
        "质保18个月，48小时内到场",
    ],
)
def test_the_terms_of_a_contract_are_no_plan(read: Read, text: str) -> None:
    assert read(text).due_at is None


@pytest.mark.parametrize(
    "text",
    [
        "the Friday visit got cancelled",
        "no need to ring her tomorrow",
        "we were supposed to meet on Thursday",
        "he said he would decide by Monday but never called",
        "周四的拜访取消了",
        "明天不用去了",
        "本来周四要去拜访的",
    ],
)
def test_what_was_called_off_is_no_plan(read: Read, text: str) -> None:
    assert read(text).due_at is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("don't call him before Thursday", "2026-11-19"),
        ("don't forget to call him on Thursday", "2026-11-19"),
        ("Friday visit cancelled, come again on Monday", "2026-11-23"),
        ("office hours are 9 to 5, call reception on Friday", "2026-11-20"),
        ("周四别忘了给他打电话", "2026-11-19"),
        ("周四的拜访取消了，改到周五", "2026-11-20"),
        ("send the guarantee within 10 days", "2026-11-28"),
    ],
)
def test_beside_them_what_is_to_be_done_is_one(read: Read, text: str, due: str) -> None:
    found = read(text).due_at
    assert found is not None
    assert found.isoformat().startswith(due)


@pytest.mark.parametrize(
    "text",
    [
        "they want to merge in 2028",
        "he thinks the budget comes in Q2",
        "听说他们明年要上市",
    ],
)
def test_a_quarter_or_year_of_somebody_elses_plans_is_none_of_ours(read: Read, text: str) -> None:
    assert read(text).due_at is None


@pytest.mark.parametrize(
    "text",
    [
        "[10:31] Mia: they like it\n[10:40] Ted: great",
        "From: Mia Holt\nDate: 20 November 2026 10:31\nSubject: samples\n\nall fine here",
        "> On Fri, 20 Nov 2026 at 10:31, Mia wrote:\n> all fine here",
        "[10:31] 小敏：他们挺喜欢\n[10:40] 小田：好",
        "发件人：小敏\n日期：2026年11月20日 10:31\n主题：样品\n都挺好",
    ],
)
def test_what_a_machine_stamped_on_a_message_is_no_plan(read: Read, text: str) -> None:
    assert read(text).due_at is None


@pytest.mark.parametrize(
    "text",
    [
        "Tuesday Lane wants 40 chairs",
        "at the end of the day it's the price",
        "got it signed at the eleventh hour",
        "三天两头换人，一年到头没消停",
        "六月雪和十月稻田都要谈",
    ],
)
def test_names_and_sayings_made_of_time_words_are_no_times(read: Read, text: str) -> None:
    assert read(text).times == ()


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("年后拜访曹总", "2027-02-13"),
        ("国庆长假后回访", "2027-10-08"),
        ("年前把款催回来", "2027-02-06"),
        ("节后再联系", "2027-01-02"),
    ],
)
def test_after_a_feast_is_when_work_goes_on(read: Read, text: str, due: str) -> None:
    found = read(text).due_at
    assert found is not None
    assert found.date().isoformat() == due


@pytest.mark.parametrize("text", ["Sofia prefers whatsapp, don't call before 10", "please don't call her after 6pm"])
def test_an_hour_nobody_is_to_be_called_before_is_no_plan(read: Read, text: str) -> None:
    assert read(text).due_at is None


def test_not_to_forget_a_call_before_an_hour_is_one(read: Read) -> None:
    assert read("don't forget to call her tomorrow").due_at is not None
