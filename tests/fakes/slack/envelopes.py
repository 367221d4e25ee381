"""How envelopes reach the app: signed requests or a WebSocket, acknowledged, sent again, lost, doubled, shuffled."""

import asyncio
import hashlib
import hmac
import json
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web

from tests.fakes.slack.world import World

Json = dict[str, Any]
_RETRIES = 3


class Envelopes:
    """Brings envelopes to the app. `ack_seconds` of real time is how long it waits for an answer."""

    def __init__(self, world: World, ack_seconds: float) -> None:
        self.world = world
        self.ack_seconds = ack_seconds
        self.retry_seconds = 0.05  # for Slack's "at once, after a minute, after five"
        self.request_url = ""  # where to deliver over HTTP; Socket Mode while it is empty
        self.secret = world.signing_secret
        self.duplicate_next = 0
        self.shuffle = 0  # hold that many deliveries back, then let them go in another order
        self.drop_acks = 0
        self.unacked: list[Json] = []
        self.delivered: list[tuple[str, Json]] = []
        self.connections = 0
        self._held: list[tuple[str, Json]] = []
        self._sockets: list[web.WebSocketResponse] = []
        self._acks: dict[str, asyncio.Future[Json]] = {}
        self._connected = asyncio.Condition()
        self._tickets: set[str] = set()
        self._retrying: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        self._session = aiohttp.ClientSession()

    async def close(self) -> None:
        for task in self._retrying:
            task.cancel()
        await asyncio.gather(*self._retrying, return_exceptions=True)
        for socket in list(self._sockets):
            await socket.close()
        await self._session.close()

    @property
    def retrying(self) -> int:
        """How many envelopes are about to be sent again."""
        return len(self._retrying)

    async def deliver(self, kind: str, payload: Json) -> bool:
        """Bring an envelope to the app; True once it is acknowledged.

        Events that are not are sent again three times, soon after, with Slack's retry marks; commands, buttons and
        forms never are.
        """
        if self.shuffle:
            return await self._out_of_order(kind, payload)
        copies = 1 + self.duplicate_next
        self.duplicate_next = 0
        acked = False
        self.delivered.append((kind, payload))
        for _ in range(copies):
            acked = await self._with_retries(kind, payload)
        return acked

    async def _out_of_order(self, kind: str, payload: Json) -> bool:
        self._held.append((kind, payload))
        self.shuffle -= 1
        if self.shuffle:
            return False
        held, self._held = self._held[::-1], []
        return all([await self.deliver(*one) for one in held])

    async def repeats(self) -> None:
        """Everything so far once more, as after lost acknowledgements."""
        for kind, payload in list(self.delivered):
            await self._send(kind, payload, (1, "http_timeout") if kind == "events_api" else None)

    async def _with_retries(self, kind: str, payload: Json) -> bool:
        if await self._send(kind, payload, None):
            return True
        if kind == "events_api":
            task = asyncio.create_task(self._again(kind, payload))
            self._retrying.add(task)
            task.add_done_callback(self._retrying.discard)
        else:
            self.unacked.append(payload)
        return False

    async def _again(self, kind: str, payload: Json) -> None:
        for number in range(1, 1 + _RETRIES):
            await asyncio.sleep(self.retry_seconds)
            if await self._send(kind, payload, (number, "http_timeout")):
                return
        self.unacked.append(payload)

    async def _send(self, kind: str, payload: Json, retry: tuple[int, str] | None) -> bool:
        return await (self._by_http if self.request_url else self._by_socket)(kind, payload, retry)

    async def settled(self) -> None:
        """Until nothing is about to be sent again."""
        while self._retrying:
            await asyncio.gather(*self._retrying)

    async def _by_socket(self, kind: str, payload: Json, retry: tuple[int, str] | None) -> bool:
        envelope_id = self.world.next_id("env-")
        envelope: Json = {
            "envelope_id": envelope_id,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry[0] if retry else 0, "retry_reason": retry[1] if retry else ""}
        waiting = self._acks[envelope_id] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(self.ack_seconds):
                await (await self._socket()).send_str(json.dumps(envelope))
                await waiting
        except (TimeoutError, ConnectionError):
            return False
        finally:
            self._acks.pop(envelope_id, None)
        return True

    async def _by_http(self, kind: str, payload: Json, retry: tuple[int, str] | None) -> bool:
        body, content_type = _as_request(kind, payload)
        headers = {**self.signed(body), "Content-Type": content_type}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]}
        return await self.post(body, headers) == 200

    async def post(self, body: str, headers: dict[str, str]) -> int:
        """A request as it stands; its status, or 0 where no answer came in time."""
        timeout = aiohttp.ClientTimeout(total=self.ack_seconds)
        try:
            async with self._session.post(
                self.request_url, data=body.encode(), headers=headers, timeout=timeout
            ) as answer:
                await answer.read()
                return answer.status
        except (TimeoutError, aiohttp.ClientError):
            return 0

    def signed(self, body: str, at: float | None = None) -> dict[str, str]:
        """The v0 signature of a body."""
        time = str(int(self.world.now if at is None else at))
        digest = hmac.new(self.secret.encode(), f"v0:{time}:{body}".encode(), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": time, "X-Slack-Signature": f"v0={digest}"}

    # --- socket mode ------------------------------------------------------------------------------

    async def _socket(self) -> web.WebSocketResponse:
        async with self._connected:
            await self._connected.wait_for(lambda: any(not socket.closed for socket in self._sockets))
        return next(socket for socket in reversed(self._sockets) if not socket.closed)

    async def connected(self) -> None:
        """Wait until the app is listening."""
        async with asyncio.timeout(20):
            await self._socket()

    async def reconnected(self, times: int) -> None:
        """Wait until the app has opened so many connections, and the last one stands."""
        async with asyncio.timeout(20), self._connected:
            await self._connected.wait_for(lambda: self.connections >= times)

    async def cut(self) -> None:
        """Lose every connection, as a network does."""
        for socket in list(self._sockets):
            if socket._req is not None and socket._req.transport is not None:
                socket._req.transport.abort()
        self._sockets.clear()

    async def refresh(self) -> None:
        """Ask the app to reconnect, as Slack does every few hours."""
        for socket in self._sockets:
            await socket.send_str(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))

    async def link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=401)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        async with self._connected:
            self._sockets.append(socket)
            self.connections += 1
            self._connected.notify_all()
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._acked(json.loads(frame.data))
        finally:
            if socket in self._sockets:
                self._sockets.remove(socket)
        return socket

    def _acked(self, answer: Json) -> None:
        waiting = self._acks.get(answer.get("envelope_id", ""))
        if self.drop_acks:
            self.drop_acks -= 1
        elif waiting is not None and not waiting.done():
            waiting.set_result(answer)

    def new_ticket(self) -> str:
        """What opens one connection, once."""
        ticket = self.world.next_id("ticket-")
        self._tickets.add(ticket)
        return ticket


def _as_request(kind: str, payload: Json) -> tuple[str, str]:
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(fields), "application/x-www-form-urlencoded"
