"""A Slack adapter over the pretended Slack, in either mode, with an inbox that only collects."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import (
    AsyncExitStack,
    asynccontextmanager,
    suppress,
)
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Mount

from bot.adapters.slack.adapter import SlackAdapter, build
from bot.adapters.slack.settings import Settings
from domain.chat import Address, Body, Choice, Incoming, Line, Outgoing, RawUpdate, Span
from domain.clock import VirtualClock
from domain.house import FormField, FormSpec
from tests.adapters.house import a_house
from tests.adapters.serving import served
from tests.fakes.slack.person import Person
from tests.fakes.slack.server import FakeSlack

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NEW_LEAD = FormSpec(
    "lead",
    "New lead",
    "Save",
    (FormField("name", "Name", required=True), FormField("note", "Note", multiline=True, hint="50 seats")),
)


class Inbox:
    """Collects what is accepted, once a key; `before` may make it slow or full."""

    def __init__(self, adapter: SlackAdapter) -> None:
        self._adapter = adapter
        self.stored: dict[tuple[str, str], RawUpdate] = {}
        self.offered = 0
        self.before: Callable[[RawUpdate], Awaitable[None]] | None = None
        self.changed = asyncio.Condition()

    async def accept(self, update: RawUpdate) -> bool:
        self.offered += 1
        if self.before is not None:
            await self.before(update)
        is_new = (update.tenant, update.key) not in self.stored
        self.stored[update.tenant, update.key] = update
        async with self.changed:
            self.changed.notify_all()
        return is_new

    @property
    def incoming(self) -> list[Incoming]:
        parsed = [self._adapter.parse(update) for update in self.stored.values()]
        return [one for one in parsed if one is not None]

    @property
    def last(self) -> Incoming:
        return self.incoming[-1]

    async def holds(self, count: int) -> None:
        """Wait until that many updates are stored."""
        async with asyncio.timeout(20), self.changed:
            await self.changed.wait_for(lambda: len(self.stored) >= count)


class Running:
    """An adapter at work: the pretended Slack, the inbox behind it, and somebody to talk."""

    def __init__(self, slack: FakeSlack, adapter: SlackAdapter, clock: VirtualClock) -> None:
        self.slack = slack
        self.adapter = adapter
        self.clock = clock
        self.inbox = Inbox(adapter)
        self.house = adapter._house
        self.ada: Person = slack.person("UADA", "Ada")

    async def sends(self, message: Outgoing) -> str:
        return (await self.adapter.send(message)).message_id


def settings_for(slack: FakeSlack, mode: str, **more: Any) -> Settings:
    return Settings(
        mode="http" if mode == "http" else "socket",
        app_token=slack.world.app_token,
        signing_secret=slack.world.signing_secret,
        bot_token=more.pop("bot_token", "xoxb-T1"),
        api_url=slack.api_url,
        ping_interval_seconds=more.pop("ping_interval_seconds", 0.2),
        # A machine that is busy with other tests is no slow database and no slow directory.
        ack_within_seconds=more.pop("ack_within_seconds", 10.0),
        profile_within_seconds=more.pop("profile_within_seconds", 10.0),
        **more,
    )


@asynccontextmanager
async def running(tmp_path: Path, mode: str, **more: Any) -> AsyncIterator[Running]:
    """The adapter, receiving over `mode` from a pretended Slack."""
    clock = VirtualClock(NOW)
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(FakeSlack(clock, ack_seconds=15.0))
        house = a_house(tmp_path, clock=clock, forms=[NEW_LEAD], base_url="https://crm.example.com")
        (adapter,) = build(settings_for(slack, mode, **more), house)
        assert isinstance(adapter, SlackAdapter)
        run = Running(slack, adapter, clock)
        receiving = asyncio.create_task(adapter.receive(run.inbox.accept))
        stack.push_async_callback(_stop, receiving, adapter)
        if mode == "http":
            slack.request_url = await stack.enter_async_context(served(site(adapter))) + "/slack/events"
        else:
            await slack.connected()
        yield run


def site(adapter: SlackAdapter) -> Starlette:
    """The adapter's routes as the common server mounts them."""
    return Starlette(routes=[Mount(route.path, route.app) for route in adapter.routes()])


async def _stop(receiving: "asyncio.Task[None]", adapter: SlackAdapter) -> None:
    receiving.cancel()
    with suppress(asyncio.CancelledError):
        await receiving
    await adapter.close()


def card(*lines: str) -> Body:
    return tuple(Line((Span(line),)) for line in lines)


def outgoing(chat_id: str, body: Body, *rows: Sequence[str], **more: Any) -> Outgoing:
    choices = tuple(tuple(Choice(label, f"tok-{label}") for label in row) for row in rows)
    address = Address("slack", "T1", chat_id, more.pop("thread_id", None))
    return Outgoing(key=more.pop("key", "out-1"), address=address, body=body, choices=choices, **more)
