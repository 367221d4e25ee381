"""What app.py hands to adapters: leases, documents, menus, forms."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.identity import is_dead_neighbour
from domain.clock import Clock
from domain.house import FormField, FormSpec, House, MenuEntry, WebRoom
from domain.terms import Role
from handlers.commands import commands
from i18n import N_, languages, translator
from storage import documents, leases
from storage.failures import StorageDown
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer

log = logging.getLogger("rapport.house")

LEASE = timedelta(seconds=30)
"""A poller that died is followed by another after this long."""

RENEW_SECONDS = 8.0
ASK_SECONDS = 2.0


def make_house(
    writer: Writer, workspace_id: int, clock: Clock, data_dir: Path, base_url: str, web: WebRoom | None, holder: str
) -> House:
    leasing = Leases(writer, workspace_id, holder)
    return House(
        clock=clock,
        data_dir=data_dir,
        languages=languages(),
        lease=leasing.hold,
        documents=StoredDocuments(writer, workspace_id),
        menu=menu,
        forms=forms,
        base_url=base_url,
        web=web,
    )


def menu(language: str) -> Sequence[MenuEntry]:
    """The commands a platform lists, in a language."""
    t = translator(language)
    return [
        MenuEntry(command.name, t(command.summary))
        for command in commands()
        if command.in_menu and command.role is Role.REP
    ]


def forms(language: str) -> Sequence[FormSpec]:
    """The forms a platform may open at once."""
    t = translator(language)
    fields = (
        FormField("name", t(N_("Name")), required=True),
        FormField("company", t(N_("Company"))),
        FormField("phone", t(N_("Phone"))),
        FormField("email", t(N_("E-mail"))),
        FormField("note", t(N_("Note")), multiline=True, hint=t(N_("What do they want? When to call?"))),
    )
    return [FormSpec("lead", t(N_("New lead")), t(N_("Save")), fields)]


class StoredDocuments:
    """An adapter's small documents, in the database."""

    def __init__(self, writer: Writer, workspace_id: int) -> None:
        self._writer = writer
        self._workspace_id = workspace_id

    async def get(self, key: str) -> Mapping[str, Any] | None:
        return await asyncio.wrap_future(self._writer.read(self._workspace_id, lambda unit: documents.find(unit, key)))

    async def put(self, key: str, value: Mapping[str, Any], expires_at: datetime | None = None) -> None:
        def put(unit: UnitOfWork) -> None:
            documents.put(unit, key, value, expires_at)

        await asyncio.wrap_future(self._writer.submit(self._workspace_id, put))

    async def delete(self, key: str) -> None:
        await asyncio.wrap_future(self._writer.submit(self._workspace_id, lambda unit: documents.delete(unit, key)))


class Leases:
    """Names this process holds; kept alive while they are."""

    def __init__(self, writer: Writer, workspace_id: int, holder: str, *, renew_seconds: float = RENEW_SECONDS) -> None:
        self._writer = writer
        self._workspace_id = workspace_id
        self._holder = holder
        self._renew_seconds = renew_seconds

    @asynccontextmanager
    async def hold(self, name: str) -> AsyncIterator[None]:
        """Wait until nobody else holds the name, then keep it until the block ends.

        Should another process have taken it meanwhile (this one was asleep for longer than the lease), the block is
        interrupted with LostLease.
        """
        while not await self._take(name):  # noqa: ASYNC110 - the holder is another process
            await asyncio.sleep(ASK_SECONDS)  # another process holds it: there is no event to wait for
        block = asyncio.current_task()
        keeper = asyncio.create_task(self._keep(name, block))
        try:
            yield
        except asyncio.CancelledError:
            if keeper.done() and not keeper.cancelled() and block is not None and not block.uncancel():
                raise LostLease(f"{name} is held by another process now") from None
            raise
        finally:
            keeper.cancel()
            with suppress(StorageDown):  # then it ends by itself
                await asyncio.wrap_future(
                    self._writer.submit(self._workspace_id, lambda unit: leases.release(unit, name, self._holder))
                )

    async def _keep(self, name: str, block: "asyncio.Task[Any] | None") -> None:
        """Renew the lease; where it was lost, interrupt who works under it."""
        while True:
            await asyncio.sleep(self._renew_seconds)
            try:
                kept = await self._take(name)
            except Exception:  # whatever it was: as long as nobody else has the name, it is tried again
                log.warning("%s could not be renewed; tried again", name, exc_info=True)
                continue
            if not kept:
                if block is not None:
                    block.cancel()
                return

    async def _take(self, name: str) -> bool:
        def take(unit: UnitOfWork) -> bool:
            holder = leases.find_holder(unit, name)
            if holder is not None and holder != self._holder and is_dead_neighbour(holder):
                leases.release(unit, name, holder)
            return leases.take(unit, name, self._holder, LEASE)

        return await asyncio.wrap_future(self._writer.submit(self._workspace_id, take))


class LostLease(Exception):  # noqa: N818 - no mistake: another process has it
    """A name this process held passed to another."""
