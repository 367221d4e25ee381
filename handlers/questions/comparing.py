"""One time against another: "how many leads this week vs last?", 本月赢单和上月比怎么样."""

import re
from dataclasses import replace

from crm.comparing import Comparison, compare
from crm.periods import Period
from crm.pipeline import PipelineQuery, Show, Subject
from handlers.cards.team import comparison_card
from handlers.questions.answering import known_to
from handlers.questions.draft import Known
from handlers.questions.reading import read
from handlers.questions.spans import PERIOD_RULES, read_period
from handlers.saying import reader_of, say
from handlers.turn import Handled, Question, Turn

LONGEST = 100
_AGAINST = re.compile(
    r"\b(?:vs\.?|versus|compared? (?:to|with)|compare|comparing|against|than|or)\b|对比|相比|比(?!例|较[高低])",
    re.IGNORECASE,
)
_THE_LAST = re.compile(
    r"\b(?:vs\.?|versus|than|to|with|against|and|or) (?:the )?(?:last|previous|prior)(?: one| time)?(?! ?(?:\d|week"
    r"|month|quarter"
    r"|year|day))",
    re.IGNORECASE,
)
_EXTRA = re.compile(
    r"\b(?:more|fewer|less|better|worse|higher|lower|up|down|increase[ds]?|decrease[ds]?|grow\w*|compared?"
    r"|comparing|how|did|do|the"
    r"|get|got|getting|come|came|make|made|sell|one|was|were|against|than|vs\.?|versus|or|ahead|behind|of)\b"
    r"|对比|相比|比|和|跟|与|同|多少?|少|高|低|好|差|增长|增加|下降|了|吗|呢|怎么样|如何|是不是|有没有|涨|跌|几个"
    r"|情况|变化",
    re.IGNORECASE,
)
_BEFORE = {
    "this-week": "last week",
    "this-month": "last month",
    "this-quarter": "last quarter",
    "this-year": "last year",
    "today": "yesterday",
}


def find_comparison(turn: Turn, text: str) -> Question | None:
    """The answer to words that hold one time against another; None for any others."""
    if len(text) > LONGEST or _AGAINST.search(text) is None:
        return None
    days = Known(reader_of(turn).today, {}, {})  # the names cost two queries, and most words hold no two times
    first, rest = _cut(days, text)
    if first is None:
        return None
    bare = _THE_LAST.search(rest)
    if bare is not None and first.name in _BEFORE:
        second, rest = read_period(_BEFORE[first.name], days), f"{rest[: bare.start()]} {rest[bare.end() :]}"
    else:
        second, rest = _cut(days, rest)
    if second is None:
        return None
    reading = read(_EXTRA.sub(" ", rest), known_to(turn))
    if reading.leftover or (reading.query.show not in {Show.SUMMARY, Show.COUNT, Show.LIST}):
        return None
    queries = (_counted(reading.query),) if reading.anchored else _USUAL
    return Question(lambda reading_turn: _answer(reading_turn, queries, first, second))


_USUAL = (PipelineQuery(subject=Subject.LEADS), PipelineQuery(outcome="won"))
"""Of times alone: what came in, and what was won."""


def _counted(query: PipelineQuery) -> PipelineQuery:
    return replace(query, show=Show.SUMMARY, by=None, sort=None, limit=None, closes=None, closed=None, created=None)


def _answer(turn: Turn, queries: tuple[PipelineQuery, ...], first: Period, second: Period) -> Handled:
    found: list[Comparison] = [compare(turn.uow, turn.member, query, first, second) for query in queries]
    return say(turn, comparison_card(reader_of(turn), found), private=True)


def _cut(known: Known, text: str) -> tuple[Period | None, str]:
    """The first time that stands in the words, and the words without it."""
    found = [found for each in PERIOD_RULES if (found := each.pattern.search(text))]
    if not found:
        return None, text
    first = min(found, key=lambda one: (one.start(), -one.end()))
    return read_period(first[0], known), f"{text[: first.start()]} {text[first.end() :]}"
