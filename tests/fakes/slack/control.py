"""The control API of a fake in a process of its own: act as people, read the ledger, break things. JSON throughout.

    POST   /control/do        {"person": "Ada", "verb": "says", "args": ["hello"], "options": {"channel": "sales"}}
    POST   /control/request   {"url": "http://127.0.0.1:8321/slack/events"}   deliver over HTTP; null: Socket Mode
    GET    /control/ledger    ?since=0&method=chat.postMessage   calls with time, arguments, outcome
    GET    /control/messages  ?channel=DT1UADA                   every message as it stands
    GET    /control/state                                        connections, envelopes never acknowledged
    POST   /control/faults    {"method": "chat.postMessage", "kind": "ratelimited", "times": 3, "retry_after": 2}
    DELETE /control/faults
    POST   /control/advance   {"seconds": 60}                    the fake's clock runs ahead
    POST   /control/break     {"cut": true, "duplicate_next": 2, "drop_acks": 1, "shuffle": 5, "ack_seconds": 0.5}

A person exists from the first time they are named (user id "U" and the name in capitals), and so does a channel. Verbs
are those of Person. The answer to `do` says whether the envelope was acknowledged.
"""

import asyncio
import inspect
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from domain.clock import SystemClock
from tests.fakes.slack.person import Person
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import Channel, Message

Json = dict[str, Any]
VERBS = frozenset(
    {
        "says",
        "slash",
        "presses",
        "opens_home",
        "presses_at_home",
        "starts",
        "submits",
        "saves_words_of",
        "posts_links",
        "reads",
    }
)


class AheadClock(SystemClock):
    """The system's clock, some seconds ahead."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self.ahead)


class ControlledSlack(FakeSlack):
    """A fake that is told what to do over HTTP."""

    def __init__(self, port: int = 0) -> None:
        self.clock = AheadClock()
        super().__init__(self.clock, port=port)
        self._people: dict[str, Person] = {}
        self._places: dict[str, Channel] = {}
        self._speaking: dict[tuple[str, str], Person] = {}

    def add_routes(self, app: web.Application) -> None:
        posts: dict[str, Callable[[web.Request], Any]] = {
            "do": self._do,
            "request": self._request,
            "faults": self._add_faults,
            "advance": self._advance,
            "break": self._break,
        }
        for name, handler in posts.items():
            app.router.add_post(f"/control/{name}", handler)
        app.router.add_delete("/control/faults", self._drop_faults)
        app.router.add_get("/control/ledger", self._ledger)
        app.router.add_get("/control/messages", self._messages)
        app.router.add_get("/control/state", self._state)

    async def _do(self, request: web.Request) -> web.Response:
        wish = await request.json()
        options: Json = dict(wish.get("options") or {})
        person = self._speaker(wish["person"], options.pop("channel", ""))
        if wish["verb"] not in VERBS:
            raise web.HTTPBadRequest(text=f"no verb {wish['verb']}")
        result = getattr(person, wish["verb"])(*wish.get("args", []), **options)
        if inspect.isawaitable(result):
            result = await result
        shown = _as_json(result) if isinstance(result, Message) else result
        return web.json_response({"result": shown, "acked": person.acked, "user": person.id})

    def _speaker(self, name: str, channel: str) -> Person:
        if name not in self._people:
            self._people[name] = self.person(f"U{name.upper()}", name)
        if not channel:
            return self._people[name]
        place = self._places.get(channel) or self._places.setdefault(channel, self.world.add_channel(channel))
        place.members.add(self._people[name].id)
        key = name, channel
        return self._speaking.get(key) or self._speaking.setdefault(key, self._people[name].in_(place))

    async def _request(self, request: web.Request) -> web.Response:
        self.request_url = (await request.json()).get("url") or ""
        return web.json_response({"url": self.request_url})

    async def _add_faults(self, request: web.Request) -> web.Response:
        wish = await request.json()
        for _ in range(wish.pop("times", 1)):
            self.fail(wish["method"], **{name: value for name, value in wish.items() if name != "method"})
        return web.json_response({})

    async def _drop_faults(self, _: web.Request) -> web.Response:
        self.world.faults.clear()
        return web.json_response({})

    async def _advance(self, request: web.Request) -> web.Response:
        self.clock.ahead += float((await request.json())["seconds"])
        return web.json_response({"now": self.world.now})

    async def _break(self, request: web.Request) -> web.Response:
        wish = await request.json()
        if wish.pop("cut", False):
            await self.cut()
        for name in ("duplicate_next", "drop_acks", "shuffle", "ack_seconds", "retry_seconds"):
            if name in wish:
                setattr(self, name, wish[name])
        return web.json_response({})

    async def _ledger(self, request: web.Request) -> web.Response:
        since, method = int(request.query.get("since", 0)), request.query.get("method")
        found = [asdict(call) for call in self.world.ledger[since:] if method in {None, call.method}]
        return web.json_response({"calls": found, "next": len(self.world.ledger)})

    async def _messages(self, request: web.Request) -> web.Response:
        wanted = request.query.get("channel")
        found = [_as_json(m) for m in self.world.messages.values() if wanted in {None, m.channel}]
        return web.json_response({"messages": found})

    async def _state(self, _: web.Request) -> web.Response:
        state = {"connections": self.connections, "delivered": len(self.delivered), "unacked": self.unacked}
        return web.json_response({**state, "retrying": self.retrying})


def _as_json(message: Message) -> Json:
    return {**asdict(message), "shown": message.shown, "buttons": message.buttons, "rings": message.rings}


async def serve(port: int, ended: asyncio.Event, ready: Callable[[ControlledSlack], None]) -> None:
    """Run until `ended` is set."""
    async with ControlledSlack(port) as slack:
        ready(slack)
        await ended.wait()
