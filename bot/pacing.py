"""Keep within a platform's limits: token buckets a bot and a chat, and a pause an address was told to make."""

from collections.abc import Callable
from dataclasses import dataclass, field

from domain.chat import Limits

SLACK = 0.98
"""We send at this share of a stated limit: clocks differ and platforms count strictly."""


GROUP_BURST = 4.0
"""Answers a group may get at once; the rest of its minute pays for them, so that no minute holds more than allowed."""


@dataclass(slots=True)
class _Bucket:
    """A bucket that fills by `rate` a second up to `size`; `free_at` is when the next message may go."""

    rate: float
    size: float
    level: float
    filled_at: float

    def reserve(self, now: float) -> float:
        """Take one; how long to wait for it, in seconds."""
        self.level = min(self.size, self.level + (now - self.filled_at) * self.rate)
        self.filled_at = now
        self.level -= 1
        return max(0.0, -self.level / self.rate)


@dataclass(slots=True)
class Pace:
    """The pace of one adapter. `clock` counts seconds steadily (the event loop's time)."""

    limits: Limits
    clock: Callable[[], float]
    _buckets: dict[str, _Bucket] = field(default_factory=dict)

    def reserve(self, chat_key: str, *, is_group: bool) -> float:
        """Reserve one message to a chat; the seconds to wait before sending it."""
        now = self.clock()
        limits = self.limits
        waits = [self._wait("*", limits.per_second, 1, now)]
        waits.append(self._wait(chat_key, limits.per_chat_per_second, 1, now))
        if is_group and limits.per_group_per_minute:
            burst = min(GROUP_BURST, limits.per_group_per_minute / 2)
            waits.append(self._wait(f"{chat_key}/minute", (limits.per_group_per_minute - burst) / 60, burst, now))
        self._forget(now)
        return max(waits)

    def _wait(self, name: str, rate: float | None, size: float | None, now: float) -> float:
        if not rate:
            return 0.0
        bucket = self._buckets.get(name)
        if bucket is None:
            full = max(1.0, size or 1.0)
            bucket = self._buckets[name] = _Bucket(rate * SLACK, full, full, now)
        return bucket.reserve(now)

    def _forget(self, now: float) -> None:
        """Buckets that are full again say nothing; drop them once there are many."""
        if len(self._buckets) > 10_000:
            self._buckets = {n: b for n, b in self._buckets.items() if now - b.filled_at < 60}
