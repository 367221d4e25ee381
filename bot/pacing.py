"""Keep within a platform's limits: token buckets a bot and a chat, and a pause an address was told to make.

A message waits for its turn before anything is claimed for it: one busy chat holds up neither a place among those being
sent nor a lease. Where several processes send, each has its share of the bot's limit, and what the others sent to a
chat is read from the database.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.desk import Desk
from domain.chat import Adapter, Limits
from storage import paces

SLACK = 0.98
"""We send at this share of a stated limit: clocks differ and platforms count strictly."""


GROUP_BURST = 4.0
"""Answers a group may get at once; the rest of its minute pays for them, so that no minute holds more than allowed."""

ALL = "*"
"""The bucket of the whole bot."""

REMEMBERED = 10_000
"""Chats of which is remembered whether they are groups."""


@dataclass(slots=True)
class _Bucket:
    """A bucket that fills by `rate` a second up to `size`; `free_at` is when the next message may go."""

    rate: float
    size: float
    level: float
    filled_at: float

    def reserve(self, now: float, share: int) -> float:
        """Take one; how long to wait for it, in seconds."""
        rate = self.rate / share
        self.level = min(self.size, self.level + (now - self.filled_at) * rate)
        self.filled_at = now
        self.level -= 1
        return max(0.0, -self.level / rate)


@dataclass(slots=True)
class Pace:
    """The pace of one bot. `clock` counts seconds steadily (the event loop's time)."""

    limits: Limits
    clock: Callable[[], float]
    _buckets: dict[str, _Bucket] = field(default_factory=dict)

    def reserve(self, chat_key: str, *, is_group: bool, share: int = 1) -> float:
        """Reserve one message to a chat; the seconds to wait before sending it.

        `share`: so many processes send for this bot.
        """
        now = self.clock()
        limits = self.limits
        waits = [self._wait(ALL, limits.per_second, 1, now, share)]
        waits.append(self._wait(chat_key, limits.per_chat_per_second, 1, now))
        if is_group and limits.per_group_per_minute:
            burst = min(GROUP_BURST, limits.per_group_per_minute / 2)
            waits.append(self._wait(_minute(chat_key), (limits.per_group_per_minute - burst) / 60, burst, now))
        self._forget(now)
        return max(waits)

    def give_back(self, chat_key: str) -> None:
        """There was nothing to send after all."""
        for name in (ALL, chat_key, _minute(chat_key)):
            bucket = self._buckets.get(name)
            if bucket is not None:
                bucket.level = min(bucket.size, bucket.level + 1)

    def posted(self, chat_key: str) -> None:
        """A message goes out now: a chat's next one is counted from here, not from its reservation."""
        bucket = self._buckets.get(chat_key)
        if bucket is not None:
            bucket.filled_at = self.clock()

    def _wait(self, name: str, rate: float | None, size: float | None, now: float, share: int = 1) -> float:
        if not rate:
            return 0.0
        bucket = self._buckets.get(name)
        if bucket is None:
            full = max(1.0, size or 1.0)
            bucket = self._buckets[name] = _Bucket(rate * SLACK, full, full, now)
        return bucket.reserve(now, share)

    def _forget(self, now: float) -> None:
        """Buckets that are full again say nothing; drop them once there are many."""
        if len(self._buckets) > 10_000:
            self._buckets = {n: b for n, b in self._buckets.items() if now - b.filled_at < 60}


def _minute(chat_key: str) -> str:
    return f"{chat_key}/minute"


def wait_after(sent: Sequence[datetime], now: datetime, limits: Limits, *, is_group: bool) -> float:
    """How long a chat must be left alone after what was sent there, newest first; in seconds."""
    waits = [0.0]
    if sent and limits.per_chat_per_second:
        waits.append(1 / (limits.per_chat_per_second * SLACK) - (now - sent[0]).total_seconds())
    most = int(limits.per_group_per_minute or 0) if is_group else 0
    if most and len(sent) >= most:
        waits.append(60 / SLACK - (now - sent[most - 1]).total_seconds())
    return max(waits)


class Pacing:
    """Whose turn it is, for every platform of this process. `workers` says how many processes send."""

    def __init__(self, desk: Desk, workers: Callable[[], int]) -> None:
        self._desk = desk
        self._workers = workers
        self._paces: dict[tuple[str, str], Pace] = {}
        self._groups: dict[str, bool] = {}

    async def turn(self, adapter: Adapter, workspace_id: int, address_key: str) -> float:
        """Reserve a message to an address; the seconds to wait for its turn. To be kept, or given back."""
        limits = adapter.capabilities.limits
        if not (limits.per_second or limits.per_chat_per_second or limits.per_group_per_minute):
            return 0.0
        chat_key = _chat_of(address_key)
        is_group = bool(limits.per_group_per_minute) and await self._is_group(workspace_id, chat_key)
        share = self._workers()
        wait = self._pace(adapter, address_key).reserve(chat_key, is_group=is_group, share=share)
        if share == 1 or not (limits.per_chat_per_second or is_group):
            return wait
        most = int(limits.per_group_per_minute or 1) if is_group else 1
        sent, now = await self._desk.read(workspace_id, lambda unit: paces.last_sent(unit, address_key, most))
        return max(wait, wait_after(sent, now, limits, is_group=is_group))

    def give_back(self, adapter: Adapter, address_key: str) -> None:
        self._pace(adapter, address_key).give_back(_chat_of(address_key))

    def posted(self, adapter: Adapter, address_key: str) -> None:
        self._pace(adapter, address_key).posted(_chat_of(address_key))

    def _pace(self, adapter: Adapter, address_key: str) -> Pace:
        """Limits hold for each tenant apart."""
        tenant = (adapter.name, address_key.split("|")[1])
        pace = self._paces.get(tenant)
        if pace is None:
            pace = self._paces[tenant] = Pace(adapter.capabilities.limits, _loop_time)
        return pace

    async def _is_group(self, workspace_id: int, chat_key: str) -> bool:
        known = self._groups.get(chat_key)
        if known is None:
            if len(self._groups) > REMEMBERED:
                self._groups.clear()
            known = await self._desk.read(workspace_id, lambda unit: paces.is_group(unit, chat_key))
            self._groups[chat_key] = known
        return known


def _chat_of(address_key: str) -> str:
    """An address's chat: its key without the thread."""
    return address_key.rpartition("|")[0]


def _loop_time() -> float:
    return asyncio.get_running_loop().time()
