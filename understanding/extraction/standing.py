"""Times that are nobody's plan: what holds of itself, what was called off, what a machine stamped on a message."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from understanding.extraction.page import Page
from understanding.extraction.piece import Piece

_SENTENCE = re.compile(r"[.;!?](?=\s|$)|[。；！？\n]")
_FURTHEST = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """Patterns over the plain page by which a language says that a time is no plan.

    `facts` are what holds whatever anybody does (opening hours, a birthday, the tax year), `terms` those of a contract
    or an offer, for which only lengths and rhythms are none ("60 days net"), `habits` what somebody does as a rule,
    `runs` are words of what goes its way again and again.
    `hours` are a house's hours, even where a word in it may be something to do ("call centre hours: 7-11").
    `conditions` are an offer's own, for which lengths and rhythms are none whoever does what (2 % off within 10 days).
    `called_off` says in the time's own clause that it will not be, `undone` right behind that clause,
    `forbidden` that it shall not be, unless until then. `headers` are the
    lines that a mail or a chat puts above a message, `since` stands right before a time from which on something is.
    """

    facts: re.Pattern[str]
    terms: re.Pattern[str]
    habits: re.Pattern[str]
    hours: re.Pattern[str]
    conditions: re.Pattern[str]
    runs: re.Pattern[str]
    called_off: re.Pattern[str]
    forbidden: re.Pattern[str]
    undone: re.Pattern[str]
    headers: re.Pattern[str]
    since: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause of a time: whether it says what to do, whether anything is planned in it, whether it tells of somebody
    else, and whether the time is a stretch of hours.
    """

    start: int
    end: int
    does: bool
    plans: bool
    is_theirs: bool
    is_hours: bool


def is_no_plan(page: Page, piece: Piece, clause: Clause, standing: Sequence[Standing]) -> bool:
    """Whether the words around a time tell that nothing is to be done at it."""
    return any(_stands(page, piece, clause, each) for each in standing)


def is_called_off(page: Page, clause: Clause, standing: Sequence[Standing], *, deadline: bool) -> bool:
    """Whether what was to be then will not be."""
    own = page.uncovered, clause.start, clause.end
    return any(
        each.called_off.search(*own)
        or each.undone.match(page.uncovered, clause.end)
        or (not deadline and each.forbidden.search(*own))
        for each in standing
    )


def is_since(page: Page, start: int, standing: Sequence[Standing]) -> bool:
    """Whether the time that begins at `start` is one from which on something has been."""
    first = max(0, start - 24)
    return any(each.since.search(page.plain[first:end]) for each in standing for end in (start, start + len("since")))


def _stands(page: Page, piece: Piece, clause: Clause, said: Standing) -> bool:
    return (
        any(header.start() <= piece.start < header.end() for header in said.headers.finditer(page.uncovered))
        or _holds_anyway(page, piece, clause, said)
        or (not clause.does and _holds_of_itself(page, piece, clause, said))
    )


def _holds_anyway(page: Page, piece: Piece, clause: Clause, said: Standing) -> bool:
    """Whether it is none even beside a word for something to do: a call centre's hours, 2 % off within 10 days."""
    if said.hours.search(page.uncovered, clause.start, clause.end):
        return True
    return _is_a_length(piece) and said.conditions.search(page.uncovered, *_sentence(page, clause)) is not None


def _holds_of_itself(page: Page, piece: Piece, clause: Clause, said: Standing) -> bool:
    own, whole = (clause.start, clause.end), _sentence(page, clause)
    is_a_length = _is_a_length(piece)
    before = whole if piece.until_hour is not None or clause.is_hours else (whole[0], clause.start)
    searched = (
        (said.facts, own, True),
        (said.habits, own, True),
        (said.terms, own if clause.plans else whole, is_a_length),
        (said.facts, before, not clause.plans),
        (said.hours, whole, not clause.plans and piece.weekday is not None),
    )
    if any(fits and pattern.search(page.uncovered, *where) for pattern, where, fits in searched):
        return True
    if piece.has_clock and not piece.has_day and not clause.plans and said.runs.search(page.uncovered, *own):
        return True  # the foreman leaves at half three
    return piece.recurs is not None and _goes_its_way(page, piece, clause, said)


def _is_a_length(piece: Piece) -> bool:
    return piece.recurs is not None or piece.delta is not None or piece.running is not None


def _goes_its_way(page: Page, piece: Piece, clause: Clause, said: Standing) -> bool:
    """Whether what comes again is what others do, or a machine: they come in on Tuesdays, they stop every August."""
    if clause.is_theirs or said.runs.search(page.uncovered, clause.start, clause.end):
        return True
    rule = piece.recurs or ""
    if rule == "FREQ=DAILY":
        return clause.is_hours or not (clause.plans or piece.has_clock or piece.part)
    if rule == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" and clause.is_hours:
        return not clause.plans
    return rule.startswith("FREQ=YEARLY") and piece.day is None and not clause.plans


def _sentence(page: Page, clause: Clause) -> tuple[int, int]:
    first, last = max(0, clause.start - _FURTHEST), min(len(page.uncovered), clause.end + _FURTHEST)
    starts = [stop.end() for stop in _SENTENCE.finditer(page.uncovered, first, clause.start)]
    end = _SENTENCE.search(page.uncovered, clause.end, last)
    return max(starts, default=first), end.start() if end else last
