"""Words for numbers, months, weekdays and lengths of time."""

import re
from collections.abc import Iterable

from understanding.extraction.piece import Delta


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longer ones first."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()

NUMBERS = {word: value for value, word in enumerate(_ONES)} | _TENS
ORDINALS = {word: value for value, word in enumerate(_ORDINALS, 1)} | {"thirtieth": 30}
ORDINALS |= {
    f"{tens}{gap}{word}": NUMBERS[tens] + value
    for tens in ("twenty", "thirty")
    for gap in (" ", "-")
    for value, word in enumerate(_ORDINALS[:9], 1)
}
_VAGUE = {
    "a": 1,
    "an": 1,
    "another": 1,
    "a couple of": 2,
    "couple of": 2,
    "a couple": 2,
    "couple": 2,
    "a few": 3,
    "few": 3,
    "several": 3,
}

_TENS_WORD = "|".join(_TENS)
_ONES_WORD = "|".join(sorted(_ONES, key=len, reverse=True))
CARDINAL_WORD = rf"(?:(?:{_TENS_WORD})(?:[ -](?:{'|'.join(_ONES[1:10])}))?|{_ONES_WORD})"
CARDINAL = rf"(?:\d{{1,4}}|{CARDINAL_WORD})"
COUNT = (
    r"(?:(?:the )?(?:a couple of|couple of|a couple|a few|another|several|couple|few|an|a)(?= "
    rf")|\d{{1,3}}(?:[.,]\d)?|{CARDINAL_WORD})"
)
ORDINAL_WORD = "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"
ORDINAL = rf"(?:\d{{1,2}} ?(?:st|nd|rd|th)|{ORDINAL_WORD})"
# How a number is said digit by digit.
_SAID = {word: str(value) for value, word in enumerate(_ONES[:10])} | {"oh": "0", "nought": "0"}
DIGITS = _SAID | {
    f"{often} {word}": digit * times for often, times in (("double", 2), ("triple", 3)) for word, digit in _SAID.items()
}

_MONTH_NAMES = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
_WEEKDAY_NAMES = (
    "monday mon", "tuesday tues tue", "wednesday weds wed", "thursday thurs thur thu", "friday fri", "saturday sat",
    "sunday sun",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")"

WEEKDAY = r"(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")"

_UNITS = {
    "second": Delta(seconds=1),
    "sec": Delta(seconds=1),
    "minute": Delta(seconds=60),
    "min": Delta(seconds=60),
    "hour": Delta(seconds=3600),
    "h": Delta(seconds=3600),
    "hr": Delta(seconds=3600),
    "day": Delta(days=1),
    "week": Delta(days=7),
    "wk": Delta(days=7),
    "fortnight": Delta(days=14),
    "month": Delta(months=1),
    "mth": Delta(months=1),
    "mon": Delta(months=1),
    "quarter": Delta(months=3),
    "year": Delta(months=12),
    "yr": Delta(months=12),
    "decade": Delta(months=120),
}
_LETTERS = {"s": "second", "m": "minute", "h": "hour", "d": "day", "w": "week", "y": "year", "'": "minute"}
UNIT = r"(?:(?:" + "|".join(sorted(_UNITS, key=len, reverse=True)) + r")s?\.?)(?![a-z])"
_TERM = (
    r"(?:(?P<half>half (?:an? )?|1/2 ?(?:an? )?|½ ?)|(?P<quarter>(?:a )?quarter (?:of )?(?:an "
    r")|1/4 ?(?:of an )?)|(?P<three>3/4 ?(?:of an )?|three[- ]quarters of an )|"
    rf"(?P<n>{COUNT})[ -]?(?:more )?(?P<and_half>and a(?:n)? half "
    rf")?)(?P<unit>{UNIT})(?P<after> and a half)?"
)
_SHORT = r"(?P<k>\d{1,3})(?P<letter>[smhdwy'])(?![a-z])"
_SPLIT = re.compile(rf"{_TERM}|{_SHORT}")
_bare = re.sub(r"\(\?P<\w+>", "(?:", rf"(?:{_TERM}|{_SHORT})")
LENGTH = rf"(?:{_bare}(?:,? (?:and )?{_bare}){{0,4}})"


def number_of(word: str) -> int:
    """The value of a cardinal or ordinal, in digits or words; raises KeyError for anything else."""
    word = word.strip().removeprefix("the ")
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits[0])
    for table in (_VAGUE, NUMBERS, ORDINALS):
        if word in table:
            return table[word]
    tens, _, ones = word.replace("-", " ").partition(" ")
    return NUMBERS[tens] + NUMBERS[ones]


def length_of(text: str) -> Delta:
    """What a length of time ("1d 2hr", "half an hour", "a couple of weeks") adds up to."""
    total = Delta()
    for term in _SPLIT.finditer(text):
        total = total.plus(_term(term))
    return total


def _term(term: re.Match[str]) -> Delta:
    if term["letter"]:
        return _UNITS[_LETTERS[term["letter"]]].times(int(term["k"]))
    unit = _UNITS[
        term["unit"].rstrip(".").rstrip("s") if term["unit"].rstrip(".") not in _UNITS else term["unit"].rstrip(".")
    ]
    if term["half"]:
        return _fraction(unit, 1, 2)
    if term["quarter"]:
        return _fraction(unit, 1, 4)
    if term["three"]:
        return _fraction(unit, 3, 4)
    count, _, tenths = term["n"].replace(",", ".").partition(".")
    length = unit.times(number_of(count))
    if tenths.isdigit():
        length = length.plus(_fraction(unit, int(tenths), 10))
    if term["and_half"] or term["after"]:
        length = length.plus(_fraction(unit, 1, 2))
    return length


def _fraction(unit: Delta, over: int, under: int) -> Delta:
    if unit.seconds:
        return Delta(seconds=unit.seconds * over // under)
    if unit.days == 1:
        return Delta(seconds=86400 * over // under)
    if unit.days:
        return Delta(days=round(unit.days * over / under))
    return Delta(months=unit.months * over // under) if unit.months >= under else Delta(days=30 * over // under)


def year_of(digits: str) -> int:
    """A year from two or four digits: 87 is 1987, 27 is 2027."""
    year = int(digits)
    return year if year > 99 else year + (2000 if year < 70 else 1900)
