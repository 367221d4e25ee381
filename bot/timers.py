"""Waking up later: by the event loop in a running server, by hand under a virtual clock."""

import asyncio
import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Protocol

from domain.clock import Clock


class Timers(Protocol):
    def at(self, moment: datetime, callback: Callable[[], None]) -> None:
        """Call once when the clock reaches `moment`; a moment that has passed: as soon as possible."""
        ...


class LoopTimers:
    """The event loop's own timers, for the system's clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def at(self, moment: datetime, callback: Callable[[], None]) -> None:
        delay = (moment - self._clock.now()).total_seconds()
        asyncio.get_running_loop().call_later(max(0.0, delay), callback)


class ManualTimers:
    """A list of what is due when; whoever moves the clock fires it."""

    def __init__(self) -> None:
        self._due: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = count()

    def at(self, moment: datetime, callback: Callable[[], None]) -> None:
        heapq.heappush(self._due, (moment, next(self._order), callback))

    def next_at(self) -> datetime | None:
        return self._due[0][0] if self._due else None

    def fire(self, now: datetime) -> None:
        """Call everything due until `now`, in order."""
        while self._due and self._due[0][0] <= now:
            heapq.heappop(self._due)[2]()
