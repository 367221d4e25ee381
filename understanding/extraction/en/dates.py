"""Calendar days as English writes them: 24/11, 24.11., Nov 24th 2026, the third of March, Friday, the 15th."""

import re

from understanding.extraction.atoms import Meaning, Pattern, Reader, pattern, said
from understanding.extraction.en.words import (
    CARDINAL,
    COUNT,
    MONTH,
    MONTHS,
    ORDINAL,
    ORDINAL_WORD,
    WEEKDAY,
    WEEKDAYS,
    number_of,
    year_of,
)
from understanding.extraction.feasts import days_of
from understanding.extraction.piece import RULE_DAYS, Delta, Piece

YEAR = r"(?:(?:19|20)\d\d|'\d\d)"
# What may follow "the 2nd" or "on 15" when it is a day; before any other noun it counts something.
_ENDED = (
    r"(?=\s{0,3}(?:$|[.,;:!?)\-\ue000](?!\d)|(?:at|of|in|with|to|for|by|from|and|or|re|about|"
    r"around|morning|afternoon|"
    r"evening|noon|night|early|late|if|when|because|works|is|please|pls|next|this|last|until|"
    r"till|thru|through|@|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) ?[ap]\.?m|"
    r"\d{1,2}(?::\d\d| ?[ap]m))"
    r"(?![a-z])))"
)
# Nouns whose number is no day and no hour: room 3, iPhone 15, version 1.10.
NUMBERED = re.compile(
    r"(?<![a-z])(?:room|flat|apt|apartment|floor|suite|gate|platform|bus|iphone|ipad|galaxy|"
    r"pixel|windows|office|version|ver|v|"
    r"release|model|building|block|unit|page|chapter|item|no\.?|number|#|line|level|grade|"
    r"size|type|phase|tier|class|"
    r"section|booth|stand|hall|ticket|order|plan|option|round|series|route|highway|exit|lot|"
    r"bay|table|seat|row|part|"
    r"article|clause|figure|python|ios|android|macos|build|track|channel|slide|question|group|"
    r"zone|area|store|pay|abc)"
    r"[ :#-]{0,2}$"
)
# What follows 1/2 where it is a day and no half.
_ENDS_A_DAY = re.compile(
    r"\s*(?:$|[.,;!)?](?!\d)|-|(?:at|@|to|with|w/|for|from|until|or|and|please|pls|[ap]m|"
    r"\d{1,2}(?:[:.]\d\d| ?[ap]))(?![a-z]))"
)
# 27/9-1/10: the far end of days, though it looks like a tenth.
_FROM_A_DAY = re.compile(r"\d/\d{1,2} ?(?:-|to) ?$")
# What stands before 1/2 where it is a day: nothing, a preposition, a weekday, a verb; "not 1/2" is the half.
_LEADS_A_DAY = re.compile(
    r"(?:^|[-,:;(/@]|\d|(?:^|[^a-z])(?:on|by|due|for|until|till|through|thru|starting|w/|before|after|from|since|to"
    r"|at|and|or|call|meet|visit|demo|date|meeting|"
    r"moved|week|day|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|pls|it|him|her|them|back|again|up|again|latest"
    r"|sent|send|ship))\W{0,2}$"
)
_FRACTIONS = {
    (3, 8),
    (5, 8),
    (7, 8),
    (1, 8),
    (1, 2),
    (1, 3),
    (2, 3),
    (1, 4),
    (3, 4),
    (1, 10),
    (9, 10),
    (4, 5),
    (2, 5),
    (3, 5),
}
_FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "xmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new years eve": (12, 31),
    "new year's day": (1, 1),
    "new years day": (1, 1),
    "new year's": (1, 1),
    "new year": (1, 1),
    "halloween": (10, 31),
    "valentine's day": (2, 14),
    "valentines day": (2, 14),
    "labour day": (5, 1),
    "may day": (5, 1),
    "independence day": (7, 4),
}
# "Weekly" and the weekday it is on; the words between name what comes again.
WEEKLY = r"(?<![a-z])(?P<twice>bi-?|fortnight)?(?:weekly|(?<=fortnight)ly)"
_WEEKLY = re.compile(rf"{WEEKLY} (?:[a-z-]+,? ){{0,5}}$")
_MONTHLY = re.compile(r"(?<![a-z])monthly (?:[a-z-]+,? ){0,4}(?:on )?$")
_AGAIN = re.compile(r"\s*(?:$|[.,;]|at |@|from |and (?:mon|tue|wed|thu|fri|sat|sun)|\d{1,2}(?:[:.]\d\d| ?[ap]m))")
_A_KIND = re.compile(r"(?:^|[^a-z])an? $")
_OF_A_KIND = re.compile(
    r" (?!slot|meet|call|morning|afternoon|evening|night|demo|deadline|deliver|lunch|dinner|visit|appoint|start|"
    r"install|pick|session|"
    r"review|workshop|follow|at|in|or|and|if|work|is|would|next|this|after|before|from|to)[a-z]{3,}"
)
_WHO_SAT = re.compile(r"(?:^|[^a-z])(?:i|we|he|she|they|it|who|has|had|have|and|all|just|that) $")
_DAY_LED = re.compile(
    r"(?:^|[^a-z])(?:on|this|next|last|by|until|till|before|after|coming|for|every|each|or|from|to|through|thru|due|"
    r"call|meet|meeting|visit|demo|lunch|the|is|it|work|works|until|again|him|her|them|back|pls|please|in|of|and|"
    r"early|late|mid|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[ .]{1,2}$|[-/(:@]\s?$|^\W*$"
)
_DAY_FOLLOWED = re.compile(
    r"\s*(?:$|[^a-z\s])|\s+(?:at|or|and (?!talked|discussed)|morning|mornings|afternoon|evening|night|noon|eve|"
    r"lunch|from|for|to|with (?!her|him|them)|w/|when|if|works|is|before|after|please|pls|then|latest|"
    r"in the (?:morning|afternoon|evening)|week)(?![a-z])"
)
_LUNAR = {
    "chinese new year": "春节",
    "lunar new year": "春节",
    "spring festival": "春节",
    "cny": "春节",
    "dragon boat festival": "端午",
    "mid-autumn festival": "中秋",
    "mid-autumn": "中秋",
    "thanksgiving": "thanksgiving",
    "easter": "easter",
}
_SHIFTS = {
    "this": 0,
    "next": 1,
    "the next": 1,
    "following": 1,
    "the following": 1,
    "last": -1,
    "past": -1,
    "this past": -1,
    "previous": -1,
    "coming": None,
    "this coming": None,
    "upcoming": None,
    "the coming": None,
    "nxt": 1,
}


def numbered(match: re.Match[str]) -> bool:
    """Whether a noun right before makes this number a name: room 3, version 1.10."""
    return NUMBERED.search(match.string, max(0, match.start() - 14), match.start()) is not None


def date(year: str | None, month: int, day: int, **more: object) -> Piece | None:
    """A day of the month; None where no month has it."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return said(year=year_of(year.lstrip("'")) if year else None, month=month, day=day, **more)


def _iso(match: re.Match[str], _: Reader) -> Piece | None:
    if match["hour"] is None:
        return date(match["year"], int(match["month"]), int(match["day"]))
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if hour > 24 or minute > 59 or second > 59:
        return None
    zone = "UTC" if match["zulu"] else None
    clock = {"hour": hour, "minute": minute, "second": second, "exact": True, "zone": zone}
    return date(match["year"], int(match["month"]), int(match["day"]), **clock)


def _slashed(match: re.Match[str], reader: Reader) -> Piece | None:
    first, second, year = int(match[1]), int(match[2]), match[3]
    if match[0] == "24/7":
        return None
    day_first = reader.day_first if first <= 12 and second <= 12 else first > 12
    day, month = (first, second) if day_first else (second, first)
    other = (day, month) if day <= 12 and month <= 12 and day != month else None
    parts = year is None and match[1][0] != "0" and (first, second) in _FRACTIONS
    ends = _ENDS_A_DAY.match(match.string, match.end()) or _FROM_A_DAY.search(match.string[: match.start()][-10:])
    loose = parts and (not ends or not _LEADS_A_DAY.search(match.string[: match.start()][-14:]))
    return date(year, month, day, other_order=other, loose=loose or None)


def _dotted(match: re.Match[str], _: Reader) -> tuple[Piece, ...]:
    """24.8. and 24.08.2026 are days; 7.6 may be one, or six past seven, only beside another time."""
    day, month, year, stop = int(match[1]), int(match[2]), match[3], match[4]
    if numbered(match) or re.search(r"version\W{0,3}$", match.string[: match.start()][-12:]):
        return ()
    solid = (year is not None and (len(year) == 4 or len(match[2]) == 2)) or stop is not None
    named = date(year, month, day, loose=None if solid else True)
    clock = None
    if year is None and (stop is None or named is None) and len(match[2]) == 2 and day <= 24 and month <= 59:
        exact = day > 12 or len(match[1]) == 2 or None
        clock = said(hour=day, minute=month, exact=exact, loose=True)
    return tuple(piece for piece in (named, clock) if piece)


def _dotted_with_clock(match: re.Match[str], _: Reader) -> Piece | None:
    """08.12.1707: the eighth of December at 17:07."""
    return date(None, int(match[2]), int(match[1]), hour=int(match[3]), minute=int(match[4]), exact=True)


def _dashed(match: re.Match[str], reader: Reader) -> Piece | None:
    first, second = int(match[1]), int(match[2])
    day_first = first > 12 or (reader.day_first and second <= 12)
    day, month = (first, second) if day_first else (second, first)
    return date(match[3] or None, month, day)


def _named(match: re.Match[str], _: Reader) -> Piece | None:
    return date(match["year"], MONTHS[match["month"]], number_of(match["day"]))


def _day_range(match: re.Match[str], _: Reader) -> Piece | None:
    first, last = number_of(match["day"]), number_of(match["last"])
    found = date(match["year"], MONTHS[match["month"]], first, last_day=last)
    return found if found and first < last <= 31 else None


def _weekday(match: re.Match[str], _: Reader) -> Piece | None:
    lead, weekday = (match["shift"] or "").strip(), WEEKDAYS[match["day"]]
    if not lead and match["day"] in {"sat", "sun", "mon", "wed"} and not _is_day(match):
        return None
    if not lead and _A_KIND.search(match.string[: match.start()][-4:]) and _OF_A_KIND.match(match.string, match.end()):
        return None  # a Sunday driver
    rule = _weekly(match)
    if rule is not None:
        return said(weekday=weekday, recurs=rule)
    if match["after"] or match["week"]:
        return said(weekday=weekday, anchored=True, delta=Delta(days=7))
    shift = _SHIFTS.get(lead)
    if lead in {"past", "this past"}:
        return said(weekday=weekday, before=True)
    return said(weekday=weekday, weeks=shift)


def _weekly(match: re.Match[str]) -> str | None:
    """The rule of "weekly sync on Tuesday", "Thursdays at 4": a weekday that comes again."""
    adverb = _WEEKLY.search(match.string[max(0, match.start() - 40) : match.start()])
    if adverb is None and not (match["plural"] and _AGAIN.match(match.string, match.end())):
        return None
    step = ";INTERVAL=2" if adverb and adverb["twice"] else ""
    return f"FREQ=WEEKLY{step};BYDAY={RULE_DAYS[WEEKDAYS[match['day']]]}"


def _is_day(match: re.Match[str]) -> bool:
    """Whether "sat", "sun", "mon", "wed" is the day and not the verb, the star or a man of Wales."""
    after = match.string[match.end() : match.end() + 24]
    before = match.string[max(0, match.start() - 14) : match.start()]
    if match["day"] == "sat" and _WHO_SAT.search(before):
        return False
    if match["day"] == "sun" and before.rstrip().endswith("the"):
        return False
    return bool(_DAY_LED.search(before) or _DAY_FOLLOWED.match(after))


def _weekdays_from_now(match: re.Match[str], _: Reader) -> Piece:
    count = number_of(match["n"])
    if match["where"] in {"ago", "back"}:
        return said(weekday=WEEKDAYS[match["day"]], before=True, delta=Delta(days=-7 * (count - 1)), anchored=True)
    return said(weekday=WEEKDAYS[match["day"]], delta=Delta(days=7 * (count - 1)), anchored=True)


def _ordinal(match: re.Match[str], _: Reader) -> Piece | None:
    day = number_of(match["n"])
    monthly = _MONTHLY.search(match.string[max(0, match.start() - 48) : match.start()])
    rule = f"FREQ=MONTHLY;BYMONTHDAY={day}" if monthly else None
    return said(day=day, recurs=rule) if 1 <= day <= 31 else None


def _feast(match: re.Match[str], _: Reader) -> Piece:
    month, day = _FEASTS[match[0].strip()]
    return said(month=month, day=day)


def _days(days: int, **more: object) -> Meaning:
    return lambda _match, _reader: said(days=days, **more)


_SHIFT = "|".join(sorted(_SHIFTS, key=len, reverse=True))
PATTERNS: tuple[Pattern, ...] = (
    pattern(
        r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{2}(?=\d\d:)|\d{1,2}(?!\d))"
        r"(?:[t ]{0,2}(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,6})?)?(?P<zulu>z)?)?",
        _iso,
    ),
    pattern(
        r"(\d{1,2}) ?/ ?(\d{1,2})(?:/((?:19|20)\d\d|\d\d))?(?![/\d]|\.\d| ?%|[ -]?(?:inch|inches|bits?|drill|socket"
        r"|bolts?|screws?|mm|cm|ft|"
        r"feet|cup|mile|ratio|split|\"|scale))",
        _slashed,
    ),
    pattern(
        r"(?<![\d$€£])(?<!\d[.,])(\d{1,2})\. ?(\d{1,2})(?:\.((?:19|20)\d\d|\d\d)|"
        r"(\.(?!\d)))?(?!\.?\d| ?[%x])",
        _dotted,
    ),
    pattern(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(?!19|20)([01]\d|2[0-3])([0-5]\d)(?!\d)", _dotted_with_clock),
    pattern(r"(?<![-\d])(\d{1,2})-(\d{1,2})-((?:19|20)\d\d)(?![-\d])", _dashed),
    pattern(r"(?<=\bon )(\d{1,2})-(\d{1,2})()(?![-\d])", _dashed),
    pattern(
        rf"(?<!\d )(?P<month>{MONTH})\.?[ ,/-]{{0,2}}(?:the )?(?P<day>{ORDINAL}|\d{{1,2}}|{CARDINAL})"
        rf"(?![\d:]|\.\d\d ?[ap]m| ?[ap]\.?m| ?%| ?- ?\d{{1,2}}(?:st|nd|rd|th)?(?![\d:]))(?:(?:,? "
        rf"(?:of )?|,|/)(?P<year>{YEAR})(?!:))?",
        _named,
    ),
    pattern(
        rf"(?:the )?(?P<day>{ORDINAL}|\d{{1,2}})(?:\.? ?(?:day )?(?:of )?|[-/])(?P<month>{MONTH})(?![a-z])\.?"
        rf"(?:(?:,? (?:of )?)(?P<year>{YEAR})(?!:))?",
        _named,
    ),
    pattern(rf"(?P<day>\d{{1,2}})[-/](?P<month>{MONTH})[-/](?P<year>\d{{4}}|\d\d)", _named),
    pattern(
        rf"(?P<month>{MONTH})\.? ?(?P<day>{ORDINAL}|\d{{1,2}}) ?(?:-|~|to|until|through) "
        rf"?(?P<last>{ORDINAL}|\d{{1,2}})"
        rf"(?![:\d]| ?[ap]m)(?:,? (?P<year>{YEAR}))?",
        _day_range,
    ),
    pattern(
        rf"(?:the )?(?P<day>{ORDINAL}|\d{{1,2}})\.? ?(?:-|~|to|until|through|and) ?(?:the "
        rf")?(?P<last>{ORDINAL}|\d{{1,2}})\.? "
        rf"(?:of )?(?P<month>{MONTH})(?![a-z])(?:,? (?P<year>{YEAR}))?",
        _day_range,
    ),
    pattern(
        rf"(?:(?<![a-z0-9])|(?<=\d[ap]m))(?P<shift>(?:{_SHIFT}) )?(?P<day>{WEEKDAY})(?:'s|"
        r"(?P<plural>s))?(?:\.(?=$|\W))?(?P<week> week(?! (?:of|starting|beginning|number|no)|s| \d{1,2}(?![\d:]|"
        r" ?[ap]m)))?"
        r"(?P<after> after next)?(?![a-z0-9]|\.[a-z])",
        _weekday,
        bare=True,
    ),
    pattern(r"today|2day|todays|later today|early today", _days(0)),
    pattern(r"tomorrows?|tmrw?|tomo|2moro|2morrow|tmw|tommorr?ow|tomorow|tomorrow's", _days(1)),
    pattern(r"yesterday|yday", _days(-1)),
    pattern(r"(?:the )?day after (?:tom+or+ows?|tmrw?)|overmorrow", _days(2)),
    pattern(r"(?:the )?day before yesterday", _days(-2)),
    pattern(r"(?:the )?(?:next|following) day|the day after(?! \w)", _days(1)),
    pattern(r"tonight|tonite", _days(0, part="night")),
    pattern(r"last night", _days(-1, part="night")),
    pattern(rf"(?P<n>{COUNT}) (?P<day>{WEEKDAY})s? (?P<where>from now|ago|back|hence)", _weekdays_from_now),
    pattern(rf"(?:on )?the (?P<n>{ORDINAL}){_ENDED}", _ordinal),
    pattern(rf"(?P<n>\d{{1,2}}(?:st|nd|rd|th)){_ENDED}", _ordinal),
    pattern(rf"(?<=\bon )(?:the )?(?P<n>\d{{1,2}}|{ORDINAL_WORD})(?! \w+day){_ENDED}", _ordinal),
    pattern(r"(?P<n>\d{1,2})(?= of (?:next|this|last|the(?: following| coming)?) month)", _ordinal),
    pattern(r"(?:in|early in|into) the new year", lambda _m, _r: said(month=1)),
    pattern(
        rf"(?:{'|'.join(sorted(_FEASTS, key=len, reverse=True))})"
        r"(?! (?:lunch|party|dinner|drinks|break|sale|sales|gift|card|cards|campaign|holiday|holidays|rush|season|"
        r"greetings|bonus))",
        _feast,
    ),
    pattern(
        rf"(?:{'|'.join(_LUNAR)})(?! (?:road|street|eggs?|bunny|island|sale|dinner|lunch|menu|promo|campaign|rush"
        rf"|cards?))",
        lambda m, _: said(moving=days_of(_LUNAR[m[0]])),
    ),
)
