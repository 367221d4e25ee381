"""The whole program over the pretended Slack: real database, real edge, in either mode; the clock moves by hand."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot import http
from bot.app import App, build, running
from bot.settings import Settings
from bot.timers import ManualTimers
from domain.clock import VirtualClock
from storage.database import Database
from storage.entities import ChatIdentity, Member
from tests.adapters.serving import served
from tests.adapters.slack.running import settings_for
from tests.fakes.slack.person import Person
from tests.fakes.slack.server import FakeSlack
from tests.office import NOW, Office, new_database, work

PEOPLE = (("Alice", "admin"), ("Mia", "manager"), ("Bob", "rep"), ("Carol", "rep"))


@dataclass
class SlackOffice:
    """Alice (admin), Mia (manager), Bob and Carol (reps) of the team East, all on Slack."""

    app: App
    slack: FakeSlack
    clock: VirtualClock
    timers: ManualTimers
    database: Database
    people: dict[str, Person]

    def __getattr__(self, name: str) -> Person:
        """`office.bob`; AttributeError for somebody unknown."""
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    async def passes(self, **span: float) -> None:
        """Let time go by, and everything that was due because of it."""
        self.clock.move_to(self.clock.now() + timedelta(**span))
        self.timers.fire(self.clock.now())
        await self.is_quiet()

    async def is_quiet(self) -> None:
        """Everything accepted is handled, everything promised is sent."""
        await self.app.intake.idle()
        await self.app.delivery.idle()


@asynccontextmanager
async def slack_office(
    tmp_path: Path, mode: str, *, start: datetime = NOW, currency: str = "EUR", database: Database | None = None
) -> AsyncIterator[SlackOffice]:
    clock, timers = VirtualClock(start), ManualTimers()
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(FakeSlack(clock, ack_seconds=15.0))
        database = database or new_database(tmp_path)
        _settle(database, currency)
        platforms = {"slack": settings_for(slack, mode, enabled=True, per_second=0, per_chat_per_second=0)}
        settings = Settings(data_dir=str(tmp_path), platforms=platforms)
        app = build(settings, database, clock, timers=timers)
        await stack.enter_async_context(running(app))
        if mode == "http":
            asgi = http.make_asgi(app.routes(), app.wrong, lambda: app.gauges().refresh(app.workspace_id))
            slack.request_url = await stack.enter_async_context(served(asgi)) + "/slack/events"
        else:
            await slack.connected()
        people = {name.lower(): slack.person(f"U{name.upper()}", name) for name, _ in PEOPLE}
        yield SlackOffice(app, slack, clock, timers, database, people)


def _settle(database: Database, currency: str) -> None:
    with work(database) as uow:
        office = Office(uow, currency)
        east = office.team("East")
        for name, role in PEOPLE:
            member: Member = office.member(name.lower(), role, east)
            account = ChatIdentity(platform="slack", tenant="T1", user_id=f"U{name.upper()}", member_id=member.id)
            uow.add(account)
