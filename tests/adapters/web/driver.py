"""One person's page as the contract of adapters wants it driven: over HTTP, on a room in memory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from bot.adapters.web.adapter import build
from bot.adapters.web.settings import Settings
from domain.chat import Adapter, Address
from domain.house import WebPerson
from tests.adapters.contract import Inbox, Shown, cannot, receiving
from tests.adapters.house import a_house
from tests.fakes.web_room import FakeWebRoom

URL = "http://web.test"


@asynccontextmanager
async def driving(tmp_path: Path) -> AsyncIterator["WebDriver"]:
    room = FakeWebRoom(WebPerson("alice", "Alice Chen", "en", "rep"))
    (adapter,) = build(Settings(), replace(a_house(tmp_path), web=room))
    session = room.session("alice")
    transport = httpx.ASGITransport(adapter.routes()[0].app)
    cookies, headers = {"rapport": session}, {"origin": URL}
    inbox = Inbox()
    async with (
        httpx.AsyncClient(transport=transport, base_url=URL, cookies=cookies, headers=headers) as client,
        receiving(adapter, inbox),
    ):
        driver = WebDriver(adapter, inbox, room, client, session)
        await driver.ready()
        yield driver
        await driver.settle()


@dataclass
class WebDriver:
    """Does what the page does: a key for each action, and the same again until it is taken."""

    adapter: Adapter
    inbox: Inbox
    room: FakeWebRoom
    client: httpx.AsyncClient
    secret: str
    actions: list[dict[str, Any]] = field(default_factory=list)
    retries: list[asyncio.Task[None]] = field(default_factory=list)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    async def ready(self) -> None:
        """Until the adapter receives: its task has had no turn yet."""
        await asyncio.sleep(0)

    async def settle(self) -> None:
        await asyncio.gather(*self.retries)

    def place(self) -> Address:
        return Address("web", "web", "dm:alice")

    async def says(self, text: str, reply_to: str | None = None) -> None:
        await self._message(text=text, reply_to=reply_to)

    async def edits(self, text: str) -> None:
        line = f"from:alice:{self.actions[-1]['key']}"
        await self._act({"do": "edit", "edit_of": line, "text": text})

    async def forwards(self, text: str, name: str) -> None:
        await self._message(text=text, forward={"kind": "hidden", "name": name})

    async def shares_contact(self, name: str, phone: str) -> None:
        await self._message(contacts=[{"name": name, "phones": [phone]}])

    async def sends_file(self, name: str, content: bytes) -> None:
        answer = await self.client.post("/upload", content=content)
        await self._message(files=[{"id": answer.json()["id"], "name": name}])

    async def presses(self, message_id: str, label: str) -> None:
        entry = next(entry for entry in self.room.entries("dm:alice") if entry.id == message_id)
        tokens = {choice["label"]: choice["token"] for row in entry.payload["choices"] for choice in row}
        await self._act({"do": "press", "message": message_id, "token": tokens[label], "label": label})

    async def reacts(self, message_id: str, emoji: str) -> None:
        await self._act({"do": "react", "message": message_id, "emoji": emoji})

    async def repeats(self) -> None:
        for action in self.actions:
            await self.client.post("/act", json=action)

    async def poisons(self) -> None:
        cannot("malformed updates: what makes no sense is refused before it is stored")

    def shown(self) -> list[Shown]:
        entries = [entry for entry in self.room.entries("dm:alice") if entry.payload["kind"] == "bot"]
        return [_shown(entry.id, dict(entry.payload)) for entry in entries]

    def fails(self, how: str) -> None:
        if how != "down":
            cannot(f"'{how}': history is the store, and sending again is the same message")
        self.room.is_down = True

    async def _message(self, **parts: Any) -> None:
        await self._act({"do": "message"} | {name: value for name, value in parts.items() if value is not None})

    async def _act(self, action: dict[str, Any]) -> None:
        action |= {"key": f"key-{next(self.numbers):08}", "chat": "dm:alice"}
        self.actions.append(action)
        if not await self._is_taken(action):
            self.retries.append(asyncio.create_task(self._again(action)))

    async def _again(self, action: dict[str, Any]) -> None:
        while not await self._is_taken(action):
            continue

    async def _is_taken(self, action: dict[str, Any]) -> bool:
        answer = await self.client.post("/act", json=action)
        assert answer.status_code in {200, 503}, answer.text
        return answer.status_code == 200


def _shown(identifier: str, payload: dict[str, Any]) -> Shown:
    lines: list[str] = []
    for block in payload["body"]:
        rows = block["items"] if block["is"] == "bullets" else [block["spans"]]
        lines += ["".join(span["text"] for span in row) for row in rows]
    labels = tuple(choice["label"] for row in payload.get("choices", ()) for choice in row)
    files = tuple(file["name"] for file in payload.get("files", ()))
    return Shown(identifier, "\n".join(lines), labels, files, payload.get("reply_to"))
