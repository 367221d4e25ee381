"""Times by their distance, and times that come again: in two weeks, an hour ago, every other Friday."""

import re
from typing import Any

from understanding.extraction.atoms import Pattern, Reader, pattern, said
from understanding.extraction.en.words import (
    CARDINAL,
    LENGTH,
    MONTH,
    ORDINAL,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    any_of,
    length_of,
    number_of,
)
from understanding.extraction.piece import RULE_DAYS, Delta, Piece

_TO_DO = re.compile(
    r"(?:call|ping|remind|text|meet|back|chase|e?mail|phone|ring|talk|check|"
    r"demo)(?![a-z])[^.;]{0,40}$"
)
_EVERY_SECOND = {
    "other",
    "second",
    "2nd",
    "biweekly",
    "bi-weekly",
    "fortnightly",
    "every other week",
    "every two weeks",
}
# "Fortnightly catch-up with Ros on Thursdays": the adverb and its day.
_BIWEEKLY = re.compile(r"(?<![a-z])(?:bi-?weekly|fortnightly|every other week) (?:[a-z-]+,? ){0,5}$")
_ADVERBS = {
    "daily": ("day", 1),
    "weekly": ("week", 1),
    "biweekly": ("week", 2),
    "bi-weekly": ("week", 2),
    "fortnightly": ("week", 2),
    "monthly": ("month", 1),
    "bimonthly": ("month", 2),
    "quarterly": ("quarter", 1),
    "yearly": ("year", 1),
    "annually": ("year", 1),
}
# After these an adverb tells when to do it; else it is of a thing: a daily rate, weekly figures.
_DONE_SO = (
    r"(?=\s*$|\s*[.,;!](?!\d)| (?:on|at|from|starting|until|follow|call|check|reminder|catch|touch|update|meeting|"
    r"sync|review|"
    r"report(?! is| was)|standup|stand-up|1:1|one-on-one|visit|ping|with|please|pls|and|to)(?![a-z]))"
)
_PARTS_EVERY: dict[str, dict[str, Any]] = {
    "day": {"days": 1},
    "morning": {"days": 1, "part": "morning"},
    "afternoon": {"days": 1, "part": "afternoon"},
    "evening": {"days": 1, "part": "evening"},
}
_EVERY_LENGTH = {
    "week": ("WEEKLY", 1, Delta(days=7)),
    "month": ("MONTHLY", 1, Delta(months=1)),
    "quarter": ("MONTHLY", 3, Delta(months=3)),
    "year": ("YEARLY", 1, Delta(months=12)),
}


def _in_length(match: re.Match[str], _: Reader) -> Piece | None:
    lead = match["lead"].split()[0]
    if (
        lead == "in"
        and re.fullmatch(r"\d+m", match["length"])
        and not _TO_DO.search(match.string[: match.start()][-60:])
    ):
        return None  # fifteen metres, months or million as well as minutes
    return said(delta=length_of(match["length"]), deadline=True if lead == "within" else None)


def _shifted_length(match: re.Match[str], _: Reader) -> Piece | None:
    if re.fullmatch(r"\d+ [a-z]|\d+s", match["length"]):
        return None
    back = match["where"] in {"ago", "back", "earlier", "before now", "before"}
    return said(delta=length_of(match["length"]).times(-1 if back else 1))


def _length_to_anchor(match: re.Match[str], _: Reader) -> Piece:
    return said(delta=length_of(match["length"]).times(-1 if match["side"] == "before" else 1), anchored=True)


def _running(match: re.Match[str], _: Reader) -> Piece | None:
    """The next three days, the last two weeks: a stretch that begins or ends now."""
    if not re.search(r"\d|[a-z] ", match["length"]) and match["lead"] is None:
        return None
    back = match["shift"] in {"last", "past", "previous"}
    return said(running=length_of(match["length"]).times(-1 if back else 1), deadline=True if match["lead"] else None)


def _coming(match: re.Match[str], _: Reader) -> Piece:
    length = length_of(f"{match['n']} {match['unit']}")
    return said(running=length) if length.seconds else said(delta=length)


def _every(match: re.Match[str], _: Reader) -> Piece | None:
    every = (match["n"] or "").strip()
    if not every and not match[0].startswith(("every", "each")):
        adverb = _BIWEEKLY.search(match.string, max(0, match.start() - 48), match.start())
        every = "biweekly" if adverb else ""
    interval = 1 if not every else 2 if every in _EVERY_SECOND else number_of(every)
    named = match.groupdict()
    return recurring(named["unit"] or named["unit_of"], interval, named["more"] or named.get("more_of") or "")


def recurring(unit: str, interval: int, more: str = "") -> Piece | None:
    """What comes every `interval` units; `more` holds further weekdays as said."""
    unit = unit if unit in WEEKDAYS else unit.rstrip("s")
    step = f";INTERVAL={interval}" if interval > 1 else ""
    if unit in WEEKDAYS:
        days = sorted({WEEKDAYS[unit], *(WEEKDAYS[word] for word in re.findall(WEEKDAY, more))})
        rule = ",".join(RULE_DAYS[day] for day in days)
        return said(weekday=WEEKDAYS[unit], recurs=f"FREQ=WEEKLY{step};BYDAY={rule}")
    if unit in {"weekday", "workday", "working day", "business day"}:
        return said(days=1, recurs="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
    if unit in _PARTS_EVERY:
        return said(**_PARTS_EVERY[unit], recurs=f"FREQ=DAILY{step}")
    frequency, times, delta = _EVERY_LENGTH[unit]
    interval *= times
    step = f";INTERVAL={interval}" if interval > 1 else ""
    return said(delta=delta.times(interval // times), recurs=f"FREQ={frequency}{step}")


def _monthly_day(match: re.Match[str], _: Reader) -> Piece | None:
    day = number_of(match["n"] or match["late"])
    return said(day=day, recurs=f"FREQ=MONTHLY;BYMONTHDAY={day}") if 1 <= day <= 31 else None


def _monthly_end(_match: re.Match[str], _: Reader) -> Piece:
    return said(months=0, nth=-1, nth_unit="day", recurs="FREQ=MONTHLY;BYMONTHDAY=-1")


def _monthly_weekday(match: re.Match[str], _: Reader) -> Piece:
    said_nth = match["nth"] or match["nth_of"]
    nth = -1 if said_nth == "last" else number_of(said_nth)
    weekday = WEEKDAYS[match["day"] or match["day_of"]]
    rule = f"FREQ=MONTHLY;BYDAY={nth}{RULE_DAYS[weekday]}"
    return said(nth=nth, nth_unit="weekday", weekday=weekday, months=0, recurs=rule)


PATTERNS: tuple[Pattern, ...] = (
    pattern(
        r"^\s*(?P<length>(?:\d{1,3}|half an|an) ?(?:min|mins|minutes|h|hr|hrs|hour|hours))(?=\s*$)",
        lambda m, _: said(delta=length_of(m["length"])),
        bare=True,
    ),
    pattern(
        r"(?<!\w)\+ ?(?P<length>\d{1,3} ?(?:mins?|minutes?|h|hrs?|hours?|days?|weeks?|months?))(?![a-z])",
        lambda m, _: said(delta=length_of(m["length"])),
        bare=True,
    ),
    pattern(
        r"(?P<lead>(?:in|within|after)(?: about| around| approx\.?| approximately| roughly|~)?|"
        rf"for(?= a (?:quarter|half) hour)) ?(?P<length>{LENGTH})(?! (?:ago|before|after|from|past|"
        r"old))(?:'? time)?",
        _in_length,
    ),
    pattern(
        rf"(?P<length>{LENGTH}) (?P<where>from now|from today|ago|hence|later|out|back|earlier|"
        r"before now|before(?=\s*$|[.,;]))(?! (?:of|and forth))",
        _shifted_length,
    ),
    pattern(
        rf"(?P<length>{LENGTH}) (?P<side>after|before|from|past|on)(?= (?!now|today|the phone))", _length_to_anchor
    ),
    pattern(
        r"(?P<lead>(?:in|within|over|during) )?(?:the |these )?(?P<shift>next|coming|last|past|previous) "
        rf"(?P<length>{LENGTH})",
        _running,
    ),
    pattern(
        r"(?P<length>a week|a fortnight|(?:one|two|three|four"
        r"|\d) weeks) today",
        lambda m, _: said(delta=length_of(m["length"])),
    ),
    pattern(rf"upcoming (?P<length>{LENGTH})", lambda m, _: said(delta=length_of(m["length"]))),
    pattern(
        rf"(?P<n>\d{{1,2}}) (?:upcoming|coming) (?P<unit>{UNIT})",
        _coming,
    ),
    pattern(
        r"(?:the )?(?P<unit>min|minute|hour) after(?: next)?(?! \w)",
        lambda m, _: said(delta=length_of(f"1 {m['unit']}")),
    ),
    pattern(
        r"(?:within|in|inside) the (?P<unit>hour|day|week|month)",
        lambda m, _: said(delta=length_of(f"1 {m['unit']}"), deadline=True),
    ),
    pattern(r"next (?P<unit>hour|minute)(?!s)", lambda m, _: said(running=length_of(f"1 {m['unit']}"))),
    pattern(
        r"right now|just now|now(?! (?:\d|on|for|the|at|in|set|moved))|asap|as soon as possible|at the (?:moment|"
        r"minute|present time|"
        r"present moment)|"
        r"at (?:this|present) (?:time|moment)|at the current time|immediately",
        lambda _m, _r: said(delta=Delta()),
    ),
    pattern(
        rf"(?:every|each) (?P<n>(?:other|second|2nd|third|3rd|fourth|4th|{CARDINAL}) )?"
        r"(?P<unit>weekday|workday|working day|business day|day|morning|afternoon|evening|week|"
        r"month|quarter|year|"
        rf"{WEEKDAY})s?(?P<more>(?:,? (?:and )?{WEEKDAY})*)(?!\w)",
        _every,
    ),
    pattern(
        rf"(?:every |on )?alternat(?:e|ing) (?P<n>)(?P<unit>day|week|month|{WEEKDAY})s?(?P<more>)",
        lambda m, _: recurring(m["unit"], 2),
    ),
    pattern(r"(?:on )?(?:week|work|business |working )days(?= at| from|$)", lambda _m, _r: recurring("weekday", 1)),
    pattern(
        rf"(?:(?P<n>bi-?weekly|fortnightly|every other week|"
        rf"every two weeks) )?(?:on (?P<unit>{WEEKDAY})s(?P<more>(?:,? (?:and )?{WEEKDAY}s)*)|"
        rf"(?P<unit_of>{WEEKDAY})s(?P<more_of>(?:,? (?:and |& )?{WEEKDAY}s)+))(?= (?:at|from|until|"
        r"till)|$|[.,;])",
        _every,
    ),
    pattern(
        rf"(?:every|each|monthly on) (?:the )?(?P<n>{ORDINAL})(?P<late>)(?: (?:of|day of) (?:the|each|every) "
        r"month)?(?! [a-z]+day)",
        _monthly_day,
    ),
    pattern(
        rf"(?:every|each) (?:the )?(?P<nth>last|{ORDINAL}) (?P<day>{WEEKDAY}) of (?:the|each|every) month|"
        rf"(?:on )?(?:the )?(?P<nth_of>last|{ORDINAL}) (?P<day_of>{WEEKDAY}) (?:of|in) (?:each|every) month",
        _monthly_weekday,
    ),
    pattern(
        r"(?:on )?(?:the )?(?:last day|end) of (?:each|every) month|(?:each|every) month[- ]end|"
        r"every last day of the month|"
        r"monthly on the last day",
        _monthly_end,
    ),
    pattern(
        rf"every (?=(?:the )?(?:{ORDINAL}|\d{{1,2}}) (?:of )?{MONTH}(?![a-z])|{MONTH} \d)",
        lambda _m, _r: said(recurs="FREQ=YEARLY", loose=True),
        bare=True,
    ),
    pattern(
        rf"(?P<adverb>{any_of(_ADVERBS)})(?! (?:[a-z-]+,? ){{0,5}}{WEEKDAY}s?(?![a-z]))"
        rf"(?! (?:[a-z-]+,? ){{0,4}}on the \d){_DONE_SO}",
        lambda m, _: recurring(*_ADVERBS[m["adverb"]]),
    ),
    pattern(
        rf"once (?:a|an|every|each|per) (?P<n>(?:other|second|2nd|{CARDINAL}) )?(?P<unit>day|week|month|quarter|"
        rf"year)s?(?P<more>)",
        _every,
    ),
    pattern(
        rf"(?:on )?(?:the )?(?P<n>{ORDINAL}) (?:of |day of )?(?:every|each) month|"
        rf"(?:every|each) month on (?:the )?(?P<late>{ORDINAL})",
        _monthly_day,
    ),
)
