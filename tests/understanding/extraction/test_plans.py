"""Which times are plans and which were; what is to be done at each; Wednesday 18 November 2026, ten in the morning."""

import pytest

from tests.understanding.extraction.conftest import Read


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        ("ring Lou on Friday and mail the sheet on Monday", [("2026-11-20", "ring"), ("2026-11-23", "mail the sheet")]),
        ("post the kit today, then visit him Thursday 10am", [("2026-11-18", "post"), ("2026-11-19T10:00", "visit")]),
        ("明天寄资料，周五打电话", [("2026-11-19", "寄资料"), ("2026-11-20", "打电话")]),
        ("1、今天下午发合同 2、明天催款", [("2026-11-18T12", "发合同"), ("2026-11-19", "催款")]),
        ("call Monday at 10 or Tuesday at 3", [("2026-11-23T10:00", "call")]),
        ("客户周五给答复，下周一我去拜访", [("2026-11-23", "拜访")]),
    ],
)
def test_each_thing_to_do_has_its_own_time(read: Read, text: str, plans: list[tuple[str, str]]) -> None:
    found = read(text).planned
    assert len(found) == len(plans)
    for plan, (due, action) in zip(found, plans, strict=True):
        assert plan.due_at.isoformat().startswith(due)
        assert action in (plan.action or "").lower()


@pytest.mark.parametrize(
    ("text", "due", "action"),
    [
        ("contract expires in March, ring her Monday at 11", "2026-11-23T11:00", "ring"),
        ("合同三月到期，下周一联系王总", "2026-11-23", "联系"),
        ("Decision in January. Anna prefers WhatsApp", "2027-01-01", None),
        ("周四下午四点谈价格", "2026-11-19T16:00", "谈价格"),
        ("明早把保密协议发给他", "2026-11-19T08:00", "把保密协议发给他"),
    ],
)
def test_what_ends_by_itself_and_what_another_sentence_says_are_no_plan(
    read: Read, text: str, due: str, action: str | None
) -> None:
    found = read(text).planned
    assert [(one.due_at.isoformat()[: len(due)], one.action) for one in found] == [(due, action)]


@pytest.mark.parametrize(
    "text",
    [
        "周末陪客户钓了鱼",
        "去了趟苏州",
        "九月份签的合同，还没付款",
        "下午两点去过他们公司，人不在",
        "昨晚谈到十一点，差不多了",
        "Popped into their shop on Monday, nobody there",
        "stopped by the yard Tuesday, gate locked",
        "their lease ended in June",
        "didn't pick up at 9",
    ],
)
def test_what_was_is_no_plan(read: Read, text: str) -> None:
    assert read(text).due_at is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("visit the mill tomorrow to see line two at 3pm", "2026-11-19T15:00"),
        ("下周二去工厂看看，上午十点到", "2026-11-24T10:00"),
        ("demo at 3 for the buyers Thursday", "2026-11-19T15:00"),
        ("at the end of next month, say 28 December", "2026-12-28"),
        ("下周，周四吧", "2026-11-26"),
        ("she's away until the 25th so ring on the 26th", "2026-11-26"),
        ("他说下周五能批下来", "2026-11-27"),
        ("\x1b[31mcall Lou tomorrow\x1b[0m at 4pm", "2026-11-19T16:00"),
    ],
)
def test_the_time_meant_is_found_among_several(read: Read, text: str, due: str) -> None:
    found = read(text).due_at
    assert found is not None
    assert found.isoformat().startswith(due)


@pytest.mark.parametrize(
    ("text", "rule", "due"),
    [
        ("weekly sync on Thursdays at 4pm", "FREQ=WEEKLY;BYDAY=TH", "2026-11-19T16:00"),
        ("check in daily at 6pm", "FREQ=DAILY", "2026-11-18T18:00"),
        ("ping on Mondays and Fridays", "FREQ=WEEKLY;BYDAY=MO,FR", "2026-11-20"),
        ("call every last Friday of the month", "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27"),
        ("review every first Monday of the month", "FREQ=MONTHLY;BYDAY=1MO", "2026-12-07"),
        ("cake every year on June 3", "FREQ=YEARLY", "2027-06-03"),
        ("invoice on the 1st of every month", "FREQ=MONTHLY;BYMONTHDAY=1", "2026-12-01"),
        ("fortnightly call, Tuesdays 10am", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24T10:00"),
        ("隔周周四例会下午三点", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "2026-11-19T15:00"),
        ("每周一、三、五晚上8点打卡", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-11-18T20:00"),
        ("每月最后一天催款", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30"),
        ("每隔十天问一次", "FREQ=DAILY;INTERVAL=10", "2026-11-28"),
        ("一周一次跟进", "FREQ=WEEKLY", "2026-11-25"),
    ],
)
def test_what_comes_again_begins_with_the_next_of_its_days(read: Read, text: str, rule: str, due: str) -> None:
    found = read(text)
    assert found.recurs == rule
    assert found.due_at is not None
    assert found.due_at.isoformat().startswith(due)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("noon to 2pm tomorrow works", "2026-11-19T12:00", "2026-11-19T14:00"),
        ("free Friday from 10am till noon", "2026-11-20T10:00", "2026-11-20T12:00"),
        ("on site from Dec 1 until Dec 12", "2026-12-01T00:00", "2026-12-13T00:00"),
        ("rollout Jan thru March", "2027-01-01T00:00", "2027-04-01T00:00"),
        ("expo 2026/12/07 - 2026/12/11", "2026-12-07T00:00", "2026-12-12T00:00"),
        ("明后两天都在", "2026-11-19T00:00", "2026-11-21T00:00"),
        ("今明两天定下来", "2026-11-18T00:00", "2026-11-20T00:00"),
        ("3至5月试点", "2027-03-01T00:00", "2027-06-01T00:00"),
        ("展会12.7-12.11", "2026-12-07T00:00", "2026-12-12T00:00"),
        ("下周二三两天来访", "2026-11-24T00:00", "2026-11-26T00:00"),
        ("八九月份上线", "2027-08-01T00:00", "2027-10-01T00:00"),
        ("明天上午10点-11点半评审", "2026-11-19T10:00", "2026-11-19T11:30"),
    ],
)
def test_a_stretch_has_both_its_ends(read: Read, text: str, start: str, end: str) -> None:
    first = read(text).times[0]
    assert first.end_at is not None
    assert first.start_at.isoformat().startswith(start)
    assert first.end_at.isoformat().startswith(end)


@pytest.mark.parametrize(
    "text",
    [
        "客户一点也不急",
        "提了三点意见，两点能答应",
        "一点五米高",
        "五一广场店要装",
        "星期五餐厅要200套",
        "坐三号电梯到六楼",
        "一日三次，一日游",
        "they sat on it, sun damage",
        "needs 5/8 drywall",
        "2 of 3 approved",
        "section 4, clause 12, annex 3",
        "using monday.com",
    ],
)
def test_what_only_looks_like_a_time_is_none(read: Read, text: str) -> None:
    assert read(text).times == ()
