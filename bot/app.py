"""The composition root: settings -> database, adapters, intake, delivery, scheduler; start and graceful stop."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from bot import http, metrics
from bot.delivery import Delivery
from bot.files import FileStore
from bot.house import make_house
from bot.intake import Intake
from bot.settings import RetentionSettings, Settings
from bot.timers import LoopTimers, Timers
from bot.vitals import Gauges, describe_build, note_commit, note_tick, note_trimmed, watch_loop
from bot.web_room import StoredWebRoom
from domain.chat import Adapter, Route
from domain.clock import Clock
from domain.house import House
from scheduler.ticker import Ticker
from storage import inbox
from storage.database import Database
from storage.retention import Keeping
from storage.writer import Writer, open_writer

log = logging.getLogger("rapport.app")
PAGE = 500
"""How many left-over updates are taken up at a time."""


@dataclass(frozen=True, slots=True)
class App:
    """Everything wired, nothing running yet. Made and closed within a running event loop."""

    settings: Settings
    database: Database
    writer: Writer
    clock: Clock
    house: House
    adapters: Sequence[Adapter]
    intake: Intake
    delivery: Delivery

    @property
    def workspace_id(self) -> int:
        return self.settings.workspace.id

    def recover(self) -> int:
        """Take up accepted updates that a crash left unhandled; how many."""
        names = {adapter.name for adapter in self.adapters}
        found, after = 0, None
        while True:
            with self.database.reading.connect() as connection:
                page = inbox.list_pending(connection, after=after, limit=PAGE, platforms=names)
            self.intake.recover(page)
            found += len(page)
            if len(page) < PAGE:
                return found
            after = page[-1].id

    def routes(self) -> list[Route]:
        return [route for adapter in self.adapters for route in adapter.routes()]

    async def wrong(self) -> str | None:
        """What keeps the program from its work; None while all is well."""
        try:
            await asyncio.wrap_future(self.writer.read(self.workspace_id, lambda unit: unit.session.connection()))
        except Exception:  # readiness reports, it must not fail itself
            log.exception("the database does not answer")
            return "the database does not answer"
        return None

    def gauges(self) -> Gauges:
        names = [adapter.name for adapter in self.adapters]
        folder = Path(self.settings.data_dir)
        return Gauges(self.database, self.writer, self.clock, names, folder, lambda: self.intake.lanes)

    async def close(self) -> None:
        """Drain lanes, flush the outbox, close clients and the database, in that order."""
        await self.intake.idle()
        await self.delivery.stop()
        for adapter in self.adapters:
            await adapter.close()
        self.writer.close()
        self.database.close()


def build(
    settings: Settings,
    database: Database,
    clock: Clock,
    *,
    timers: Timers | None = None,
    only: Sequence[Adapter] | None = None,
    sweeping: bool = True,
) -> App:
    """Wire an App. `only` replaces the configured adapters (the terminal's chat talks to nobody else).

    `sweeping`: something sweeps regularly, so a message that must wait long is left to it.
    """
    writer = open_writer(database, clock, note_commit)
    house = _house(settings, writer, clock)
    adapters = tuple(only) if only is not None else tuple(_adapters(settings, house))
    platforms = {adapter.name: adapter for adapter in adapters}
    delivery = Delivery(writer, platforms, settings.delivery, sweeping=sweeping)
    intake = Intake(
        writer,
        platforms,
        lambda _platform, _tenant: settings.workspace.id,
        clock,
        timers or LoopTimers(clock),
        FileStore(Path(settings.data_dir) / "files"),
        delivery.wake,
        settings.intake,
    )
    return App(settings, database, writer, clock, house, adapters, intake, delivery)


def _house(settings: Settings, writer: Writer, clock: Clock) -> House:
    web = settings.platforms.get("web")
    room = StoredWebRoom(
        writer,
        settings.workspace.id,
        demo=getattr(web, "demo", False),
        session_days=getattr(web, "session_days", 30),
    )
    base = settings.server.base_url or f"http://{settings.server.host}:{settings.server.port}"
    return make_house(writer, settings.workspace.id, clock, Path(settings.data_dir), base, room)


def _adapters(settings: Settings, house: House) -> list[Adapter]:
    """The adapters whose sections are enabled; only their SDKs are imported."""
    built: list[Adapter] = []
    for name, section in settings.platforms.items():
        if section.enabled:
            module: Any = import_module(f"bot.adapters.{name}.adapter")
            built.extend(module.build(section, house))
    return built


@asynccontextmanager
async def running(app: App) -> AsyncIterator[App]:
    """The app at work: receiving, delivering, ticking; stopped gracefully at the end of the block."""
    loop = asyncio.get_running_loop()
    ticker = Ticker(
        app.writer,
        app.workspace_id,
        app.settings.scheduler.tick_seconds,
        _waker(app, loop),
        keeping=keeping(app.settings.retention),
        rung=note_tick(app.clock),
        trimmed=note_trimmed,
    )
    app.recover()
    tasks = [loop.create_task(_receive(app, adapter), name=f"receive {adapter.name}") for adapter in app.adapters]
    tasks.append(loop.create_task(app.delivery.sweep_forever(), name="sweep"))
    tasks.append(loop.create_task(watch_loop(), name="watch"))
    ticker.start()
    try:
        yield app
    finally:
        for task in tasks:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks, return_exceptions=True)
        ticker.stop()
        await app.close()


def keeping(settings: RetentionSettings) -> Keeping:
    """The days of the configuration, as the ticker takes them."""
    days = (settings.inbox_days, settings.outbox_days, settings.put_aside_days, settings.web_days)
    return Keeping(*(timedelta(days=number) for number in days))


def _waker(app: App, loop: asyncio.AbstractEventLoop) -> Any:
    """Sweep right after a tick that promised something, from whatever thread it ran in."""

    def wake() -> None:
        loop.call_soon_threadsafe(lambda: loop.create_task(_sweep(app)))

    return wake


async def _sweep(app: App) -> None:
    await app.delivery.sweep()


async def _receive(app: App, adapter: Adapter) -> None:
    """An adapter that fails is started again, with growing pauses; the others go on."""
    pause = 1.0
    while True:
        try:
            await adapter.receive(app.intake.accept)
        except Exception:  # one platform's trouble must not stop the others
            metrics.RESTARTS.labels(adapter.name).inc()
            log.exception("%s stopped receiving; it is started again in %.0f s", adapter.name, pause)
        else:
            return
        await asyncio.sleep(pause)
        pause = min(60.0, pause * 2)


async def serve(app: App, *, started: asyncio.Event | None = None) -> None:
    """Run until a signal; uvicorn owns the signals."""
    describe_build(app.database)
    gauges = app.gauges()
    asgi = http.make_asgi(app.routes(), app.wrong, lambda: gauges.refresh(app.workspace_id))
    server = http.make_server(asgi, app.settings.server)
    async with running(app):
        if started is not None:
            started.set()
        await http.serve_until_signal(server)
