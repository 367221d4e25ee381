"""Which day, week, month, quarter or year is meant, the same for every language.

Weeks are ISO 8601 weeks, beginning on Monday; "next Tuesday" is the Tuesday of the next one. The nth week of a month is
the nth that has its Thursday there. A day without a year, a weekday without a week is the next one to come, unless the
sentence tells of the past.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from domain.terms import Grain
from understanding.extraction.piece import Piece

DAY = timedelta(days=1)


class NoTime(ValueError):  # noqa: N818  # it is no error of anybody: 30 February is just no day
    """What was said names no time that exists."""


Period = tuple[date, date, Grain]


def period_of(piece: Piece, today: date, *, past: bool) -> Period:
    """The day, week, month ... that the piece names."""
    found = _base_period(piece, today, past=past)
    if piece.nth is not None:
        found = _nth_of(piece, found)
    if piece.week_of:
        monday = found[0] - timedelta(found[0].weekday())
        found = (monday, monday + timedelta(7), Grain.WEEK)
    return found


def _base_period(piece: Piece, today: date, *, past: bool) -> Period:  # noqa: PLR0911, C901  # a table of what may be said
    if piece.moving is not None:
        return _day_period(_moving(piece.moving, today, past=past))
    if piece.day is not None:
        day = _month_day(piece, today, past=past)
        return _weekend_of(day) if piece.weekend else _day_period(day)
    if piece.days is not None:
        return _day_period(today + timedelta(piece.days))
    if piece.weeks is not None or piece.week_number is not None:
        return _week(piece, today)
    if piece.weekend:
        return _weekend(today, past=past)
    if piece.quarter is not None or piece.quarters is not None:
        return _quarter(piece, today, past=past)
    if piece.half is not None:
        return _half(piece, today)
    if piece.month is not None or piece.months is not None:
        start = _month(piece, today, past=past)
        if piece.weekday is not None and piece.nth is None:
            return _day_period(_next_weekday(piece.weekday, start - DAY))
        return start, start + relativedelta(months=1), Grain.MONTH
    if piece.year is not None or piece.years is not None:
        year = piece.year if piece.year is not None else today.year + (piece.years or 0)
        return date(year, 1, 1), date(year + 1, 1, 1), Grain.YEAR
    if piece.weekday is not None:
        return _day_period(_weekday(piece.weekday, today, past=past or bool(piece.before)))
    raise NoTime(repr(piece))


def _moving(days: Sequence[date], today: date, *, past: bool) -> date:
    fitting = [day for day in days if (day < today if past else day >= today)]
    if not fitting:
        raise NoTime("beyond the table of feasts")
    nearest = fitting[-1] if past else fitting[0]
    if abs((nearest - today).days) > 400:
        raise NoTime("beyond the table of feasts")
    return nearest


def _day_period(day: date) -> Period:
    return day, day + DAY, Grain.DAY


def _next_weekday(weekday: int, after: date) -> date:
    return after + timedelta((weekday - after.weekday() - 1) % 7 + 1)


def _weekday(weekday: int, today: date, *, past: bool) -> date:
    if past:
        return today - timedelta((today.weekday() - weekday - 1) % 7 + 1)
    return _next_weekday(weekday, today)


def _weekend_of(day: date) -> Period:
    saturday = day + timedelta(5 - day.weekday())
    return saturday, saturday + timedelta(2), Grain.DAY


def _weekend(today: date, *, past: bool) -> Period:
    saturday = today - timedelta(today.weekday()) + timedelta(5 if not past else -2)
    return saturday, saturday + timedelta(2), Grain.DAY


def _week(piece: Piece, today: date) -> Period:
    if piece.week_number is not None:
        monday = date.fromisocalendar(piece.year or today.year, piece.week_number, 1)
    else:
        monday = today - timedelta(today.weekday()) + timedelta(7 * (piece.weeks or 0))
    if piece.weekday is not None:
        return _day_period(monday + timedelta(piece.weekday))
    if piece.weekend:
        return monday + timedelta(5), monday + timedelta(7), Grain.DAY
    return monday, monday + timedelta(7), Grain.WEEK


def _quarter(piece: Piece, today: date, *, past: bool) -> Period:
    this = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    if piece.quarter is None:
        start = this + relativedelta(months=3 * (piece.quarters or 0))
    else:
        year = piece.year if piece.year is not None else today.year + (piece.years or 0)
        start = date(year, 3 * piece.quarter - 2, 1)
        open_year = piece.year is None and piece.years is None
        if open_year and not past and start < this:
            start = start.replace(year=year + 1)
        if open_year and past and start > today:
            start = start.replace(year=year - 1)
    return start, start + relativedelta(months=3), Grain.QUARTER


def _half(piece: Piece, today: date) -> Period:
    year = piece.year if piece.year is not None else today.year + (piece.years or 0)
    start = date(year, 1 if piece.half == 1 else 7, 1)
    return start, start + relativedelta(months=6), Grain.QUARTER


def _month(piece: Piece, today: date, *, past: bool) -> date:
    first = today.replace(day=1)
    if piece.month is None:
        first += relativedelta(months=piece.months or 0)
        return first.replace(year=piece.year if piece.year is not None else first.year + (piece.years or 0))
    if piece.year is not None or piece.years is not None:
        return date(piece.year if piece.year is not None else today.year + (piece.years or 0), piece.month, 1)
    start = date(today.year, piece.month, 1)
    if piece.months is not None:  # "this September", "next May"
        return start + relativedelta(
            years=1 if piece.months > 0 and start <= first else -1 if piece.months < 0 < (start > first) else 0
        )
    if past:
        return start if start <= today else start - relativedelta(years=1)
    return start if start >= first else start + relativedelta(years=1)


def _month_day(piece: Piece, today: date, *, past: bool) -> date:
    """A day of the month, with the month and year that fit best where they are not said."""
    assert piece.day is not None  # noqa: S101  # asked by the caller
    if piece.year is not None or piece.years is not None or (piece.months is not None and piece.month is None):
        first = _month(piece, today, past=past)
        return _settled_order(piece, first.year) or first.replace(day=piece.day)
    days = list(_candidates(piece, today))
    if not days:
        raise NoTime(repr(piece))
    if piece.weekday is not None:
        fitting = [
            day
            for day in days
            if day.weekday() == piece.weekday and abs((day - today).days) <= (190 if piece.month else 400)
        ]
        if fitting:
            ahead = [day for day in fitting if day >= today and piece.month is None and not past]
            return min(ahead or fitting, key=lambda day: (abs((day - today).days), day < today))
    before = [day for day in days if day <= today]
    after = [day for day in days if day >= today]
    if past and before:
        return before[-1]
    return after[0] if after else before[-1]


def _settled_order(piece: Piece, year: int) -> date | None:
    """The other reading of 4/5 where only that one falls on the weekday said."""
    if piece.other_order is None or piece.weekday is None or piece.month is None or piece.day is None:
        return None
    if date(year, piece.month, piece.day).weekday() == piece.weekday:
        return None
    other = date(year, *piece.other_order)
    return other if other.weekday() == piece.weekday else None


def _candidates(piece: Piece, today: date) -> Iterator[date]:
    step = relativedelta(years=1) if piece.month is not None else relativedelta(months=1)
    first = today.replace(day=1) if piece.month is None else date(today.year, piece.month, 1)
    for count in range(-2, 5) if piece.month else range(-12, 15):
        month = first + step * count
        try:
            yield month.replace(day=piece.day or 1)
        except ValueError:
            continue


def _nth_of(piece: Piece, period: Period) -> Period:
    start, end, _ = period
    nth = piece.nth or 1
    if piece.nth_unit == "full week":
        monday = _next_weekday(0, start - DAY) + timedelta(7 * (nth - 1))
        return monday, monday + timedelta(7), Grain.WEEK
    if piece.nth_unit == "week":
        return _nth_week(start, end, nth)
    if piece.nth_unit == "weekday" and piece.weekday is not None:
        day = (
            _next_weekday(piece.weekday, start - DAY) + timedelta(7 * (nth - 1))
            if nth > 0
            else _next_weekday(piece.weekday, end - timedelta(8))
        )
    elif piece.nth_unit == "weekend":
        day = (
            _next_weekday(5, start - DAY) + timedelta(7 * (nth - 1))
            if nth > 0
            else _next_weekday(5, end - timedelta(8))
        )
        return day, day + timedelta(2), Grain.DAY
    elif piece.nth_unit == "month":
        first = start + relativedelta(months=nth - 1) if nth > 0 else end + relativedelta(months=nth)
        return first, first + relativedelta(months=1), Grain.MONTH
    else:
        day = start + timedelta(nth - 1) if nth > 0 else end + timedelta(nth)
    if not start <= day < end:
        raise NoTime(repr(piece))
    return _day_period(day)


def _nth_week(start: date, end: date, nth: int) -> Period:
    thursday = _next_weekday(3, start - DAY)
    if nth < 0:
        thursday = _next_weekday(3, end - timedelta(8)) + timedelta(7 * (nth + 1))
    else:
        thursday += timedelta(7 * (nth - 1))
    monday = thursday - timedelta(3)
    return monday, monday + timedelta(7), Grain.WEEK
