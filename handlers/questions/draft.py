"""A question while it is being read: the query so far, and what its period will turn out to mean."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from crm.periods import Period, period_named
from crm.pipeline import PipelineQuery, Show, Subject


@dataclass(frozen=True, slots=True)
class Known:
    """What names mean here: colleagues and stages by lower-case name, and the reader's date."""

    today: date
    owners: Mapping[str, str]
    stages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """`period` waits until the outcome is known: "last week" is a close date of open deals and a closing of won ones.

    `anchored` is set by words that make it a question about the pipeline; `listing` by "deals" and "which", that ask
    for the deals themselves; `new` by "new leads", "created"; `settled` by a filter that says how to show it.
    """

    query: PipelineQuery = field(default_factory=PipelineQuery)
    period: Period | None = None
    anchored: bool = False
    listing: bool = False
    new: bool = False
    settled: bool = False

    def having(self, **changes: Any) -> "Draft":
        return replace(self, query=replace(self.query, **changes))

    def anchor(self, **changes: Any) -> "Draft":
        return replace(self.having(**changes), anchored=True)

    def during(self, name: str, known: Known) -> "Draft | None":
        period = period_named(name, known.today)
        return replace(self, period=period) if period and self.period is None else None

    def finish(self) -> PipelineQuery:
        """The query, with its period given to the date it speaks of, and shown as it is best read."""
        query = self._dated()
        if query.show is Show.SUMMARY and not self.settled and self._asks_for_a_list():
            return replace(query, show=Show.LIST)
        return query

    def _dated(self) -> PipelineQuery:
        query, period = self.query, self.period
        if period is None or query.closes or query.closed or query.created:
            return query
        if query.show in {Show.CONVERSION, Show.BEHIND} or query.outcome in {"won", "lost"}:
            return replace(query, closed=period)
        if query.subject is not Subject.DEALS or self.new:
            return replace(query, created=period)
        return replace(query, closes=period)

    def _asks_for_a_list(self) -> bool:
        query = self.query
        if query.subject is not Subject.DEALS or query.by is not None:
            return query.subject is Subject.CUSTOMERS
        return query.sort is not None or query.is_narrow or (self.listing and query.outcome in {None, "open"})


Apply = Callable[[Draft, "re.Match[str]", Known], Draft | None]


@dataclass(frozen=True)
class Rule:
    """Where the pattern stands, `apply` says what it means; None: nothing after all, and the words stay."""

    words: str
    apply: Apply

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled by the first question: a hundred of them are a tenth of the program's start."""
        return re.compile(self.words, re.IGNORECASE)


def rule(pattern: str, apply: Apply) -> Rule:
    return Rule(pattern, apply)


def sets(**changes: Any) -> Apply:
    """A rule that sets these fields of the query, and makes it a question."""
    return lambda draft, _found, _known: draft.anchor(**changes)


def narrows(**changes: Any) -> Apply:
    """A rule that sets these fields of a query that other words make a question."""
    return lambda draft, _found, _known: draft.having(**changes)


def lists(draft: Draft, _found: "re.Match[str]", _known: Known) -> Draft:
    """Words that ask for the deals themselves, not for their sums."""
    return replace(draft, listing=True)


def is_new(draft: Draft, _found: "re.Match[str]", _known: Known) -> Draft:
    """Words that speak of when something was created."""
    return replace(draft, new=True)


def consume(text: str, rules: tuple[Rule, ...], draft: Draft, known: Known) -> tuple[str, Draft]:
    """Apply each rule to what is left of the text; a used stretch becomes a gap no later rule reads across."""
    for each in rules:
        while found := each.pattern.search(text):
            following = each.apply(draft, found, known)
            if following is None:
                break
            draft = following
            text = f"{text[: found.start()]} \x1f {text[found.end() :]}"
    return text, draft
