"""From what was said to when it is: the rules of the calendar, the same for every language.

Weeks are ISO 8601 weeks, beginning on Monday; "next Tuesday" is the Tuesday of the next one. The nth week of a month is
the nth that has its Thursday there. A day without a year, a weekday without a week, an hour without a day is the next
one to come, unless the sentence tells of the past.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from domain.terms import Grain
from understanding.extraction.piece import Delta, Piece

# Hours of the parts of a day, end exclusive. A reminder is due when its part begins.
PARTS = {
    "dawn": (0, 6),
    "early": (6, 8),
    "morning": (8, 12),
    "noon": (12, 13),
    "lunch": (12, 14),
    "afternoon": (12, 16),
    "evening": (18, 21),
    "night": (20, 24),
    "midnight": (24, 24),
}
_PM_PARTS = {"noon", "lunch", "afternoon", "evening", "night"}
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A resolved time on the wall clock: naive, `end` exclusive; `end` None for an instant."""

    start: datetime
    end: datetime | None
    grain: Grain
    zone: str | None = None
    due: date | None = None  # a deadline's own day, where it is not the start


class NoTime(ValueError):  # noqa: N818  # it is no error of anybody: 30 February is just no day
    """What was said names no time that exists."""


def resolve(piece: Piece, now: datetime, *, past: bool = False) -> Stretch:
    """When `piece` is, seen from `now` (naive, local). Raises NoTime where there is no such day."""
    try:
        return _resolve(piece, now, past=past)
    except (ValueError, OverflowError) as wrong:
        raise NoTime(str(wrong)) from wrong


def _resolve(piece: Piece, now: datetime, *, past: bool) -> Stretch:
    if piece.anchored and piece.delta is not None:
        anchor = _resolve(replace(piece, delta=None, anchored=None), now, past=past)
        return _shifted(anchor.start, piece.delta, anchor.grain)
    if piece.delta is not None:
        return _from_delta(piece, now, past=past)
    if piece.has_day:
        return _of_day(piece, _period(piece, now.date(), past=past), now)
    return _of_today(piece, now, past=past)


def _shifted(start: datetime, delta: Delta, grain: Grain) -> Stretch:
    moved = start + relativedelta(months=delta.months, days=delta.days, seconds=delta.seconds)
    if delta.seconds and grain not in {Grain.MINUTE, Grain.HOUR}:
        grain = Grain.MINUTE
    if grain in {Grain.MINUTE, Grain.HOUR, Grain.DAYPART}:
        return Stretch(moved, None, grain)
    return _whole(moved.date(), moved.date() + DAY, Grain.DAY)


def _from_delta(piece: Piece, now: datetime, *, past: bool) -> Stretch:
    assert piece.delta is not None  # noqa: S101  # asked by the caller
    if piece.delta.seconds and not piece.has_clock:
        moved = _shifted(now, piece.delta, Grain.MINUTE).start.replace(microsecond=0)
        return Stretch(moved if moved.second == now.second else moved.replace(second=0), None, Grain.MINUTE, piece.zone)
    day = _shifted(now, piece.delta, Grain.DAY).start.date()
    if piece.weekday is not None:
        day += timedelta((piece.weekday - day.weekday()) % 7)
    return _of_day(piece, (day, day + DAY, Grain.DAY), now)


# --- the day ---------------------------------------------------------------------------------------------------------

Period = tuple[date, date, Grain]


def _whole(start: date, end: date, grain: Grain) -> Stretch:
    return Stretch(datetime.combine(start, time()), datetime.combine(end, time()), grain)


def _period(piece: Piece, today: date, *, past: bool) -> Period:
    """The day, week, month ... that the piece names."""
    found = _base_period(piece, today, past=past)
    if piece.nth is not None:
        found = _nth_of(piece, found)
    if piece.week_of:
        monday = found[0] - timedelta(found[0].weekday())
        found = (monday, monday + timedelta(7), Grain.WEEK)
    return found


def _base_period(piece: Piece, today: date, *, past: bool) -> Period:  # noqa: PLR0911, C901  # a table of what may be said
    if piece.day is not None:
        return _day_period(_month_day(piece, today, past=past))
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
        return _day_period(_weekday(piece.weekday, today, past=past))
    raise NoTime(repr(piece))


def _day_period(day: date) -> Period:
    return day, day + DAY, Grain.DAY


def _next_weekday(weekday: int, after: date) -> date:
    return after + timedelta((weekday - after.weekday() - 1) % 7 + 1)


def _weekday(weekday: int, today: date, *, past: bool) -> date:
    if past:
        return today - timedelta((today.weekday() - weekday - 1) % 7 + 1)
    return _next_weekday(weekday, today)


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
        fitting = [day for day in days if day.weekday() == piece.weekday and abs((day - today).days) <= 190]
        if fitting:
            return min(fitting, key=lambda day: (abs((day - today).days), day < today))
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
    for count in (-2, -1, 0, 1, 2, 3, 4):
        month = first + step * count
        try:
            yield month.replace(day=piece.day or 1)
        except ValueError:
            continue


def _nth_of(piece: Piece, period: Period) -> Period:
    start, end, _ = period
    nth = piece.nth or 1
    if piece.nth_unit == "week":
        return _nth_week(start, end, nth)
    if piece.nth_unit == "weekday" and piece.weekday is not None:
        day = (
            _next_weekday(piece.weekday, start - DAY) + timedelta(7 * (nth - 1))
            if nth > 0
            else _next_weekday(piece.weekday, end - timedelta(8))
        )
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


# --- the time of day -------------------------------------------------------------------------------------------------


def _of_day(piece: Piece, period: Period, now: datetime) -> Stretch:
    start, end, grain = period
    if piece.span is not None:
        delta = relativedelta(months=piece.span.months, days=piece.span.days)
        return _whole(start, start + delta, Grain.DAY)
    if piece.has_clock:
        instant, clock_grain = _clock(piece, start)
        return Stretch(instant, None, clock_grain, piece.zone)
    if piece.part is not None:
        return _part(piece.part, start)
    if piece.edge is not None:
        return _edge(piece.edge, period, now)
    return _whole(start, end, grain)


def _of_today(piece: Piece, now: datetime, *, past: bool) -> Stretch:
    """A time of day without a day: the next one."""
    if piece.has_clock:
        instant, grain = _clock(piece, now.date())
        if past:
            return Stretch(instant - DAY if instant > now else instant, None, grain, piece.zone)
        guessed = piece.half_day is None and not piece.exact and piece.part is None
        if guessed and instant < now <= instant + timedelta(hours=12) and instant.hour < 12 and instant.hour + 12 < 21:
            instant += timedelta(hours=12)  # "at 9" said at ten: this evening would be 21, so only up to 20
        return Stretch(instant + DAY if instant < now - timedelta(minutes=1) else instant, None, grain, piece.zone)
    if piece.part is not None:
        return _part(piece.part, now.date())
    if piece.edge is not None:
        return _edge(piece.edge, _day_period(now.date()), now)
    raise NoTime(repr(piece))


def _clock(piece: Piece, day: date) -> tuple[datetime, Grain]:
    hour = piece.hour or 0
    extra = 0
    if hour == 24:
        hour, extra = 0, 1
    elif piece.half_day == "am":
        hour = hour % 12 if hour <= 12 else hour
    elif piece.half_day == "pm":
        hour = hour + 12 if hour < 12 else hour
    elif piece.part is not None:
        hour, extra = _hour_in_part(hour, piece.part)
    elif not piece.exact and 1 <= hour <= 6:
        hour += 12  # people at work say "at 3" of the afternoon
    instant = datetime.combine(day, time(hour, piece.minute or 0, piece.second or 0)) + extra * DAY
    return instant, Grain.MINUTE


def _hour_in_part(hour: int, part: str) -> tuple[int, int]:
    if part in {"night", "evening", "midnight"} and (hour == 12 or (part != "evening" and 1 <= hour <= 4)):
        return hour % 12, 1  # "at night at 1" belongs to the following date
    if part == "noon":
        return (hour + 12 if hour <= 3 else hour), 0
    if part in _PM_PARTS and hour < 12:
        return hour + 12, 0
    if part in {"dawn", "early", "morning"} and hour == 12:
        return (0, 0) if part == "dawn" else (12, 0)
    return hour, 0


def _part(part: str, day: date) -> Stretch:
    first, last = PARTS[part]
    begin = datetime.combine(day, time()) + timedelta(hours=first)
    if part in {"noon", "midnight"}:
        return Stretch(begin, None, Grain.HOUR)
    return Stretch(begin, datetime.combine(day, time()) + timedelta(hours=last), Grain.DAYPART)


def _edge(edge: str, period: Period, now: datetime) -> Stretch:
    start, end, grain = period
    if edge == "rest":
        return _whole(now.date(), end, grain)
    if grain is Grain.DAY:
        if edge == "end":
            last = datetime.combine(end, time()) - timedelta(seconds=1)
            return Stretch(last, None, Grain.MINUTE, due=start)
        return _part({"start": "morning", "early": "early", "mid": "noon", "late": "night"}[edge], start)
    if edge == "end":
        return replace(_whole(end - DAY, end, Grain.DAY), due=_last_workday(end, grain))
    if edge == "start":
        return _whole(start, start + DAY, Grain.DAY)
    return _third(edge, period)


def _last_workday(end: date, grain: Grain) -> date:
    return end - timedelta(3) if grain is Grain.WEEK else end - DAY


def _third(edge: str, period: Period) -> Stretch:
    """Early, mid or late in a week, month, quarter or year."""
    start, end, grain = period
    length = (end - start).days
    cuts = {
        "early": (0, length * 3 // 7),
        "mid": (length * 2 // 7, length * 5 // 7),
        "late": (length * 3 // 7, length),
    }
    if grain is Grain.MONTH:
        cuts = {"early": (0, 10), "mid": (10, 20), "late": (20, length)}
    first, last = cuts[edge]
    return _whole(start + timedelta(first), start + timedelta(last), grain)
