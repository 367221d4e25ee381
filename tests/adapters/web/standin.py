"""A stand-in for the core: it stores updates durably enough for a test, and answers each with a card."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import uvicorn

from bot.adapters.web.adapter import WebChatAdapter, build
from bot.adapters.web.settings import Settings
from domain.chat import (
    AsgiApp,
    Body,
    Bullets,
    Choice,
    Incoming,
    IncomingKind,
    Line,
    Outgoing,
    RawUpdate,
    Span,
    Style,
)
from domain.clock import SystemClock
from domain.errors import Overloaded
from domain.house import House, MenuEntry
from tests.adapters.house import a_house
from tests.fakes.web_room import FakeWebRoom

COMMANDS = (
    MenuEntry("note", "Add a note to a customer"),
    MenuEntry("find", "Find a customer"),
    MenuEntry("today", "What is due today"),
    MenuEntry("pipeline", "Deals by stage"),
)


def house_for(room: FakeWebRoom, data_dir: Path, menu: Sequence[MenuEntry] = COMMANDS) -> House:
    return replace(a_house(data_dir, clock=SystemClock()), menu=lambda _: menu, web=room)


@dataclass
class Core:
    """Answers a line with a card, a press with an edit of that card, and keeps what it was given."""

    adapter: WebChatAdapter
    updates: dict[str, RawUpdate] = field(default_factory=dict)
    refusals: int = 0
    is_silent: bool = False

    async def accept(self, raw: RawUpdate) -> bool:
        if self.refusals:
            self.refusals -= 1
            raise Overloaded("no room")
        if raw.key in self.updates:
            return False
        self.updates[raw.key] = raw
        incoming = self.adapter.parse(raw)
        if incoming is not None and incoming.is_to_me and not self.is_silent:
            await self.adapter.send(self.answer(incoming))
        return True

    def heard(self) -> list[Incoming]:
        parsed = [self.adapter.parse(raw) for raw in self.updates.values()]
        return [one for one in parsed if one is not None]

    def answer(self, incoming: Incoming) -> Outgoing:
        body: Body
        if incoming.kind is IncomingKind.PRESS and incoming.pressed:
            body = (text_line("Undone", heading=True), text_line("Nothing is left of it."))
            return Outgoing(f"out:{incoming.key}", incoming.address, body, edit_of=incoming.pressed.message_id)
        words = incoming.text or "(no words)"
        body = (
            text_line("✓ Noted for Li Wei · Acme Robotics", heading=True),
            text_line(words, quote=True),
            Bullets(((Span("Call on "), Span("Tuesday", Style.BOLD)),)),
        )
        return Outgoing(
            f"out:{incoming.key}",
            incoming.address,
            body,
            choices=(
                (
                    Choice("Undo", f"undo-{incoming.key[-8:]}"),
                    Choice("Pick time", f"pick-{incoming.key[-8:]}"),
                ),
            ),
        )


def text_line(words: str, *, heading: bool = False, quote: bool = False) -> Line:
    return Line((Span(words),), heading=heading, quote=quote)


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield  # the test's own process keeps its signals


@asynccontextmanager
async def served(app: AsgiApp, port: int = 0) -> AsyncIterator[int]:
    """The application on a loopback port, which is yielded."""
    config = uvicorn.Config(
        app,
        host="127.0.0.1",
        port=port,
        log_level="warning",
        ws="websockets-sansio",
        timeout_graceful_shutdown=2,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0)
        if task.done():
            await task
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await task


@dataclass
class Scene:
    """A running web chat: the room behind it, the core it talks to, and where it is."""

    room: FakeWebRoom
    adapter: WebChatAdapter
    core: Core
    menu: list[MenuEntry]
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def sign_in(self, user_id: str) -> str:
        return f"{self.url}/sign-in/{self.room.link(user_id)}"


@asynccontextmanager
async def running(room: FakeWebRoom, data_dir: Path, port: int = 0, **settings: Any) -> AsyncIterator[Scene]:
    """Build the adapter, let it receive, and serve its routes."""
    menu = list(COMMANDS)
    (adapter,) = build(Settings(**settings), house_for(room, data_dir, menu))
    assert isinstance(adapter, WebChatAdapter)
    core = Core(adapter)
    receiving = asyncio.create_task(adapter.receive(core.accept))
    async with served(adapter.routes()[0].app, port) as actual:
        try:
            yield Scene(room, adapter, core, menu, actual)
        finally:
            receiving.cancel()
            with suppress(asyncio.CancelledError):
                await receiving
            await adapter.close()
