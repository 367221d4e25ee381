"""Times of day, spans and weekdays as people type them into a setting: "8:30", "晚上9点半", "2h", "mon-fri"."""

import re
from datetime import time, timedelta

from understanding.extraction.zh.numbers import number_of

_CLOCK = re.compile(
    r"(?P<part>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|早)?\s*(?P<hour>\d{1,2}|[一二两三四五六七八九十]{1,3}(?=[点點]))"
    r"(?:(?:[:：.h](?P<minute>\d{2}))|[点點](?:(?P<zh>\d{1,2}|[一二三四五十]{2,3})分?|(?P<half>半)|(?P<quarter>一刻|三刻))?)?"
    r"\s*(?P<half_day>[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?P<n>\d{1,3}|半|一|两|三)\s*个?(?P<unit>分钟|minutes?|mins?|m|小时|钟头|hours?|hrs?|h|天|日|days?|d)\b",
    re.IGNORECASE,
)
_NUMBERS = {"半": 0.5, "一": 1, "两": 2, "三": 3}
_DAY_WORDS = (
    ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    ("一", "二", "三", "四", "五", "六", "日天"),
)
_DAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:周|星期|礼拜)?([一二三四五六日天])", re.IGNORECASE)
_EVERY_DAY = re.compile(r"\b(?:every ?day|daily|each day|seven days)\b|每天|天天|每日", re.IGNORECASE)
_NAMES_DAYS = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)|[周期拜][一二三四五六日天]", re.IGNORECASE)
_TO = re.compile(r"\s*(?:-|–|—|~|to|through|至|到)\s*", re.IGNORECASE)


def clocks_in(text: str) -> list[time]:
    """The times of day in a text, in order; what is no time of day is passed over."""
    found = (_clock(match) for match in _CLOCK.finditer(text))
    return [clock for clock in found if clock is not None]


def _clock(match: re.Match[str]) -> time | None:
    hour = int(number_of(match["hour"]))
    quarter = {"一刻": 15, "三刻": 45}.get(match["quarter"] or "", 0)
    minute = 30 if match["half"] else quarter or int(number_of(match["minute"] or match["zh"] or "0"))
    half_day = (match["half_day"] or "")[:1].lower()
    if (half_day == "p" or match["part"] in {"下午", "傍晚", "晚上", "晚"}) and hour < 12:
        hour += 12
    if half_day == "a" and hour == 12:
        hour = 0
    return time(hour % 24, minute) if hour <= 24 and minute < 60 else None


def span_in(text: str) -> timedelta | None:
    """How long: "1h", "30 min", "半小时", "两天"; None if the text says nothing of the kind."""
    match = _SPAN.search(text + " ")
    if match is None:
        return None
    n = _NUMBERS.get(match["n"]) or float(match["n"])
    unit = match["unit"].lower()
    if unit[0] == "m" or unit == "分钟":
        return timedelta(minutes=n)
    return timedelta(hours=n) if unit[0] == "h" or unit in {"小时", "钟头"} else timedelta(days=n)


def weekdays_in(text: str) -> list[int]:
    """Weekdays (0 Monday) named singly or as stretches: "mon-fri", "周日到周四", "mon wed fri"."""
    places = [(match.start(), match.end(), _weekday(match)) for match in _DAY.finditer(text)]
    days: list[int] = []
    for n, (start, _, day) in enumerate(places):
        joined = n > 0 and _TO.fullmatch(text[places[n - 1][1] : start])
        previous = places[n - 1][2] if joined else day
        days += [(previous + step) % 7 for step in range((day - previous) % 7 + 1)]
    return sorted(set(days))


def days_of_digest(text: str) -> list[int] | None:
    """The weekdays named beside a time: "7:30 on Mon and Thu", "每天八点"; None where none are."""
    words = _CLOCK.sub(" ", text)
    if _EVERY_DAY.search(words):
        return list(range(7))
    return weekdays_in(words) or None if _NAMES_DAYS.search(words) else None


def _weekday(match: re.Match[str]) -> int:
    if match[1]:
        return _DAY_WORDS[0].index(match[1].lower()[:3])
    return next(n for n, letters in enumerate(_DAY_WORDS[1]) if match[2] in letters)
