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
    or an offer, for which only lengths and rhythms are none ("60 days net"), `habits` what somebody does as a rule.
    `called_off` says in the time's own clause that it will not be, `undone` right behind that clause,
    `forbidden` that it shall not be, unless until then. `headers` are the
    lines that a mail or a chat puts above a message, `since` stands right before a time from which on something is.
    """

    facts: re.Pattern[str]
    terms: re.Pattern[str]
    habits: re.Pattern[str]
    called_off: re.Pattern[str]
    forbidden: re.Pattern[str]
    undone: re.Pattern[str]
    headers: re.Pattern[str]
    since: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause of a time, whether it says what to do, and whether somebody else does."""

    start: int
    end: int
    does: bool
    is_theirs: bool


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
    return any(each.since.search(page.plain[max(0, start - 12) : start + len("since")]) for each in standing)


def _stands(page: Page, piece: Piece, clause: Clause, said: Standing) -> bool:
    if any(header.start() <= piece.start < header.end() for header in said.headers.finditer(page.uncovered)):
        return True
    if piece.recurs is not None and clause.is_theirs:
        return True  # they come in on Tuesdays
    if piece.recurs == "FREQ=DAILY" and not (clause.does or piece.has_clock or piece.part):
        return True  # they lose two hours every day
    own = clause.start, clause.end
    told = _sentence_start(page, clause.start), clause.start
    is_a_length = piece.recurs is not None or piece.delta is not None or piece.running is not None
    if clause.does:
        return False
    patterns = (said.facts, said.habits, said.terms) if is_a_length else (said.facts, said.habits)
    return any(pattern.search(page.uncovered, *where) for pattern in patterns for where in (own, told))


def _sentence_start(page: Page, at: int) -> int:
    first = max(0, at - _FURTHEST)
    return max((stop.end() for stop in _SENTENCE.finditer(page.uncovered, first, at)), default=first)
