"""Stretches of days that people name: this week, last quarter, Q1, November, the last 30 days."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_QUARTER = re.compile(r"(?:(\d{4})-)?q([1-4])(?:-(\d{4}))?")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_DAYS = re.compile(r"(last|next)-(\d{1,3})d")
_UNITS = ("day", "week", "month", "quarter", "year")
_SHIFTS = {"last": -1, "this": 0, "next": 1}


@dataclass(frozen=True, slots=True)
class Period:
    """The days `first` to `last`, both included; `name` is how a filter writes it ("this-quarter")."""

    name: str
    first: date
    last: date

    def starts_at(self, tz: str) -> datetime:
        """The first moment of it in that zone, in UTC."""
        return _midnight(self.first, tz)

    def ends_at(self, tz: str) -> datetime:
        """The first moment after it in that zone, in UTC."""
        return _midnight(self.last + timedelta(days=1), tz)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def today_in(tz: str, now: datetime) -> date:
    """The date it is there."""
    return now.astimezone(ZoneInfo(tz)).date()


def period_named(name: str, today: date) -> Period | None:
    """The period of that name as seen from `today`; None for a name that is none."""
    name = name.strip().lower()
    if name in {"today", "yesterday", "tomorrow"}:
        day = today + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[name])
        return Period(name, day, day)
    shift, _, unit = name.partition("-")
    if shift in _SHIFTS and unit in _UNITS:
        return Period(name, *_shifted(unit, _SHIFTS[shift], today))
    return _counted(name, today) or _dated(name, today)


def _counted(name: str, today: date) -> Period | None:
    found = _DAYS.fullmatch(name)
    if not found:
        return None
    days = max(1, int(found[2]))
    if found[1] == "last":
        return Period(name, today - timedelta(days=days - 1), today)
    return Period(name, today, today + timedelta(days=days - 1))


def _dated(name: str, today: date) -> Period | None:
    if found := _QUARTER.fullmatch(name):
        return _quarter_period(int(found[1] or found[3] or today.year), int(found[2]))
    if found := _MONTH.fullmatch(name):
        year, month = int(found[1]), int(found[2])
        return Period(name, *_month(year, month)) if 1 <= month <= 12 and 1900 <= year <= 9998 else None
    if _YEAR.fullmatch(name) and 1900 <= int(name) <= 9998:
        return Period(name, date(int(name), 1, 1), date(int(name), 12, 31))
    return None


def _quarter_period(year: int, quarter: int) -> Period | None:
    if not 1900 <= year <= 9998:
        return None
    return Period(f"{year}-q{quarter}", *_quarter(year, quarter))


def _shifted(unit: str, shift: int, today: date) -> tuple[date, date]:
    if unit == "day":
        day = today + timedelta(days=shift)
        return day, day
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        return monday, monday + timedelta(days=6)
    if unit == "year":
        return date(today.year + shift, 1, 1), date(today.year + shift, 12, 31)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + shift
        return _month(months // 12, months % 12 + 1)
    quarters = today.year * 4 + (today.month - 1) // 3 + shift
    return _quarter(quarters // 4, quarters % 4 + 1)


def _month(year: int, month: int) -> tuple[date, date]:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _quarter(year: int, quarter: int) -> tuple[date, date]:
    first, _ = _month(year, quarter * 3 - 2)
    _, last = _month(year, quarter * 3)
    return first, last


def _midnight(day: date, tz: str) -> datetime:
    """Where a zone skips midnight, the first instant that exists; of a repeated one, the first."""
    return datetime.combine(day, time(), ZoneInfo(tz)).astimezone(UTC)
