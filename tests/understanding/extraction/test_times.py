"""Times against the moment and zone of the message; Wednesday 18 November 2026, ten in the morning, Shanghai."""

import pytest

from domain.terms import Grain
from tests.understanding.extraction.conftest import Read


@pytest.mark.parametrize(
    ("text", "due", "grain"),
    [
        ("call her next Tuesday 3pm", "2026-11-24T15:00", Grain.MINUTE),
        ("call Bob Fri", "2026-11-20T00:00", Grain.DAY),
        ("demo tomorrow morning", "2026-11-19T08:00", Grain.DAYPART),
        ("follow up in two weeks", "2026-12-02T00:00", Grain.DAY),
        ("send the offer by end of month", "2026-11-30T00:00", Grain.DAY),
        ("ping her in April", "2027-04-01T00:00", Grain.MONTH),
        ("call in half an hour", "2026-11-18T10:30", Grain.MINUTE),
        ("call him Wednesday", "2026-11-25T00:00", Grain.DAY),
        ("meet on the 3rd", "2026-12-03T00:00", Grain.DAY),
        ("visit them on 3 December at 14h30", "2026-12-03T14:30", Grain.MINUTE),
        ("call at quarter past three", "2026-11-18T15:15", Grain.MINUTE),
        ("meeting Thursday 9:30-11:00", "2026-11-19T09:30", Grain.MINUTE),
        ("call the day after tomorrow at noon", "2026-11-20T12:00", Grain.HOUR),
        ("send it EOD Friday", "2026-11-20T00:00", Grain.DAY),
        ("call 2 days after next Friday", "2026-11-29T00:00", Grain.DAY),
        ("demo the first Monday of December", "2026-12-07T00:00", Grain.DAY),
        ("review next quarter", "2027-01-01T00:00", Grain.QUARTER),
        ("call him tmrw 9am", "2026-11-19T09:00", Grain.MINUTE),
        ("下周二下午三点打电话", "2026-11-24T15:00", Grain.MINUTE),
        ("后天上午拜访", "2026-11-20T08:00", Grain.DAYPART),
        ("月底前签合同", "2026-11-30T00:00", Grain.DAY),
        ("大后天联系", "2026-11-21T00:00", Grain.DAY),
        ("3号寄样品", "2026-12-03T00:00", Grain.DAY),
        ("半小时后打电话", "2026-11-18T10:30", Grain.MINUTE),
        ("一个半小时后回电", "2026-11-18T11:30", Grain.MINUTE),
        ("今晚八点一刻开会", "2026-11-18T20:15", Grain.MINUTE),
        ("下下周一拜访", "2026-11-30T00:00", Grain.DAY),
        ("下個月廿號見面", "2026-12-20T00:00", Grain.DAY),
        ("聽日下晝三點打電話", "2026-11-19T15:00", Grain.MINUTE),
        ("本季度末签约", "2026-12-31T00:00", Grain.DAY),
        ("十天内答复", "2026-11-28T00:00", Grain.DAY),
        ("春节前拜访", "2027-02-06T00:00", Grain.DAY),
        ("10点的会改到11点半", "2026-11-18T11:30", Grain.MINUTE),
    ],
)
def test_a_follow_up_is_due_when_it_was_said(read: Read, text: str, due: str, grain: Grain) -> None:
    found = read(text)
    assert found.due_at is not None
    assert found.due_at.isoformat().startswith(due)
    assert found.due_grain is grain


@pytest.mark.parametrize(
    "text",
    [
        "iPhone 15 for the office",
        "room 3 please",
        "24/7 support",
        "version 2.3.1 is out",
        "wants 5 seats",
        "she may email you",
        "the march on Rome",
        "4a",
        "25",
        "2026-02-30",
        "32 August 2026",
        "at 101 points",
        "+86 138-2010-2015",
        "3号楼5层的客户",
        "24小时客服",
        "建国路1号",
        "打8折",
        "有两点建议",
        "周报写好了吗",
    ],
)
def test_what_is_no_time_stays_none(read: Read, text: str) -> None:
    assert read(text).times == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every Friday send the report", "FREQ=WEEKLY;BYDAY=FR"),
        ("call him every other Friday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("send invoices every quarter", "FREQ=MONTHLY;INTERVAL=3"),
        ("check in weekdays at 9", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("每周五发周报", "FREQ=WEEKLY;BYDAY=FR"),
        ("隔周三拜访", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        ("每月15号发对账单", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("每天早上发日报", "FREQ=DAILY"),
    ],
)
def test_what_comes_again_has_a_rule(read: Read, text: str, rule: str) -> None:
    assert read(text).recurs == rule


def test_what_was_is_told_from_what_is_planned(read: Read) -> None:
    found = read("met Anna yesterday, call her tomorrow")
    assert [moment.past for moment in found.times] == [True, False]
    assert found.due_at is not None
    assert found.due_at.day == 19


def test_a_past_weekday_is_the_last_one(read: Read) -> None:
    (moment,) = read("met him on Monday").times
    assert moment.start_at.day == 16
    assert moment.past


def test_a_day_that_is_ruled_out_is_not_the_follow_up(read: Read) -> None:
    found = read("周末别催，下周一早上9点再打给徐娜")
    assert found.due_at is not None
    assert found.due_at.isoformat().startswith("2026-11-23T09:00")


def test_a_time_in_another_zone_is_told_on_the_readers_clock(read: Read) -> None:
    found = read("meeting on 3 December 14:00 Tokyo time")
    assert found.due_at is not None
    assert found.due_at.isoformat() == "2026-12-03T13:00:00+08:00"


def test_the_region_decides_whether_the_day_or_the_month_stands_first(read: Read, read_in_berlin: Read) -> None:
    here, there = read("send it on 4/12"), read_in_berlin("send it on 4/12")
    assert here.due_at is not None
    assert there.due_at is not None
    assert (here.due_at.month, here.due_at.day) == (4, 12)
    assert (there.due_at.month, there.due_at.day) == (12, 4)


def test_an_hour_that_the_change_of_clocks_skips_is_moved_on(read_in_berlin: Read) -> None:
    found = read_in_berlin("call on 28 March 2027 at 2:30 am")
    assert found.due_at is not None
    assert found.due_at.isoformat() == "2027-03-28T03:30:00+02:00"


def test_a_range_keeps_its_end_and_a_whole_grain_needs_none(read: Read) -> None:
    days, week = read("on holiday 24 - 27 November"), read("next week")
    assert days.times[0].end_at is not None
    assert days.times[0].end_at.day == 28
    assert week.times[0].end_at is None


def test_each_text_is_exactly_what_was_read(read: Read) -> None:
    text = "約了陳總，後天下午３點見"
    (moment,) = read(text).times
    assert moment.text == "後天下午３點"
    assert text[moment.start :].startswith(moment.text)
