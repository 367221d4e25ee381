"""An app over a fake platform, on both databases, with two members."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest_asyncio
from sqlalchemy import update

from bot.app import App, build
from bot.rendering import plain
from bot.settings import Settings, load
from bot.timers import ManualTimers
from crm import roster
from domain.cards import Card, Message
from domain.chat import Actor, Address, Line, Span
from domain.clock import VirtualClock
from storage.database import Database
from storage.entities import OutboxMessage, Workspace
from storage.types import EPOCH
from storage.unit_of_work import UnitOfWork
from tests.fakes import platform as fake
from tests.fakes.platform import FakePlatform


@dataclass
class Place:
    """The app and its only platform; `database` to look behind the curtain."""

    app: App
    platform: FakePlatform
    clock: VirtualClock
    timers: ManualTimers
    database: Database

    async def hears(self, who: str, text: str, key: str | None = None) -> bool:
        """An update arrives; True if it was new. Everything it leads to has happened on return."""
        raw = fake.update(key or f"{who}:{text}", who, text, self.clock.now())
        is_new = await self.app.intake.accept(raw)
        await self.settle()
        return is_new

    async def settle(self) -> None:
        await self.app.intake.idle()
        await self.app.delivery.idle()

    def texts(self) -> list[str]:
        """What the platform took, as text."""
        return [plain(message.body) for message in self.platform.ledger]

    def count(self, sql: str) -> int:
        with self.database.reading.connect() as connection:
            return int(connection.exec_driver_sql(sql).scalar_one())

    def states(self) -> list[str]:
        with self.database.reading.connect() as connection:
            return [row[0] for row in connection.exec_driver_sql("SELECT state FROM outbox ORDER BY id")]

    async def later(self) -> None:
        """Leases and pauses are over, by the database's clock; the sweep comes."""
        with self.database.writing.begin() as connection:
            connection.execute(update(OutboxMessage).values(not_before=EPOCH))
            leased = update(OutboxMessage).where(OutboxMessage.lease_until.is_not(None))
            connection.execute(leased.values(lease_until=EPOCH))
        await self.app.delivery.sweep()
        await self.app.delivery.idle()


def address(who: str) -> Address:
    return Address("fake", "bot", f"dm:{who}")


def note(text: str, who: str = "alice", kind: str = "reply", **more: Any) -> Message:
    return replace(Message(address(who), Card((Line((Span(text),)),)), kind=kind), **more)


def a_team(unit: UnitOfWork) -> None:
    unit.add(Workspace(name="Nord", created_at=unit.now))
    for name in ("alice", "bob"):
        roster.add_member(unit, name, accounts=[Actor("fake", "bot", name)])


@pytest_asyncio.fixture
async def place(database_url: str, clock: VirtualClock, tmp_path: Path) -> AsyncIterator[Place]:
    app, timers, platform = open_app(database_url, clock, tmp_path)
    app.writer.submit(1, a_team).result()
    yield Place(app, platform, clock, timers, app.database)
    await app.close()


def open_app(url: str, clock: VirtualClock, folder: Path) -> tuple[App, ManualTimers, FakePlatform]:
    settings: Settings = load(Path("/dev/null"), environment={}, database=url)
    delivery = msgspec.structs.replace(settings.delivery, sweep_seconds=0.0, attempts=3)
    settings = msgspec.structs.replace(settings, data_dir=str(folder), delivery=delivery)
    platform, timers = FakePlatform(), ManualTimers()
    app = build(settings, Database(url), clock, timers=timers, only=[platform], sweeping=True)
    return app, timers, platform
