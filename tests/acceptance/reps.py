"""One rep at work over each platform through the whole program, with the same few verbs everywhere.

Every verb returns the latest card it brought, once all is settled. `rep_over(platform, ...)` opens the stage.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import httpx

from bot.adapters.console.adapter import ConsoleAdapter
from bot.app import App, build
from bot.replay import Replay
from bot.settings import Settings
from bot.timers import ManualTimers
from domain.clock import VirtualClock
from domain.terms import Role
from storage.database import Database
from storage.entities import ChatIdentity, WebMessage
from storage.unit_of_work import UnitOfWork
from tests.acceptance.effects import Effects, effects
from tests.acceptance.slack_office import SlackOffice, slack_office
from tests.acceptance.telegram_stage import NOON, Stage, stage
from tests.acceptance.web_stage import WebStage, web_stage
from tests.office import Office, work

PLATFORMS = ("ptb", "aiogram", "socket", "http", "web", "console")
HELD_SECONDS = 3
"""Longer than forwards are gathered."""


@dataclass(frozen=True)
class Card:
    """What the rep sees: `handle` is the platform's own message."""

    text: str
    handle: Any


class Rep(Protocol):
    shares_contacts: bool

    async def says(self, text: str, to: Card | None = None) -> Card:
        """Type a line, or answer a card with it."""
        ...

    async def forwards(self, text: str, name: str) -> Card:
        """Hand on a message of somebody without an account here, and wait until it is filed."""
        ...

    async def shares_contact(self, name: str, phone: str) -> Card: ...

    async def presses(self, label: str, on: Card) -> Card: ...

    async def effects(self) -> Effects: ...


@asynccontextmanager
async def rep_over(platform: str, url: str, folder: Path, *, buttons: bool = True) -> AsyncIterator[Rep]:
    """Somebody selling in CNY from Berlin, on a Friday noon. `url` is an empty database, `folder` for the files.

    `buttons`: whether the terminal has any.
    """
    if platform in {"ptb", "aiogram"}:
        async with stage(platform, url, folder) as telegram:
            yield TelegramRep(telegram)
    elif platform in {"socket", "http"}:
        async with slack_office(folder, platform, start=NOON, currency="CNY", database=Database(url)) as office:
            yield SlackRep(office)
    elif platform == "web":
        async with web_stage(None, url, folder) as web, httpx.AsyncClient(headers={"origin": web.url}) as client:
            await client.get(await web.sign_in("alice"))
            yield WebRep(web, client)
    else:
        async with _at_the_terminal(url, folder, buttons=buttons) as terminal:
            yield terminal


async def _of(app: App) -> Effects:
    return await asyncio.wrap_future(app.writer.read(app.workspace_id, effects))


@dataclass
class TelegramRep:
    stage: Stage
    shares_contacts: bool = True

    async def says(self, text: str, to: Card | None = None) -> Card:
        await self.stage.alice.says(text, **({"reply_to": to.handle} if to else {}))
        return await self._latest()

    async def forwards(self, text: str, name: str) -> Card:
        await self.stage.alice.forwards(text, name)
        await self.stage.passes(seconds=HELD_SECONDS)
        return await self._latest()

    async def shares_contact(self, name: str, phone: str) -> Card:
        await self.stage.alice.shares_contact(name, phone)
        return await self._latest()

    async def presses(self, label: str, on: Card) -> Card:
        await self.stage.alice.presses(label, on.handle)
        return await self._latest()

    async def effects(self) -> Effects:
        return await _of(self.stage.app)

    async def _latest(self) -> Card:
        await self.stage.settles()
        seen = self.stage.alice.unread()[-1]
        return Card(seen.text, seen)


@dataclass
class SlackRep:
    """Slack has no contacts to share; a forward is the shortcut "Save to Rapport"."""

    office: SlackOffice
    shares_contacts: bool = False

    async def says(self, text: str, to: Card | None = None) -> Card:
        if to is None:
            await self.office.bob.says(text)
        else:
            await self.office.bob.replies(to.handle, text)
        return await self._latest()

    async def forwards(self, text: str, name: str) -> Card:
        await self.office.bob.saves_words_of(name, text)
        await self.office.passes(seconds=HELD_SECONDS)
        return await self._latest()

    async def shares_contact(self, name: str, phone: str) -> Card:
        raise NotImplementedError

    async def presses(self, label: str, on: Card) -> Card:
        await self.office.bob.presses(label, on.handle)
        return await self._latest()

    async def effects(self) -> Effects:
        return await _of(self.office.app)

    async def _latest(self) -> Card:
        await self.office.is_quiet()
        bob = self.office.bob
        message = [one for one in bob.world.stream if one.channel == bob.channel.id][-1]
        return Card(message.shown, message)


@dataclass
class WebRep:
    """Does what the page does, without a browser."""

    stage: WebStage
    client: httpx.AsyncClient
    shares_contacts: bool = True
    _numbers: "count[int]" = field(default_factory=lambda: count(1))
    _seen: list[dict[str, Any]] = field(default_factory=list)

    async def says(self, text: str, to: Card | None = None) -> Card:
        return await self._acts(do="message", text=text, **({"reply_to": to.handle["id"]} if to else {}))

    async def forwards(self, text: str, name: str) -> Card:
        await self._act(do="message", text=text, forward={"kind": "hidden", "name": name})
        await self.stage.passes(seconds=HELD_SECONDS)
        return await self._latest()

    async def shares_contact(self, name: str, phone: str) -> Card:
        return await self._acts(do="message", contacts=[{"name": name, "phones": [phone]}])

    async def presses(self, label: str, on: Card) -> Card:
        tokens = {choice["label"]: choice["token"] for row in on.handle["choices"] for choice in row}
        return await self._acts(do="press", message=on.handle["id"], token=tokens[label], label=label)

    async def effects(self) -> Effects:
        return await _of(self.stage.app)

    async def _acts(self, **action: Any) -> Card:
        await self._act(**action)
        return await self._latest()

    async def _act(self, **action: Any) -> None:
        key = f"key-{next(self._numbers):08}"
        answer = await self.client.post(f"{self.stage.url}/act", json={"key": key, "chat": "dm:alice", **action})
        assert answer.status_code == 200, answer.text

    async def _latest(self) -> Card:
        await self.stage.settles()
        app = self.stage.app
        entries = await asyncio.wrap_future(app.writer.read(app.workspace_id, _entries))
        entry = [one for one in entries if one not in self._seen][-1]  # new, or edited in place
        self._seen = entries
        return Card("\n".join(_lines(entry["body"])), entry)


def _entries(uow: UnitOfWork) -> list[dict[str, Any]]:
    rows = uow.session.query(WebMessage).order_by(WebMessage.position)
    return [{**row.payload, "id": row.id} for row in rows if row.payload["kind"] == "bot"]


def _lines(body: list[dict[str, Any]]) -> list[str]:
    found: list[str] = []
    for block in body:
        rows = block["items"] if block["is"] == "bullets" else [block.get("spans", ())]
        found += ["".join(span["text"] for span in row) for row in rows]
    return found


@asynccontextmanager
async def _at_the_terminal(url: str, folder: Path, *, buttons: bool) -> AsyncIterator["ConsoleRep"]:
    """`rapport chat --jsonl`, kept open."""
    database = Database(url)
    with work(database, NOON) as uow:
        office = Office(uow, "CNY")
        alice = office.member("alice", Role.REP, office.team("East"))
        uow.add(ChatIdentity(platform="console", tenant="main", user_id="alice", member_id=alice.id))
    clock, timers, adapter, out = VirtualClock(NOON), ManualTimers(), ConsoleAdapter(buttons=buttons), StringIO()
    app = build(Settings(data_dir=str(folder)), database, clock, timers=timers, only=[adapter])
    replay = Replay(app, clock, timers, out)
    adapter.show = replay.show
    try:
        yield ConsoleRep(replay, out)
    finally:
        await app.close()


@dataclass
class ConsoleRep:
    replay: Replay
    out: StringIO
    shares_contacts: bool = True

    async def says(self, text: str, to: Card | None = None) -> Card:
        return await self._line(text=text, **({"reply_to": to.handle["id"]} if to else {}))

    async def forwards(self, text: str, name: str) -> Card:
        return await self._line(text=text, forward={"kind": "hidden", "name": name})

    async def shares_contact(self, name: str, phone: str) -> Card:
        return await self._line(contacts=[{"name": name, "phones": [phone]}])

    async def presses(self, label: str, on: Card) -> Card:
        (token,) = [choice["token"] for choice in on.handle["choices"] if choice["label"] == label]
        return await self._line(press=token, reply_to=on.handle["id"])

    async def effects(self) -> Effects:
        return await _of(self.replay.app)

    async def _line(self, **line: Any) -> Card:
        await self.replay.run([json.dumps({"from": "alice", **line})])
        printed = [json.loads(text) for text in self.out.getvalue().splitlines()]
        document = [one for one in printed if "text" in one][-1]
        return Card(document["text"], document)
