"""What the fake knows: people, chats, messages, waiting updates, and the ledger of every call."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

BOT_ID = 4200
TOKEN = f"{BOT_ID}:TEST-token_of_the_fake"
BOT = {
    "id": BOT_ID,
    "is_bot": True,
    "first_name": "Rapport",
    "username": "rapport_test_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
    "can_connect_to_business": True,
}
BY_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass
class Chat:
    """A chat as the server keeps it; in a private chat `started` tells whether the bot may write first."""

    id: int
    type: str
    title: str = ""
    user: Json = field(default_factory=dict)
    is_forum: bool = False
    topics: set[int] = field(default_factory=set)
    started: bool = True
    blocked: bool = False
    bot_inside: bool = True
    bot_is_admin: bool = False
    moved_to: int | None = None
    last_message_id: int = 0

    @property
    def is_group(self) -> bool:
        return self.type != "private"

    def as_json(self) -> Json:
        if self.type == "private":
            names: Json = {k: v for k, v in self.user.items() if k in {"first_name", "last_name", "username"}}
            return names | {"id": self.id, "type": "private"}
        forum = {"is_forum": True} if self.is_forum else {}
        return Json(forum) | {"id": self.id, "type": self.type, "title": self.title}


@dataclass
class Entry:
    """A line of the ledger: a call and how it ended ("ok", an error's description, or the fault that hit it)."""

    number: int
    at: float
    method: str
    params: Json
    outcome: str = "open"
    status: int = 0
    result: Any = None

    def as_json(self) -> Json:
        return {
            name: getattr(self, name) for name in ("number", "at", "method", "params", "outcome", "status", "result")
        }


@dataclass(frozen=True)
class Event:
    """Something that appeared in a chat: a message of the bot's, or one edited."""

    chat_id: int
    message: Json
    edited: bool = False
    only_for: int | None = None


class World:
    """The whole state; `changed` wakes whoever waits for something to happen."""

    def __init__(self, token: str = TOKEN, clock: Callable[[], float] = time.time) -> None:
        self.token = token
        self.bot: Json = {**BOT, "id": int(token.split(":", maxsplit=1)[0])}
        self.clock = clock
        self.ahead = 0.0
        self.chats: dict[int, Chat] = {}
        self.messages: dict[tuple[int, int], Json] = {}
        self.events: list[Event] = []
        self.ledger: list[Entry] = []
        self.pending: list[Json] = []
        self.confirmed: list[Json] = []
        self.allowed: list[str] | None = None
        self.next_update_id = 10_000
        self.files: dict[str, bytes] = {}
        self.queries: dict[str, float] = {}
        self.answers: dict[str, Json] = {}
        self.business: dict[str, int] = {}
        self.webhook: Json = {}
        self.webhook_trouble: Json = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self._counter = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def now(self) -> float:
        return self.clock() + self.ahead

    def count(self) -> int:
        """The next number of anything that needs one."""
        self._counter += 1
        return self._counter

    # --- waiting ----------------------------------------------------------------------------------

    def changed(self) -> None:
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def wait_change(self, seconds: float) -> None:
        """Until something changes, or that long."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(waiter, seconds)
        finally:
            self._waiting.discard(waiter)

    async def until(self, condition: Callable[[], bool], seconds: float = 10.0) -> None:
        """Until this holds; AssertionError if it does not within that long."""
        deadline = time.monotonic() + seconds
        while not condition():
            left = deadline - time.monotonic()
            assert left > 0, "it never happened"
            await self.wait_change(left)

    # --- updates ----------------------------------------------------------------------------------

    def push(self, update: Mapping[str, Any]) -> Json:
        """Queue an update for the bot, numbered if it is not; what the bot did not ask for is not kept."""
        full = dict(update)
        if "update_id" not in full:
            full = {"update_id": self.next_update_id, **full}
            self.next_update_id += 1
        kinds = set(full) - {"update_id"}
        refused = BY_REQUEST if self.allowed is None else kinds - set(self.allowed)
        if not kinds & refused:
            self.pending.append(full)
        self.changed()
        return full

    def confirm(self, offset: int) -> None:
        """Forget what lies below the offset, as getUpdates does."""
        self.confirmed += [update for update in self.pending if update["update_id"] < offset]
        self.pending = [update for update in self.pending if update["update_id"] >= offset]
        self.changed()

    def forget_offset(self) -> None:
        """Offer everything again, as if no receipt had ever come."""
        self.pending = self.confirmed + self.pending
        self.confirmed = []
        self.changed()

    # --- messages ---------------------------------------------------------------------------------

    def add_message(self, chat: Chat, sender: Json | None, parts: Mapping[str, Any]) -> Json:
        chat.last_message_id += 1
        message: Json = {"message_id": chat.last_message_id, "date": int(self.now()), "chat": chat.as_json()}
        if sender is not None:
            message["from"] = sender
        message |= parts
        self.messages[chat.id, chat.last_message_id] = message
        return message

    def show(self, event: Event) -> None:
        self.events.append(event)
        self.changed()
