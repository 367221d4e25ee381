"""Which of the times are the follow-ups, and what is to be done at each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.terms import Grain
from understanding.extraction.language import Language
from understanding.extraction.model import Moment
from understanding.extraction.page import COVER, Page
from understanding.extraction.timed import Timed

_MOST_PLANS = 6
_RESTATING = re.compile(r"\s?[,(、:，]\s?(?:say |on |the |around |probably |maybe |大概|大约|也就是|即|暂定)?")
_SENTENCE_END = re.compile(r"[.;!?](?=\s|$)|[。；！？\n]")
_LENGTHS = {
    Grain.WEEK: timedelta(days=7),
    Grain.MONTH: timedelta(days=28),
    Grain.QUARTER: timedelta(days=90),
    Grain.YEAR: timedelta(days=365),
}
_DATED = frozenset({Grain.DAY, Grain.MINUTE, Grain.HOUR, Grain.DAYPART})
_ABOUT = timedelta(days=45)
_FAR = timedelta(days=400)
_ROUND_AGAIN = timedelta(days=300)
_LONG = frozenset({Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR})


@dataclass(frozen=True, slots=True)
class Plan:
    """Something to do at a time; `action` is its verb and object as written."""

    time: Timed
    action: str | None


def plans_of(
    page: Page, times: Sequence[Timed], languages: Sequence[Language], now: datetime, *, alone: bool
) -> list[Plan]:
    """The follow-ups: the main one, and what else is to be done at times of its own."""
    due = _due_of(page, times, languages, now, alone=alone)
    if due is None:
        return []
    coming = [each for each in times if not each.moment.past and not each.barred and not each.idle]
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
    if not own.planned or action is None or _lapses(page, own, languages):
        return None
    ours = not any(language.theirs.match(page.plain, *region) for language in languages)
    return Plan(own, action) if ours else None


def _without_repeats(due: Timed, plans: Sequence["Plan"]) -> Iterator["Plan"]:
    seen = {due.moment.start_at}
    for plan in plans:
        if plan.time.moment.start_at not in seen:
            seen.add(plan.time.moment.start_at)
            yield plan


def _due_of(
    page: Page, times: Sequence[Timed], languages: Sequence[Language], now: datetime, *, alone: bool
) -> Timed | None:
    """The follow-up's time: the planned one, else a deadline, else the first still to begin, or the one said alone."""
    coming = [each for each in times if (alone and not each.moment.past) or _may_be_due(each, now)]
    for group in (
        [each for each in coming if each.moved],
        [
            each
            for each in coming
            if each.planned and not each.theirs and not each.away and not _lapses(page, each, languages)
        ],
        [each for each in coming if each.planned and not each.theirs and not each.away],
        [each for each in coming if each.planned and not each.away],
        [each for each in coming if each.moment.deadline and not each.away],
        [each for each in coming if not each.away and (alone or _is_ahead(each.moment, now))],
        [each for each in coming if _is_ahead(each.moment, now)],
    ):
        if group:
            return _finest(_restated(page, _dated(group[0], coming), coming), coming)
    return None


def _dated(due: Timed, coming: Sequence[Timed]) -> Timed:
    """The day said outright where a feast only tells about when: 年前收款，最晚2月3号."""
    if not due.is_feast:
        return due
    days = [each for each in coming if not each.is_feast and not each.away and each.moment.grain in _DATED]
    return next((day for day in days if abs(day.moment.start_at - due.moment.start_at) < _ABOUT), due)


def _may_be_due(own: Timed, now: datetime) -> bool:
    return not (own.moment.past or own.barred or own.idle or _runs_long(own.moment, now) or _is_their_own(own, now))


def _is_their_own(own: Timed, now: datetime) -> bool:
    """Whether it is others' far plan, a month gone by, or a quarter or year in which something may be."""
    ahead = own.moment.start_at - now
    if own.theirs and ahead > _FAR:
        return True
    if ahead > _ROUND_AGAIN and not (own.has_year or own.planned or own.moment.deadline or own.recurs):
        return True  # the November behind us rather than the one in eleven months
    is_long = own.moment.grain in {Grain.QUARTER, Grain.YEAR} and own.recurs is None
    return is_long and not own.moment.deadline and (own.theirs or not own.does)


def _lapses(page: Page, own: Timed, languages: Sequence[Language]) -> bool:
    """Whether something ends by itself then: "contract expires in March" is no plan beside "call her Monday"."""
    return any(language.lapses.search(page.plain, *own.clause) for language in languages)


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
    for region in (_region(page, due, coming, languages), due.clause, _sentence(page, due)):
        action = _first_action(page, region, languages)
        if action is not None:
            return action
    return None


def _sentence(page: Page, own: Timed) -> tuple[int, int]:
    """The sentence a time stands in: what is said in another is not what is done then."""
    ends = [match.end() for match in _SENTENCE_END.finditer(page.uncovered)]
    return (
        max((end for end in ends if end <= own.moment.start), default=0),
        min((end for end in ends if end >= own.end - 1), default=len(page.plain)),
    )


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
