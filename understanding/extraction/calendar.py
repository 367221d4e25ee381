"""From what was said to when it is: the rules of the clock, the same for every language.

An hour without a day is the next one to come, a bare hour from one to six is in the afternoon, and a part of a day
begins with its first hour.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from domain.terms import Grain
from understanding.extraction.periods import DAY, NoTime, Period, period_of
from understanding.extraction.piece import RULE_DAYS, Delta, Piece

# Hours of the parts of a day, end exclusive. A reminder is due when its part begins.
PARTS = {
    "dawn": (0, 6),
    "early": (6, 8),
    "morning": (8, 12),
    "noon": (12, 13),
    "lunch": (12, 14),
    "after lunch": (13, 16),
    "afternoon": (12, 16),
    "late afternoon": (16, 18),
    "evening": (18, 21),
    "night": (20, 24),
    "midnight": (24, 24),
}
_LATE_MORNING = 11  # who says "in the morning" from then on means tomorrow's
_PM_PARTS = {"noon", "lunch", "after lunch", "afternoon", "late afternoon", "evening", "night"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A resolved time on the wall clock: naive, `end` exclusive; `end` None for an instant."""

    start: datetime
    end: datetime | None
    grain: Grain
    zone: str | None = None
    due: date | None = None  # a deadline's own day, where it is not the start


def resolve(piece: Piece, now: datetime, *, past: bool = False) -> Stretch:
    """When `piece` is, seen from `now` (naive, local). Raises NoTime where there is no such day."""
    try:
        return _resolve(piece, now, past=past)
    except (ValueError, OverflowError) as wrong:
        raise NoTime(str(wrong)) from wrong


def _resolve(piece: Piece, now: datetime, *, past: bool) -> Stretch:
    if piece.recurs is not None:
        return _first_of(piece, now, past=past)
    if piece.anchored and piece.delta is not None:
        anchor = _resolve(replace(piece, delta=None, anchored=None), now, past=past)
        return _shifted(anchor.start, piece.delta, anchor.grain)
    if piece.delta is not None:
        return _from_delta(piece, now)
    if piece.running is not None:
        return _running(piece.running, now)
    if piece.has_day:
        return _of_day(piece, period_of(piece, now.date(), past=past), now)
    return _of_today(piece, now, past=past)


def _first_of(piece: Piece, now: datetime, *, past: bool) -> Stretch:
    """The first time of what comes again: on the nearest of its days, today where its hour is still to come."""
    rule, plain = piece.recurs or "", replace(piece, recurs=None)
    if piece.delta is not None and not piece.anchored and (piece.month or piece.day or piece.weekday is not None):
        plain = replace(plain, delta=None)  # every year on 3 June: the day says when, the rule how often
    days = [RULE_DAYS.index(day) for day in rule.partition("BYDAY=")[2].split(";")[0].split(",") if day in RULE_DAYS]
    if piece.nth is not None or rule.endswith("BYMONTHDAY=-1"):
        return _next_in_month(plain, now, past=past)
    starts = [plain if plain.weekday is None else replace(plain, weekday=day) for day in days] or [plain]
    if piece.has_clock and (not days or now.weekday() in days) and (rule.startswith("FREQ=DAILY") or days):
        starts.append(replace(plain, weekday=None, weeks=None, delta=None, days=0))
    found = [_resolve(each, now, past=past) for each in starts]
    return min((each for each in found if each.start > now), key=lambda each: each.start, default=found[0])


def _next_in_month(piece: Piece, now: datetime, *, past: bool) -> Stretch:
    """The one of this month, or of the next where that is over: every first Monday, every last day."""
    this = _resolve(piece, now, past=past)
    if this.start.date() >= now.date() and not (this.start <= now and piece.has_clock):
        return this
    return _resolve(replace(piece, months=(piece.months or 0) + 1), now, past=past)


def _shifted(start: datetime, delta: Delta, grain: Grain) -> Stretch:
    moved = start + relativedelta(months=delta.months, days=delta.days, seconds=delta.seconds)
    if delta.seconds and grain not in {Grain.MINUTE, Grain.HOUR}:
        grain = Grain.MINUTE
    if grain in {Grain.MINUTE, Grain.HOUR, Grain.DAYPART}:
        return Stretch(moved, None, grain)
    return _whole(moved.date(), moved.date() + DAY, Grain.DAY)


def _running(length: Delta, now: datetime) -> Stretch:
    """From now on, or up to now: whole days from tomorrow or until today, hours from this minute."""
    step = relativedelta(months=length.months, days=length.days, seconds=length.seconds)
    if length.seconds:
        minute = now.replace(second=0, microsecond=0)
        return Stretch(min(minute, minute + step), max(minute, minute + step), Grain.MINUTE)
    today = datetime.combine(now.date(), time())
    if today + step < today:
        return Stretch(today + step, today, Grain.DAY)
    return Stretch(today + DAY, today + DAY + step, Grain.DAY, due=(today + step).date())


def _from_delta(piece: Piece, now: datetime) -> Stretch:
    assert piece.delta is not None  # noqa: S101  # asked by the caller
    if piece.delta == Delta():
        return Stretch(now.replace(second=0, microsecond=0), None, Grain.MINUTE)
    if piece.delta.seconds and not piece.has_clock:
        moved = _shifted(now, piece.delta, Grain.MINUTE).start.replace(microsecond=0)
        return Stretch(moved if moved.second == now.second else moved.replace(second=0), None, Grain.MINUTE, piece.zone)
    day = _shifted(now, piece.delta, Grain.DAY).start.date()
    if piece.weekday is not None:
        day = _near_weekday(day, piece.weekday, forward=bool(piece.delta.months))
    return _of_day(piece, (day, day + DAY, Grain.DAY), now)


def _near_weekday(day: date, weekday: int, *, forward: bool) -> date:
    """In three days, on Friday: who counts days is at most some days off, who counts months means the one after."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(ahead if forward or ahead <= 3 else ahead - 7)


# --- the time of day -------------------------------------------------------------------------------------------------


def _whole(start: date, end: date, grain: Grain) -> Stretch:
    return Stretch(datetime.combine(start, time()), datetime.combine(end, time()), grain)


def _of_day(piece: Piece, period: Period, now: datetime) -> Stretch:
    start, end, grain = period
    if piece.last_day is not None:
        return _whole(start, start.replace(day=piece.last_day) + DAY, Grain.DAY)
    if piece.span is not None:
        delta = relativedelta(months=piece.span.months, days=piece.span.days)
        return _whole(start, start + delta, grain if piece.span.months else Grain.DAY)
    if piece.has_clock:
        instant, clock_grain = _clock(piece, start)
        return Stretch(instant, _until(piece, instant), clock_grain, piece.zone)
    if piece.part is not None:
        return _part(piece.part, start)
    if piece.edge is not None and not (piece.day is not None and piece.edge in {"first days", "last days", "mid"}):
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
        if instant < now - timedelta(minutes=1):
            instant += DAY
        return Stretch(instant, _until(piece, instant), grain, piece.zone)
    if piece.part is not None:
        today = _part(piece.part, now.date())
        over = piece.exact and today.end is not None and today.end <= now
        late = piece.exact and piece.part == "morning" and now.hour >= _LATE_MORNING
        return _part(piece.part, now.date() + DAY) if (over or late) and not past else today
    if piece.edge is not None:
        return _edge(piece.edge, (now.date(), now.date() + DAY, Grain.DAY), now)
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


def _until(piece: Piece, start: datetime) -> datetime | None:
    """The end of "3-5pm": the first such hour after the start."""
    if piece.until_hour is None:
        return None
    end = start.replace(hour=piece.until_hour % 24, minute=piece.until_minute or 0, second=0)
    while end <= start:
        end += timedelta(hours=12)
    return end


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
    if edge in {"first days", "last days"} and grain is not Grain.MONTH:
        edge = {"first days": "early", "last days": "end"}[edge]
    if edge == "rest":
        return _whole(now.date(), end, grain)
    if grain is Grain.DAY:
        return _edge_of_day(edge, start, end)
    if edge in {"end", "last days"}:
        return _end(edge, period)
    if edge == "start":
        return _whole(start, start + DAY, Grain.DAY)
    return _third(edge, period)


def _edge_of_day(edge: str, start: date, end: date) -> Stretch:
    if edge == "end":
        last = datetime.combine(end, time()) - timedelta(seconds=1)
        return Stretch(last, None, Grain.MINUTE, due=start)
    return _part({"start": "morning", "early": "early", "mid": "noon", "late": "night"}[edge], start)


def _end(edge: str, period: Period) -> Stretch:
    """The last day, the last days of a month (月底), the last month of a quarter or year; due on its last day."""
    start, end, grain = period
    if grain in {Grain.QUARTER, Grain.YEAR}:
        return replace(_whole(end - relativedelta(months=1), end, Grain.MONTH), due=end - DAY)
    first = start + timedelta(24) if edge == "last days" else end - DAY
    return replace(_whole(first, end, Grain.DAY), due=_last_workday(end, grain))


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
        cuts = {"first days": (0, 5), "early": (0, 10), "mid": (10, 20), "late": (20, length)}
    first, last = cuts[edge]
    return _whole(start + timedelta(first), start + timedelta(last), grain)
