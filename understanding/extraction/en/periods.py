"""Weeks, months, quarters and years as English says them, and their beginnings and ends."""

import re

from understanding.extraction.atoms import Pattern, Reader, pattern, said
from understanding.extraction.en.dates import YEAR, numbered
from understanding.extraction.en.words import (
    COUNT,
    MONTH,
    MONTHS,
    ORDINAL,
    WEEKDAY,
    WEEKDAYS,
    length_of,
    number_of,
    year_of,
)
from understanding.extraction.piece import Piece

_SHIFTS = {
    "this": 0,
    "the current": 0,
    "current": 0,
    "in the": 0,
    "later this": 0,
    "late this": 0,
    "early this": 0,
    "next": 1,
    "nxt": 1,
    "the next": 1,
    "the coming": 1,
    "coming": 1,
    "upcoming": 1,
    "following": 1,
    "the following": 1,
    "later next": 1,
    "late next": 1,
    "early next": 1,
    "mid next": 1,
    "mid-next": 1,
    "mid this": 0,
    "last": -1,
    "the last": -1,
    "past": -1,
    "this past": -1,
    "the past": -1,
    "previous": -1,
    "the previous": -1,
    "early last": -1,
    "late last": -1,
}
_SHIFT = "(?:" + "|".join(sorted(_SHIFTS, key=len, reverse=True)) + ")"
_PERIODS = {
    "day": "days",
    "week": "weeks",
    "wk": "weeks",
    "month": "months",
    "mth": "months",
    "quarter": "quarters",
    "qtr": "quarters",
    "year": "years",
    "yr": "years",
}
_EDGES = {
    "end": "end",
    "the end": "end",
    "close": "end",
    "start": "start",
    "beginning": "start",
    "begin": "start",
    "middle": "mid",
    "mid": "mid",
    "early": "early",
    "early in": "early",
    "late": "late",
    "late in": "late",
    "later": "late",
    "rest": "rest",
    "remainder": "rest",
    "remaining": "rest",
    "first half": "early",
    "second half": "late",
}
_EDGE = "(?:" + "|".join(sorted(_EDGES, key=len, reverse=True)) + ")"
_SHORT_EDGES = {"eow": "weeks", "eom": "months", "eoq": "quarters", "eoy": "years"}
# Short or verb-like month names that are months only beside a cue or a year.
_DOUBTFUL = {"may", "march", "mar", "sep", "dec", "jan", "jun"}
# A doubtful month is one where another stands at the far end of a range.
_BESIDE = re.compile(rf"\s?(?:-|~|to|until|till|through|thru|and) (?:of )?{MONTH}(?![a-z])|\s?[-~]\s?{MONTH}(?![a-z])")
# "The August visit" is none in August to come.
_NOUN = re.compile(r" (?!(?:of|and|or|to|for|is|was|at|on|in|by|with|until|through|we|they|i)(?![a-z]))[a-z]{3,}")
_BEHIND = re.compile(rf"(?<![a-z]){MONTH}\.?(?: 20\d\d)?(?:\s?[-~]\s?| to | until | till | through | thru | and )$")
_DAY_BEHIND = re.compile(r" (?:the )?\d{1,2}(?:st|nd|rd|th)?(?![\d:]|\.\d| ?[ap]\.?m|%)")
_ENTIRE = r"(?:the )?(?:whole |entire |rest of the )?"


def _month(match: re.Match[str], _: Reader) -> Piece | None:
    cue, name = (match["cue"] or "").strip(" -"), match["month"]
    if cue and match["year"] is None and _DAY_BEHIND.match(match.string, match.end()):
        return None  # from Dec 1: the day is the longer say
    year = year_of(match["year"].lstrip("'")) if match["year"] else None
    spanned = _BESIDE.match(match.string, match.end()) or _BEHIND.search(match.string[: match.start()][-24:])
    adjective = match.string[: match.start()].endswith("the ") and _NOUN.match(match.string, match.end())
    if (name in _DOUBTFUL or adjective) and not cue and year is None and not spanned:
        return said(month=MONTHS[name], loose=True)
    if cue in {"next", "last", "this", "this coming"}:
        return said(month=MONTHS[name], months={"next": 1, "last": -1}.get(cue, 0), year=year)
    deadline = cue in {"by", "before", "until", "till"}
    return said(month=MONTHS[name], year=year, edge=_EDGES.get(cue.removesuffix(" of")), deadline=deadline or None)


def _period(match: re.Match[str], _: Reader) -> Piece | None:
    lead, name = match["shift"], _PERIODS[match["unit"]]
    if (lead == "in the" and name != "weeks") or (name == "days" and _SHIFTS[lead] <= 0):
        return None
    first = lead.split()[0].split("-")[0]
    edge = {"early": "early", "late": "late", "later": "late", "mid": "mid"}.get(first)
    return said(**{name: _SHIFTS[lead]}, edge=edge)


def _edge_of_period(match: re.Match[str], _: Reader) -> Piece:
    lead, edge = match["shift"], match["edge"]
    if match["unit"] == "year" and edge.endswith(" half"):
        return said(years={"next": 1, "last": -1}.get(lead or "", 0), half=1 if edge.startswith("first") else 2)
    shift = {"next": 1, "last": -1, "the coming": 1}.get(lead.strip(), 0) if lead else 0
    return said(**{_PERIODS[match["unit"]]: shift}, edge=_EDGES[match["edge"]])


def _half_of(match: re.Match[str], _: Reader) -> Piece:
    return said(year=int(match["year"]), half=1 if match["nth"] == "first" else 2)


def _nth(match: re.Match[str], _: Reader) -> Piece:
    nth = -1 if match["nth"] == "last" else number_of(match["nth"])
    unit = match["unit"]
    if unit in WEEKDAYS:
        return said(nth=nth, nth_unit="weekday", weekday=WEEKDAYS[unit], loose=True)
    kind = {"week-end": "weekend", "weekend": "weekend"}.get(unit, unit)
    return said(nth=nth, nth_unit=kind, loose=True)


def _quarter(match: re.Match[str], _: Reader) -> Piece:
    number = int(match["q"]) if match["q"] else number_of(match["nth"])
    return said(quarter=number, year=year_of(match["year"].strip(" '/-of,")) if match["year"] else None)


def _year(match: re.Match[str], _: Reader) -> Piece | None:
    return said(year=int(match["year"]))


def _week_number(match: re.Match[str], _: Reader) -> Piece | None:
    week = int(match["week"])
    return said(week_number=week) if 1 <= week <= 53 else None


def _half(match: re.Match[str], _: Reader) -> Piece | None:
    if numbered(match):
        return None
    year = int(match["year"]) if match["year"] else None
    led = re.search(r"(?:in|by|for|during|until|before|of|early|late|mid)[ -]$", match.string[: match.start()][-7:])
    return said(half=int(match["h"]), year=year, loose=None if year or led else True)


PATTERNS: tuple[Pattern, ...] = (
    pattern(
        rf"(?:the )?(?P<nth>last|{ORDINAL}) (?P<unit>week-?end|week|month|day|{WEEKDAY})(?= (?:of|"
        r"in) | (?:this|next|last) (?:week|month|quarter|year))",
        _nth,
    ),
    pattern(
        r"(?P<cue>(?:in|by|before|until|till|til|since|come|this|this coming|next|last|during|from|mid|"
        r"early|late|end|(?:the )?(?:end|start|beginning|middle|"
        rf"close) of)[ -])?(?:the month of )?(?<!\d )(?P<month>{MONTH})\.?(?:(?:,? "
        rf"(?:of )?|-)(?P<year>{YEAR}|(?<=of )\d\d)(?![\d:]))?",
        _month,
    ),
    pattern(
        rf"(?P<shift>{_SHIFT}) (?P<unit>day|week|wk|month|mth|quarter|qtr|year|yr)(?!s| after| "
        r"before| of (?!next|last|this)| starting| beginning| commencing| \d|ly)",
        _period,
    ),
    pattern(
        r"(?:the )?(?P<unit>week|month|quarter|year) after next",
        lambda m, _: said(**{_PERIODS[m["unit"]]: 2}),
    ),
    pattern(r"(?:(?:this|the|over the|at the|on the|this coming) )?w(?:ee)?k-?end", lambda _m, _r: said(weekend=True)),
    pattern(r"next w(?:ee)?k-?end", lambda _m, _r: said(weekend=True, weeks=1)),
    pattern(r"(?:last|this past|past) w(?:ee)?k-?end", lambda _m, _r: said(weekend=True, weeks=-1)),
    pattern(
        rf"(?:the )?(?P<edge>{_EDGE})(?: (?:of|in))?(?: (?P<shift>this|next|last|the|the current|"
        r"the coming|my|our))? "
        r"(?P<unit>day|week|month|quarter|year)(?!s|ly)",
        _edge_of_period,
    ),
    pattern(r"(?:eod|cob|end of (?:play|business)|close of (?:play|business))", lambda _m, _r: said(edge="end")),
    pattern("|".join(_SHORT_EDGES), lambda m, _: said(**{_SHORT_EDGES[m[0]]: 0}, edge="end")),
    pattern(
        r"(?P<unit>month|quarter|year|week)(?:[- ])(?P<edge>end)()(?P<shift>)(?! (?:crunch|rush|close|closing|"
        r"report|reports|sale|sales|bonus|party|figures|numbers|stress))",
        _edge_of_period,
    ),
    pattern(
        rf"(?:the )?(?P<edge>{_EDGE})(?: of(?: the)?|-)|(?P<bare>early|late|mid)",
        lambda m, _: said(edge=_EDGES[m["edge"] or m["bare"]], loose=True),
    ),
    pattern(
        r"(?:the )?week (?:of|starting|beginning|commencing)(?: on)?",
        lambda _m, _r: said(week_of=True, loose=True),
    ),
    pattern(r"(?:in )?(?:the )?(?:week|wk|kw|cw)(?: no\.?| number)?\.? ?#?(?P<week>\d{1,2})(?![:/.\d])", _week_number),
    pattern(
        rf"(?<!every )(?<!each )(?P<length>{COUNT} (?:day|week|month)s?) (?:starting|beginning)(?= (?!now|"
        rf"today))(?: on)?",
        lambda m, _: said(span=length_of(m["length"]), loose=True),
    ),
    pattern(
        r"(?:q(?P<q>[1-4])|(?:the )?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th) quarter(?! "
        r"(?:past|to|of an)))"
        r"(?P<year>(?:,? | of |/|-|')'?(?:20\d\d|(?<=['/-])\d\d))?",
        _quarter,
    ),
    pattern(r"(?P<year>20\d\d)[ -]?q(?P<q>[1-4])(?P<nth>)", _quarter),
    pattern(r"(?:in )?(?:the )?(?P<nth>first|second) half of (?P<year>20\d\d)", _half_of),
    pattern(r"h(?P<h>[12])(?: (?P<year>20\d\d))?", _half),
    pattern(
        r"(?:in|by|during|of|for|since|until|end|early|late|mid|mid-)[ -]?(?P<year>20\d\d)(?! "
        r"?[a-z%]|[-/.]?\d)",
        _year,
    ),
    pattern(
        r"by|before|b4|no later than|until|till|til|due(?: on| by)?|latest|deadline(?: is)?|not later than",
        lambda _m, _r: said(deadline=True, loose=True),
    ),
)
