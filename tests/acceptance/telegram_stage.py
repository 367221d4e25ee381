"""The whole program over a pretended Telegram: real settings, database, intake, delivery and client library.

The clock stands still until `passes`; nothing sleeps.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bot.adapters.telegram.settings import Settings as TelegramSettings
from bot.app import App, build, running
from bot.settings import Settings
from bot.timers import ManualTimers
from domain.chat import Actor
from domain.clock import VirtualClock
from scheduler.tick import tick
from storage.database import Database
from storage.entities import ChatIdentity, Team
from storage.members import find_by_actor
from storage.unit_of_work import UnitOfWork
from tests.fakes.telegram import FakeTelegram, Person
from tests.fakes.telegram.world import BOT_ID
from tests.office import Office, work

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # a Friday, 13:00 in Berlin
T = TypeVar("T")
MET = "Met Li Wei of Acme Robotics today, wants 50 seats, about ¥200k, call her next Tuesday 3pm, 138-0013-8000"
"""The line a day begins with."""


@dataclass
class Stage:
    """`alice` and `bob` are reps, `mia` their manager, `ada` the admin; all have started the bot."""

    telegram: FakeTelegram
    app: App
    clock: VirtualClock
    timers: ManualTimers
    alice: Person
    bob: Person
    mia: Person
    ada: Person

    async def passes(self, **span: float) -> None:
        """Let time go by, in one step: held bursts close, what fell due is sent."""
        await self.settles()
        self.clock.move_to(self.clock.now() + timedelta(**span))
        self.timers.fire(self.clock.now())
        await self.settles()
        await asyncio.wrap_future(self.app.writer.submit(self.app.workspace_id, tick))
        await self.settles()

    async def settles(self) -> None:
        """Until every update was taken and handled, and everything promised was sent."""
        await self.telegram.all_taken()
        while True:
            await self.app.intake.idle()
            await self.app.delivery.idle()
            if not await self.app.delivery.sweep():
                return

    async def reads_store(self, question: Callable[[UnitOfWork], T]) -> T:
        """Look into the database."""
        return await asyncio.wrap_future(self.app.writer.read(self.app.workspace_id, question))

    async def hears_nothing(self, person: Person, **where: Any) -> None:
        """Nothing new stands in that person's chat once all is settled."""
        await self.settles()
        assert [seen.text for seen in person.unread(**where)] == []


@asynccontextmanager
async def stage(library: Any, url: str, tmp_path: Path, **more: Any) -> AsyncIterator[Stage]:
    clock, timers = VirtualClock(NOON), ManualTimers()
    database = Database(url)
    async with FakeTelegram() as telegram:
        people = office_on_telegram(database, telegram)
        section = TelegramSettings(
            enabled=True,
            library=library,
            token=telegram.token,
            api_url=telegram.url,
            poll_seconds=5,
            per_second=0,
            per_chat_per_second=0,
            per_group_per_minute=0,
            **more,
        )
        settings = msgspec.structs.replace(Settings(data_dir=str(tmp_path)), platforms={"telegram": section})
        app = build(settings, database, clock, timers=timers)
        async with running(app):
            await telegram.called("setWebhook" if section.mode == "webhook" else "deleteWebhook")
            yield Stage(telegram, app, clock, timers, *people)


def office_on_telegram(database: Database, telegram: FakeTelegram) -> list[Person]:
    """Alice and Bob (reps), Mia (manager) and Ada (admin), each known by a Telegram account."""
    with work(database, NOON) as uow:
        office = Office(uow, "CNY")
        team = office.team("East")
        return [
            _member(uow, office, team, telegram.person(name), role)
            for name, role in (("Alice", "rep"), ("Bob", "rep"), ("Mia", "manager"), ("Ada", "admin"))
        ]


def _member(uow: UnitOfWork, office: Office, team: Team, person: Person, role: str) -> Person:
    member = office.member(person.user["first_name"], role, team)
    uow.add(
        ChatIdentity(
            platform="telegram",
            tenant=str(BOT_ID),
            user_id=str(person.id),
            member_id=member.id,
            direct_chat={"platform": "telegram", "tenant": str(BOT_ID), "chat_id": str(person.id)},
            last_seen_at=uow.now,
        )
    )
    return person


def is_reachable(uow: UnitOfWork, person: Person) -> bool:
    found = find_by_actor(uow, Actor("telegram", str(BOT_ID), str(person.id)))
    assert found is not None
    return found[1].paused_at is None
