"""Local time for people: working days, quiet hours, and when a reminder or digest is due in somebody's own zone.

Everything is decided on the wall clock of the person's zone and turned into UTC at the end. Where the wall clock jumps,
a time that does not exist moves forward by the jump, and one that happens twice means the first (PEP 495, fold=0).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.terms import Grain
from storage.entities import Member, Workspace

WEEKDAYS = frozenset(range(5))
"""Monday to Friday, as datetime.weekday() counts."""

LATER_TODAY = timedelta(hours=2)
"""A reminder for a day that has already begun comes so much later."""

_TIMED = frozenset({Grain.MINUTE, Grain.HOUR, Grain.DAYPART})
_LONG = frozenset({Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR})


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When somebody works, in their zone.

    `days` are weekdays (0 Monday); `day_starts` is when a follow-up of a whole day is due; nothing that can wait is
    said from `quiet_from` to `quiet_until` (equal: never quiet); `digest_at` None means no digest, `digest_days` None
    the working days.
    """

    tz: ZoneInfo
    days: frozenset[int] = WEEKDAYS
    day_starts: time = time(9)
    quiet_from: time = time(21)
    quiet_until: time = time(8)
    digest_at: time | None = time(8, 30)
    digest_days: frozenset[int] | None = None

    @property
    def days_of_digest(self) -> frozenset[int]:
        return self.digest_days or self.days

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.tz)

    def today(self, now: datetime) -> date:
        return self.local(now).date()

    def works_on(self, day: date) -> bool:
        return day.weekday() in self.days

    def is_quiet(self, moment: datetime) -> bool:
        clock = self.local(moment).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until

    def is_working(self, moment: datetime) -> bool:
        return self.works_on(self.today(moment)) and not self.is_quiet(moment)


def rhythm_of(member: Member, workspace: Workspace) -> Rhythm:
    """What the member chose in chat, else what the workspace's configuration says, else the defaults."""
    return rhythm_with(member.tz, member.settings or {}, workspace)


def rhythm_with(tz: str, chosen: Mapping[str, Any], workspace: Workspace) -> Rhythm:
    """The rhythm of whoever is in that zone and chose these settings."""
    rhythm = read_rhythm(tz, {**(workspace.settings or {}), **chosen})
    return rhythm if "digest" in chosen else _after_quiet(rhythm)


def _after_quiet(rhythm: Rhythm) -> Rhythm:
    """A digest whose time nobody chose waits until the quiet hours somebody did choose are over."""
    any_day = datetime.combine(date(2026, 1, 1), rhythm.digest_at or rhythm.quiet_until, rhythm.tz)
    if rhythm.digest_at is None or not rhythm.is_quiet(any_day):
        return rhythm
    return replace(rhythm, digest_at=rhythm.quiet_until)


def read_rhythm(tz: str, settings: Mapping[str, Any]) -> Rhythm:
    """From plain settings: `days` [0, 1, ...], `day_starts` "09:00", `digest` "08:30" or "off".

    `quiet` is ["21:00", "08:00"]. An empty `quiet` means none. Unknown keys belong to others and are passed over.
    """
    quiet = settings.get("quiet", ("21:00", "08:00")) or ("00:00", "00:00")
    digest = settings.get("digest", "08:30")
    return Rhythm(
        tz=ZoneInfo(tz),
        days=frozenset(settings.get("days") or WEEKDAYS),
        day_starts=time.fromisoformat(settings.get("day_starts", "09:00")),
        quiet_from=time.fromisoformat(quiet[0]),
        quiet_until=time.fromisoformat(quiet[1]),
        digest_days=frozenset(settings["digest_days"]) if settings.get("digest_days") else None,
        digest_at=None if digest == "off" else time.fromisoformat(digest),
    )


def resolve(wall: datetime, tz: ZoneInfo) -> datetime:
    """The UTC moment of a naive wall-clock time: forward out of a gap, the first of a fold."""
    return wall.replace(tzinfo=tz, fold=0).astimezone(UTC)


def day_bounds(day: date, tz: ZoneInfo) -> tuple[datetime, datetime]:
    """The first moment of a local date and of the next one, in UTC (23 or 25 hours apart when clocks change)."""
    following = day + timedelta(days=1)
    return resolve(datetime.combine(day, time()), tz), resolve(datetime.combine(following, time()), tz)


def first_working_day(rhythm: Rhythm, day: date) -> date:
    """That day or the first after it on which the person works."""
    while not rhythm.works_on(day):
        day += timedelta(days=1)
    return day


def next_working_moment(rhythm: Rhythm, moment: datetime) -> datetime:
    """That moment if the person works then, else when the next working day starts."""
    if rhythm.is_working(moment):
        return moment
    day = rhythm.today(moment)
    while (start := _start_of_work(rhythm, first_working_day(rhythm, day))) <= moment:
        day += timedelta(days=1)
    return start


def _start_of_work(rhythm: Rhythm, day: date) -> datetime:
    at_start = resolve(datetime.combine(day, rhythm.day_starts), rhythm.tz)
    if not rhythm.is_quiet(at_start):
        return at_start
    return resolve(datetime.combine(day, rhythm.quiet_until), rhythm.tz)


def remind_at(rhythm: Rhythm, due_at: datetime, grain: Grain, *, exact: bool, now: datetime) -> datetime:
    """When the owner should hear of a follow-up whose grain begins at `due_at`.

    A named time or day (`exact`) is kept, weekend or not; anything else waits for the next working moment. What is
    due already is said soon, not in the past.
    """
    moment = _moment_of(rhythm, due_at, grain)
    if moment > now:
        return moment if exact else next_working_moment(rhythm, moment)
    if grain in _TIMED:
        return now + timedelta(minutes=1)
    soon = now + LATER_TODAY
    return soon if exact and not rhythm.is_quiet(soon) else next_working_moment(rhythm, soon)


def _moment_of(rhythm: Rhythm, due_at: datetime, grain: Grain) -> datetime:
    if grain in _TIMED:
        return due_at
    day = rhythm.today(due_at)
    if grain in _LONG:
        day = first_working_day(rhythm, day)
    return resolve(datetime.combine(day, rhythm.day_starts), rhythm.tz)


def next_digest_at(rhythm: Rhythm, after: datetime) -> datetime | None:
    """The first digest strictly after a moment; None for somebody who wants none."""
    if rhythm.digest_at is None:
        return None
    day = rhythm.today(after) - timedelta(days=1)
    while True:
        day = first_working_day(replace(rhythm, days=rhythm.days_of_digest), day)
        moment = resolve(datetime.combine(day, rhythm.digest_at), rhythm.tz)
        if moment > after:
            return moment
        day += timedelta(days=1)
