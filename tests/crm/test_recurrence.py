"""What recurs does so once a local date, whatever the clocks there do."""
# ruff: noqa: DTZ001 - a wall clock has no zone until one is applied

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crm.calendar import resolve
from crm.recurrence import fixed_rule, next_occurrence
from domain.errors import NotUnderstood
from domain.terms import Grain

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = sorted(zone for zone in available_timezones() if not zone.startswith(("posix/", "right/")))


def occurrences(
    recurs: str, first: datetime, zone: ZoneInfo, until: datetime, grain: Grain = Grain.MINUTE
) -> list[datetime]:
    """Every due time, each reckoned from the one before as the program does."""
    rule = fixed_rule(recurs, first, grain, zone)
    due, found = first, [first]
    while (following := next_occurrence(rule, due, zone, due)) and following.due_at < until:
        due, rule = following.due_at, following.recurs
        found.append(due)
    return found


def around_changes(zone: ZoneInfo) -> list[date]:
    """The days between 2024 and 2030 before clocks change there."""
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(7 * 365 + 2)]
    noons = [datetime.combine(day, time(12), zone).utcoffset() for day in days]
    return [days[n - 1] for n in range(1, len(days)) if noons[n] != noons[n - 1]]


@pytest.mark.parametrize("zone_name", ZONES)
def test_a_daily_one_fires_once_a_local_date_around_every_change_of_clocks(zone_name: str) -> None:
    zone = ZoneInfo(zone_name)
    for day in around_changes(zone):
        for clock in (time(0, 0), time(0, 30), time(1, 30), time(2, 30), time(23, 30)):
            wall = datetime.combine(day - timedelta(days=1), clock)
            found = occurrences("FREQ=DAILY", resolve(wall, zone), zone, resolve(wall + timedelta(days=5), zone))
            assert found == [resolve(wall + timedelta(days=n), zone) for n in range(5)]


@given(
    zone_name=st.sampled_from(ZONES),
    start=st.datetimes(datetime(2024, 1, 1), datetime(2030, 10, 1)),
    rule=st.sampled_from(["FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2"]),
)
@settings(max_examples=150, deadline=None)
def test_any_wall_time_keeps_its_wall_time_for_months(zone_name: str, start: datetime, rule: str) -> None:
    zone = ZoneInfo(zone_name)
    start = start.replace(second=0, microsecond=0)
    assume(resolve(start, zone).astimezone(zone).replace(tzinfo=None) == start)  # an hour the clocks skip is none
    found = occurrences(rule, resolve(start, zone), zone, resolve(start + timedelta(days=60), zone))
    step = {"FREQ=DAILY": 1, "FREQ=DAILY;INTERVAL=3": 3, "FREQ=WEEKLY": 7}.get(rule, 14)
    assert found == [resolve(start + timedelta(days=n), zone) for n in range(0, 60, step)]


def test_every_other_friday() -> None:
    friday = resolve(datetime(2026, 11, 27, 10), BERLIN)
    found = occurrences("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", friday, BERLIN, datetime(2027, 1, 1, tzinfo=UTC))
    assert [moment.astimezone(BERLIN).date() for moment in found] == [
        date(2026, 11, 27),
        date(2026, 12, 11),
        date(2026, 12, 25),
    ]


def test_a_count_runs_out() -> None:
    first = datetime(2026, 11, 23, 9, tzinfo=UTC)
    found = occurrences("FREQ=DAILY;COUNT=3", first, ZoneInfo("UTC"), datetime(2027, 1, 1, tzinfo=UTC))
    assert len(found) == 3


def test_until_a_date_includes_that_day() -> None:
    first = datetime(2026, 11, 23, 9, tzinfo=UTC)
    found = occurrences("FREQ=DAILY;UNTIL=20261125", first, ZoneInfo("UTC"), datetime(2027, 1, 1, tzinfo=UTC))
    assert len(found) == 3


def test_a_day_without_a_time_recurs_from_midnight_to_midnight() -> None:
    first = resolve(datetime(2026, 3, 28), BERLIN)
    found = occurrences("FREQ=DAILY", first, BERLIN, first + timedelta(days=3), Grain.DAY)
    assert [moment.astimezone(BERLIN).time() for moment in found] == [time()] * 4


@pytest.mark.parametrize("wrong", ["FREQ=HOURLY", "every friday", "FREQ=DAILY;INTERVAL=x", ""])
def test_what_is_no_rule_is_refused(wrong: str) -> None:
    with pytest.raises(NotUnderstood):
        fixed_rule(wrong, datetime(2026, 11, 23, 9, tzinfo=UTC), Grain.MINUTE, BERLIN)
