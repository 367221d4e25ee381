"""Updates that arrive while others are being stored are stored together: one statement, one commit for all of them."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.desk import Desk
from domain.chat import RawUpdate
from storage import inbox
from storage.failures import StorageDown
from storage.unit_of_work import UnitOfWork

MOST = 256
"""The most updates one statement stores: bounds how long the first of them waits."""


@dataclass(frozen=True, slots=True)
class _Arrived:
    workspace_id: int
    raw: RawUpdate
    stored: "asyncio.Future[inbox.Stored | None]"


StoreAll = Callable[[UnitOfWork, Sequence[RawUpdate]], list[inbox.Stored | None]]
"""Keep updates, in order; None in the place of each that is known."""


class Arrivals:
    """The door of the inbox. One store is under way at a time; what comes meanwhile is the next one's."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.store_all: StoreAll = inbox.store_all
        self._waiting: list[_Arrived] = []
        self._storing: asyncio.Task[None] | None = None

    async def store(self, workspace_id: int, raw: RawUpdate) -> inbox.Stored | None:
        """The update's inbox row once it is durable; None for a redelivery. Raises what kept it from being stored."""
        loop = asyncio.get_running_loop()
        arrived = _Arrived(workspace_id, raw, loop.create_future())
        self._waiting.append(arrived)
        if self._storing is None:
            self._storing = loop.create_task(self._store_all())
        return await arrived.stored

    async def _store_all(self) -> None:
        try:
            while self._waiting:
                workspace_id = self._waiting[0].workspace_id
                batch = [one for one in self._waiting[:MOST] if one.workspace_id == workspace_id]
                others = [one for one in self._waiting[:MOST] if one.workspace_id != workspace_id]
                self._waiting = others + self._waiting[MOST:]
                await self._store_batch(workspace_id, batch)
        finally:
            self._storing = None

    async def _store_batch(self, workspace_id: int, batch: Sequence[_Arrived]) -> None:
        updates = [one.raw for one in batch]
        try:
            stored = await self._desk.write(workspace_id, lambda unit: self.store_all(unit, updates))
        except StorageDown as error:
            _fail(batch, error)
        except Exception as error:  # noqa: BLE001 - one bad update must not keep the others out; each hears of its own
            if len(batch) == 1:
                _fail(batch, error)
                return
            for one in batch:
                await self._store_batch(workspace_id, [one])
        else:
            for one, row in zip(batch, stored, strict=True):
                if not one.stored.done():
                    one.stored.set_result(row)


def _fail(batch: Sequence[_Arrived], error: Exception) -> None:
    for one in batch:
        if not one.stored.done():
            one.stored.set_exception(error)
