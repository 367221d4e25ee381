"""Recurring follow-ups: an RFC 5545 RRULE counted on the local wall clock, one occurrence a local date.

The rule sees only naive local dates and times; the zone is applied to its results (crm/calendar.py). Libraries that
step through UTC skip the day after a spring change or fire twice in a repeated hour.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.parser import isoparse
from dateutil.rrule import rrule, rrulestr

from crm.calendar import resolve
from domain.errors import NotUnderstood
from domain.terms import Grain

_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_TIMED = frozenset({Grain.MINUTE, Grain.HOUR, Grain.DAYPART})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """When it is due next, and the rule as it counts from there on (a COUNT goes down)."""

    due_at: datetime
    recurs: str


def fixed_rule(recurs: str, due_at: datetime, grain: Grain, tz: ZoneInfo) -> str:
    """The rule with its time of day written into it, so that a shifted occurrence does not shift the following ones.

    Raises NotUnderstood for what is no rule, or recurs more often than daily.
    """
    parts = _parts(recurs)
    if parts.get("FREQ") not in _FREQUENCIES:
        raise NotUnderstood("I can repeat daily, weekly, monthly or yearly, such as “every other Friday”.")
    wall = due_at.astimezone(tz)
    if grain in _TIMED:
        parts.setdefault("BYHOUR", str(wall.hour))
        parts.setdefault("BYMINUTE", str(wall.minute))
        parts.setdefault("BYSECOND", "0")
    if "UNTIL" in parts:
        parts["UNTIL"] = _local_until(parts["UNTIL"], tz)
    fixed = _joined(parts)
    try:
        _rule(parts, wall.replace(tzinfo=None))
    except ValueError as error:
        raise NotUnderstood("I can repeat daily, weekly, monthly or yearly, such as “every other Friday”.") from error
    return fixed


def next_occurrence(recurs: str, due_at: datetime, tz: ZoneInfo, after: datetime) -> Occurrence | None:
    """The first occurrence following `due_at` that lies after a moment; None when the rule has run out.

    `recurs` is a rule as `fixed_rule` wrote it and `due_at` one of its occurrences.
    """
    parts = _parts(recurs)
    left = int(parts["COUNT"]) if "COUNT" in parts else None
    for wall in _following(parts, _anchor(parts, due_at, tz)):
        if left is not None:
            left -= 1
            if left < 1:
                return None
            parts["COUNT"] = str(left)
        moment = resolve(wall, tz)
        if moment > after:
            return Occurrence(moment, _joined(parts))
    return None


def _following(parts: dict[str, str], anchor: datetime) -> Iterator[datetime]:
    uncounted = {key: value for key, value in parts.items() if key != "COUNT"}
    yield from _rule(uncounted, anchor).xafter(anchor, inc=False)


def _anchor(parts: dict[str, str], due_at: datetime, tz: ZoneInfo) -> datetime:
    """The wall-clock time the rule meant by `due_at`, which a gap may have moved, even over midnight."""
    wall = due_at.astimezone(tz).replace(tzinfo=None)
    if "BYHOUR" not in parts or "," in parts["BYHOUR"] + parts["BYMINUTE"]:
        return wall
    at = time(int(parts["BYHOUR"]), int(parts["BYMINUTE"]))
    for day in (wall.date(), wall.date() - timedelta(days=1)):
        meant = datetime.combine(day, at)
        if resolve(meant, tz) == due_at:
            return meant
    return wall


def _rule(parts: dict[str, str], start: datetime) -> rrule:
    rule = rrulestr(_joined(parts), dtstart=start)
    if not isinstance(rule, rrule):
        raise ValueError("a set of rules is no rule")  # noqa: TRY004 - a malformed text, not a programmer's mistake
    return rule


def _parts(recurs: str) -> dict[str, str]:
    text = recurs.strip().upper().removeprefix("RRULE:")
    return dict(part.split("=", 1) for part in text.split(";") if "=" in part)


def _joined(parts: dict[str, str]) -> str:
    return ";".join(f"{key}={value}" for key, value in parts.items())


def _local_until(until: str, tz: ZoneInfo) -> str:
    """RFC 5545 gives UNTIL in UTC or as a date; on the local wall clock a date means its whole day."""
    if "T" not in until:
        return f"{until}T235959"
    moment = isoparse(until)
    local = moment.astimezone(tz).replace(tzinfo=None) if moment.tzinfo else moment
    return local.strftime("%Y%m%dT%H%M%S")
