"""Which of the times is the follow-up: what was is told from what is planned by the verbs of each clause."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.terms import Grain
from understanding.extraction.language import Language
from understanding.extraction.model import Moment
from understanding.extraction.page import COVER, Page
from understanding.extraction.times import Placed, Said

_LONG = frozenset({Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR})


@dataclass(frozen=True, slots=True)
class Timed:
    """A time with its place in the sentence.

    `planned` where a verb of the plan is beside it, `barred` where it is ruled out, `moved` where something was put off
    to it; `own_day` is the day of a deadline that is not its start.
    """

    moment: Moment
    planned: bool
    barred: bool
    moved: bool
    own_day: datetime | None
    recurs: str | None
    clause: tuple[int, int]


def timed(
    page: Page,
    said: Sequence[Said],
    languages: Sequence[Language],
    resolve: Callable[[Said, bool], Placed | None],
) -> list[Timed]:
    """The moments of what was said, with past ones told from planned ones."""
    found = []
    for each in _split_moves(page, said, languages):
        clause = _clause(page, each, languages)
        done, planned = _tense(page, each, clause, languages)
        placed = resolve(each, done)
        if placed is not None:
            moment = placed.moment
            barred = any(language.barred.match(page.plain, each.end) for language in languages)
            before = page.plain[max(0, each.start - 60) : each.start]
            moved = any(language.moved.search(before) for language in languages)
            found.append(
                Timed(moment, planned and not moment.past, barred, moved, placed.due_at, each.piece.recurs, clause)
            )
    return found


def _split_moves(page: Page, said: Sequence[Said], languages: Sequence[Language]) -> Iterator[Said]:
    """For "pushed from Tuesday to Thursday" is no stretch of three days but a day and the one in its place."""
    for each in said:
        if each.other is None:
            yield each
            continue
        before = page.plain[max(0, each.start - 60) : each.other.start]
        if any(language.moved.search(before) for language in languages):
            yield Said(each.piece)
            yield Said(each.other)
        else:
            yield each


def _clause(page: Page, said: Said, languages: Sequence[Language]) -> tuple[int, int]:
    start, end = 0, len(page.plain)
    for language in languages:
        for stop in language.clause_end.finditer(page.plain, max(0, said.start - 200), said.start):
            start = max(start, stop.end())
        after = language.clause_end.search(page.plain, said.end, said.end + 200)
        if after:
            end = min(end, after.start())
    return start, end


def _tense(page: Page, said: Said, clause: tuple[int, int], languages: Sequence[Language]) -> tuple[bool, bool]:
    """Whether the clause tells what was done, and whether it says what to do; the nearer verb wins."""
    start, end = clause
    nearest: tuple[int, bool] | None = None
    told = False
    for language in languages:
        for verbs, is_done in ((language.done, True), (language.planned, False)):
            for verb in verbs.finditer(page.plain, start, end):
                distance = said.start - verb.end() if verb.end() <= said.start else verb.start() - said.end + 3
                told = told or is_done
                if nearest is None or distance < nearest[0]:
                    nearest = (distance, is_done)
    if nearest is None:
        return False, False
    if said.piece.days is not None and said.piece.days <= 0 and not said.piece.has_clock:
        return told, not told  # "called Bob today to plan the demo": today is over where anything was done in it
    return nearest[1], not nearest[1]


def due_of(times: Sequence[Timed], now: datetime, *, alone: bool) -> Timed | None:
    """The follow-up's time: the planned one, else a deadline, else the first still to begin, or the one said alone."""
    coming = [each for each in times if not each.moment.past and not each.barred]
    for group in (
        [each for each in coming if each.moved],
        [each for each in coming if each.planned],
        [each for each in coming if each.moment.deadline],
        [each for each in coming if alone or _is_ahead(each.moment, now)],
    ):
        if group:
            return group[0]
    return None


def _is_ahead(moment: Moment, now: datetime) -> bool:
    """Whether it has not begun and is near enough to be meant: a quarter that is named is rarely a plan."""
    return moment.start_at > now and moment.grain not in {Grain.QUARTER, Grain.YEAR}


def due_at(due: Timed, now: datetime) -> datetime:
    """The first instant of its grain, the deadline's own day; of a week that runs already, today."""
    if due.own_day is not None:
        return due.own_day
    today = now.astimezone(due.moment.start_at.tzinfo).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(due.moment.start_at, today) if due.moment.grain in _LONG else due.moment.start_at


def action_of(page: Page, due: Timed | None, languages: Sequence[Language]) -> str | None:
    """The verb and object of the follow-up as written, looked for in its clause, then anywhere after."""
    if due is None:
        return None
    for start, end in (due.clause, (0, len(page.plain))):
        for language in languages:
            match = language.actions.search(page.plain, start, end)
            if match:
                return page.written(*match.span()).strip(" ,，" + COVER)
    return None
