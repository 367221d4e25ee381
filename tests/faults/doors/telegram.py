"""A pretended Telegram with a door for each worker, which kills who stands in it: before or after taking a message."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from aiohttp import web

from storage.unit_of_work import UnitOfWork
from tests.fakes.telegram import FakeTelegram, Fault, Person
from tests.fakes.telegram.world import BOT_ID, Entry, Json
from tests.faults.doors.door import DEADLY, Doom, Someone, Take

AMBIGUOUS = ("reset_after", "garbage", "slow", "hang", *DEADLY)
"""Faults after which nobody can know whether a message was taken."""


@dataclass
class Later(Fault):
    """A fault that spares the first `after` calls it would hit."""

    after: int = 0

    def hits(self, method: str, params: Json) -> bool:
        if not super().hits(method, params):
            return False
        self.after -= 1
        return self.after < 0

    @property
    def met(self) -> bool:
        return self.times == 0


class MortalTelegram(FakeTelegram):
    """`doors` are its addresses by worker."""

    platform = "telegram"
    tenant = str(BOT_ID)
    deadly: tuple[str, ...] = DEADLY

    def __init__(self, *args: Any, workers: int = 2, **more: Any) -> None:
        super().__init__(*args, **more)
        self.doors: dict[int, str] = {}
        self.victims: dict[int, Callable[[], None]] = {}
        self.takes: list[Take] = []
        self.in_doubt = 0
        self.struck = 0
        self._workers = workers
        self._numbers: dict[int, int] = {}
        self._people: dict[str, Person] = {}

    async def start(self) -> None:
        await super().start()
        assert self._runner is not None
        for number in range(self._workers):
            if number:
                await web.TCPSite(self._runner, "127.0.0.1", 0).start()
            port = self._runner.addresses[-1][1]
            self.doors[number] = f"http://127.0.0.1:{port}"
            self._numbers[port] = number

    @property
    def unacknowledged(self) -> Sequence[str]:
        return [str(update["update_id"]) for update in self.pending]

    @property
    def heard(self) -> int:
        return len(self.ledger)

    def someone(self, name: str) -> Someone:
        person = self._people[name] = self.person(name.title())
        return Someone(name, str(person.id), str(person.chat.id), person.says)

    def room(self, title: str, members: Sequence[Someone]) -> str:
        return str(self.group(title, *(self._people[one.name] for one in members)).chat.id)

    def settle(self, unit: UnitOfWork, members: Mapping[str, UUID]) -> None:
        """Telegram knows everybody by itself."""

    def settings(self, number: int) -> Mapping[str, str]:
        return {
            "TELEGRAM__ENABLED": "true",
            "TELEGRAM__TOKEN": self.token,
            "TELEGRAM__API_URL": self.doors[number],
            "TELEGRAM__POLL_SECONDS": "5",
            "TELEGRAM__MENU": "false",
            "TELEGRAM__PER_SECOND": "0",
            "TELEGRAM__PER_CHAT_PER_SECOND": "0",
            "TELEGRAM__PER_GROUP_PER_MINUTE": "0",
        }

    async def listened_to(self) -> None:
        calls = len(self.calls("getUpdates"))
        await self.until(lambda: len(self.calls("getUpdates")) > calls, 30)

    async def caught_up(self) -> None:
        """Who took a message has shown it."""

    # --- how it misbehaves ----------------------------------------------------------------------------

    def strikes(self, point: str, after: int) -> Doom:
        doom = Later(point, "sendMessage", after=after)
        self.faults.append(doom)
        return doom

    def spares(self, doom: Doom) -> None:
        if isinstance(doom, Later) and doom in self.faults:
            self.faults.remove(doom)

    def breaks_sending(self, chance: Random, seconds: float) -> None:
        kind = chance.choice(("flood", "error", "reset_before", "reset_after", "garbage", "slow", "hang"))
        self.faults.append(Later(kind, "sendMessage", times=chance.randint(1, 3), seconds=seconds))

    def breaks_receiving(self, chance: Random, seconds: float) -> bool:
        kinds = ("error", "reset_after", "garbage", "flood", "slow", "duplicate", "duplicate", "reorder")
        kind = chance.choice(kinds)
        method = "batch" if kind in ("duplicate", "reorder") else "getUpdates"
        self.faults.append(Later(kind, method, times=1, seconds=seconds))
        return kind == "reorder"

    def offers_again(self) -> None:
        self.forget_offset()

    def mends(self) -> None:
        self.faults.clear()

    # --- at the door ----------------------------------------------------------------------------------

    async def _execute(self, entry: Entry, params: Json) -> web.StreamResponse:
        answer = await super()._execute(entry, params)
        if entry.method == "sendMessage" and entry.outcome == "ok":
            self.takes.append(Take(entry.number, entry.at, str(params["chat_id"]), str(params["text"])))
            self.changed()
        return answer

    async def _call(self, request: web.Request) -> web.StreamResponse:
        try:
            answer = await super()._call(request)
        except ConnectionError:  # half a request: its sender died
            return web.Response(status=400)
        if request.match_info["method"] == "sendMessage" and answer.status == 200:
            await asyncio.sleep(0)
            if request.transport is None or request.transport.is_closing():
                self.in_doubt += 1  # whoever asked has stopped listening (or died, which is counted twice then)
        return answer

    async def _break(self, request: web.Request, entry: Entry, params: Json, fault: Fault) -> web.StreamResponse:
        if entry.method == "sendMessage" and fault.kind in AMBIGUOUS:
            self.in_doubt += fault.kind not in DEADLY  # a death is counted where it is dealt
        if fault.kind in DEADLY:
            if fault.kind == "after_post":
                await self._execute(entry, params)
            self.struck = self._door_of(request)
            self.victims[self.struck]()
        return await super()._break(request, entry, params, fault)

    def _door_of(self, request: web.Request) -> int:
        assert request.transport is not None
        return self._numbers[request.transport.get_extra_info("sockname")[1]]
