"""The pretended Slack on loopback: Web API over HTTP, envelopes over a WebSocket or signed requests.

async with FakeSlack() as slack:
    settings = Settings(api_url=slack.api_url, app_token=slack.world.app_token, bot_token="xoxb-T1")
    ada = slack.person("UADA", "Ada")
    await ada.says("Met Li Wei of Acme Robotics")
    assert "New lead" in await ada.reads()
"""

import asyncio
import base64
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from domain.clock import Clock
from tests.fakes.slack import payloads
from tests.fakes.slack.checks import faults_of_message
from tests.fakes.slack.envelopes import Envelopes
from tests.fakes.slack.person import Person
from tests.fakes.slack.web_api import Refused, WebApi
from tests.fakes.slack.world import BOT, Fault, Message, Url, User, World

Json = dict[str, Any]


class FakeSlack(Envelopes):
    """`ack_seconds` of real time is how long it waits for an answer before it takes none to be coming."""

    def __init__(self, clock: Clock | None = None, *, ack_seconds: float = 3.0, port: int = 0) -> None:
        super().__init__(World(clock), ack_seconds)
        self.api = WebApi(self.world)
        self._port = port

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=100_000_000)
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_get("/link", self.link)
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
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
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

    async def poisons(self, person: Person) -> None:
        """Deliver a message of a known kind whose inside is malformed."""
        broken = {"type": "message", "channel": person.channel.id, "ts": "soon", "text": {"a": 1}}
        await self.deliver("events_api", payloads.event(self.world, broken))

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
        ticket = self.new_ticket()
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
        message = Message(url.channel, self.world.next_ts(), BOT, text, blocks, body.get("thread_ts"))
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
