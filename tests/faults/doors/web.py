"""The web chat's people: each a browser that posts a line until it is acknowledged, and keeps a page open.

What a browser has seen is the ledger. An answer is an entry of the history under its own id, so that a copy would be
a second entry.
"""

import asyncio
import json
import secrets
import socket
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from random import Random
from types import TracebackType
from typing import Any, Self
from uuid import UUID

import aiohttp

from bot.adapters.web.socket import SIGNED_OUT
from bot.web_room import hashed
from storage import web as stored
from storage.unit_of_work import UnitOfWork
from tests.faults.doors.door import Doom, Someone, Take

Json = dict[str, Any]
RETRY_SECONDS = 0.1
ANSWER_SECONDS = 3.0
COOKIE = "rapport"
LOST = (aiohttp.ClientError, TimeoutError, OSError, TypeError, ValueError)
"""What a broken line looks like: no answer, half of one, or another frame than a text."""


class WebDoor:
    """`pages` are the browsers by their person's name."""

    platform = tenant = "web"
    deadly: tuple[str, ...] = ()

    def __init__(self, *, workers: int = 2) -> None:
        self.victims: dict[int, Callable[[], None]] = {}
        self.struck = 0
        self.in_doubt = 0
        self.pages: dict[str, Browser] = {}
        self.seen: dict[str, Take] = {}
        self.heard = 0
        self._ports = [_free_port() for _ in range(workers)]
        self._changed = asyncio.Event()

    async def __aenter__(self) -> Self:
        self.http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        for page in self.pages.values():
            await page.close()
        await self.http.close()

    @property
    def takes(self) -> Sequence[Take]:
        """By their place in the history."""
        return sorted(self.seen.values(), key=lambda take: take.number)

    @property
    def unacknowledged(self) -> Sequence[str]:
        return [key for page in self.pages.values() for key, _ in page.waiting]

    def bases(self) -> list[str]:
        return [f"http://127.0.0.1:{port}" for port in self._ports]

    def someone(self, name: str) -> Someone:
        page = self.pages[name] = Browser(self, name)
        return Someone(name, name, f"dm:{name}", page.says)

    def room(self, title: str, members: Sequence[Someone]) -> str:
        return f"#{title.lower()}"

    def settle(self, unit: UnitOfWork, members: Mapping[str, UUID]) -> None:
        """Everybody is signed in."""
        for user, member_id in members.items():
            session = self.pages[user].session
            stored.add_session(unit, "session", hashed(session), member_id, unit.now + timedelta(days=30))

    def settings(self, number: int) -> Mapping[str, str]:
        return {"WEB__ENABLED": "true", "SERVER__PORT": str(self._ports[number])}

    async def listened_to(self) -> None:
        """Any worker takes in what is posted to it."""

    async def caught_up(self) -> None:
        """Every page is drawn anew."""
        await asyncio.gather(*(page.looks() for page in self.pages.values()))

    def changed(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait_change(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._changed.wait()

    async def until(self, condition: Callable[[], bool], seconds: float = 10.0) -> None:
        async with asyncio.timeout(seconds):
            while not condition():
                await self.wait_change(0.1)

    # --- how it misbehaves ----------------------------------------------------------------------------

    def strikes(self, point: str, after: int) -> Doom:
        raise AssertionError(f"nobody dies at {point} number {after} here: a message is a row of the same database")

    def spares(self, doom: Doom) -> None:
        """There is none."""

    def breaks_sending(self, chance: Random, seconds: float) -> None:
        """A page loses its line, or goes away and comes back."""
        chance.choice(list(self.pages.values())).loses_its_line()

    def breaks_receiving(self, chance: Random, seconds: float) -> bool:
        """The next line is posted twice, or its page goes away before it hears the answer."""
        page = chance.choice(list(self.pages.values()))
        if chance.random() < 0.5:
            page.twice = True
        else:
            page.impatient = True
        return False

    def offers_again(self) -> None:
        """Everybody presses Send again on all they ever said."""
        for page in self.pages.values():
            page.says_it_all_again()

    def mends(self) -> None:
        for page in self.pages.values():
            page.twice = page.impatient = False


class Browser:
    """One person's page: lines to post, one after the other, and a WebSocket that is opened again when it breaks."""

    def __init__(self, door: WebDoor, name: str) -> None:
        self.session = secrets.token_urlsafe(32)
        self.waiting: deque[tuple[str, str]] = deque()
        self.twice = self.impatient = False
        self._door = door
        self._name = name
        self._said: list[tuple[str, str]] = []
        self._cookie = {"cookie": f"{COOKIE}={self.session}"}
        self._live: aiohttp.ClientWebSocketResponse | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def says(self, text: str) -> None:
        one = secrets.token_hex(8), text
        self._said.append(one)
        self.waiting.append(one)
        self.opens()

    def opens(self) -> None:
        """The page, where it is not open yet."""
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._post_all()), asyncio.create_task(self._watch())]

    def says_it_all_again(self) -> None:
        self.opens()
        self._tasks.append(asyncio.create_task(self._repeat(list(self._said))))

    def loses_its_line(self) -> None:
        if self._live is not None and (line := self._live._response.connection) is not None and line.transport:
            line.transport.abort()

    async def looks(self) -> None:
        """Draw the page anew, all of its history. Raises what ended one of its tasks."""
        for task in self._tasks:
            if task.done():
                task.result()
        await _until(self._drawn)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # --- saying ---------------------------------------------------------------------------------------

    async def _post_all(self) -> None:
        while True:
            if not self.waiting:
                await asyncio.sleep(0.02)
                continue
            key, text = self.waiting[0]
            await _until(partial(self._post, key, text))
            if self.twice:
                self.twice = False
                await self._post(key, text)
            self.waiting.popleft()
            self._door.changed()

    async def _repeat(self, lines: Sequence[tuple[str, str]]) -> None:
        for key, text in lines:
            await self._post(key, text)

    async def _post(self, key: str, text: str) -> bool:
        """Whether a worker said that it has it (or that this person is here no more)."""
        action = {"do": "message", "key": key, "chat": f"dm:{self._name}", "text": text}
        seconds, self.impatient = (0.02 if self.impatient else ANSWER_SECONDS), False
        for base in self._door.bases():
            self._door.heard += 1
            with suppress(*LOST):
                async with (
                    asyncio.timeout(seconds),
                    self._door.http.post(
                        f"{base}/act", json=action, headers={**self._cookie, "origin": base}
                    ) as answer,
                ):
                    if answer.status == 403 or (await answer.json()).get("is") == "ack":
                        return True
        return False

    # --- seeing ---------------------------------------------------------------------------------------

    async def _watch(self) -> None:
        while True:
            for base in self._door.bases():
                with suppress(*LOST):
                    await self._look_at(base)
            await asyncio.sleep(RETRY_SECONDS)

    async def _look_at(self, base: str) -> None:
        """Until the line breaks."""
        async with self._door.http.ws_connect(f"{base}/live", headers={**self._cookie, "origin": base}) as live:
            self._live = live
            async for frame in live:
                if frame.type is aiohttp.WSMsgType.TEXT:
                    self._sees(json.loads(frame.data))

    async def _drawn(self) -> bool:
        for base in self._door.bases():
            with suppress(*LOST):
                async with self._door.http.ws_connect(f"{base}/live", headers={**self._cookie, "origin": base}) as live:
                    frame = await live.receive(ANSWER_SECONDS)
                    if frame.type is aiohttp.WSMsgType.CLOSE and frame.data == SIGNED_OUT:
                        return True  # no longer one of us
                    picture = json.loads(frame.data)
                    self._sees(picture)
                    for chat in picture["chats"]:
                        await self._reads_on(live, chat["id"], chat["entries"])
                    return True
        return False

    async def _reads_on(self, live: aiohttp.ClientWebSocketResponse, chat: str, entries: Sequence[Json]) -> None:
        """Upwards to the beginning."""
        while entries and entries[0]["position"] > 1:
            await live.send_json({"do": "older", "chat": chat, "before": entries[0]["position"]})
            while (answer := await live.receive_json(timeout=ANSWER_SECONDS))["is"] != "older":
                self._sees(answer)
            entries = answer["entries"]
            self._keep(entries)

    def _sees(self, told: Json) -> None:
        if told["is"] == "hello":
            for chat in told["chats"]:
                self._keep(chat["entries"])
        elif told["is"] == "entry":
            self._keep([told["entry"]])

    def _keep(self, entries: Sequence[Json]) -> None:
        """What the bot said, once, however often it was shown."""
        for entry in entries:
            if entry["kind"] == "bot" and entry["id"] not in self._door.seen:
                text = json.dumps(entry["body"])
                self._door.seen[entry["id"]] = Take(entry["position"], time.time(), entry["chat"], text)
                self._door.heard += 1
        self._door.changed()


async def _until(done: Callable[[], Awaitable[bool]]) -> None:
    """Again and again, as a page does that is told to come back."""
    while True:
        if await done():
            return
        await asyncio.sleep(RETRY_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
