"""One process among the others on its database: it says that it lives, and knows who else does.

A process that no longer says so has lost what it held: whoever comes next takes it up. A neighbour on the same machine
whose process is gone is declared dead at once, so that a crash stalls nobody for a lease's length.
"""

import asyncio
import logging
import zlib
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from bot.identity import is_dead_neighbour
from bot.settings import WorkersSettings
from storage import inbox_sharing, processes
from storage.failures import StorageDown
from storage.processes import Process
from storage.unit_of_work import UnitOfWork, Work
from storage.writer import Writer

log = logging.getLogger("rapport.presence")
T = TypeVar("T")


class Role(StrEnum):
    """What a process does: web takes updates in, worker handles, sends and ticks, all does both.

    A terminal does all for the person at it, and nothing of what falls to the others.
    """

    WEB = "web"
    WORKER = "worker"
    ALL = "all"
    TERMINAL = "terminal"

    @property
    def takes_in(self) -> bool:
        return self is not Role.WORKER

    @property
    def shares(self) -> bool:
        """Whether what is left to send is divided among processes of this role."""
        return self in (Role.WORKER, Role.ALL)

    @property
    def works(self) -> bool:
        return self is not Role.WEB


class Presence:
    """`is_shared`: others may be at work on the same database. `is_leaving` is set by the signal to stop."""

    def __init__(
        self, writer: Writer, workspace_id: int, role: Role, holder: str, settings: WorkersSettings, *, is_shared: bool
    ) -> None:
        self.role = role
        self.holder = holder
        self.is_shared = is_shared
        self.is_leaving = False
        self._writer = writer
        self._workspace_id = workspace_id
        self._me = Process(role.value, holder)
        self._lease = timedelta(seconds=settings.lease_seconds)
        self._pause = settings.lease_seconds / 4
        self._workers: tuple[str, ...] = (holder,)

    @property
    def workers(self) -> int:
        """How many processes send messages, this one included."""
        return max(1, len(self._workers))

    def is_mine(self, address_key: str) -> bool:
        """Whether an address falls to this process where several look for what is left to send: each has its share."""
        if self.holder not in self._workers:
            return True
        return zlib.crc32(address_key.encode()) % len(self._workers) == self._workers.index(self.holder)

    async def enter(self) -> None:
        """Be known to the others, before anything is held in this process's name; waits for a database that is away."""
        while True:
            try:
                await self._beat()
            except StorageDown:
                log.warning("the database does not answer; this process begins once it does")
                await asyncio.sleep(1.0)
            else:
                return

    async def beat_forever(self) -> None:
        """Go on saying so, until cancelled."""
        while True:
            await asyncio.sleep(self._pause)
            try:
                await self._beat()
            except StorageDown:
                log.warning("the database does not answer; this process cannot say that it lives")
            except Exception:  # a lease that is lost now is taken again at the next beat
                log.exception("this process could not say that it lives")

    async def leave(self) -> None:
        """Let go of all that waits in this process's name; others take it up at once."""

        def leave(unit: UnitOfWork) -> None:
            if self.is_shared:
                inbox_sharing.release(unit, self.holder)
            processes.leave(unit, self._me)

        await self._write(leave)

    async def _beat(self) -> None:
        def beat(unit: UnitOfWork) -> list[Process]:
            processes.stay(unit, self._me, self._lease)
            for one in processes.list_alive(unit):
                if is_dead_neighbour(one.holder):
                    processes.leave(unit, one)
            return processes.list_alive(unit)

        found = await self._write(beat)
        self._workers = tuple(sorted(one.holder for one in found if one.kind in _SENDING))

    async def _write(self, work: Work[T]) -> T:
        return await asyncio.wrap_future(self._writer.submit(self._workspace_id, work))


def list_others(unit: UnitOfWork) -> list[Process]:
    """Every process at work on the database, as far as it can be told from here."""
    return [one for one in processes.list_alive(unit) if not is_dead_neighbour(one.holder)]


_SENDING = {role.value for role in Role if role.shares}
