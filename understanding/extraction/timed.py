"""The times of a text in their clauses: what was is told from what is planned by the verbs beside each."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.terms import Grain
from understanding.extraction.language import Language
from understanding.extraction.model import Moment
from understanding.extraction.page import Page
from understanding.extraction.piece import Piece
from understanding.extraction.standing import Clause, is_called_off, is_no_plan, is_since
from understanding.extraction.times import Placed, Said, on_day_of

# What may stand between a day and the hour meant on it: "tomorrow to see the plant at 3pm"; not a new sentence, not
# another thing to do.
_ONE_SENTENCE = re.compile(r"(?!.*(?:remind|提醒|then |之后再|然后))[^.!?;。！？；\n\ue000]{1,60}")
_ONE_CLAUSE = re.compile(r"(?!.*(?:about|regarding| re |the $|关于))[^.!?;,，。！？；\n\ue000]{1,40}")


@dataclass(frozen=True, slots=True)
class Timed:
    """A time with its place in the sentence.

    `planned` where a verb of the plan is beside it, `barred` where it is ruled out, `moved` where something was put off
    to it; `own_day` is the day of a deadline that is not its start. `borrowed` is an hour on the day said elsewhere in
    its sentence, `theirs` what somebody else will do, `away` when somebody will not be there. `idle` is a time at
    which nothing is to be done, see Standing; `is_feast` one told by a feast, before or after it; `does`
    whether its clause says what to do, `has_year` whether its year is said.
    """

    moment: Moment
    planned: bool
    barred: bool
    moved: bool
    own_day: datetime | None
    recurs: str | None
    clause: tuple[int, int]
    borrowed: bool = False
    theirs: bool = False
    away: bool = False
    idle: bool = False
    is_feast: bool = False
    does: bool = False
    has_year: bool = False

    @property
    def end(self) -> int:
        return self.moment.start + len(self.moment.text)


Resolve = Callable[[Said, bool], Placed | None]


def timed(page: Page, said: Sequence[Said], languages: Sequence[Language], resolve: Resolve) -> list[Timed]:
    """The moments of what was said, with past ones told from planned ones."""
    found: list[Timed] = []
    every = list(_without_kinds(page, _split_moves(page, said, languages)))
    for place, each in enumerate(every):
        clause = _clause(page, each, languages)
        done, planned = _tense(page, each, clause, languages)
        day = _day_elsewhere(page, every, place)
        whole = each if day is None else _on_day(each, day)
        took = done and not planned and _is_a_length(whole.piece) and not _says_to_do(page, clause, languages)
        if _is_yet_to_come(whole.piece):
            done, planned = False, _says_to_do(page, clause, languages)
        done = done or (bool(found) and found[-1].moment.past and _goes_on(page, found[-1], each))
        standing = [language.standing for language in languages]
        done = (done or is_since(page, each.start, standing)) and whole.piece.recurs is None
        placed = resolve(whole, done and not _is_yet_to_come(whole.piece))
        if placed is not None:
            moment = placed.moment
            barred = any(language.barred.match(page.plain, each.end) for language in languages)
            before = page.plain[max(0, each.start - 60) : each.start]
            moved = any(language.moved.search(before) for language in languages)
            theirs = any(language.theirs.match(page.plain, *clause) for language in languages)
            seen = Clause(
                *clause,
                does=any(language.actions.search(page.plain, *clause) for language in languages) and not theirs,
                plans=_says_to_do(page, clause, languages),
                is_theirs=theirs,
                is_hours=whole.piece.has_clock and (whole.other is not None or whole.piece.until_hour is not None),
            )
            called_off = is_called_off(page, seen, standing, deadline=moment.deadline)
            found.append(
                Timed(
                    moment,
                    planned and not moment.past,
                    barred or (called_off and not moved),
                    moved,
                    placed.due_at,
                    whole.piece.recurs,
                    clause,
                    borrowed=day is not None,
                    theirs=theirs,
                    does=seen.does,
                    has_year=whole.piece.year is not None or whole.piece.years is not None,
                    away=any(language.away.search(before) for language in languages),
                    idle=not moved and (took or is_no_plan(page, whole.piece, seen, standing)),
                    is_feast=whole.piece.moving is not None,
                )
            )
    return found


def _says_to_do(page: Page, clause: tuple[int, int], languages: Sequence[Language]) -> bool:
    return any(language.planned.search(page.plain, *clause) for language in languages)


def _is_a_length(piece: Piece) -> bool:
    """Whether it may be how long a thing took: "wrote it in a day"."""
    return piece.delta is not None and not piece.anchored and not piece.has_clock and piece.weekday is None


def _goes_on(page: Page, before: Timed, hour: Said) -> bool:
    """Whether a mere hour belongs to the past told of right before it: "last night we talked until ten"."""
    if hour.piece.has_day or hour.piece.delta:
        return False
    return (
        before.moment.grain is not Grain.MINUTE
        and _ONE_CLAUSE.fullmatch(page.plain, before.end, hour.start) is not None
    )


def _day_elsewhere(page: Page, said: Sequence[Said], place: int) -> Said | None:
    """The day of a mere hour: said before it in the sentence, or right after it in the clause."""
    own = said[place]
    if own.piece.has_day or own.piece.delta or not (own.piece.has_clock or own.piece.part):
        return None
    before, after = said[place - 1] if place else None, said[place + 1] if place + 1 < len(said) else None
    if before and _is_mere_day(before) and _ONE_SENTENCE.fullmatch(page.plain, before.end, own.start):
        return before
    if (
        after
        and own.piece.has_clock
        and _is_mere_day(after)
        and _ONE_CLAUSE.fullmatch(page.plain, own.end, after.start)
    ):
        return None if page.plain.startswith("'s", after.end) or page.plain[: after.end].endswith("'s") else after
    return None


def _is_mere_day(said: Said) -> bool:
    piece = said.piece
    if said.other or piece.has_clock or piece.part or piece.edge or piece.deadline or (piece.days or 0) < 0:
        return False
    return piece.day is not None or piece.weekday is not None or piece.days is not None


def _on_day(hour: Said, day: Said) -> Said:
    piece = replace(on_day_of(hour.piece, day.piece), recurs=hour.piece.recurs or day.piece.recurs)
    return Said(piece, on_day_of(hour.other, day.piece) if hour.other else None)


def _is_yet_to_come(piece: Piece) -> bool:
    """Whether the words themselves point ahead: tomorrow, next week, in two hours."""
    steps = (piece.days, piece.weeks, piece.months, piece.quarters, piece.years)
    if any(step is not None and step > 0 for step in steps):
        return True
    delta = piece.delta
    return delta is not None and not piece.anchored and (delta.months, delta.days, delta.seconds) > (0, 0, 0)


def _without_kinds(page: Page, said: Iterable[Said]) -> Iterator[Said]:
    """Without a mere rhythm whose day is said outright: the quarterly review on 2/11 is a kind of review."""
    every = list(said)
    for each in every:
        rhythm = each.piece.recurs is not None and each.piece.delta is not None and not each.piece.has_clock
        dated = (
            other.piece.month is not None and other.piece.day is not None
            for other in every
            if other.start > each.end and _ONE_CLAUSE.fullmatch(page.plain, each.end, other.start)
        )
        if not (rhythm and any(dated)):
            yield each


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


_WHOLE_WORD = re.compile(r"[a-z]{5,}\.$")
"""A time that took the full stop along as if its last word were an abbreviation: "in January."."""


def _clause(page: Page, said: Said, languages: Sequence[Language]) -> tuple[int, int]:
    start, end = 0, len(page.plain)
    for language in languages:
        for stop in language.clause_end.finditer(page.plain, max(0, said.start - 200), said.start):
            start = max(start, stop.end())
        after = language.clause_end.search(page.plain, said.end, said.end + 200)
        if after:
            end = min(end, after.start())
    return start, said.end if _WHOLE_WORD.search(page.uncovered, said.start, said.end) else end


def _tense(page: Page, said: Said, clause: tuple[int, int], languages: Sequence[Language]) -> tuple[bool, bool]:
    """Whether the clause tells what was done, and whether it says what to do; the nearer verb wins."""
    start, end = clause
    nearest: tuple[int, bool] | None = None
    told = False
    wished = [plan.span() for language in languages for plan in language.planned.finditer(page.plain, start, end)]
    for language in languages:
        for verbs, is_done in ((language.done, True), (language.planned, False)):
            for verb in verbs.finditer(page.plain, start, end):
                if is_done and any(first < verb.start() and verb.end() <= last for first, last in wished):
                    continue  # wants it signed, get the price talked through
                distance = said.start - verb.end() if verb.end() <= said.start else verb.start() - said.end + 3
                told = told or is_done
                if nearest is None or distance < nearest[0]:
                    nearest = (distance, is_done)
    if nearest is None:
        return False, False
    insists = [language.insists for language in languages if language.insists]
    if told and insists and not any(words.search(page.plain, start, end) for words in insists):
        return True, False
    if said.piece.days is not None and said.piece.days <= 0 and not said.piece.has_clock:
        return told, not told  # "called Bob today to plan the demo": today is over where anything was done in it
    return nearest[1], not nearest[1]
