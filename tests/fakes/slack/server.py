"""The pretended Slack on loopback: Web API over HTTP, envelopes over a WebSocket or signed requests.

async with FakeSlack() as slack:
    settings = Settings(api_url=slack.api_url, app_token=slack.world.app_token, bot_token="xoxb-T1")
    ada = slack.person("UADA", "Ada")
    await ada.says("Met Li Wei of Acme Robotics")
    assert "New lead" in await ada.reads()
"""

import asyncio
import base64
import hashlib
import hmac
import json
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web

from domain.clock import Clock
from tests.fakes.slack import payloads
from tests.fakes.slack.checks import faults_of_message
from tests.fakes.slack.person import Person
from tests.fakes.slack.web_api import Refused, WebApi
from tests.fakes.slack.world import BOT, Fault, Message, Url, User, World

Json = dict[str, Any]
_RETRIES = 3


class FakeSlack:
    """`ack_seconds` of real time is how long it waits for an answer before it takes none to be coming."""

    def __init__(self, clock: Clock | None = None, *, ack_seconds: float = 3.0, port: int = 0) -> None:
        self.world = World(clock)
        self.api = WebApi(self.world)
        self.ack_seconds = ack_seconds
        self.request_url = ""
        self.secret = self.world.signing_secret
        self._port = port
        self._sockets: list[web.WebSocketResponse] = []
        self._acks: dict[str, asyncio.Future[Json]] = {}
        self._connected = asyncio.Condition()
        self.connections = 0
        self._tickets: set[str] = set()
        self._retrying: set[asyncio.Task[None]] = set()
        self.retry_seconds = 0.05  # for Slack's "at once, after a minute, after five"
        self.duplicate_next = 0
        self.shuffle = 0  # hold that many deliveries back, then let them go in another order
        self._held: list[tuple[str, Json]] = []
        self.drop_acks = 0
        self.unacked: list[Json] = []
        self.delivered: list[tuple[str, Json]] = []

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=100_000_000)
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_get("/link", self._link)
        app.router.add_post("/upload/{id}", self._take_upload)
        app.router.add_get("/download/{id}", self._give_file)
        app.router.add_post("/respond/{id}", self._respond)
        self.add_routes(app)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.base = self.api.base = f"http://{host}:{port}"
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._retrying:
            task.cancel()
        await asyncio.gather(*self._retrying, return_exceptions=True)
        for socket in list(self._sockets):
            await socket.close()
        await self._session.close()
        await self._runner.cleanup()

    def add_routes(self, app: web.Application) -> None:
        """A subclass may serve more."""

    @property
    def api_url(self) -> str:
        return f"{self.base}/api/"

    def person(self, user_id: str, name: str, locale: str = "en-US") -> Person:
        self.world.add_user(User(user_id, name, locale))
        return Person(self, user_id)

    def fail(self, method: str, kind: str, **more: Any) -> None:
        """Do that to the next call of `method` (see Fault); several calls queue up."""
        self.world.faults[method].append(Fault(kind, **more))

    def new_url(self, person: str, channel: str, message: Message | None = None) -> str:
        key = self.world.next_id("R")
        self.world.urls[key] = Url(person, channel, self.world.now + 1800, message)
        return f"{self.base}/respond/{key}"

    # --- envelopes out ----------------------------------------------------------------------------

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

    async def poisons(self, person: Person) -> None:
        """Deliver a message of a known kind whose inside is malformed."""
        broken = {"type": "message", "channel": person.channel.id, "ts": "soon", "text": {"a": 1}}
        await self.deliver("events_api", payloads.event(self.world, broken))

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
        async with asyncio.timeout(10):
            await self._socket()

    async def reconnected(self, times: int) -> None:
        """Wait until the app has opened so many connections, and the last one stands."""
        async with asyncio.timeout(10), self._connected:
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

    async def _link(self, request: web.Request) -> web.StreamResponse:
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

    # --- the Web API over HTTP --------------------------------------------------------------------

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        token, args = await _arguments(request)
        fault = self.world.faults[method].popleft() if self.world.faults[method] else None
        if fault is not None and fault.kind != "drop":
            return await self._faulty(request, fault, method, args)
        answer, status, headers = await self._answer(method, token, args)
        if fault is not None:
            _cut(request)
        return web.json_response(answer, status=status, headers=headers)

    async def _answer(self, method: str, token: str, args: Json) -> tuple[Json, int, dict[str, str]]:
        try:
            if method == "apps.connections.open":
                answer = self._open_connection(token)
            else:
                answer = await self.api.call(method, token, args)
        except Refused as no:
            self.world.log(method, args, no.status, no.error)
            retry = no.more.pop("retry_after", None)
            headers = {"Retry-After": str(retry)} if retry is not None else {}
            return {"ok": False, "error": no.error, **no.more}, no.status, headers
        self.world.log(method, args, 200, None)
        return {"ok": True, **answer}, 200, {}

    async def _faulty(self, request: web.Request, fault: Fault, method: str, args: Json) -> web.StreamResponse:
        self.world.log(method, args, fault.status, fault.kind)
        match fault.kind:
            case "ratelimited":
                headers = {"Retry-After": str(fault.retry_after)}
                return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
            case "status":
                return web.Response(status=fault.status, text="upstream connect error")
            case "error":
                return web.json_response({"ok": False, "error": fault.error})
            case "hang":
                await asyncio.sleep(3600)
        _cut(request)
        return web.Response()

    def _open_connection(self, token: str) -> Json:
        if token != self.world.app_token:
            raise Refused("invalid_auth" if token else "not_authed")
        ticket = self.world.next_id("ticket-")
        self._tickets.add(ticket)
        return {"url": f"{self.base.replace('http', 'ws')}/link?ticket={ticket}&app_id=A0RAPPORT"}

    # --- files and response_urls ------------------------------------------------------------------

    async def _take_upload(self, request: web.Request) -> web.Response:
        file = self.world.files.get(request.match_info["id"])
        content = await request.read()
        if file is None or len(content) != file["length"]:
            return web.Response(status=400, text="size mismatch")
        file["content"] = content
        return web.Response(text=f"OK - {len(content)}")

    async def _give_file(self, request: web.Request) -> web.Response:
        file = self.world.files.get(request.match_info["id"])
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if file is None or token not in self.world.tokens:  # Slack shows its sign-in page, with 200
            return web.Response(text="<html>sign in</html>", content_type="text/html")
        return web.Response(body=file["content"], content_type=file.get("mimetype", "application/octet-stream"))

    async def _respond(self, request: web.Request) -> web.Response:
        url, body = self.world.urls.get(request.match_info["id"]), await request.json()
        self.world.log("response_url", body, 200, None)
        if url is None or self.world.now > url.until:
            return web.Response(status=404, text="expired_url")
        if url.uses == 0:
            return web.Response(status=404, text="used_url")
        faults = faults_of_message(body.get("blocks") or [])
        if faults:
            return web.Response(status=500, text="invalid_blocks")
        url.uses -= 1
        await self._show_response(url, body)
        return web.Response(text="ok")

    async def _show_response(self, url: Url, body: Json) -> None:
        text, blocks = str(body.get("text") or ""), body.get("blocks") or []
        if body.get("replace_original") and url.message is not None:
            url.message.text, url.message.blocks = text, blocks
            await self.world.show(url.message)
            return
        message = Message(url.channel, self.world.next_ts(), BOT, text, blocks)
        message.only_for = url.person if body.get("response_type") == "ephemeral" else None
        await self.world.keep(message)


def _cut(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


async def _arguments(request: web.Request) -> tuple[str, Json]:
    args: Json = dict(request.query)
    if request.method == "POST":
        args |= await request.json() if request.content_type == "application/json" else dict(await request.post())
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind == "Basic":
        args["client_id"], _, args["client_secret"] = base64.b64decode(secret).decode().partition(":")
    bearer = secret if kind == "Bearer" else ""
    return bearer or str(args.pop("token", "")), args


def _as_request(kind: str, payload: Json) -> tuple[str, str]:
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(fields), "application/x-www-form-urlencoded"
