"""Days, weeks, months and lengths of time as English says them."""

import re

from understanding.extraction.atoms import Pattern, Reader, pattern, said
from understanding.extraction.en.words import (
    CARDINAL,
    COUNT,
    LENGTH,
    MONTH,
    MONTHS,
    ORDINAL,
    ORDINAL_WORD,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    length_of,
    number_of,
    year_of,
)
from understanding.extraction.piece import Delta, Piece

_YEAR = r"(?:(?:19|20)\d\d|'\d\d)"
_SHIFTS = {
    "this": 0, "the current": 0, "current": 0, "next": 1, "the next": 1, "the coming": 1, "coming": 1, "upcoming": 1, "following": 1,
    "the following": 1, "last": -1, "the last": -1, "past": -1, "the past": -1, "previous": -1, "the previous": -1, "the": 0, "in the": 0,
    "later this": 0, "later next": 1, "early next": 1, "early this": 0, "late next": 1, "late this": 0, "mid next": 1,
}  # fmt: skip
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
}
_EDGES = {
    "end": "end", "close": "end", "start": "start", "beginning": "start", "begin": "start", "middle": "mid", "mid": "mid", "early": "early",
    "late": "late", "later": "late", "rest": "rest", "remainder": "rest", "remaining": "rest", "first half": "early", "second half": "late",
}  # fmt: skip
_EDGE = "(?:" + "|".join(sorted(_EDGES, key=len, reverse=True)) + ")"
# Words after which "the 2nd" or "on 15" is a day; before any other noun it counts something.
_ENDED = r"(?=\s*(?:$|[.,;:!?)\-\ue000]|(?:at|of|in|with|to|for|by|from|and|or|re|about|around|morning|afternoon|evening|noon|early|late|if|when|because|works|is|please|pls)\b))"


def _date(year: str | None, month: int, day: int, **more: object) -> Piece | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return said(year=year_of(year.lstrip("'")) if year else None, month=month, day=day, **more)


def _iso(match: re.Match[str], _: Reader) -> Piece | None:
    clock = {}
    if match["hour"]:
        clock = {
            "hour": int(match["hour"]),
            "minute": int(match["minute"]),
            "second": int(match["second"] or 0),
            "exact": True,
        }
        if clock["hour"] > 24 or clock["minute"] > 59:
            return None
    return _date(match["year"], int(match["month"]), int(match["day"]), **clock)


def _slashed(match: re.Match[str], reader: Reader) -> Piece | None:
    first, second, year = int(match[1]), int(match[2]), match[3]
    if match[0] == "24/7":
        return None
    day_first = reader.day_first if first <= 12 and second <= 12 else first > 12
    day, month = (first, second) if day_first else (second, first)
    other = (day, month) if day <= 12 and month <= 12 and day != month else None
    fraction = (
        year is None
        and first < second
        and (first, second) in {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 10), (9, 10)}
    )
    return _date(year, month, day, other_order=other, loose=True if fraction else None)


def _dotted(match: re.Match[str], _: Reader) -> Piece | tuple[Piece, ...] | None:
    """24.8. and 24.08.2026 are days; 7.6 may be one, or half past seven, only beside another time."""
    day, month, year, stop = int(match[1]), int(match[2]), match[3], match[4]
    solid = bool(year or stop) or None
    date = _date(year, month, day, loose=None if solid else True)
    clock = None
    if not solid and len(match[2]) == 2 and day <= 24 and month <= 59:
        clock = said(hour=day, minute=month, exact=day > 12 or len(match[1]) == 2 or None, loose=True)
    return tuple(piece for piece in (date, clock) if piece)


def _dashed(match: re.Match[str], reader: Reader) -> Piece | None:
    first, second = int(match[1]), int(match[2])
    day_first = first > 12 or (reader.day_first and second <= 12)
    return _date(match[3], *((second, first) if day_first else (first, second)))


def _named(match: re.Match[str], _: Reader) -> Piece | None:
    return _date(match["year"], MONTHS[match["month"]], number_of(match["day"]))


def _month(match: re.Match[str], _: Reader) -> Piece | None:
    cue, name, year = match["cue"], match["month"], match["year"]
    if name in {"may", "march", "mar", "sep", "dec", "jan", "jun"} and not (cue or year):
        return said(month=MONTHS[name], loose=True)
    if cue and cue.strip() in {"next", "last", "this"}:
        return said(month=MONTHS[name], months=_SHIFTS[cue.strip()])
    edge = cue.strip(" -") if cue and cue.strip(" -") in _EDGES else None
    deadline = True if cue and cue.strip() in {"by", "before", "until", "till"} else None
    return said(
        month=MONTHS[name],
        year=year_of(year.lstrip("'")) if year else None,
        edge=_EDGES[edge] if edge else None,
        deadline=deadline,
    )


def _weekday(match: re.Match[str], _: Reader) -> Piece | None:
    shift, name = (match["shift"] or "").strip(), match["day"]
    weekday = WEEKDAYS[name]
    if (
        not shift
        and name in {"sat", "sun", "mon", "wed"}
        and re.match(r"\s+(?:down|with|in|and (?:talked|discussed))\b", match.string[match.end() :][:20])
    ):
        return None
    if shift in {"next", "the next", "following", "the following"}:
        return said(weekday=weekday, weeks=1)
    if shift == "this":
        return said(weekday=weekday, weeks=0)
    if shift in {"last", "past", "previous"}:
        return said(weekday=weekday, weeks=-1)
    return said(weekday=weekday, anchored=True, delta=Delta(days=7)) if match["week"] else said(weekday=weekday)


def _relative_day(days: int, **more: object) -> object:
    return lambda _match, _reader: said(days=days, **more)


def _period(match: re.Match[str], _: Reader) -> Piece | None:
    shift, unit = match["shift"], match["unit"]
    name = _PERIODS[unit]
    if shift in {"the", "in the"} and (name != "weeks" or shift == "the"):
        return None
    if name == "days" and _SHIFTS[shift] <= 0:
        return None
    edge = (
        "early"
        if shift.startswith("early")
        else "late"
        if shift.startswith("late")
        else "mid"
        if shift.startswith("mid")
        else None
    )
    return said(**{name: _SHIFTS[shift]}, edge=edge)


def _edge_of_period(match: re.Match[str], _: Reader) -> Piece:
    unit = match["unit"]
    name = _PERIODS[unit]
    shift = match["shift"]
    return said(**{name: _SHIFTS[shift] if shift else 0}, edge=_EDGES[match["edge"]])


def _short_edge(match: re.Match[str], _: Reader) -> Piece:
    name = {"d": "days", "b": "days", "w": "weeks", "m": "months", "q": "quarters", "y": "years"}[
        match[0].strip()[-1] if match[0] != "cob" else "b"
    ]
    return said(**{name: 0}, edge="end")


def _in_length(match: re.Match[str], _: Reader) -> Piece | None:
    if (
        match["lead"].strip() == "in"
        and re.fullmatch(r"\d+m", match["length"])
        and not re.search(
            r"(?:call|ping|remind|text|meet|back|chase|email|mail|phone|ring)\b[^.;]{0,40}$",
            match.string[: match.start()][-60:],
        )
    ):
        return None  # fifteen metres, months or million as well as minutes
    return said(delta=length_of(match["length"]), deadline=True if match["lead"].startswith("within") else None)


def _shifted_length(match: re.Match[str], _: Reader) -> Piece:
    back = match["where"] in {"ago", "back", "earlier"}
    return said(delta=length_of(match["length"]).times(-1 if back else 1))


def _length_to_anchor(match: re.Match[str], _: Reader) -> Piece:
    return said(delta=length_of(match["length"]).times(-1 if match["side"].strip() == "before" else 1), anchored=True)


def _weekdays_from_now(match: re.Match[str], _: Reader) -> Piece:
    return said(weekday=WEEKDAYS[match["day"]], delta=Delta(days=7 * (number_of(match["n"]) - 1)), anchored=True)


def _next_lengths(match: re.Match[str], _: Reader) -> Piece:
    length = length_of(match["length"])
    return said(delta=length.times(-1) if match["shift"] in {"last", "past", "previous"} else length)


def _nth(match: re.Match[str], _: Reader) -> Piece:
    nth = -1 if match["nth"] == "last" else number_of(match["nth"])
    unit = match["unit"]
    if unit in WEEKDAYS:
        return said(nth=nth, nth_unit="weekday", weekday=WEEKDAYS[unit])
    return said(nth=nth, nth_unit={"week": "week", "day": "day", "month": "month"}[unit])


def _ordinal(match: re.Match[str], _: Reader) -> Piece | None:
    day = number_of(match["n"])
    return said(day=day) if 1 <= day <= 31 else None


def _quarter(match: re.Match[str], _: Reader) -> Piece:
    number = int(match["q"]) if match["q"] else number_of(match["nth"])
    year = year_of(match["year"].strip(" '/-")) if match["year"] else None
    return said(quarter=number, year=year)


def _year(match: re.Match[str], _: Reader) -> Piece:
    return said(year=int(match[1]))


def _every(match: re.Match[str], _: Reader) -> Piece | None:
    unit = match["unit"].rstrip("s")
    every = match["n"]
    interval = 1 if not every else 2 if every.strip() in {"other", "second", "2nd"} else number_of(every)
    step = f";INTERVAL={interval}" if interval > 1 else ""
    if unit in WEEKDAYS:
        day = WEEKDAYS[unit]
        return said(weekday=day, recurs=f"FREQ=WEEKLY{step};BYDAY={_RULE_DAYS[day]}")
    if unit in {"weekday", "workday", "working day", "business day"}:
        return said(days=1, recurs="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
    first = {
        "day": {"days": 1},
        "morning": {"days": 1, "part": "morning"},
        "evening": {"days": 1, "part": "evening"},
        "afternoon": {"days": 1, "part": "afternoon"},
    }.get(unit)
    if first:
        return said(**first, recurs=f"FREQ=DAILY{step}")
    freq, delta = {
        "week": ("WEEKLY", Delta(days=7)),
        "month": ("MONTHLY", Delta(months=1)),
        "quarter": ("MONTHLY;INTERVAL=3", Delta(months=3)),
        "year": ("YEARLY", Delta(months=12)),
    }[unit]
    return said(delta=delta.times(interval), recurs=f"FREQ={freq}{step}")


_RULE_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "biweekly": "week",
}
_FEASTS = {
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "xmas": (12, 25),
    "new year's eve": (12, 31),
    "new years eve": (12, 31),
    "new year's day": (1, 1),
    "new year": (1, 1),
    "halloween": (10, 31),
    "valentine's day": (2, 14),
}

PATTERNS: tuple[Pattern, ...] = (
    pattern(
        r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?:[t ]?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?",
        _iso,
    ),
    pattern(r"(\d{1,2}) ?/ ?(\d{1,2})(?:/((?:19|20)\d\d|\d\d))?(?![/\d])", _slashed, bare=False),
    pattern(r"(?<![.\d])(\d{1,2})\. ?(\d{1,2})(?:\.((?:19|20)\d\d|\d\d)|(\.(?!\d)))?(?![.\d%])", _dotted),
    pattern(r"(?<![-\d])(\d{1,2})-(\d{1,2})-((?:19|20)\d\d)(?![-\d])", _dashed),
    pattern(r"(?<=on )(\d{1,2})-(\d{1,2})()(?![-\d])", lambda m, r: _dashed(m, r)),
    pattern(
        rf"(?P<month>{MONTH})\.?[ ,/-]{{0,2}}(?:the )?(?P<day>{ORDINAL}|\d{{1,2}}|{CARDINAL})(?![\d:]| ?[ap]\.?m| ?%)(?:(?:,? (?:of )?|,|/)(?P<year>{_YEAR})(?!:))?",
        _named,
    ),
    pattern(
        rf"(?:the )?(?P<day>{ORDINAL}|\d{{1,2}})(?:\.? ?(?:day )?(?:of )?|[-/])(?P<month>{MONTH})(?![a-z])\.?(?:(?:,? (?:of )?|[-/])(?P<year>{_YEAR})(?!:))?",
        _named,
        bare=False,
    ),
    pattern(
        rf"(?P<cue>(?:in|by|before|until|till|since|this|next|last|during|from|mid|early|late)[ -])?(?P<month>{MONTH})\.?(?:(?:,? (?:of )?)(?P<year>{_YEAR}|(?<=of )\d\d)(?!:))?",
        _month,
    ),
    pattern(
        rf"(?P<shift>(?:this|next|the next|last|past|previous|coming|upcoming|the coming|following|the following) )?(?P<day>{WEEKDAY})(?:'s|s)?\.?(?P<week> week(?! ))?",
        _weekday,
    ),
    pattern(r"today|2day", _relative_day(0)),
    pattern(r"tomorrows?|tmrw?|tomo|2moro|tmw|tommorow|tomorow", _relative_day(1)),
    pattern(r"yesterday|ytd(?= we)", _relative_day(-1)),
    pattern(r"(?:the )?day after tom+or+ows?|(?:the )?day after tmrw?|overmorrow", _relative_day(2)),
    pattern(r"(?:the )?day before yesterday", _relative_day(-2)),
    pattern(r"(?:the )?(?:next|following) day|the day after(?! \w)", _relative_day(1)),
    pattern(r"tonight|tonite", _relative_day(0, part="night")),
    pattern(r"last night", _relative_day(-1, part="night")),
    pattern(rf"(?P<shift>{_SHIFT}) (?P<unit>day|week|wk|month|mth|quarter|qtr|year)(?!s| after| before)", _period),
    pattern(
        r"(?:the )?(?P<unit>week|month|quarter|year) after next",
        lambda m, _: said(**{_PERIODS[m["unit"]]: 2}),
    ),
    pattern(r"(?:(?:this|the|over the|at the) )?week-?end", lambda _m, _r: said(weekend=True)),
    pattern(r"next week-?end", lambda _m, _r: said(weekend=True, weeks=1)),
    pattern(r"last week-?end", lambda _m, _r: said(weekend=True, weeks=-1)),
    pattern(
        rf"(?:the )?(?P<edge>{_EDGE})(?: of)? (?:(?P<shift>this|next|last|the|the current) )?(?P<unit>day|week|month|quarter|year)",
        _edge_of_period,
    ),
    pattern(r"eod|eow|eom|eoq|eoy|cob", _short_edge),
    pattern(r"(?P<unit>month|quarter|year|week)[- ](?P<edge>end)()(?P<shift>)", _edge_of_period),
    pattern(
        rf"(?:the )?(?P<edge>{_EDGE})(?: of(?: the)?|-)",
        lambda m, _: said(edge=_EDGES[m["edge"]], loose=True),
    ),
    pattern(
        rf"(?P<lead>in|within(?: the next)?|after|for(?= a (?:quarter|half) hour)) (?P<length>{LENGTH})(?! (?:ago|before|after|from|past|to|old))(?:'? time)?",
        _in_length,
    ),
    pattern(
        rf"(?P<length>{LENGTH}) (?P<where>from now|from today|ago|hence|later|out|back|earlier)",
        _shifted_length,
    ),
    pattern(rf"(?P<length>{LENGTH}) (?P<side>after|before|from|past)(?= (?!now|today))", _length_to_anchor),
    pattern(rf"(?P<n>{COUNT}) (?P<day>{WEEKDAY})s? from now", _weekdays_from_now),
    pattern(rf"(?:the )?(?P<shift>next|upcoming|coming|last|past|previous) (?P<length>{LENGTH})", _next_lengths),
    pattern(
        rf"(?P<length>\d{{1,2}}) (?P<shift>upcoming|coming) (?P<unit>{UNIT})",
        lambda m, _: said(delta=length_of(f"{m['length']} {m['unit']}")),
    ),
    pattern(rf"(?:the )?(?P<nth>last|{ORDINAL}) (?P<unit>week|month|day|{WEEKDAY})(?= (?:of|in) )", _nth),
    pattern(
        r"(?:the )?week (?:of|starting|beginning|commencing)(?: on)?",
        lambda _m, _r: said(week_of=True, loose=True),
    ),
    pattern(r"(?:the )?(?:week|wk|kw|cw)\.? (\d{1,2})(?![:/.\d])", lambda m, _: said(week_number=int(m[1]))),
    pattern(
        rf"(?P<length>{COUNT} (?:day|week|month)s?) (?:starting|from|beginning)",
        lambda m, _: said(span=length_of(m["length"]), loose=True),
    ),
    pattern(rf"(?:on )?the (?P<n>{ORDINAL}){_ENDED}", _ordinal, bare=False),
    pattern(rf"(?P<n>\d{{1,2}}(?:st|nd|rd|th)){_ENDED}", _ordinal),
    pattern(rf"(?<=on )(?:the )?(?P<n>\d{{1,2}}|{ORDINAL_WORD})(?! \w+day){_ENDED}", _ordinal),
    pattern(
        r"(?:q(?P<q>[1-4])|(?:the )?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th) quarter(?! (?:past|to|of an)))(?P<year>(?:,? | of |/|-|')'?(?:20\d\d|(?<=['/-])\d\d))?",
        _quarter,
    ),
    pattern(
        r"h(?P<h>[12])(?: (?P<year>20\d\d))?",
        lambda m, _: said(
            half=int(m["h"]), year=int(m["year"]) if m["year"] else None, loose=None if m["year"] else True
        ),
    ),
    pattern(r"(?:in|by|during|of|for|since|until) (20\d\d)(?! ?[a-z%])", _year),
    pattern(
        rf"(?:every|each) (?P<n>(?:other|second|2nd|{CARDINAL}) )?(?P<unit>weekday|workday|working day|business day|day|morning|afternoon|evening|week|month|quarter|year|{WEEKDAY})s?",
        _every,
    ),
    pattern(
        r"(?P<unit>daily|weekly|monthly|quarterly)(?P<n>)(?= (?:on|at|follow|call|check|reminder|catch|update|$))",
        lambda m, r: _every(_Adverb(m), r),
    ),  # type: ignore[arg-type]  # a match in all it is asked
    pattern(
        r"christmas eve|christmas|xmas|new year'?s eve|new year'?s day|halloween|valentine's day",
        lambda m, _: said(month=_FEASTS[m[0]][0], day=_FEASTS[m[0]][1]),
    ),
    pattern(
        r"(?:by|before|no later than|until|till|due(?: on)?|latest|deadline(?: is)?)",
        lambda _m, _r: said(deadline=True, loose=True),
    ),
)


class _Adverb:
    """ "weekly" read as "every week"."""

    def __init__(self, match: re.Match[str]) -> None:
        self._unit = _ADVERBS[match["unit"]]

    def __getitem__(self, name: str) -> str | None:
        return self._unit if name == "unit" else None
