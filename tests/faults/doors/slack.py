"""A pretended Slack with a door for each worker: it brings each event until it is acknowledged, one after the other."""

import asyncio
import socket
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from aiohttp import web

from storage.unit_of_work import UnitOfWork
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import BOT
from tests.faults.doors.door import DEADLY, Doom, Someone, Take

Json = dict[str, Any]
METHOD = "chat.postMessage"
AMBIGUOUS = ("drop", "hang", "reset", "slow")
"""Faults after which nobody can know whether a message was taken."""
RETRY_SECONDS = 0.1
"""For Slack's "at once, after a minute, after five"; and it never gives up, as rounds are shorter than its patience."""


@dataclass
class Trouble:
    """What happens to the next `times` messages, after so many others."""

    kind: str
    times: int = 1
    after: int = 0
    seconds: float = 0.0

    @property
    def met(self) -> bool:
        return self.times == 0

    def hits(self) -> bool:
        if self.times == 0:
            return False
        self.after -= 1
        if self.after >= 0:
            return False
        self.times -= 1
        return True


class MortalSlack(FakeSlack):
    """`http`: events come as requests instead of over a socket. `doors` are its addresses by worker."""

    platform = "slack"
    tenant = "T1"
    deadly: tuple[str, ...] = DEADLY

    def __init__(self, *, http: bool = False, workers: int = 2) -> None:
        super().__init__(ack_seconds=2.5)
        self.victims: dict[int, Callable[[], None]] = {}
        self.takes: list[Take] = []
        self.struck = 0
        self.in_doubt = 0
        self.doors: dict[int, str] = {}
        self._http = http
        self._ports = {number: _free_port() for number in range(workers)} if http else {}
        self._numbers: dict[int, int] = {}
        self._workers = workers
        self._troubles: list[Trouble] = []
        self._mail: defaultdict[str, deque[Json]] = defaultdict(deque)
        self._couriers: dict[str, asyncio.Task[None]] = {}
        self._opened = 0

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        for number in range(self._workers):
            if number:
                await web.TCPSite(self._runner, "127.0.0.1", 0).start()
            port = self._runner.addresses[-1][1]
            self.doors[number] = f"http://127.0.0.1:{port}"
            self._numbers[port] = number
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for courier in self._couriers.values():
            courier.cancel()
        await asyncio.gather(*self._couriers.values(), return_exceptions=True)
        await super().__aexit__(kind, error, trace)

    @property
    def unacknowledged(self) -> Sequence[str]:
        return [str(payload["event_id"]) for waiting in self._mail.values() for payload in waiting]

    @property
    def heard(self) -> int:
        return len(self.world.ledger)

    def someone(self, name: str) -> Someone:
        person = self.person(f"U{name.upper()}", name.title())
        return Someone(name, person.id, person.id, person.says)

    def room(self, title: str, members: Sequence[Someone]) -> str:
        return self.world.add_channel(title.lower(), *(one.user for one in members)).id

    def settle(self, unit: UnitOfWork, members: Mapping[str, UUID]) -> None:
        """Slack knows everybody by itself."""

    def settings(self, number: int) -> Mapping[str, str]:
        shared = {
            "SLACK__ENABLED": "true",
            "SLACK__BOT_TOKEN": f"xoxb-{self.tenant}",
            "SLACK__API_URL": f"{self.doors[number]}/api/",
            "SLACK__REQUEST_TIMEOUT_SECONDS": "2",
            "SLACK__PER_SECOND": "0",
            "SLACK__PER_CHAT_PER_SECOND": "0",
        }
        if self._http:
            secrets = {"SLACK__MODE": "http", "SLACK__SIGNING_SECRET": self.secret}
            return shared | secrets | {"SERVER__PORT": str(self._ports[number])}
        return shared | {"SLACK__MODE": "socket", "SLACK__APP_TOKEN": self.world.app_token}

    async def listened_to(self) -> None:
        opened, self._opened = self._opened, self.connections
        if not self._http:
            await self.until(lambda: self.connections > opened, 30)

    async def caught_up(self) -> None:
        """Who took a message has shown it."""

    async def wait_change(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), self.world.changed:
                await self.world.changed.wait()

    async def until(self, condition: Callable[[], bool], seconds: float = 10.0) -> None:
        async with asyncio.timeout(seconds):
            while not condition():
                await self.wait_change(0.1)

    # --- what people say ------------------------------------------------------------------------------

    async def deliver(self, kind: str, payload: Json) -> bool:
        """Put it in the post: each chat has a courier, who brings one event after the other until it is taken."""
        assert kind == "events_api"
        chat = str(payload["event"]["channel"])
        self._mail[chat].append(payload)
        if chat not in self._couriers:
            self._couriers[chat] = asyncio.create_task(self._carry(chat))
        return True

    async def _carry(self, chat: str) -> None:
        waiting = self._mail[chat]
        while True:
            if not waiting:
                await asyncio.sleep(0.02)
                continue
            await self._bring(waiting[0])
            waiting.popleft()
            await self._tell()

    async def _bring(self, payload: Json) -> None:
        """Again and again until it is acknowledged, marked as Slack marks it; then once more if told so."""
        tries = 0
        while not await self._offer(payload, (min(tries, 3), "http_timeout") if tries else None):
            tries += 1
            await asyncio.sleep(RETRY_SECONDS)
        self.delivered.append(("events_api", payload))
        while self.duplicate_next:
            self.duplicate_next -= 1
            await self._offer(payload, (1, "http_timeout"))

    async def _socket(self) -> web.WebSocketResponse:
        """The oldest there is: of several workers the first, as long as it lives."""
        await super()._socket()
        return next(socket for socket in self._sockets if not socket.closed)

    async def _offer(self, payload: Json, retry: tuple[int, str] | None) -> bool:
        """To whichever worker answers."""
        if not self._http:
            return await self._send("events_api", payload, retry)
        for port in self._ports.values():
            self.request_url = f"http://127.0.0.1:{port}/slack/events"
            if await self._send("events_api", payload, retry):
                return True
        return False

    # --- how it misbehaves ----------------------------------------------------------------------------

    def strikes(self, point: str, after: int) -> Doom:
        doom = Trouble(point, after=after)
        self._troubles.append(doom)
        return doom

    def spares(self, doom: Doom) -> None:
        if isinstance(doom, Trouble) and doom in self._troubles:
            self._troubles.remove(doom)

    def breaks_sending(self, chance: Random, seconds: float) -> None:
        kind = chance.choice(("ratelimited", "status", "error", "reset", "drop", "slow", "hang"))
        self._troubles.append(Trouble(kind, chance.randint(1, 3), seconds=seconds))

    def breaks_receiving(self, chance: Random, seconds: float) -> bool:
        """An event comes twice, its acknowledgement is lost, or the sockets are (asked to be) closed."""
        kinds = ("duplicate",) if self._http else ("duplicate", "unheard", "cut", "refresh")
        match chance.choice(kinds):
            case "duplicate":
                self.duplicate_next = 1
            case "unheard":
                self.drop_acks += 1
            case "cut":
                self._soon(self.cut())
            case "refresh":
                self._soon(self.refresh())
        return False

    def offers_again(self) -> None:
        self._soon(self.repeats())

    def mends(self) -> None:
        self._troubles.clear()
        self.drop_acks = self.duplicate_next = 0

    def _soon(self, work: Any) -> None:
        task = asyncio.ensure_future(_quietly(work))
        self._retrying.add(task)
        task.add_done_callback(self._retrying.discard)

    # --- at the door ----------------------------------------------------------------------------------

    async def _call(self, request: web.Request) -> web.StreamResponse:
        try:
            if request.match_info["method"] != METHOD:
                return await super()._call(request)
            trouble = next((one for one in self._troubles if one.hits()), None)
            if trouble is not None:
                return await self._meet(request, trouble)
            answer = await super()._call(request)
        except ConnectionError:  # half a request: its sender died or has stopped waiting
            return web.Response(status=400)
        await asyncio.sleep(0)
        if request.transport is None or request.transport.is_closing():
            self.in_doubt += 1  # whoever asked has stopped listening (or died, which is counted twice then)
        return answer

    async def _meet(self, request: web.Request, trouble: Trouble) -> web.StreamResponse:
        self.in_doubt += trouble.kind in AMBIGUOUS
        if trouble.kind in DEADLY:
            if trouble.kind == "after_post":
                await super()._call(request)
            assert request.transport is not None
            self.struck = self._numbers[request.transport.get_extra_info("sockname")[1]]
            self.victims[self.struck]()
            request.transport.abort()
            return web.Response()
        if trouble.kind == "slow":
            await asyncio.sleep(trouble.seconds)
        else:
            self.fail(METHOD, trouble.kind)
        return await super()._call(request)

    async def _answer(self, method: str, token: str, args: Json) -> tuple[Json, int, dict[str, str]]:
        answer, status, headers = await super()._answer(method, token, args)
        if method == METHOD and answer["ok"]:
            shown = f"{args.get('text')} {args.get('blocks')}"
            self.takes.append(Take(len(self.takes), self.world.now, self._chat(answer["channel"]), shown))
        await self._tell()
        return answer, status, headers

    def _chat(self, channel: str) -> str:
        """A direct chat goes by its person, as the program names it."""
        members = self.world.channels[channel].members
        return next(iter(members - {BOT})) if channel.startswith("D") else channel

    async def _tell(self) -> None:
        async with self.world.changed:
            self.world.changed.notify_all()


async def _quietly(work: Any) -> None:
    with suppress(OSError):  # a line that is broken already
        await work


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
