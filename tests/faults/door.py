"""A pretended Telegram with a door for each worker, which kills who stands in it: before or after taking a message."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.fakes.telegram import FakeTelegram, Fault
from tests.fakes.telegram.world import Entry, Json

DEADLY = ("before_post", "after_post")
AMBIGUOUS = ("reset_after", "garbage", "slow", "hang", *DEADLY)
"""Faults after which nobody can know whether a message was taken."""


@dataclass(frozen=True)
class Take:
    """A message that the platform took, in the order it did."""

    number: int
    at: float
    chat: int
    text: str


class MortalTelegram(FakeTelegram):
    """`doors` are its addresses by worker; `victims` what kills each worker at once; `struck` who died here last."""

    def __init__(self, *args: Any, workers: int = 1, **more: Any) -> None:
        super().__init__(*args, **more)
        self.doors: dict[int, str] = {}
        self.victims: dict[int, Callable[[], None]] = {}
        self.takes: list[Take] = []
        self.in_doubt = 0
        self.struck = 0
        self._workers = workers
        self._numbers: dict[int, int] = {}

    async def start(self) -> None:
        await super().start()
        assert self._runner is not None
        for number in range(self._workers):
            if number:
                await web.TCPSite(self._runner, "127.0.0.1", 0).start()
            port = self._runner.addresses[-1][1]
            self.doors[number] = f"http://127.0.0.1:{port}"
            self._numbers[port] = number

    async def _execute(self, entry: Entry, params: Json) -> web.StreamResponse:
        answer = await super()._execute(entry, params)
        if entry.method == "sendMessage" and entry.outcome == "ok":
            self.takes.append(Take(entry.number, entry.at, int(params["chat_id"]), str(params["text"])))
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


@dataclass
class Later(Fault):
    """A fault that spares the first `after` calls it would hit."""

    after: int = 0

    def hits(self, method: str, params: Json) -> bool:
        if not super().hits(method, params):
            return False
        self.after -= 1
        return self.after < 0
