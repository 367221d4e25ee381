"""Times of day as English says them."""

import re

from understanding.extraction.atoms import Pattern, Reader, pattern, said
from understanding.extraction.en.dates import numbered
from understanding.extraction.en.words import CARDINAL_WORD, number_of
from understanding.extraction.en.zones import ABBREVIATED, ZONES
from understanding.extraction.piece import Piece

_HOUR_WORD = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
# am, a.m., a; the m may touch a following day ("2pmTuesday"). Only after digits or hour words.
_HALF_DAY = (
    r"(?: ?(?P<half>[ap])(?:\.? ?m\.?(?![a-z0-9])|m(?=mon|tue|wed|thu|fri|sat|sun|today|tom|"
    r"ish)|(?![a-z0-9]|\.[a-z]|'s)))"
)
# Two numbers before a plural count things: three to five days, ten to twelve machines.
_NO_COUNT = (
    r"(?! ?(?:working |business |calendar )?(?!is |was |this |his |us |thurs|tues|weds|works|as |vs |across |plus "
    r"|mondays|"
    r"tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekdays|weekends|mornings|evenings|nights|afternoons"
    r"|hours local)"
    r"[a-z]{3,}s(?![a-z]))"
)
# What may follow a bare hour; before anything else "at 5" counts something.
_ENDED = (
    r"(?=(?:ish)?\s{0,3}(?:$|[.,;:!?)\ue000](?!\d)|-(?! ?\d)|(?:on|with|to|for|re|about|today|"
    r"tomorrow|tmrw?|this|next|tonight|"
    r"sharp|please|pls|and|if|regarding|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|"
    r"thursday|friday|saturday|"
    r"sunday|in the|at night|or|latest)(?![a-z])))"
)
_PARTS = {
    "early in the morning": "morning",
    "early morning": "morning",
    "late morning": "morning",
    "first thing in the morning": "morning",
    "first thing": "morning",
    "before noon": "morning",
    "forenoon": "morning",
    "mornings": "morning",
    "morning": "morning",
    "midday": "noon",
    "noonish": "noon",
    "mid-morning": "morning",
    "midmorning": "morning",
    "mid-afternoon": "afternoon",
    "noon": "noon",
    "lunchtime": "lunch",
    "lunch time": "lunch",
    "after lunch": "after lunch",
    "early afternoon": "afternoon",
    "late afternoon": "late afternoon",
    "afternoons": "afternoon",
    "afternoon": "afternoon",
    "arvo": "afternoon",
    "aft": "afternoon",
    "early evening": "evening",
    "late evening": "evening",
    "evening": "evening",
    "after work": "evening",
    "late night": "night",
    "night": "night",
    "midnight": "midnight",
}
_LOOSE_PARTS = {"lunch": "lunch", "late": "evening", "eve": "evening", "early": "morning"}
_PART = "(?:" + "|".join(sorted(_PARTS, key=len, reverse=True)) + ")"
_SOLID_LEADS = {"in the", "during the", "at", "around", "before", "until", "till", "by", "after", "over", "for"}


def _clock(hour: int, minute: int = 0, **more: object) -> Piece | None:
    return said(hour=hour, minute=minute, **more) if 0 <= hour <= 24 and 0 <= minute <= 59 else None


def _half(match: re.Match[str]) -> str | None:
    return f"{match['half']}m" if match["half"] else None


def _with_half(match: re.Match[str], _: Reader) -> Piece | None:
    """3pm, 3:15 p.m., 5p; a lone 4a is a paper size unless something else makes it a time."""
    hour, short = int(match["hour"]), not match[0].rstrip(".").endswith("m")
    if hour > 24 or (short and " " in match[0]) or (hour == 0 and match["half"] == "p"):
        return None
    led = match.string[: match.start()].endswith(("at ", "@ ", "@"))
    loose = short and match["half"] == "a" and match["minute"] is None and not led
    second = int(match["second"]) if match["second"] else None
    return _clock(hour, int(match["minute"] or 0), second=second, half_day=_half(match), loose=loose or None)


def _packed(match: re.Match[str], _: Reader) -> Piece | None:
    """1105am, 1515pm."""
    return _clock(int(match[1]), int(match[2]), half_day=_half(match), exact=True)


def _colon(match: re.Match[str], _: Reader) -> Piece | None:
    hour = int(match["hour"])
    exact = hour > 12 or len(match["hour"]) == 2
    second = int(match["second"]) if match["second"] else None
    return _clock(hour, int(match["minute"]), second=second, exact=exact or None)


def _h(match: re.Match[str], _: Reader) -> Piece | None:
    return _clock(int(match["hour"]), int(match["minute"] or 0), exact=True)


def _words(match: re.Match[str], _: Reader) -> Piece | None:
    """Ten thirty, twelve o three, at half a dozen words' distance from any certainty."""
    hour = number_of(match["hour"])
    minute = number_of(match["oh_minute"] if match["oh"] else match["minute"] or "zero")
    whole = match.start() == 0 and not match.string[match.end() :].strip()
    spoken = bool(match["oh"]) or minute in {0, 15, 30, 45}
    certain = match["half"] or match["lead"] or (whole and spoken)
    return _clock(hour, minute, half_day=_half(match), loose=None if certain else True)


def _past(match: re.Match[str], _: Reader) -> Piece | None:
    """A quarter past 3pm, half past ten, twenty to noon: minutes from the hour."""
    word, spoken = match["n"], match["hour"]
    minutes = 15 if "quarter" in word else 30 if "half" in word else number_of(word)
    hour = {"noon": 12, "midday": 12, "midnight": 24}.get(spoken) or number_of(spoken)
    if match["side"] == "of" and word.removeprefix("a ") not in {"five", "ten", "twenty", "quarter"}:
        return None  # two of three, six of one
    if match["side"] == "to" and match.string.endswith("from ", 0, match.start()):
        return None  # from nine to one
    if match["side"] in {"past", "after"}:
        return _clock(hour % 24, minutes, half_day=_half(match))
    half = "am" if spoken in {"noon", "midday"} else _half(match)
    return _clock((hour - 1) % 24, 60 - minutes, half_day=half, exact=True if spoken == "midnight" else None)


def _at_hour(match: re.Match[str], _: Reader) -> Piece | None:
    hour = number_of(match["hour"])
    return _clock(hour, exact=True if hour > 12 else None) if 0 < hour <= 24 else None


def _military(match: re.Match[str], _: Reader) -> tuple[Piece, ...]:
    """A bare 1530 or 2015 beside a date: a time of day, unless it is a year of our days."""
    hour, minute = int(match["hour"]), int(match["minute"])
    if not match["lead"] and numbered(match):
        return ()
    readings = []
    if len(match["hour"]) == 1:
        return (said(hour=hour, minute=minute, loose=True),)
    if 1990 <= hour * 100 + minute <= 2049 and not match["lead"]:
        readings.append(said(year=hour * 100 + minute, loose=True))
    if hour <= 23:
        readings.append(said(hour=hour, minute=minute, exact=True, loose=None if match["lead"] else True))
    return tuple(readings)


def _bare(match: re.Match[str], _: Reader) -> tuple[Piece, ...]:
    """A lone number beside a day ("9 tomorrow", "Monday 21") is an hour or a day of the month."""
    value, before = int(match[0]), match.string[: match.start()].rstrip()[-10:]
    if numbered(match):
        return ()
    readings = []
    if 1 <= value <= 31 and re.search(r"(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun|(?<!to)(?<!yester)day)\.?,?$", before):
        readings.append(said(day=value, loose=True))
    if 1 <= value <= 23:
        readings.append(said(hour=value, loose=True))
    return tuple(readings)


def _part(match: re.Match[str], _: Reader) -> Piece:
    lead = (match["lead"] or "").strip()
    part = _PARTS[match["part"]]
    if lead == "this":
        return said(days=0, part=part)
    alone = not match.string[: match.start()].strip() and (
        not match.string[match.end() :].strip(" .!") or match.string.startswith(": ", match.end())
    )
    certain = match["part"] in {"midnight", "midday", "lunchtime", "noonish", "after lunch"} or match["part"].endswith(
        "in the morning"
    )
    certain = certain or match["part"] == "first thing"
    solid = lead in _SOLID_LEADS or alone or certain
    return said(part=part, exact=True if lead == "in the" or certain else None, loose=None if solid else True)


def _zone(match: re.Match[str], _: Reader) -> Piece:
    return said(zone=ZONES[match["zone"]] or None, loose=True)


_COUNTED = re.compile(rf"(?!{_NO_COUNT})")


def _hours(match: re.Match[str], _: Reader) -> Piece | None:
    """From 3 to 5pm, 9:30-11:00: an hour and the one it lasts until."""
    first, last = int(match["hour"]), int(match["last"])
    if first > 24 or last > 24:
        return None
    bare = not (match["minute"] or match["last_minute"] or match["half"] or match["first_half"])
    if bare and _COUNTED.match(match.string, match.end()):
        return None
    half = match["first_half"] or match["half"]
    if half and not match["first_half"] and first != 12 and first > last:
        half = "a" if half == "p" else half
    exact = first > 12 or (match["minute"] is not None and len(match["hour"]) == 2)
    if half is None and first <= 6 and last <= 7 and not exact:
        last += 12
    return _clock(
        first,
        int(match["minute"] or 0),
        half_day=f"{half}m" if half else None,
        exact=exact or None,
        until_hour=last % 12 + 12 if match["half"] == "p" else last,
        until_minute=int(match["last_minute"] or 0),
        loose=True if bare else None,
    )


def _worded_hours(match: re.Match[str], _: Reader) -> Piece | None:
    """From nine to one, half nine to eleven."""
    first, last = number_of(match["hour"]), number_of(match["last"])
    afternoon = first <= 6 and last <= 7
    until = {"until_hour": last + 12 if afternoon else last, "until_minute": 30 if match["half_last"] else 0}
    return _clock(first, 30 if match["half"] else 0, **until)


def _packed_hours(match: re.Match[str], _: Reader) -> Piece | None:
    """1130-1230 beside a day; 2019-2021 are years."""
    if match["hour"] == "20" and match["last"] == "20":
        return None
    minutes = {"until_hour": int(match["last"]), "until_minute": int(match["last_minute"])}
    return _clock(int(match["hour"]), int(match["minute"]), exact=True, loose=True, **minutes)


_AROUND = r"(?:around |about |approx\.? |approximately |~)?"
PATTERNS: tuple[Pattern, ...] = (
    pattern(
        r"(?<![a-z0-9/-])(?<!\d[.:,])(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
        + _HALF_DAY,
        _with_half,
        bare=True,
    ),
    pattern(
        r"(?:from |between )?(?P<hour>\d{1,2})(?:[:.h](?P<minute>[0-5]\d))? "
        r"?(?:(?P<first_half>[ap])\.?m\.?)? ?"
        r"(?:-|~|to|till|until|and) ?(?P<last>\d{1,2})(?:[:.h](?P<last_minute>[0-5]\d))? "
        r"?(?:(?P<half>[ap])\.?m\.?)?"
        r"(?![:/.]?\d| ?%| ?[k$€£]| (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
        _hours,
    ),
    pattern(
        rf"(?:from|between) (?P<half>half )?(?P<hour>{_HOUR_WORD}|\d{{1,2}}) (?:and|to|till|until) (?P<half_last>half )"
        rf"(?P<last>{_HOUR_WORD}|\d{{1,2}})(?![:.]?\d)",
        _worded_hours,
    ),
    pattern(
        rf"(?:from |(?=half ))(?P<half>half )?(?P<hour>{_HOUR_WORD}) (?:to|till"
        rf"|until) (?P<half_last>half )?(?P<last>{_HOUR_WORD})",
        _worded_hours,
    ),
    pattern(
        r"(?<![\d/-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) ?(?:-|to|till|until) ?"
        r"(?P<last>[01]\d|2[0-3])(?P<last_minute>[0-5]\d)(?: ?h(?:rs?)?)?(?![\d/-])",
        _packed_hours,
    ),
    pattern(r"(\d{1,2})([0-5]\d) ?(?P<half>[ap])\.?m\.?", _packed),
    pattern(r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?!:?\d)", _colon),
    pattern(
        r"(?P<hour>\d{1,2})(?:h|[.:](?=\d\d ?(?:h|hrs?|uhr)(?![a-z])))(?P<minute>[0-5]\d)(?: "
        r"?(?:h|hrs?|uhr))?",
        _h,
    ),
    pattern(r"(?:at|around|about|@) ?(?P<hour>\d{1,2})h(?P<minute>)", _h),
    pattern(
        r"(?P<hour>\d{1,2})ish ?(?P<half>[ap])?(?:(?<=[ap])m)?", lambda m, _: _clock(int(m["hour"]), half_day=_half(m))
    ),
    pattern(
        rf"(?:at )?(?P<hour>\d{{1,2}}|{_HOUR_WORD}) ?o'? ?clock(?: ?(?P<half>[ap])\.?m\.?)?",
        lambda m, _: _clock(number_of(m["hour"]), half_day=_half(m)),
    ),
    pattern(
        rf"(?P<lead>(?:at|around|@|about) )?(?P<hour>{_HOUR_WORD})(?: (?P<oh>o|oh|ou|zero) "
        rf"(?P<oh_minute>{CARDINAL_WORD})|"
        rf" (?P<minute>{CARDINAL_WORD}))(?: ?(?P<half>[ap])\.? ?m\.?)?",
        _words,
    ),
    pattern(
        r"(?P<lead>(?:at|around|@|about) "
        rf")?(?P<hour>{_HOUR_WORD})(?P<oh>)(?P<oh_minute>)(?P<minute>) (?P<half>[ap])\.? ?m\.?",
        _words,
    ),
    pattern(
        rf"(?<![/.:-])(?<!half )(?:at )?(?P<n>(?:a )?quarter|half|{CARDINAL_WORD}|\d{{1,2}})(?: minutes?| mins?)? "
        r"(?P<side>past|after|to|till|before|of) "
        rf"(?P<hour>noon|midnight|midday|\d{{1,2}}|{_HOUR_WORD})(?! (?:of|days?|weeks?|months?|"
        r"years?|hours?|min))"
        rf"{_NO_COUNT}(?![:.]\d|/)(?: ?(?P<half>[ap])(?:\.? ?m\.?)?)?",
        _past,
    ),
    pattern(
        rf"(?:at|around|about|@|by|from|before|after) ?{_AROUND}(?P<hour>\d{{1,2}}|"
        rf"{_HOUR_WORD}){_ENDED}",
        _at_hour,
    ),
    pattern(
        rf"(?P<lead>(?:at|around|@|approximately|approx\.?) {_AROUND})?(?P<hour>[01]\d|2[0-4]|"
        r"(?:(?<=at )|(?<=around )|(?<=tonight )|(?<=day )|(?<=morrow ))[1-9])(?P<minute>[0-5]\d)(?: ?hrs?|"
        r" hours(?= on| mon| tue| wed| thu| fri| sat| sun| tom| local)|h)?(?![\d.,%/-]\d|%)",
        _military,
    ),
    pattern(
        rf"(?P<hour>{_HOUR_WORD})(?= (?:tonight|tomorrow|this (?:morning|afternoon|evening)|in the "
        r"(?:morning|afternoon|evening)))",
        lambda m, _: _clock(number_of(m["hour"])),
    ),
    pattern(r"(?<![/$€£¥\-#+~<>=])(?<!\d[.,:])\d{1,2}(?![.:/%、-]|[.,]\d|'s)", _bare),
    pattern(
        r"(?P<lead>(?:in the|during the|over|at|around|this|the|before|after|until|till|by|in|"
        rf"for) )?(?P<part>{_PART})"
        r"(?! (?:market|shift|of the year))",
        _part,
    ),
    pattern(
        rf"(?P<hour>\d{{1,2}}|{_HOUR_WORD})(?= sharp| on the dot)",
        lambda m, _: _clock(number_of(m["hour"])) if number_of(m["hour"]) else None,
    ),
    pattern(
        rf"half (?P<hour>{_HOUR_WORD}|1[0-2]|[1-9])(?! (?:of|day|days|dozen|hours?|price|off|the|a|an|and|years?|"
        rf"months?|weeks?|[a-z]+s(?![a-z])))(?![:.%]?\d|%)",
        lambda m, _: _clock(number_of(m["hour"]), 30),
    ),
    pattern(
        r"this (?P<half>[ap])\.?m\.?", lambda m, _: said(days=0, part="afternoon" if m["half"] == "p" else "morning")
    ),
    pattern("|".join(_LOOSE_PARTS), lambda m, _: said(part=_LOOSE_PARTS[m[0]], loose=True)),
    pattern(rf"(?P<zone>{'|'.join(sorted(ZONES, key=len, reverse=True))}) time", _zone),
    pattern(rf"(?P<zone>{'|'.join(ABBREVIATED)})", _zone),
    pattern(r"(?:(?<=[ap]m )|(?<=:\d\d )|(?<=\d[ap] ))(?P<zone>[ecmp]t)", _zone),
)
