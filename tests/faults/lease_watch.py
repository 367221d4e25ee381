"""Leases looked at all through a round, not only at its end: how long each stood overdue while somebody could act.

Not counted is a blow to the database or to the only worker, with the moments after it: nobody can take over a lease
while the database is away or that worker frozen, dead or being born. Nor are rounds whose clocks jump, as leases end
early and late there.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from storage.database import Database, database_now
from storage.entities import InboxMessage, OutboxMessage
from storage.processes import list_holders

EVERY = 0.25
RECOVERY = 3.0
"""Seconds given after a blow, and after the birth of the only worker there is: as long as a lease."""


@dataclass
class LeaseWatch:
    """`looks` counts how often it looked; `longest` is by lease, in seconds, how long it stood overdue."""

    database: Database
    looks: int = 0
    longest: dict[str, float] = field(default_factory=dict)
    _overdue: dict[str, float] = field(default_factory=dict)
    _blind_until: float = 0.0

    def look_away(self, seconds: float = RECOVERY) -> None:
        """Something befell the program: for so long nobody may be able to act."""
        self._blind_until = max(self._blind_until, time.monotonic() + seconds)
        self._overdue.clear()

    def look_again(self) -> None:
        """It is over: look again when there was time to recover."""
        self._blind_until = time.monotonic() + RECOVERY

    async def watch(self) -> None:
        """Until cancelled."""
        before = time.monotonic()
        while True:
            await asyncio.sleep(EVERY)
            with suppress(DBAPIError):  # a blow to the database itself
                names, is_manned = await asyncio.to_thread(_look, self.database)
                now = time.monotonic()
                if not is_manned:
                    self.look_away()
                elif now >= self._blind_until:
                    self._count(names, min(now - before, 2 * EVERY))
            before = time.monotonic()

    def _count(self, names: set[str], passed: float) -> None:
        self.looks += 1
        self._overdue = {name: self._overdue.get(name, 0.0) + passed for name in names}
        for name, seconds in self._overdue.items():
            self.longest[name] = max(self.longest.get(name, 0.0), seconds)


@asynccontextmanager
async def watched_leases(database: Database) -> AsyncIterator[LeaseWatch]:
    watch = LeaseWatch(database)
    task = asyncio.create_task(watch.watch())
    try:
        yield watch
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _look(database: Database) -> tuple[set[str], bool]:
    """Messages whose lease has ended and which nobody took over, updates in the hands of a process that is no more;
    and whether any process says of itself that it is at work.
    """
    message, update = OutboxMessage, InboxMessage
    with database.reading.connect() as connection:
        now = database_now(connection)
        claimed = select(message.id, message.attempt).where(message.state == "sending", message.lease_until < now)
        found = {f"message {row.id}, attempt {row.attempt}" for row in connection.execute(claimed)}
        held = select(update.id, update.holder).where(update.state == "pending", update.holder.is_not(None))
        alive = set(list_holders(connection))
        found |= {f"update {row.id} of {row.holder}" for row in connection.execute(held) if row.holder not in alive}
        return found, bool(alive)
