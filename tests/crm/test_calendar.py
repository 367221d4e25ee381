"""When people work: days off, quiet hours, and wall clocks that jump."""
# ruff: noqa: DTZ001 - a wall clock has no zone until one is applied

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crm.calendar import (
    Rhythm,
    day_bounds,
    next_digest_at,
    next_working_moment,
    read_rhythm,
    remind_at,
    resolve,
    rhythm_of,
)
from domain.terms import Grain
from storage.entities import Member, Workspace

SHANGHAI = Rhythm(ZoneInfo("Asia/Shanghai"))
BERLIN = Rhythm(ZoneInfo("Europe/Berlin"))
FRIDAY = date(2026, 11, 20)


def at(rhythm: Rhythm, day: date, clock: str) -> datetime:
    return resolve(datetime.combine(day, time.fromisoformat(clock)), rhythm.tz)


def midnight(rhythm: Rhythm, day: date) -> datetime:
    return at(rhythm, day, "00:00")


NOW = at(BERLIN, FRIDAY, "10:00")


def test_a_days_follow_up_is_due_at_nine_in_the_persons_zone() -> None:
    monday = FRIDAY + timedelta(days=3)
    due = remind_at(SHANGHAI, midnight(SHANGHAI, monday), Grain.DAY, exact=True, now=NOW)
    assert due == datetime(2026, 11, 23, 1, tzinfo=UTC)


def test_a_months_follow_up_comes_on_its_first_working_day() -> None:
    # 1 August 2027 is a Sunday
    due = remind_at(BERLIN, midnight(BERLIN, date(2027, 8, 1)), Grain.MONTH, exact=True, now=NOW)
    assert due == at(BERLIN, date(2027, 8, 2), "09:00")


def test_a_weekend_that_was_named_is_kept() -> None:
    sunday = FRIDAY + timedelta(days=2)
    due = remind_at(BERLIN, midnight(BERLIN, sunday), Grain.DAY, exact=True, now=NOW)
    assert due == at(BERLIN, sunday, "09:00")


def test_a_weekend_that_nobody_named_waits_for_monday() -> None:
    due = remind_at(BERLIN, midnight(BERLIN, FRIDAY + timedelta(days=2)), Grain.DAY, exact=False, now=NOW)
    assert due == at(BERLIN, FRIDAY + timedelta(days=3), "09:00")


def test_quiet_hours_hold_back_what_was_not_named() -> None:
    late = at(BERLIN, FRIDAY - timedelta(days=1), "22:30")
    assert next_working_moment(BERLIN, late) == at(BERLIN, FRIDAY, "09:00")
    assert next_working_moment(BERLIN, at(BERLIN, FRIDAY, "22:30")) == at(BERLIN, FRIDAY + timedelta(days=3), "09:00")


def test_a_time_that_was_named_is_kept_in_quiet_hours() -> None:
    due = at(BERLIN, FRIDAY, "22:30")
    assert remind_at(BERLIN, due, Grain.MINUTE, exact=True, now=NOW) == due


def test_a_day_that_already_began_is_said_later_that_day() -> None:
    assert remind_at(BERLIN, midnight(BERLIN, FRIDAY), Grain.DAY, exact=True, now=NOW) == at(BERLIN, FRIDAY, "12:00")


def test_quiet_hours_that_last_into_the_morning_push_the_start_of_work() -> None:
    late_riser = read_rhythm("Europe/Berlin", {"quiet": ["18:00", "10:30"]})
    assert next_working_moment(late_riser, at(BERLIN, FRIDAY, "07:00")) == at(BERLIN, FRIDAY, "10:30")


def test_friday_and_saturday_off() -> None:
    cairo = read_rhythm("Africa/Cairo", {"days": [6, 0, 1, 2, 3]})
    assert next_working_moment(cairo, at(cairo, FRIDAY, "11:00")) == at(cairo, date(2026, 11, 22), "09:00")


def test_the_digest_after_friday_is_mondays() -> None:
    assert next_digest_at(BERLIN, at(BERLIN, FRIDAY, "08:30")) == at(BERLIN, FRIDAY + timedelta(days=3), "08:30")


def test_the_digest_of_this_morning_is_still_to_come_before_its_time() -> None:
    assert next_digest_at(BERLIN, at(BERLIN, FRIDAY, "08:29")) == at(BERLIN, FRIDAY, "08:30")


def test_no_digest_for_who_wants_none() -> None:
    assert next_digest_at(read_rhythm("UTC", {"digest": "off"}), NOW) is None


def test_a_time_that_does_not_exist_moves_forward_and_a_double_one_means_the_first() -> None:
    berlin = BERLIN.tz
    assert resolve(datetime(2026, 3, 29, 2, 30), berlin) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30 there
    assert resolve(datetime(2026, 10, 25, 2, 30), berlin) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_day_of_a_spring_change_has_23_hours() -> None:
    first, last = day_bounds(date(2026, 3, 29), BERLIN.tz)
    assert last - first == timedelta(hours=23)


def test_a_digest_nobody_timed_waits_for_the_end_of_quiet_hours() -> None:
    late = Member(name="bob", tz="Europe/Berlin", settings={"quiet": ["20:00", "10:00"]})
    assert rhythm_of(late, Workspace(settings={})).digest_at == time(10)
    early = Member(name="bob", tz="Europe/Berlin", settings={"quiet": ["20:00", "10:00"], "digest": "07:00"})
    assert rhythm_of(early, Workspace(settings={})).digest_at == time(7)
