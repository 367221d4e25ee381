"""The composition root: settings -> database, adapters, intake, delivery, scheduler; start and graceful stop."""

import asyncio
import logging
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot import http, metrics
from bot.delivery import Delivery
from bot.desk import Desk
from bot.files import FileStore
from bot.house import make_house
from bot.identity import new_holder
from bot.intake import Intake
from bot.loading import load
from bot.outgoing_files import OutgoingFiles
from bot.presence import Presence, Role
from bot.settings import RetentionSettings, Settings
from bot.sharing import Sharing
from bot.timers import LoopTimers, Timers
from bot.vitals import Gauges, describe_build, note_commit, note_tick, note_trimmed, watch_loop
from bot.web_room import StoredWebRoom
from domain.chat import Adapter, Introduced, Route
from domain.clock import Clock
from domain.house import House
from scheduler.ticker import Ticker
from storage import inbox
from storage.database import Database
from storage.failures import StorageDown
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
    presence: Presence

    @property
    def workspace_id(self) -> int:
        return self.settings.workspace.id

    @property
    def role(self) -> Role:
        return self.presence.role

    def recover(self, platforms: Collection[str] | None = None) -> int:
        """Take up accepted updates (of all platforms, or of these) that a crash left unhandled; how many."""
        names = {adapter.name for adapter in self.adapters} if platforms is None else set(platforms)
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
        """What platforms and people may call here; nothing where other processes take in."""
        return [route for adapter in self.adapters for route in adapter.routes()] if self.role.takes_in else []

    def leave(self) -> None:
        """Take up nothing more: the end is near."""
        self.presence.is_leaving = True

    async def wrong(self) -> str | None:
        """What keeps the program from its work; None while all is well."""
        if self.presence.is_leaving:
            return "stopping"
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
        """Drain lanes, flush the outbox, let go of the rest, close clients and the database, in that order."""
        await self.intake.stop()
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
    role: Role = Role.ALL,
) -> App:
    """Wire an App. `only` replaces the configured adapters (the terminal's chat talks to nobody else).

    `sweeping`: something sweeps regularly, so a message that must wait long is left to it.
    """
    writer = open_writer(database, clock, note_commit)
    presence = Presence(
        writer, settings.workspace.id, role, new_holder(), settings.workers, is_shared=not database.is_sqlite
    )
    house = _house(settings, writer, clock, presence)
    adapters = tuple(only) if only is not None else tuple(_adapters(settings, house))
    platforms = {adapter.name: adapter for adapter in adapters}
    desk = Desk(writer)
    kept = timedelta(days=settings.retention.put_aside_days)
    outgoing = OutgoingFiles(Path(settings.data_dir) / "outgoing", kept)
    delivery = Delivery(desk, platforms, settings.delivery, presence, outgoing, sweeping=sweeping)
    intake = Intake(
        desk,
        platforms,
        lambda _platform, _tenant: settings.workspace.id,
        clock,
        timers or LoopTimers(clock),
        FileStore(Path(settings.data_dir) / "files"),
        outgoing,
        delivery.wake,
        settings.intake,
    )
    return App(settings, database, writer, clock, house, adapters, intake, delivery, presence)


def _house(settings: Settings, writer: Writer, clock: Clock, presence: Presence) -> House:
    web = settings.platforms.get("web")
    room = StoredWebRoom(
        writer,
        settings.workspace.id,
        demo=getattr(web, "demo", False),
        session_days=getattr(web, "session_days", 30),
        poll_seconds=settings.workers.poll_seconds if presence.is_shared else None,
    )
    base = settings.server.base_url or f"http://{settings.server.host}:{settings.server.port}"
    return make_house(writer, settings.workspace.id, clock, Path(settings.data_dir), base, room, presence.holder)


def _adapters(settings: Settings, house: House) -> list[Adapter]:
    """The adapters whose sections are enabled; only their SDKs are imported."""
    built: list[Adapter] = []
    for name, section in settings.platforms.items():
        if section.enabled:
            module: Any = load(f"bot.adapters.{name}.adapter")
            built.extend(module.build(section, house))
    return built


@asynccontextmanager
async def running(app: App) -> AsyncIterator[App]:
    """The app at work, as its role says; stopped gracefully at the end of the block."""
    loop = asyncio.get_running_loop()
    await app.presence.enter()
    sharing = _share(app)
    beating = loop.create_task(app.presence.beat_forever(), name="beat")
    works = [watch_loop(), *(_attend(app, adapter, sharing) for adapter in app.adapters)]
    if app.role.works:
        works += [app.delivery.sweep_forever(), app.intake.sweep_forever()]
    if sharing is not None:
        works.append(sharing.count_forever())
        if app.role.works:
            works.append(sharing.take_up_forever(lambda: app.intake.waiting, app.intake.recover, app.intake.sweep))
    tasks = [loop.create_task(work) for work in works]
    ticker = Ticker(
        app.writer,
        app.workspace_id,
        app.settings.scheduler.tick_seconds,
        _waker(app, loop),
        keeping=keeping(app.settings.retention),
        rung=note_tick(app.clock),
        trimmed=note_trimmed,
    )
    if app.role.works:
        ticker.start()
    try:
        yield app
    finally:
        app.leave()
        await _cancel(tasks)
        if app.role.works:
            ticker.stop()
        await app.intake.stop()
        await app.delivery.stop()
        await _cancel([beating])
        with suppress(StorageDown):  # then the lease ends by itself
            await app.presence.leave()
        await app.close()


def keeping(settings: RetentionSettings) -> Keeping:
    """The days of the configuration, as the ticker takes them."""
    days = (settings.inbox_days, settings.outbox_days, settings.put_aside_days, settings.web_days)
    return Keeping(*(timedelta(days=number) for number in days))


def _share(app: App) -> Sharing | None:
    """Where others may be at work on this database, the inbox is divided with them."""
    if not app.presence.is_shared:
        return None
    sharing = Sharing(app.writer, app.workspace_id, app.presence, app.settings.intake, app.settings.workers)
    app.intake.share(sharing)
    return sharing


async def _cancel(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _waker(app: App, loop: asyncio.AbstractEventLoop) -> Any:
    """Sweep right after a tick that promised something, from whatever thread it ran in."""

    def wake() -> None:
        loop.call_soon_threadsafe(lambda: loop.create_task(_sweep(app)))

    return wake


async def _sweep(app: App) -> None:
    await app.delivery.sweep()


async def _attend(app: App, adapter: Adapter, sharing: Sharing | None) -> None:
    """Let an adapter learn who it is, take up what waits for it, and, where this process takes in, receive.

    One that fails is started again, with growing pauses; the others go on.
    """
    pause = 1.0
    is_ready = False
    while True:
        try:
            if not is_ready:
                await _introduce(app, adapter, sharing)
                is_ready = True
            if app.role.takes_in:
                await adapter.receive(app.intake.accept)
        except Exception:  # one platform's trouble must not stop the others
            metrics.RESTARTS.labels(adapter.name).inc()
            log.exception("%s stopped receiving; it is started again in %.0f s", adapter.name, pause)
        else:
            return
        await asyncio.sleep(pause)
        pause = min(60.0, pause * 2)


async def _introduce(app: App, adapter: Adapter, sharing: Sharing | None) -> None:
    if isinstance(adapter, Introduced):
        await adapter.introduce()
    app.intake.ready.add(adapter.name)
    if sharing is None:
        app.recover({adapter.name})


async def serve(app: App, *, started: asyncio.Event | None = None) -> None:
    """Run until a signal; uvicorn owns the signals."""
    describe_build(app.database)
    gauges = app.gauges()
    asgi = http.make_asgi(app.routes(), app.wrong, lambda: gauges.refresh(app.workspace_id))
    server = http.make_server(asgi, app.settings.server, app.leave)
    async with running(app):
        if started is not None:
            started.set()
        await http.serve_until_signal(server)
