"""Rapport, broken on purpose in one place each: what the checks must find, or they are worth nothing.

Each is composed as bot/app.py does it, with one part in another's place.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from bot import parts
from bot.adapters.telegram.adapter import TelegramAdapter, client_for
from bot.app import App, build, serve
from bot.cli import _common
from bot.delivery import Delivery
from bot.desk import Desk
from bot.files import FileStore
from bot.house import make_house
from bot.identity import new_holder
from bot.intake import Intake
from bot.outcomes import Then
from bot.parts import Prepared
from bot.settings import Settings, load
from bot.timers import LoopTimers
from domain.chat import Accept, Adapter, Outgoing, RawUpdate, Sent
from domain.clock import SystemClock
from storage.claims import Claim, mark_sent
from storage.database import Database, database_now
from storage.entities import OutboxMessage
from storage.unit_of_work import UnitOfWork
from storage.writer import open_writer
from tests.faults.life import Life

WORKSPACE = 1


class AcknowledgesFirst(TelegramAdapter):
    """Tells the platform that an update is safe, and stores it afterwards."""

    async def receive(self, accept: Accept) -> None:
        storing: set[asyncio.Task[bool]] = set()

        async def hasty(raw: RawUpdate) -> bool:
            task = asyncio.ensure_future(accept(raw))
            storing.add(task)
            task.add_done_callback(lambda done: None if done.cancelled() else done.exception())
            return True

        await super().receive(hasty)


class SaysSentFirst(TelegramAdapter):
    """Says that the platform took a message, and sends it afterwards."""

    async def send(self, message: Outgoing) -> Sent:
        self._run_errand(self._send_later(message))
        return Sent("0")

    async def _send_later(self, message: Outgoing) -> None:
        await super().send(message)


class ReadsThenWrites(Delivery):
    """Looks which message is free, and takes it a moment later without looking again."""

    async def _send_next(self, adapter: Adapter, workspace_id: int, address_key: str) -> float | None:
        free = await self._desk.read(workspace_id, lambda unit: _find_free(unit, address_key))
        if free is None:
            return None
        await asyncio.sleep(0.3)  # a busy database's answer takes that long
        lease = self._lease
        prepared = await self._desk.write(workspace_id, lambda unit: _take(unit, free, lease, adapter))
        for n, part in prepared.unsent:
            if await self._send_part(adapter, prepared, n, part) is not Then.GO_ON:
                break
        if not prepared.unsent:  # the other one was faster all the way
            await self._desk.write(workspace_id, lambda unit: mark_sent(unit, prepared.claim))
        return 0.0


def _find_free(unit: UnitOfWork, address_key: str) -> UUID | None:
    query = select(OutboxMessage.id).where(OutboxMessage.address_key == address_key, OutboxMessage.state == "queued")
    return unit.connection.scalar(query.order_by(OutboxMessage.id).limit(1))


def _take(unit: UnitOfWork, identifier: UUID, lease: timedelta, adapter: Adapter) -> Prepared:
    until = database_now(unit.connection) + lease
    taking = update(OutboxMessage).where(OutboxMessage.id == identifier)
    changed = taking.values(state="sending", attempt=OutboxMessage.attempt + 1, lease_until=until)
    claim = Claim(unit.workspace_id, unit.connection.execute(changed.returning(*OutboxMessage.__table__.c)).one())
    reply = parts._reply(unit, claim)
    assert reply is not None
    return parts._rendered(unit, claim, reply, adapter)


def acknowledges_first(_life: Life) -> None:
    asyncio.run(_run(AcknowledgesFirst))


def says_sent_first(_life: Life) -> None:
    asyncio.run(_run(SaysSentFirst))


def reads_then_writes(_life: Life) -> None:
    asyncio.run(_run(TelegramAdapter, ReadsThenWrites))


async def _run(kind: type[TelegramAdapter], delivering: type[Delivery] = Delivery) -> None:
    settings = load()
    store = _common.ready(Database(settings.database.url))
    app = build(settings, store, SystemClock(), only=_adapters(settings, store, kind))
    await serve(app if delivering is Delivery else _delivered_by(app, delivering))


def _adapters(settings: Settings, store: Database, kind: type[TelegramAdapter]) -> Sequence[Adapter]:
    section: Any = settings.platforms["telegram"]
    writer = open_writer(store, SystemClock())
    house = make_house(
        writer, WORKSPACE, SystemClock(), Path(settings.data_dir), "http://127.0.0.1", None, new_holder()
    )
    return [kind(section, house, client_for(section))]


def _delivered_by(app: App, kind: type[Delivery]) -> App:
    platforms = {adapter.name: adapter for adapter in app.adapters}
    desk = Desk(app.writer)
    delivery = kind(desk, platforms, app.settings.delivery, app.presence)
    files, timers = FileStore(Path(app.settings.data_dir)), LoopTimers(app.clock)
    workspace_of, wake = (lambda _platform, _tenant: WORKSPACE), delivery.wake
    intake = Intake(desk, platforms, workspace_of, app.clock, timers, files, wake, app.settings.intake)
    return replace(app, delivery=delivery, intake=intake)
