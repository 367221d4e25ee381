"""The whole program behind the web chat, with real browsers or without: settings, database, intake, delivery, server.

The clock stands still until `passes`; nothing sleeps.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from playwright.async_api import Browser, BrowserContext, expect

from bot.adapters.web.settings import Settings as WebSettings
from bot.app import App, build, running
from bot.http import make_asgi
from bot.settings import Settings
from bot.timers import ManualTimers
from bot.web_room import make_link
from domain.clock import VirtualClock
from scheduler.tick import tick
from storage.database import Database
from storage.entities import ChatIdentity, Member, Team
from storage.members import find_named
from storage.unit_of_work import UnitOfWork
from tests.adapters.web.screen import Screen
from tests.adapters.web.standin import served
from tests.office import Office, work

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # a Friday, 13:00 in Berlin


@dataclass
class WebStage:
    """`alice` and `bob` are reps, `mia` their manager; each may open pages."""

    browser: Browser | None
    app: App
    clock: VirtualClock
    timers: ManualTimers
    url: str
    contexts: list[BrowserContext] = field(default_factory=list)

    async def enter(self, name: str) -> Screen:
        """Follow a fresh sign-in link in a browser of one's own."""
        assert self.browser is not None
        link = await self.sign_in(name)
        context = await self.browser.new_context(viewport={"width": 1180, "height": 800})
        self.contexts.append(context)
        page = await context.new_page()
        await page.goto(link)
        await expect(page.locator(".side")).to_be_visible()
        return Screen(page)

    async def sign_in(self, name: str) -> str:
        """A fresh sign-in link."""
        token = await asyncio.wrap_future(
            self.app.writer.submit(self.app.workspace_id, lambda uow: make_link(uow, _member(uow, name).id))
        )
        return f"{self.url}/sign-in/{token}"

    async def passes(self, **span: float) -> None:
        """Let time go by, in one step: held bursts close, what fell due is sent."""
        await self.settles()
        self.clock.move_to(self.clock.now() + timedelta(**span))
        self.timers.fire(self.clock.now())
        await self.settles()
        await asyncio.wrap_future(self.app.writer.submit(self.app.workspace_id, tick))
        await self.settles()

    async def settles(self) -> None:
        """Until everything taken was handled and everything promised was sent."""
        while True:
            await self.app.intake.idle()
            await self.app.delivery.idle()
            if not await self.app.delivery.sweep():
                return

    async def changes(self, name: str, change: Callable[[UnitOfWork, Member], object]) -> None:
        """Do something to a member or their records behind the page's back."""

        def work(uow: UnitOfWork) -> None:
            change(uow, _member(uow, name))

        await asyncio.wrap_future(self.app.writer.submit(self.app.workspace_id, work))

    async def close(self) -> None:
        for context in self.contexts:
            await context.close()


@asynccontextmanager
async def web_stage(browser: Browser | None, url: str, tmp_path: Path) -> AsyncIterator[WebStage]:
    clock, timers = VirtualClock(NOON), ManualTimers()
    database = Database(url)
    with work(database, NOON) as uow:
        office = Office(uow, "CNY")
        team = office.team("East")
        for name, role in (("alice", "rep"), ("bob", "rep"), ("mia", "manager")):
            _join(uow, office, team, name, role)
    settings = msgspec.structs.replace(Settings(data_dir=str(tmp_path)), platforms={"web": WebSettings(demo=True)})
    app = build(settings, database, clock, timers=timers)
    async with (
        running(app),
        served(make_asgi(app.routes(), app.wrong, lambda: app.gauges().refresh(app.workspace_id))) as port,
    ):
        stage = WebStage(browser, app, clock, timers, f"http://127.0.0.1:{port}")
        yield stage
        await stage.close()


def _join(uow: UnitOfWork, office: Office, team: Team, name: str, role: str) -> None:
    uow.add(
        ChatIdentity(
            platform="web",
            tenant="web",
            user_id=name,
            member_id=office.member(name, role, team).id,
            direct_chat={"platform": "web", "tenant": "web", "chat_id": f"dm:{name}"},
            last_seen_at=uow.now,
        )
    )


def _member(uow: UnitOfWork, name: str) -> Member:
    found = find_named(uow, name)
    assert found is not None
    return found
