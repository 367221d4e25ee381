"""The control API of a fake in a process of its own: act as people, read the ledger, break things. JSON throughout.

    POST   /control/do        {"person": "Alice", "verb": "says", "args": ["hello"], "options": {"group": "Sales"}}
    POST   /control/updates   {"updates": [...]}            raw updates, numbered where they have no update_id
    GET    /control/ledger    ?since=0&method=sendMessage   calls with time, parameters, outcome
    GET    /control/messages  ?chat_id=1001                 every message as it stands
    GET    /control/state                                   waiting and confirmed updates, chats
    POST   /control/faults    {"kind": "flood", "method": "sendMessage", "times": 3, "retry_after": 2}
    DELETE /control/faults
    POST   /control/advance   {"seconds": 60}               the fake's clock runs ahead
    POST   /control/reset     {"offset": true, "next_update_id": 7}

A person exists from the first time it is named (`"id"` in options fixes its id); so does a group. Verbs are those of
Person: says, edits_last, forwards, shares_contact, sends_photo, sends_file, presses, asks_inline, blocks, unblocks.
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from tests.fakes.telegram.people import Group, Person
from tests.fakes.telegram.server import FakeTelegram, Fault
from tests.fakes.telegram.world import Json

_VERBS = frozenset(
    {"says", "forwards", "shares_contact", "sends_photo", "presses", "asks_inline", "blocks", "unblocks"}
)


class ControlledTelegram(FakeTelegram):
    """A fake that is told what to do over HTTP."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.people: dict[str, Person] = {}
        self.groups: dict[str, Group] = {}
        self.last: dict[str, Json] = {}

    def add_routes(self, app: web.Application) -> None:
        posts: dict[str, Callable[[web.Request], Any]] = {
            "do": self._do,
            "updates": self._updates,
            "faults": self._add_fault,
            "advance": self._advance,
            "reset": self._reset,
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
        person = self._person(wish["person"], options.pop("id", None))
        if title := options.pop("group", None):
            options["in_"] = self._group(title)
        if wish["verb"] == "edits_last":
            result: Any = await person.edits(self.last[wish["person"]], *wish.get("args", []))
        elif wish["verb"] == "sends_file":
            name, content, *rest = wish.get("args", [])
            result = await person.sends_file(name, str(content).encode(), *rest, **options)
        elif wish["verb"] in _VERBS:
            result = await getattr(person, wish["verb"])(*wish.get("args", []), **options)
        else:
            raise web.HTTPBadRequest(text=f"no verb {wish['verb']}")
        if isinstance(result, dict):
            self.last[wish["person"]] = result
        return web.json_response({"result": result, "person_id": person.id})

    def _person(self, name: str, number: int | None) -> Person:
        if name not in self.people:
            self.people[name] = self.person(name, **({"id": number} if number else {}))
        return self.people[name]

    def _group(self, title: str) -> Group:
        if title not in self.groups:
            self.groups[title] = self.group(title, *self.people.values())
        return self.groups[title]

    async def _updates(self, request: web.Request) -> web.Response:
        updates = (await request.json())["updates"]
        return web.json_response({"update_ids": [self.push(update)["update_id"] for update in updates]})

    async def _add_fault(self, request: web.Request) -> web.Response:
        fault = Fault(**(await request.json()))
        self.faults.append(fault)
        return web.json_response(asdict(fault))

    async def _drop_faults(self, _: web.Request) -> web.Response:
        self.faults.clear()
        return web.json_response({})

    async def _advance(self, request: web.Request) -> web.Response:
        self.ahead += float((await request.json())["seconds"])
        return web.json_response({"now": self.now()})

    async def _reset(self, request: web.Request) -> web.Response:
        wish = await request.json()
        if wish.get("offset"):
            self.forget_offset()
        self.next_update_id = int(wish.get("next_update_id") or self.next_update_id)
        return web.json_response({"pending": len(self.pending)})

    async def _ledger(self, request: web.Request) -> web.Response:
        since, method = int(request.query.get("since", 0)), request.query.get("method")
        found = [entry.as_json() for entry in self.ledger[since:] if method in {None, entry.method}]
        return web.json_response({"calls": found, "next": len(self.ledger)})

    async def _messages(self, request: web.Request) -> web.Response:
        wanted = request.query.get("chat_id")
        found = [m for (chat, _), m in self.messages.items() if wanted is None or str(chat) == wanted]
        return web.json_response({"messages": found})

    async def _state(self, _: web.Request) -> web.Response:
        waiting = [update["update_id"] for update in self.pending]
        confirmed = [update["update_id"] for update in self.confirmed]
        chats = [{**chat.as_json(), "blocked": chat.blocked} for chat in self.chats.values()]
        return web.json_response({"pending": waiting, "confirmed": confirmed, "chats": chats})
