"""Times of day as English says them."""

import re

from understanding.extraction.atoms import Pattern, Reader, pattern, said
from understanding.extraction.en.words import CARDINAL_WORD, number_of
from understanding.extraction.piece import Piece

_HOUR_WORD = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_HALF_DAY = r"(?: ?(?P<half>[ap])(?:\.? ?m\b\.?|(?![a-z])))"
# What may follow a bare hour; before anything else "at 5" counts something.
_ENDED = r"(?=\s*(?:$|[.,;:!?)\-\ue000]|(?:on|with|to|for|re|about|today|tomorrow|tmr|tmrw|this|next|tonight|sharp|please|pls|and|if|regarding|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|in the|at night)(?![a-z])))"
_PARTS = {
    "early morning": "morning", "morning": "morning", "forenoon": "morning", "noon": "noon", "midday": "noon", "lunchtime": "lunch",
    "lunch time": "lunch", "afternoon": "afternoon", "evening": "evening", "late evening": "evening", "eve": "evening", "night": "night",
    "late night": "night", "midnight": "midnight", "late afternoon": "afternoon", "early afternoon": "afternoon", "first thing": "morning",
    "late morning": "morning", "early evening": "evening", "before noon": "morning", "late": "evening", "afternoons": "afternoon", "mornings": "morning",
}  # fmt: skip
_PART = "(?:" + "|".join(sorted(_PARTS, key=len, reverse=True)) + ")"
ZONES = {
    "utc": "UTC", "gmt": "UTC", "cet": "Europe/Berlin", "cest": "Europe/Berlin", "bst": "Europe/London", "est": "America/New_York",
    "edt": "America/New_York", "eastern": "America/New_York", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles", "cst": "America/Chicago", "cdt": "America/Chicago", "mst": "America/Denver", "ist": "Asia/Kolkata",
    "jst": "Asia/Tokyo", "sgt": "Asia/Singapore", "hkt": "Asia/Hong_Kong", "tokyo": "Asia/Tokyo", "japan": "Asia/Tokyo",
    "beijing": "Asia/Shanghai", "shanghai": "Asia/Shanghai", "china": "Asia/Shanghai", "hong kong": "Asia/Hong_Kong",
    "singapore": "Asia/Singapore", "seoul": "Asia/Seoul", "korea": "Asia/Seoul", "sydney": "Australia/Sydney", "dubai": "Asia/Dubai",
    "india": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "london": "Europe/London", "uk": "Europe/London", "berlin": "Europe/Berlin",
    "paris": "Europe/Paris", "new york": "America/New_York", "ny": "America/New_York", "chicago": "America/Chicago",
    "san francisco": "America/Los_Angeles", "la": "America/Los_Angeles", "toronto": "America/Toronto", "taipei": "Asia/Taipei",
}  # fmt: skip
_ABBREVIATED = "utc|gmt|cest|cet|bst|est|edt|pst|pdt|cdt|mst|ist|jst|sgt|hkt|cst"


def _clock(hour: int, minute: int = 0, **more: object) -> Piece | None:
    return said(hour=hour, minute=minute, **more) if hour <= 24 and minute <= 59 else None


def _with_half(match: re.Match[str], _: Reader) -> Piece | None:
    hour = int(match["hour"])
    if hour > 24 or hour == 0 and match["half"] == "p":
        return None
    if match["half"] and match[0].endswith((" a", " p")):
        return None
    return _clock(
        hour,
        int(match["minute"] or 0),
        second=int(match["second"]) if match["second"] else None,
        half_day=f"{match['half']}m",
    )


def _packed(match: re.Match[str], _: Reader) -> Piece | None:
    """1105am, 1515pm."""
    return _clock(int(match[1]), int(match[2]), half_day=f"{match[3]}m", exact=True)


def _colon(match: re.Match[str], _: Reader) -> Piece | None:
    hour = int(match["hour"])
    exact = hour > 12 or len(match["hour"]) == 2 or None
    return _clock(hour, int(match["minute"]), second=int(match["second"]) if match["second"] else None, exact=exact)


def _h(match: re.Match[str], _: Reader) -> Piece | None:
    return _clock(int(match[1]), int(match[2] or 0), exact=True)


def _words(match: re.Match[str], _: Reader) -> Piece | None:
    hour = number_of(match["hour"])
    minute = number_of(match["minute"]) if match["minute"] else 0
    if match["oh"]:
        minute = number_of(match["oh_minute"])
    if not 0 <= minute <= 59:
        return None
    lead = (match["lead"] or "").strip()
    alone = (
        match["half"] is None
        and not lead
        and not (
            match.start() == 0
            and match.end() == len(match.string.rstrip())
            and (match["oh"] or minute in {15, 30, 45})
            and not hour == 3
        )
    )
    return _clock(hour, minute, half_day=f"{match['half']}m" if match["half"] else None, loose=True if alone else None)


def _past(match: re.Match[str], _: Reader) -> Piece | None:
    """A quarter past 3pm, half past ten, twenty to noon: minutes from the hour."""
    word = match["n"]
    minutes = 15 if "quarter" in word else 30 if "half" in word else number_of(word)
    hour, half = _spoken_hour(match["hour"], match["half"])
    if match["side"] in {"past", "after"}:
        return _clock(hour, minutes, half_day=half)
    return _clock((hour - 1) % 24 or 24, 60 - minutes, half_day="am" if half == "noon" else half)


def _spoken_hour(word: str, half: str | None) -> tuple[int, str | None]:
    if word in {"noon", "midday"}:
        return 12, None
    if word == "midnight":
        return 24, None
    return number_of(word), f"{half}m" if half else None


def _at_hour(match: re.Match[str], _: Reader) -> Piece | None:
    hour = number_of(match["hour"])
    return _clock(hour, exact=True if hour > 12 else None) if 0 <= hour <= 24 else None


def _military(match: re.Match[str], _: Reader) -> tuple[Piece, ...]:
    hour, minute = int(match[1]), int(match[2])
    readings = []
    if 1990 <= hour * 100 + minute <= 2049:
        readings.append(said(year=hour * 100 + minute, loose=True))
    if hour <= 23 and minute <= 59:
        readings.append(said(hour=hour, minute=minute, exact=True, loose=True))
    return tuple(readings)


def _bare(match: re.Match[str], _: Reader) -> tuple[Piece, ...]:
    """A lone number beside a day ("9 tomorrow", "Monday 21") is an hour or a day of the month."""
    value = int(match[0])
    before = match.string[: match.start()].rstrip()
    readings = []
    if (
        1 <= value <= 31
        and before.endswith(("day", "mon", "tue", "wed", "thu", "fri", "sat", "sun"))
        and not before.endswith(("today", "yesterday"))
    ):
        readings.append(said(day=value, loose=True))
    if value <= 23:
        readings.append(said(hour=value, loose=True))
    return tuple(readings)


def _part(match: re.Match[str], _: Reader) -> Piece:
    name = match["part"]
    lead = (match["lead"] or "").strip()
    alone = not match.string[: match.start()].strip() and not match.string[match.end() :].strip()
    if lead == "this":
        return said(days=0, part=_PARTS[name])
    solid = (
        lead in {"in the", "during the", "at", "around", "before", "until", "till", "by", "after", "over"}
        or alone
        or name in {"midnight", "midday"}
    )
    return said(part=_PARTS[name], loose=None if solid and name != "late" else True)


def _zone(match: re.Match[str], _: Reader) -> Piece:
    return said(zone=ZONES[match["zone"]], loose=True)


PATTERNS: tuple[Pattern, ...] = (
    pattern(rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d{{2}})(?::(?P<second>\d{{2}}))?)?{_HALF_DAY}", _with_half),
    pattern(r"(\d{1,2})([0-5]\d) ?([ap])\.?m\.?", _packed),
    pattern(r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![:\d])", _colon),
    pattern(r"(\d{1,2})h([0-5]\d)", _h),
    pattern(r"(?:at|around|about|@) ?(\d{1,2})h()", _h),
    pattern(
        r"(?P<hour>\d{1,2}|[a-z]{3,6}) ?o'? ?clock(?: ?(?P<half>[ap])\.?m\.?)?(?P<minute>)(?P<oh>)(?P<lead>)(?P<oh_minute>)",
        lambda m, r: _oclock(m, r),
    ),
    pattern(
        rf"(?P<lead>(?:at|around|@|about) )?(?P<hour>{_HOUR_WORD})(?: (?P<oh>o|oh|ou|zero) (?P<oh_minute>{CARDINAL_WORD})| (?P<minute>{CARDINAL_WORD}))(?: ?(?P<half>[ap])\.? ?m\.?)?",
        _words,
    ),
    pattern(
        rf"(?P<lead>(?:at|around|@|about) )?(?P<hour>{_HOUR_WORD})(?P<oh>)(?P<oh_minute>)(?P<minute>) (?P<half>[ap])\.? ?m\.?",
        _words,
    ),
    pattern(
        rf"(?P<n>(?:a )?quarter|half|{CARDINAL_WORD}|\d{{1,2}})(?: minutes?| mins?)? (?P<side>past|after|to|till|before|of) (?P<hour>noon|midnight|midday|\d{{1,2}}|{_HOUR_WORD})(?! (?:of|day|week|month|year|hour))(?: ?(?P<half>[ap])(?:\.? ?m\.?)?)?",
        _past,
    ),
    pattern(
        rf"(?:at|around|about|@|by|from|before|after) ?(?:around |about |~)?(?P<hour>\d{{1,2}}|{_HOUR_WORD}){_ENDED}",
        _at_hour,
    ),
    pattern(r"([01]\d|2[0-4])([0-5]\d)(?:hrs?|h)?(?![\d.,%])", _military),
    pattern(r"(?<![.,:/$\-#])\d{1,2}(?![.:/\d%-])(?![.,]\d)", _bare),
    pattern(
        rf"(?P<lead>(?:in the|during the|over|at|around|this|the|before|after|until|till|by|in) )?(?P<part>{_PART})(?! (?:market|shift|of the year))",
        _part,
    ),
    pattern(rf"(?P<zone>{'|'.join(sorted(ZONES, key=len, reverse=True))}) time", _zone),
    pattern(rf"(?P<zone>{_ABBREVIATED})", _zone),
)


def _oclock(match: re.Match[str], _: Reader) -> Piece | None:
    try:
        hour = number_of(match["hour"])
    except KeyError:
        return None
    return _clock(hour, half_day=f"{match['half']}m" if match["half"] else None) if 0 < hour <= 24 else None
