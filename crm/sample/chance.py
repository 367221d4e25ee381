"""Chance that falls the same way each time, and moments of work before a given now."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

T = TypeVar("T")


class Chance:
    """Seeded: the same now gives the same sample."""

    def __init__(self, now: datetime, seed: int = 20) -> None:
        self.now = now
        self._random = Random(seed)  # noqa: S311 - a sample, no secret

    def one_of(self, choices: Sequence[T]) -> T:
        return self._random.choice(choices)

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(low, high)

    def happens(self, percent: int) -> bool:
        return self._random.random() * 100 < percent

    def shuffled(self, items: Sequence[T]) -> list[T]:
        return self._random.sample(items, len(items))

    def ago(self, days: float, tz: str) -> datetime:
        """A moment of that day's working hours there, never after now."""
        there = self.now.astimezone(ZoneInfo(tz)) - timedelta(days=days)
        at = datetime.combine(there.date(), time(self.between(9, 17), self.between(0, 59)), ZoneInfo(tz))
        while at.weekday() > 4:
            at -= timedelta(days=1)
        return min(at, self.now - timedelta(minutes=5))
