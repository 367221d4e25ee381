"""Several processes, one inbox (PostgreSQL): which updates are this process's, and when it takes up others.

What a process that handles stores is its own at once, unless something of that conversation waits elsewhere. The rest
is looked for a few times a second: by a short poll, for a notification inside each transaction would halve PostgreSQL's
rate. More than `WINDOW` a lane is not held, so that what one process cannot do soon is left to those with time.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import TypeVar
from uuid import UUID

from bot.presence import Presence
from bot.settings import IntakeSettings, WorkersSettings
from domain.chat import RawUpdate
from storage import inbox, inbox_sharing
from storage.failures import StorageDown
from storage.inbox import Stored
from storage.unit_of_work import UnitOfWork, Work
from storage.writer import Writer

log = logging.getLogger("rapport.sharing")
T = TypeVar("T")

WINDOW = 8
"""How many updates a process holds for each lane it runs side by side."""

BUSY_SECONDS = 0.02
"""How soon to look again where another process was looking."""

PATIENCE = 50
"""So many times in a row; then it is looked without waiting for that other."""

LOOK_SECONDS = 1.0
"""How often is counted what waits in all."""


class Sharing:
    """One process's part of the inbox. `ready` are the platforms whose updates it can read by now."""

    def __init__(
        self,
        writer: Writer,
        workspace_id: int,
        presence: Presence,
        intake: IntakeSettings,
        workers: WorkersSettings,
    ) -> None:
        self.holder = presence.holder
        self.ready: set[str] = set()
        self.is_full = False
        self._writer = writer
        self._workspace_id = workspace_id
        self._presence = presence
        self._capacity = intake.capacity
        self._window = WINDOW * intake.lanes
        self._pause = workers.poll_seconds
        self._is_behind = False
        self._refused = 0
        self._in_doubt = False
        self._held: Callable[[], int] = lambda: 0

    def store_all(self, unit: UnitOfWork, updates: Sequence[RawUpdate]) -> list[Stored | None]:
        """Keep updates; ours at once where we can handle them soon and nobody was before us."""
        if self._holds_at_once(len(updates)):
            return inbox_sharing.store_all(unit, updates, self.holder)
        return [one and inbox.held(one, False) for one in inbox.store_all(unit, updates)]  # noqa: FBT003 - its name asks

    def is_next(self, unit: UnitOfWork, turn: Sequence[Stored], passed: Collection[UUID]) -> bool:
        return inbox_sharing.is_next(unit, turn, passed)

    async def give_back(self, rows: Sequence[UUID]) -> None:
        await self._write(lambda unit: inbox_sharing.release(unit, self.holder, rows))

    async def take_up_forever(
        self,
        held: Callable[[], int],
        take: Callable[[Sequence[Stored]], None],
        find_strays: Callable[[], Awaitable[int]],
    ) -> None:
        """Look for updates that nobody handles, until cancelled or told to leave. `held`: how many we have.

        `find_strays` takes up what may be ours since the answer to a claim was lost: before anything later is claimed.
        """
        self._held = held
        while not self._presence.is_leaving:
            if self._in_doubt:
                self._in_doubt = False
                await find_strays()
            room = self._window - held()
            found = await self._claim(room) if room > 0 and self.ready else ()
            if found is None:
                await asyncio.sleep(min(BUSY_SECONDS, self._pause))
                continue
            take(found)
            self._is_behind = len(found) >= room
            await asyncio.sleep(0 if found and self._is_behind and room > 0 else self._pause)

    async def count_forever(self) -> None:
        """Know whether there is room for more, until cancelled."""
        while True:
            try:
                waiting = await self._write(lambda unit: inbox_sharing.count_waiting(unit, self._capacity))
                self.is_full = waiting >= self._capacity
            except StorageDown:
                log.warning("the database does not answer; what waits cannot be counted")
            await asyncio.sleep(LOOK_SECONDS)

    async def _claim(self, most: int) -> Sequence[Stored] | None:
        """What could be taken up; None while another process looks. One that froze while it did is not waited for."""
        platforms = sorted(self.ready)
        claim = inbox_sharing.claim_alone if self._refused < PATIENCE else inbox_sharing.claim
        try:
            found = await self._write(lambda unit: claim(unit, self.holder, platforms, most))
        except StorageDown:
            self._in_doubt = True
            log.warning("the database does not answer; updates are looked for again")
        except Exception:  # whatever it was, looking must go on
            log.exception("updates could not be taken up; they are looked for again")
        else:
            self._refused = self._refused + 1 if found is None else 0
            return found
        await asyncio.sleep(1.0)
        return ()

    def _holds_at_once(self, count: int) -> bool:
        leaving = self._presence.is_leaving or not self._presence.role.works
        return not (leaving or self._is_behind) and self._held() + count <= self._window

    async def _write(self, work: Work[T]) -> T:
        return await asyncio.wrap_future(self._writer.submit(self._workspace_id, work))
