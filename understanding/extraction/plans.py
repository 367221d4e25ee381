"""Which of the times is the follow-up: what was is told from what is planned by the verbs of each clause."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.terms import Grain
from understanding.extraction.language import Language
from understanding.extraction.model import Moment
from understanding.extraction.page import COVER, Page
from understanding.extraction.piece import Piece
from understanding.extraction.times import Placed, Said, on_day_of

_MOST_PLANS = 6
# What may stand between a day and the hour meant on it: "tomorrow to see the plant at 3pm"; not a new sentence, not
# another thing to do.
_ONE_SENTENCE = re.compile(r"(?!.*(?:remind|提醒|then |之后再|然后))[^.!?;。！？；\n\ue000]{1,60}")
_ONE_CLAUSE = re.compile(r"(?!.*(?:about|regarding| re |the $|关于))[^.!?;,，。！？；\n\ue000]{1,40}")
_RESTATING = re.compile(r"\s?[,(、:，]\s?(?:say |on |the |around |probably |maybe |大概|大约|也就是|即|暂定)?")
_LENGTHS = {
    Grain.WEEK: timedelta(days=7),
    Grain.MONTH: timedelta(days=28),
    Grain.QUARTER: timedelta(days=90),
    Grain.YEAR: timedelta(days=365),
}
_LONG = frozenset({Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR})


@dataclass(frozen=True, slots=True)
class Timed:
    """A time with its place in the sentence.

    `planned` where a verb of the plan is beside it, `barred` where it is ruled out, `moved` where something was put off
    to it; `own_day` is the day of a deadline that is not its start. `borrowed` is an hour on the day said elsewhere in
    its sentence, `theirs` what somebody else will do, `away` when somebody will not be there.
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

    @property
    def end(self) -> int:
        return self.moment.start + len(self.moment.text)


@dataclass(frozen=True, slots=True)
class Plan:
    """Something to do at a time; `action` is its verb and object as written."""

    time: Timed
    action: str | None


Resolve = Callable[[Said, bool], Placed | None]


def timed(page: Page, said: Sequence[Said], languages: Sequence[Language], resolve: Resolve) -> list[Timed]:
    """The moments of what was said, with past ones told from planned ones."""
    found: list[Timed] = []
    every = list(_split_moves(page, said, languages))
    for place, each in enumerate(every):
        clause = _clause(page, each, languages)
        done, planned = _tense(page, each, clause, languages)
        day = _day_elsewhere(page, every, place)
        whole = each if day is None else _on_day(each, day)
        if _is_yet_to_come(whole.piece):
            done, planned = False, _says_to_do(page, clause, languages)
        done = done or (bool(found) and found[-1].moment.past and _goes_on(page, found[-1], each))
        placed = resolve(whole, done and not _is_yet_to_come(whole.piece))
        if placed is not None:
            moment = placed.moment
            barred = any(language.barred.match(page.plain, each.end) for language in languages)
            before = page.plain[max(0, each.start - 60) : each.start]
            moved = any(language.moved.search(before) for language in languages)
            found.append(
                Timed(
                    moment,
                    planned and not moment.past,
                    barred,
                    moved,
                    placed.due_at,
                    whole.piece.recurs,
                    clause,
                    borrowed=day is not None,
                    theirs=any(language.theirs.match(page.plain, *clause) for language in languages),
                    away=any(language.away.search(before) for language in languages),
                )
            )
    return found


def _says_to_do(page: Page, clause: tuple[int, int], languages: Sequence[Language]) -> bool:
    return any(language.planned.search(page.plain, *clause) for language in languages)


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
    insists = [language.insists for language in languages if language.insists]
    if told and insists and not any(words.search(page.plain, start, end) for words in insists):
        return True, False
    if said.piece.days is not None and said.piece.days <= 0 and not said.piece.has_clock:
        return told, not told  # "called Bob today to plan the demo": today is over where anything was done in it
    return nearest[1], not nearest[1]


def plans_of(
    page: Page, times: Sequence[Timed], languages: Sequence[Language], now: datetime, *, alone: bool
) -> list[Plan]:
    """The follow-ups: the main one, and what else is to be done at times of its own."""
    due = _due_of(page, times, now, alone=alone)
    if due is None:
        return []
    coming = [each for each in times if not each.moment.past and not each.barred]
    main = Plan(due, _action_of(page, due, coming, languages))
    if due.moved or not (due.planned or due.moment.deadline):
        return [main]
    others = [_other_plan(page, each, coming, languages) for each in coming if not _is_same_day(each, due)]
    return [main, *_without_repeats(due, [each for each in others if each is not None])][:_MOST_PLANS]


def _is_same_day(one: Timed, other: Timed) -> bool:
    if one is other:
        return True
    return (one.borrowed or other.borrowed) and one.moment.start_at.date() == other.moment.start_at.date()


def _other_plan(page: Page, own: Timed, coming: Sequence[Timed], languages: Sequence[Language]) -> Plan | None:
    """A further plan: only where a verb of doing stands with its time, and it is no alternative to another."""
    region = _region(page, own, coming, languages)
    action = _first_action(page, region, languages)
    if not own.planned or action is None:
        return None
    ours = not any(language.theirs.match(page.plain, *region) for language in languages)
    return Plan(own, action) if ours else None


def _without_repeats(due: Timed, plans: Sequence["Plan"]) -> Iterator["Plan"]:
    seen = {due.moment.start_at}
    for plan in plans:
        if plan.time.moment.start_at not in seen:
            seen.add(plan.time.moment.start_at)
            yield plan


def _due_of(page: Page, times: Sequence[Timed], now: datetime, *, alone: bool) -> Timed | None:
    """The follow-up's time: the planned one, else a deadline, else the first still to begin, or the one said alone."""
    coming = [each for each in times if not each.moment.past and not each.barred and not _runs_long(each.moment, now)]
    for group in (
        [each for each in coming if each.moved],
        [each for each in coming if each.planned and not each.theirs and not each.away],
        [each for each in coming if each.planned and not each.away],
        [each for each in coming if each.moment.deadline and not each.away],
        [each for each in coming if not each.away and (alone or _is_ahead(each.moment, now))],
        [each for each in coming if _is_ahead(each.moment, now)],
    ):
        if group:
            return _finest(_restated(page, group[0], coming), coming)
    return None


def _restated(page: Page, due: Timed, coming: Sequence[Timed]) -> Timed:
    """What says the same more exactly right behind: "end of next week, Friday", 月中，15号."""
    whole = due.moment.end_at or due.moment.start_at + _LENGTHS.get(due.moment.grain, timedelta())
    for each in coming:
        if _RESTATING.fullmatch(page.plain, due.end, each.moment.start):
            inside = due.moment.start_at <= each.moment.start_at < whole
            return each if inside and each.moment.grain is not due.moment.grain else due
    return due


def _finest(due: Timed, coming: Sequence[Timed]) -> Timed:
    """The hour of the day chosen, where the sentence says it elsewhere."""
    if due.moment.grain is not Grain.DAY:
        return due
    day = due.moment.start_at.date()
    return next((each for each in coming if each.borrowed and each.moment.start_at.date() == day), due)


def _runs_long(moment: Moment, now: datetime) -> bool:
    """Whether it is the year or quarter that runs: nothing is to be done on its first day any more."""
    return moment.grain in {Grain.QUARTER, Grain.YEAR} and moment.start_at <= now and not moment.deadline


def _is_ahead(moment: Moment, now: datetime) -> bool:
    """Whether it has not begun and is near enough to be meant: a quarter that is named is rarely a plan."""
    return moment.start_at > now and moment.grain not in {Grain.QUARTER, Grain.YEAR}


def due_at(due: Timed, now: datetime) -> datetime:
    """The first instant of its grain, the deadline's own day; of a week that runs already, today."""
    if due.own_day is not None:
        return due.own_day
    today = now.astimezone(due.moment.start_at.tzinfo).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(due.moment.start_at, today) if due.moment.grain in _LONG else due.moment.start_at


def _action_of(page: Page, due: Timed, coming: Sequence[Timed], languages: Sequence[Language]) -> str | None:
    """The verb and object of the follow-up as written, looked for beside it, in its clause, then anywhere after."""
    for region in (_region(page, due, coming, languages), due.clause, (0, len(page.plain))):
        action = _first_action(page, region, languages)
        if action is not None:
            return action
    return None


def _region(page: Page, own: Timed, coming: Sequence[Timed], languages: Sequence[Language]) -> tuple[int, int]:
    """The part of the clause that is of this time and of no other: "call Wang tomorrow and send it Friday"."""
    start, end = own.clause
    beside = [each for each in coming if start <= each.moment.start < end]
    if len(beside) < 2:
        return start, end
    if _first_action(page, (start, beside[0].moment.start), languages) is not None:
        ends = [each.end for each in beside if each.end <= own.moment.start]
        return max([start, *ends]), own.end
    starts = [each.moment.start for each in beside if each.moment.start >= own.end]
    return own.moment.start, min([end, *starts])


def _first_action(page: Page, region: tuple[int, int], languages: Sequence[Language]) -> str | None:
    """The first verb in a stretch; one that is a lone character, only where there is no fuller one."""
    for language in languages:
        found = [match.span() for match in language.actions.finditer(page.plain, *region)]
        full = [span for span in found if span[1] - span[0] > 1] or found
        if full:
            return page.written(*full[0]).strip(" ,，" + COVER)
    return None
