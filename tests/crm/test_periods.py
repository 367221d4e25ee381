from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.periods import Period, period_named, today_in

TODAY = date(2026, 11, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("today", "2026-11-18", "2026-11-18"),
        ("yesterday", "2026-11-17", "2026-11-17"),
        ("this-week", "2026-11-16", "2026-11-22"),
        ("last-week", "2026-11-09", "2026-11-15"),
        ("this-month", "2026-11-01", "2026-11-30"),
        ("next-month", "2026-12-01", "2026-12-31"),
        ("next-quarter", "2027-01-01", "2027-03-31"),
        ("last-quarter", "2026-07-01", "2026-09-30"),
        ("this-year", "2026-01-01", "2026-12-31"),
        ("last-30d", "2026-10-20", "2026-11-18"),
        ("q1", "2026-01-01", "2026-03-31"),
        ("2027-q4", "2027-10-01", "2027-12-31"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_name_is_a_stretch_of_days(name: str, first: str, last: str) -> None:
    period = period_named(name, TODAY)
    assert period is not None
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)


@pytest.mark.parametrize("name", ["", "soon", "2026-13", "q5", "0000", "this-decade", "2026-11-18", "last-0000d"])
def test_other_names_are_none(name: str) -> None:
    assert period_named(name, TODAY) is None


def test_a_period_begins_at_midnight_of_the_readers_zone() -> None:
    november = Period("2026-11", date(2026, 11, 1), date(2026, 11, 30))
    assert november.starts_at("Asia/Shanghai") == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert november.ends_at("Europe/Berlin") == datetime(2026, 11, 30, 23, tzinfo=UTC)
    assert today_in("Asia/Shanghai", datetime(2026, 11, 30, 16, 30, tzinfo=UTC)) == date(2026, 12, 1)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.sampled_from(["week", "month", "quarter", "year"]))
def test_last_this_and_next_touch_without_a_gap(today: date, unit: str) -> None:
    last, this, following = (period_named(f"{shift}-{unit}", today) for shift in ("last", "this", "next"))
    assert last is not None
    assert this is not None
    assert following is not None
    assert this.first <= today <= this.last
    assert last.last.toordinal() + 1 == this.first.toordinal()
    assert this.last.toordinal() + 1 == following.first.toordinal()
