"""A lane a conversation keeps its messages in order; lanes run side by side, bounded."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from bot.gathering import next_turn
from bot.timers import Timers
from domain.chat import Incoming
from domain.clock import Clock
from storage.inbox import Stored

Key = tuple[int, str, str, str]
"""Workspace, platform, tenant, conversation."""


@dataclass(slots=True)
class Waiting:
    """An update in its lane."""

    stored: Stored
    incoming: Incoming


@dataclass(slots=True)
class _Lane:
    waiting: deque[Waiting] = field(default_factory=deque)
    running: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What is next in a lane and belongs together. `passed`: what came before it there and waits on purpose."""

    updates: list[Waiting]
    passed: frozenset[UUID] = frozenset()


Handle = Callable[[Turn], Awaitable[None]]
"""Do one turn."""


def key_of(stored: Stored) -> Key:
    update = stored.update
    return stored.workspace_id, update.platform, update.tenant, update.lane


class Lanes:
    def __init__(self, handle: Handle, clock: Clock, timers: Timers, gather: timedelta, side_by_side: int) -> None:
        self._handle = handle
        self._clock = clock
        self._timers = timers
        self._gather = gather
        self._lanes: dict[Key, _Lane] = {}
        self._slots = asyncio.Semaphore(side_by_side)
        self._tasks: set[asyncio.Task[None]] = set()
        self._known: set[UUID] = set()
        self._ended = False
        self._stopping = False
        self.waiting = 0

    @property
    def count(self) -> int:
        """Lanes with something waiting or being handled."""
        return len(self._lanes)

    def knows(self, identifier: UUID) -> bool:
        """Whether an update waits or is being handled here."""
        return identifier in self._known

    def enter(self, waiting: Waiting) -> None:
        """Put an update in its place in its lane, which is the end but for those taken up late; once, however often
        it is found.
        """
        if self.knows(waiting.stored.id):
            return
        self._known.add(waiting.stored.id)
        key = key_of(waiting.stored)
        queue = self._lanes.setdefault(key, _Lane()).waiting
        place = len(queue)
        while place and queue[place - 1].stored.id > waiting.stored.id:
            place -= 1
        queue.insert(place, waiting)
        self.waiting += 1
        self._start(key)

    def clear(self, key: Key) -> list[Waiting]:
        """Take out what waits in a lane."""
        lane = self._lanes.get(key)
        if lane is None:
            return []
        left = list(lane.waiting)
        lane.waiting.clear()
        self._forget(left)
        self.waiting -= len(left)
        return left

    async def idle(self, *, ended: bool = False) -> None:
        """Wait until nothing runs; with `ended` held bursts are closed and handled too."""
        self._ended = ended
        if ended:
            for key in list(self._lanes):
                self._start(key)
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def stop(self) -> None:
        """Finish the turns in hand and begin no others."""
        self._stopping = True
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        """Do something beside the lanes that `idle` waits for."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _start(self, key: Key) -> None:
        lane = self._lanes.get(key)
        if lane and not lane.running and not self._stopping:
            lane.running = True
            self.spawn(self._run(key, lane))

    async def _run(self, key: Key, lane: _Lane) -> None:
        try:
            while turn := self._take(key, lane):
                await self._do(turn)
        finally:
            lane.running = False
            if not lane.waiting:
                self._lanes.pop(key, None)

    async def _do(self, turn: Turn) -> None:
        try:
            async with self._slots:
                if not self._stopping:
                    await self._handle(turn)
        finally:
            self._forget(turn.updates)

    def _forget(self, updates: Iterable[Waiting]) -> None:
        self._known.difference_update(waiting.stored.id for waiting in updates)

    def _take(self, key: Key, lane: _Lane) -> Turn | None:
        if self._stopping:
            return None
        found = next_turn(
            [waiting.incoming for waiting in lane.waiting], self._clock.now(), self._gather, ended=self._ended
        )
        if found.wait_until is not None:
            self._timers.at(found.wait_until, lambda: self._start(key))
        if not found.ready:
            return None
        updates = [lane.waiting[place] for place in found.ready]
        for place in reversed(found.ready):
            del lane.waiting[place]
        self.waiting -= len(updates)
        return Turn(updates, frozenset(waiting.stored.id for waiting in lane.waiting))
