"""Periods as people say them, in English and Chinese, brought to the names crm.periods knows."""

import re
from collections.abc import Callable
from datetime import date

from crm.periods import Period, period_named
from handlers.questions.amounts import number_of
from handlers.questions.draft import Draft, Known, Rule, rule

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_PER = {"day": 1, "week": 7, "month": 30, "天": 1, "日": 1, "周": 7, "个星期": 7, "个月": 30}
_SHIFT = {"this": "this", "current": "this", "last": "last", "previous": "last", "past": "last", "next": "next"}
_ZH_SHIFT = {
    "本": "this",
    "这": "this",
    "这个": "this",
    "当": "this",
    "上": "last",
    "上个": "last",
    "下": "next",
    "下个": "next",
}
_ZH_UNIT = {
    "周": "week",
    "星期": "week",
    "礼拜": "week",
    "月": "month",
    "季度": "quarter",
    "季": "quarter",
    "年": "year",
}
_ZH_DAYS = {"今天": "today", "今日": "today", "昨天": "yesterday", "昨日": "yesterday", "明天": "tomorrow"}
_ZH_YEAR_SHIFT = {"今年": 0, "本年": 0, "去年": -1, "明年": 1}
_ZH_YEARS = {"今年": "this-year", "本年": "this-year", "去年": "last-year", "明年": "next-year"}
Name = Callable[["re.Match[str]", date], str]


def _counted(ahead: bool, count: str, unit: str) -> str:  # noqa: FBT001 - the word itself decides it
    days = min(999, int(number_of(count) or 1) * _PER[unit])
    return f"{'next' if ahead else 'last'}-{days}d"


def _english_month(found: "re.Match[str]", today: date) -> str:
    month = 1 + _MONTHS.index(found["month"].lower()[:3])
    return f"{found['year'] or today.year}-{month:02d}"


_PHRASES: tuple[tuple[str, Name], ...] = (
    (
        r"\b(?P<way>last|past|next|coming)\s+(?P<n>\d{1,3})\s+(?P<unit>day|week|month)s?\b",
        lambda found, _today: _counted(found["way"].lower() in {"next", "coming"}, found["n"], found["unit"].lower()),
    ),
    (
        r"(?P<way>最近|近|过去|未来|接下来)(?P<n>\d{1,3}|[一二两三四五六七八九十]+)(?P<unit>天|日|周|个星期|个月)内?",
        lambda found, _today: _counted(found["way"] in {"未来", "接下来"}, found["n"], found["unit"]),
    ),
    (
        r"\b(?P<shift>this|current|last|previous|past|next)\s+(?P<unit>week|month|quarter|year)(?:'s)?\b",
        lambda found, _today: f"{_SHIFT[found['shift'].lower()]}-{found['unit'].lower()}",
    ),
    (r"\b(?P<day>today|yesterday|tomorrow)(?:'s)?\b", lambda found, _today: found["day"].lower()),
    (r"今天|今日|昨天|昨日|明天", lambda found, _today: _ZH_DAYS[found[0]]),
    (
        r"(?P<year>今年|本年|去年|明年)第?(?P<q>[一二三四1-4])季度",
        lambda found, today: f"{today.year + _ZH_YEAR_SHIFT[found['year']]}-q{number_of(found['q'])}",
    ),
    (
        r"(?P<year>今年|本年|去年|明年)(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?",
        lambda found, today: f"{today.year + _ZH_YEAR_SHIFT[found['year']]}-{int(number_of(found['m']) or 0):02d}",
    ),
    (r"今年|本年|去年|明年", lambda found, _today: _ZH_YEARS[found[0]]),
    (
        r"(?P<shift>本|这个|这|当|上个|上|下个|下)(?P<unit>周|星期|礼拜|月|季度|季|年)",
        lambda found, _today: f"{_ZH_SHIFT[found['shift']]}-{_ZH_UNIT[found['unit']]}",
    ),
    (
        r"(?:(?P<year>\d{4})年)?第?(?P<q>[一二三四1-4])季度",
        lambda found, today: f"{found['year'] or today.year}-q{number_of(found['q'])}",
    ),
    (
        r"\b(?:(?P<before>\d{4})[ -])?q(?P<q>[1-4])(?:[ -]?(?P<year>\d{4}))?\b",
        lambda found, today: f"{found['before'] or found['year'] or today.year}-q{found['q']}",
    ),
    (
        r"(?:(?P<year>\d{4})年)?(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?!\d)",
        lambda found, today: f"{found['year'] or today.year}-{int(number_of(found['m']) or 0):02d}",
    ),
    (r"(?P<year>\d{4})年", lambda found, _today: found["year"]),
    (r"(?<![\d.])(?P<year>20\d\d)-(?P<m>1[0-2]|0[1-9])(?![\d-])", lambda found, _today: found[0]),
    (
        rf"\b(?:in |of |for )?{_MONTH}(?:,? (?P<year>\d{{4}}))?(?![\w'])",
        _english_month,
    ),
    (r"\b(?:year to date|ytd)\b", lambda _found, _today: "this-year"),
    (r"\b(?:month to date|mtd)\b", lambda _found, _today: "this-month"),
    (r"\b(?:in|during|for|of) (?P<year>20\d\d)\b", lambda found, _today: found["year"]),
)


def _rule(pattern: str, name: Name) -> Rule:
    return rule(pattern, lambda draft, found, known: draft.during(name(found, known.today), known))


PERIOD_RULES = tuple(_rule(pattern, name) for pattern, name in _PHRASES)


def read_period(text: str, known: Known) -> Period | None:
    """The period a text is, as a filter's value writes it (this-quarter, 2026-11, 本月); None where it is none."""
    named = period_named(text, known.today)
    if named:
        return named
    words = re.sub(r"[-_]", " ", text).strip()
    for each in PERIOD_RULES:
        found = each.pattern.fullmatch(words)
        draft = each.apply(Draft(), found, known) if found else None
        if draft and draft.period:
            return draft.period
    return None
