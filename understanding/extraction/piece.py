"""A part of a time as said: what "Tuesday", "3pm" or 下午 each contribute, before they are put together."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Self

RULE_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Delta:
    """A length of time: `months` and `days` of the calendar, `seconds` of the clock."""

    months: int = 0
    days: int = 0
    seconds: int = 0

    def times(self, factor: int) -> "Delta":
        return Delta(self.months * factor, self.days * factor, self.seconds * factor)

    def plus(self, other: "Delta") -> "Delta":
        return Delta(self.months + other.months, self.days + other.days, self.seconds + other.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What a stretch says of a time; None where it says nothing.

    `days`, `weeks`, `months`, `quarters`, `years` count from now (tomorrow: days=1, last week: weeks=-1). `nth` picks
    the nth `nth_unit` (day, week, weekday) of the month or year beside it, -1 the last. `half_day` is am or pm;
    `until_hour` and `until_minute` end a stretch of hours. `part` names a stretch of the day. `delta` counts from
    now, or from the rest of the piece where `anchored`. `span` is how long it lasts, `running` a stretch that begins
    or ends now, `last_day` the last one of a range of days. `moving` are the days a feast falls on, year by year.
    `before` wants the last such weekday, not the next. `edge` is start, end, early, mid, late, rest, first days or
    last days of a period. `week_of` makes it the week that holds the day. `exact` marks a clock written so that it
    needs no guess of am or pm, and a part of the day that is the next such. `deadline`: said with "by". `loose` marks
    what is a time only beside others, such as a bare "1530".
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    other_order: tuple[int, int] | None = None  # month and day, were they read the other way round
    weekday: int | None = None
    days: int | None = None
    weeks: int | None = None
    months: int | None = None
    quarters: int | None = None
    years: int | None = None
    quarter: int | None = None
    half: int | None = None
    nth: int | None = None
    nth_unit: str | None = None
    week_number: int | None = None
    weekend: bool | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    until_hour: int | None = None
    until_minute: int | None = None
    half_day: str | None = None
    exact: bool | None = None
    part: str | None = None
    delta: Delta | None = None
    anchored: bool | None = None
    span: Delta | None = None
    running: Delta | None = None
    last_day: int | None = None
    moving: tuple[date, ...] | None = None
    before: bool | None = None
    edge: str | None = None
    week_of: bool | None = None
    zone: str | None = None
    deadline: bool | None = None
    recurs: str | None = None
    loose: bool | None = None

    def joined(self, other: Self) -> Self | None:
        """Both as one, None where they contradict each other."""
        known: dict[str, object] = {}
        for name in _SAID:
            mine, theirs = getattr(self, name), getattr(other, name)
            if mine is not None and theirs is not None and mine != theirs:
                return None
            if mine is None and theirs is not None:
                known[name] = theirs
        rule = _completed(self.recurs or other.recurs, self, other)
        if rule is not None:
            known["recurs"] = rule
        return replace(self, start=min(self.start, other.start), end=max(self.end, other.end), **known)  # type: ignore[arg-type]  # names and values come from the same class

    @property
    def has_clock(self) -> bool:
        return self.hour is not None

    @property
    def has_day(self) -> bool:
        return any(
            value is not None
            for value in (
                self.month,
                self.day,
                self.weekday,
                self.days,
                self.weeks,
                self.months,
                self.quarters,
                self.years,
                self.quarter,
                self.half,
                self.week_number,
                self.weekend,
                self.year,
                self.moving,
            )
        ) or (self.delta is not None or self.running is not None)


def _completed(rule: str | None, one: Piece, other: Piece) -> str | None:
    """The rule with the day said beside it: every month, on the 15th."""
    if rule is None or "BY" in rule or one.month or other.month:
        return None
    day = one.day or other.day
    weekday = one.weekday if one.weekday is not None else other.weekday
    if rule.startswith("FREQ=MONTHLY") and day is not None:
        return f"{rule};BYMONTHDAY={day}"
    if rule.startswith("FREQ=WEEKLY") and weekday is not None:
        return f"{rule};BYDAY={RULE_DAYS[weekday]}"
    return None


_SAID = tuple(field.name for field in fields(Piece) if field.name not in {"start", "end", "loose"})
