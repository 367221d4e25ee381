"""From atoms to moments: neighbours are put together as far as they agree, ranges are closed, each is resolved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.terms import Grain
from understanding.extraction.atoms import Atom
from understanding.extraction.calendar import Stretch, resolve
from understanding.extraction.model import Moment
from understanding.extraction.page import Page
from understanding.extraction.periods import NoTime
from understanding.extraction.piece import Piece

# What may stand between two parts of one time.
_JOIN = re.compile(
    r"(?:[\s,，、()@的~-]{0,3}|\s{1,12})(?:(?:at|on|in|of|the|for|by|around|about|approx|approximately|from|during|"
    r"starting|beginning|"
    r"um|say|大概|大约|左右|那天|那)[\s,]{0,2}){0,3}[\s(（]?"
)
# "from 1 May until 12 May": said so, the second is no deadline but the end of a stretch.
_UNTIL = re.compile(r"(?:until|'?till?|through|up to|直到)(?![a-z])")
_FROM = re.compile(r"(?:from|starting|beginning|从|自|由)\s?$")
_RANGE = re.compile(r"\s{0,2}(?:起|开始)?(?:-{1,2}|~|to|until|till|through|thru|and|到|至|和)\s{0,2}(?:the )?")
_MOST_ATOMS = 200
_DAY = (
    "year",
    "month",
    "day",
    "weekday",
    "days",
    "weeks",
    "months",
    "other_order",
    "moving",
    "delta",
    "nth",
    "nth_unit",
)


@dataclass(frozen=True, slots=True)
class Said:
    """A time of a text before it is known whether it was or will be; `other` is the far end of a range."""

    piece: Piece
    other: Piece | None = None

    @property
    def start(self) -> int:
        return self.piece.start

    @property
    def end(self) -> int:
        return self.other.end if self.other else self.piece.end


def put_together(page: Page, atoms: Sequence[Atom]) -> list[Said]:
    """The times of a page, in order; what is a time only beside others and stands alone is dropped."""
    pieces: list[tuple[Piece, bool]] = []
    rest = list(atoms[:_MOST_ATOMS])
    while rest:
        grown, used = _grow(page, rest)
        if grown is not None:
            pieces.append((grown, True))
        elif _may_end_a_range(rest[0].readings[0]):
            pieces.append((rest[0].readings[0], False))
        rest = rest[used:]
    return _ranges(page, pieces)


def _may_end_a_range(piece: Piece) -> bool:
    """Whether what is no time alone is one at an end of a range: noon to 2pm, Jan thru March."""
    return piece.part in {"noon", "midnight"} or (piece.month is not None and piece.day is None)


def _grow(page: Page, atoms: Sequence[Atom]) -> tuple[Piece | None, int]:
    """The time that begins at the first atom and how many atoms it took."""
    best: tuple[Piece | None, int] = (None, 1)
    for first in atoms[0].readings:
        piece, used, solid = first, 1, not first.loose
        for atom in atoms[1:]:
            if not _JOIN.fullmatch(page.plain, piece.end, atom.start):
                break
            fitting = next(
                ((joined, reading) for reading in atom.readings if (joined := _joined(piece, reading))), None
            )
            if fitting is None:
                break
            piece, solid, used = fitting[0], solid or not fitting[1].loose, used + 1
        complete = solid or (used > 1 and _makes_a_time(piece))
        if (
            complete
            and (piece.has_day or piece.has_clock or piece.part or piece.edge)
            and (best[0] is None or used > best[1])
        ):
            best = (piece, used)
    return best


def _makes_a_time(piece: Piece) -> bool:
    """Whether parts that are none alone are one together: end of + May, Sunday-less 24.8 + 15.30."""
    named = piece.month is not None and (piece.edge or piece.deadline or piece.has_clock)
    if piece.nth is not None:
        return any(value is not None for value in (piece.month, piece.months, piece.year, piece.years, piece.weeks))
    return bool(named or (piece.has_day and (piece.part or piece.has_clock)))


def _joined(piece: Piece, more: Piece) -> Piece | None:
    if piece.has_clock and (more.has_clock or (more.part == "noon" and piece.hour != 12)):
        return None
    if (
        ((more.deadline and not more.edge) or more.week_of)
        and (piece.has_day or piece.has_clock)
        and not piece.deadline
    ):
        return None
    if more.zone and not (piece.has_clock or piece.part):
        return None
    if (piece.recurs and more.recurs) or (piece.moving and more.has_day) or (more.moving and piece.has_day):
        return None
    return piece.joined(more)


def _ranges(page: Page, pieces: Sequence[tuple[Piece, bool]]) -> list[Said]:
    """Neighbours closed to stretches; what is no time alone is dropped where nothing was closed with it."""
    found: list[tuple[Said, bool]] = []
    for piece, solid in pieces:
        before = found[-1] if found else None
        closed = _range_of(page, before[0], piece) if before and (before[1] or solid) else None
        if closed is not None:
            found[-1] = closed, True
        else:
            found.append((Said(piece), solid))
    return [each for each, solid in found if solid]


def _range_of(page: Page, before: Said, piece: Piece) -> Said | None:
    if before.other is not None:
        return None
    if not _RANGE.fullmatch(page.plain, before.end, piece.start) and not _runs_until(page, before.piece, piece):
        return None
    first, last = _as_clock(before.piece, piece), _as_clock(piece, before.piece)
    return _closed(first, last) if _makes_range(page, first, last) else None


def _as_clock(piece: Piece, other: Piece) -> Piece:
    """Noon and midnight are hours where the other end is one."""
    if piece.part not in {"noon", "midnight"} or piece.has_clock or not other.has_clock:
        return piece
    midnight = 24 if piece.has_day or piece.start > other.start else 0
    return replace(piece, part=None, hour=12 if piece.part == "noon" else midnight, minute=0, exact=True)


def _runs_until(page: Page, first: Piece, last: Piece) -> bool:
    begins = (
        _FROM.search(page.plain, max(0, first.start - 10), first.start) or "from" in page.plain[first.start : first.end]
    )
    begins = begins or (first.day is not None and last.day is not None)
    begins = begins or (first.weekday is not None and last.weekday is not None and not last.has_clock)
    return bool(begins and not page.plain[first.end : last.start].strip() and _UNTIL.match(page.plain, last.start))


def _makes_range(page: Page, first: Piece, last: Piece) -> bool:
    gap = page.plain[first.end : last.start].strip()
    lead = page.plain[max(0, first.start - 9) : first.start]
    if gap in {"and", "和"} and "between" not in lead and not page.plain.startswith(("之间", "间"), last.end):
        return False
    return (first.has_clock and last.has_clock) or (first.has_day and last.has_day)


def _closed(first: Piece, last: Piece) -> Said:
    """The stretch from one to the other, each told what only the other says."""
    if last.deadline and not last.edge:
        last = replace(last, deadline=None)
    return Said(*_of_one_week(*_of_one_month(*_of_one_day(first, last))))


def _of_one_day(first: Piece, last: Piece) -> tuple[Piece, Piece]:
    if first.has_clock and first.half_day is None and last.half_day and not first.exact:
        first = replace(
            first,
            half_day=last.half_day if (first.hour or 0) % 12 <= (last.hour or 0) % 12 or last.hour == 12 else None,
        )
    if last.half_day is None and last.part is None and not last.exact:
        last = replace(last, half_day=first.half_day, part=first.part)
    if last.has_clock and not last.has_day:
        last = on_day_of(last, first)
    elif first.has_clock and not first.has_day:
        first = on_day_of(first, last)
    return first, last


def on_day_of(piece: Piece, other: Piece) -> Piece:
    """The time of day on the day of another."""
    return replace(piece, **{name: getattr(other, name) for name in _DAY})


def _of_one_month(first: Piece, last: Piece) -> tuple[Piece, Piece]:
    if first.day is not None and first.month is None and first.months is None and last.month is not None:
        first = replace(first, month=last.month, year=last.year)
    if first.month is not None and last.day is not None and last.month is None:
        last = replace(last, month=first.month, year=first.year)
    if first.month is not None and last.month is not None and first.year is None and first.day is None:
        first = replace(first, year=last.year)
    if first.years is not None and last.years is None and last.year is None and last.months is None:
        last = replace(last, years=first.years)
    return first, last


def _of_one_week(first: Piece, last: Piece) -> tuple[Piece, Piece]:
    if first.weekday is None or last.weekday is None:
        return first, last
    if first.weeks is None and last.weeks is not None:
        return replace(first, weeks=last.weeks), last
    return first, replace(last, weeks=first.weeks) if last.weeks is None else last


@dataclass(frozen=True, slots=True)
class Placed:
    """A moment, and the own day of the deadline it is, where that is not its start ("end of the day")."""

    moment: Moment
    due_at: datetime | None = None


def place(said: Said, page: Page, at: datetime, zone: ZoneInfo, *, past: bool) -> Placed | None:
    """The moment seen from `at` in `zone`; None where there is no such time."""
    now = at.astimezone(zone).replace(tzinfo=None)
    try:
        stretch = resolve(said.piece, now, past=past)
        if said.other is not None:
            stretch = _spanned(stretch, resolve(said.other, now, past=past))
    except NoTime:
        return None
    where = _zone_of(stretch, zone)
    start = _aware(stretch.start, where, zone)
    end = _aware(stretch.end, where, zone) if stretch.end and not _is_whole(stretch) else None
    over = (
        past
        or (stretch.end is not None and _aware(stretch.end, where, zone) <= at)
        or (stretch.end is None and start <= at)
    )
    moment = Moment(
        start_at=start,
        end_at=end,
        grain=stretch.grain,
        text=page.written(said.start, said.end),
        start=said.start,
        past=over,
        deadline=bool(said.piece.deadline or stretch.due),
    )
    return Placed(moment, _aware(datetime.combine(stretch.due, time()), where, zone) if stretch.due else None)


def _spanned(first: Stretch, last: Stretch) -> Stretch:
    end = last.end or last.start
    if last.grain is Grain.MINUTE and end <= first.start:
        end += timedelta(days=1)  # each end alone was put off to its next occurrence
    elif last.grain is Grain.DAY and timedelta(0) <= first.start - last.start < timedelta(days=7):
        end += timedelta(days=7)  # Monday to Friday, said on a Monday
    if end <= first.start:
        raise NoTime("ends before it begins")
    return Stretch(first.start, end, first.grain, first.zone or last.zone)


def _zone_of(stretch: Stretch, local: ZoneInfo) -> ZoneInfo:
    return ZoneInfo(stretch.zone) if stretch.zone else local


def _aware(moment: datetime, where: ZoneInfo, local: ZoneInfo) -> datetime:
    """On the clock of `local`; an hour that a change of clocks skips is moved on by it."""
    return moment.replace(tzinfo=where).astimezone(UTC).astimezone(local)


def _is_whole(stretch: Stretch) -> bool:
    """Whether the stretch is one whole grain, whose end need not be said."""
    assert stretch.end is not None  # noqa: S101  # asked by the caller
    length = stretch.end - stretch.start
    days = length.days
    return {
        Grain.DAY: days == 1,
        Grain.WEEK: days == 7 and stretch.start.weekday() == 0,
        Grain.MONTH: stretch.start.day == 1 and 28 <= days <= 31,
        Grain.QUARTER: stretch.start.day == 1 and 90 <= days <= 92,
        Grain.YEAR: days >= 365,
    }.get(stretch.grain, False)
