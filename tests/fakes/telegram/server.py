"""The fake's HTTP side: reading calls as a library encodes them, long polls, files, and faults on demand."""

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.fakes.telegram.api import METHODS
from tests.fakes.telegram.people import Group, Person
from tests.fakes.telegram.rules import Refusal
from tests.fakes.telegram.world import TOKEN, Entry, Json, World


@dataclass
class Fault:
    """What happens to the next `times` calls of this method (and chat, if named).

    Kinds: `flood` (429 with retry_after), `error` (an answer of that status), `hang` (no answer for `seconds`),
    `slow` (a right answer after `seconds`), `reset_before` and `reset_after` (the connection breaks before or after
    the call took effect), `garbage` (200 and no JSON); for getUpdates also `duplicate` and `reorder`.
    """

    kind: str
    method: str = "*"
    chat_id: int | None = None
    times: int = 1
    retry_after: int = 1
    status: int = 500
    seconds: float = 3600.0

    def hits(self, method: str, params: Json) -> bool:
        named = self.method in {"*", method} and not (self.method == "*" and method == "getUpdates")
        return self.times > 0 and named and self.chat_id in {None, params.get("chat_id")}


class FakeTelegram(World):
    """A running fake: `url` is what `telegram.api_url` shall be."""

    def __init__(self, token: str = TOKEN, port: int = 0, clock: Callable[[], float] = time.time) -> None:
        super().__init__(token, clock)
        self.faults: list[Fault] = []
        self.url = ""
        self._port = port
        self._poll: object = None
        self._runner: web.AppRunner | None = None
        self._courier: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()

    # --- for tests --------------------------------------------------------------------------------

    def person(self, name: str, **more: Any) -> Person:
        """Somebody with a private chat; `started=False` for one who never wrote to the bot."""
        return Person.of(self, name, **more)

    def group(self, title: str, *members: Person, **more: Any) -> Group:
        return Group.of(self, title, members, **more)

    def fails(self, kind: str, method: str = "*", **more: Any) -> Fault:
        """Break the next call or calls; see Fault."""
        fault = Fault(kind, method, **more)
        self.faults.append(fault)
        return fault

    def calls(self, method: str | None = None) -> list[Entry]:
        """The ledger, oldest first; polls only if asked for by name."""
        return [e for e in self.ledger if e.method == method or (method is None and e.method != "getUpdates")]

    async def called(self, method: str, times: int = 1, seconds: float = 10.0) -> Entry:
        """Wait for a call to have been answered that often; the last one."""
        await self.until(lambda: sum(e.outcome != "open" for e in self.calls(method)) >= times, seconds)
        return self.calls(method)[times - 1]

    async def all_taken(self, seconds: float = 10.0) -> None:
        """Wait until every update was confirmed by the bot."""
        await self.until(lambda: not self.pending, seconds)

    # --- life -------------------------------------------------------------------------------------

    async def start(self) -> None:
        app = web.Application(client_max_size=60_000_000)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.*}", self._file)
        self.add_routes(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._courier = asyncio.create_task(self._deliver())

    def add_routes(self, app: web.Application) -> None:
        """More routes, for the control API of the separate process."""

    async def stop(self) -> None:
        self._closing.set()
        self.changed()
        if self._courier is not None:
            self._courier.cancel()
            with suppress(asyncio.CancelledError):
                await self._courier
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    # --- calls ------------------------------------------------------------------------------------

    async def _call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return _answer(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        params = await _params(request)
        shown = {key: value for key, value in params.items() if key != "_files"}
        entry = Entry(len(self.ledger), self.now(), request.match_info["method"], shown)
        self.ledger.append(entry)
        try:
            return await self._with_faults(request, entry, params)
        finally:
            if entry.outcome == "open":
                entry.outcome = "aborted"
            self.changed()

    async def _with_faults(self, request: web.Request, entry: Entry, params: Json) -> web.StreamResponse:
        fault = next((f for f in self.faults if f.hits(entry.method, params)), None)
        if fault is None:
            return await self._execute(entry, params)
        fault.times -= 1
        return await self._break(request, entry, params, fault)

    async def _break(self, request: web.Request, entry: Entry, params: Json, fault: Fault) -> web.StreamResponse:
        match fault.kind:
            case "flood":
                wait = fault.retry_after
                description = f"Too Many Requests: retry after {wait}"
                return self._refuse(entry, Refusal(429, description, retry_after=wait))
            case "error":
                return self._refuse(entry, Refusal(fault.status, "Internal Server Error"))
            case "hang":
                entry.outcome = "hang"
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._closing.wait(), fault.seconds)
                return web.Response(status=504)
            case "slow":
                await asyncio.sleep(fault.seconds)
                return await self._execute(entry, params)
            case "garbage":
                entry.outcome, entry.status = "garbage", 200
                return web.Response(text="<html>gateway</html>")
            case "reset_after":
                await self._execute(entry, params)
        entry.outcome = fault.kind
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)

    async def _execute(self, entry: Entry, params: Json) -> web.StreamResponse:
        try:
            if entry.method == "getUpdates":
                result = await self._get_updates(params)
            elif (method := METHODS.get(entry.method.lower())) is None:
                raise Refusal(404, "Not Found")  # noqa: TRY301 - one way out for every refusal
            else:
                result = method(self, params)
        except Refusal as refusal:
            return self._refuse(entry, refusal)
        entry.outcome, entry.status = "ok", 200
        entry.result = result if entry.method != "getUpdates" else len(result)
        return _answer(200, {"ok": True, "result": result})

    def _refuse(self, entry: Entry, refusal: Refusal) -> web.Response:
        entry.outcome, entry.status = refusal.description, refusal.status
        body: Json = {"ok": False, "error_code": refusal.status, "description": refusal.description}
        return _answer(refusal.status, body | ({"parameters": refusal.parameters} if refusal.parameters else {}))

    async def _file(self, request: web.Request) -> web.Response:
        content = self.files.get(request.match_info["path"].removeprefix("docs/"))
        if content is None or request.match_info["token"] != self.token:
            return web.Response(status=404)
        return web.Response(body=content)

    # --- updates ----------------------------------------------------------------------------------

    async def _get_updates(self, params: Json) -> list[Json]:
        """One poll at a time: a second one ends the first with 409, as with two programs on one token."""
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        if params.get("allowed_updates") is not None:
            self.allowed = params["allowed_updates"]
        self._poll = mine = object()
        self.changed()
        if (offset := params.get("offset")) is not None:
            self.confirm(offset)
        deadline = time.monotonic() + params.get("timeout", 0)
        while not self.pending and not self._closing.is_set() and (left := deadline - time.monotonic()) > 0:
            await self.wait_change(left)
            if self._poll is not mine:
                raise Refusal(409, "Conflict: terminated by other getUpdates request")
        return self._batch(self.pending[: params.get("limit", 100)])

    def _batch(self, batch: list[Json]) -> list[Json]:
        for fault in self.faults:
            if batch and fault.times > 0 and fault.kind in {"duplicate", "reorder"}:
                fault.times -= 1
                batch = batch + batch if fault.kind == "duplicate" else batch[::-1]
        return batch

    async def _deliver(self) -> None:
        """The webhook's courier: one update after the other, again until it is answered with 200."""
        async with aiohttp.ClientSession() as session:
            while not self._closing.is_set():
                if not (self.webhook and self.pending):
                    await self.wait_change(60)
                    continue
                update = self.pending[0]
                headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret_token"]}
                try:
                    async with session.post(self.webhook["url"], json=update, headers=headers) as answer:
                        if answer.status == 200:
                            self.pending.remove(update)
                            self.confirmed.append(update)
                            self.changed()
                            continue
                except aiohttp.ClientError:
                    pass
                await self.wait_change(0.05)


async def _params(request: web.Request) -> Json:
    """Parameters as sent: a form or a multipart form whose values are JSON, or a JSON body."""
    if request.content_type == "application/json":
        return dict(await request.json())
    params: Json = {name: _decoded(name, value) for name, value in request.query.items()} | {"_files": {}}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            params["_files"][name] = {"name": value.filename, "content": value.file.read()}
        else:
            params[name] = _decoded(name, str(value))
    return params


_STRINGS = frozenset({"text", "caption", "url", "secret_token", "callback_query_id", "inline_query_id", "file_id"})


def _decoded(name: str, value: str) -> Any:
    if name in _STRINGS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _answer(status: int, body: Json) -> web.Response:
    return web.json_response(body, status=status)
