"""The state of a pretended Slack: workspaces, people, channels, messages, and a ledger of all that was asked of it."""

import asyncio
import itertools
import secrets
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.clock import Clock, SystemClock
from tests.fakes.slack.showing import buttons_of, lines_of, rings

Json = dict[str, Any]
BOT, BOT_ID, APP = "UBOT", "BBOT", "A0RAPPORT"


@dataclass(frozen=True)
class User:
    id: str
    name: str
    locale: str = "en-US"
    zone: str = "Europe/Berlin"


@dataclass
class Channel:
    id: str
    name: str
    members: set[str]
    team: str


@dataclass
class Message:
    """A message as it now stands; `only_for` is set for an ephemeral one."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    only_for: str | None = None
    edited: str | None = None
    files: list[Json] = field(default_factory=list)
    metadata: Json | None = None

    @property
    def shown(self) -> str:
        return lines_of(self.blocks, self.text)

    @property
    def buttons(self) -> list[str]:
        return list(buttons_of(self.blocks))

    @property
    def rings(self) -> list[str]:
        return rings(self.blocks, self.text)


@dataclass(frozen=True)
class Call:
    """One request to the Web API, as it was answered."""

    method: str
    args: Mapping[str, Any]
    status: int
    error: str | None
    at: float


@dataclass(frozen=True)
class Fault:
    """What to do to the next call of a method.

    `kind`: ratelimited | status | error | hang | drop (taken, then the line is cut) | reset (cut, nothing taken).
    """

    kind: str
    status: int = 500
    error: str = "internal_error"
    retry_after: int = 1


@dataclass
class Url:
    """A response_url: five uses in half an hour."""

    person: str
    channel: str
    until: float
    message: Message | None = None
    uses: int = 5


class World:
    """Several workspaces may install the app; `T1` has from the start."""

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock = clock or SystemClock()
        self.app_token = "xapp-1-fake"
        self.signing_secret = "8f742231b10e8888abcd99yyyzzz85a5"
        self.client_id, self.client_secret = "111.222", "shh"
        self.tokens: dict[str, str] = {"xoxb-T1": "T1"}
        self.codes: dict[str, str] = {}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[tuple[str, str], Message] = {}
        self.homes: dict[str, Json] = {}
        self.modals: dict[str, Json] = {}
        self.unfurls: dict[tuple[str, str], Json] = {}
        self.files: dict[str, Json] = {}
        self.triggers: dict[str, tuple[float, str]] = {}
        self.urls: dict[str, Url] = {}
        self.ledger: list[Call] = []
        self.faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self.stream: list[Message] = []
        self.changed = asyncio.Condition()
        self.per_second: int | None = None
        self._count = itertools.count(1)

    # --- time and names ---------------------------------------------------------------------------

    @property
    def now(self) -> float:
        return self.clock.now().timestamp()

    def next_ts(self) -> str:
        return f"{int(self.now)}.{next(self._count):06d}"

    def next_id(self, prefix: str) -> str:
        return f"{prefix}{next(self._count):06d}"

    def new_trigger(self, person: str) -> str:
        """A trigger id: one use, three seconds."""
        trigger = f"{next(self._count)}.{secrets.token_hex(8)}"
        self.triggers[trigger] = self.now + 3.0, person
        return trigger

    # --- people and places ------------------------------------------------------------------------

    def add_user(self, user: User) -> User:
        self.users[user.id] = user
        return user

    def add_channel(self, name: str, *members: str, with_bot: bool = True, team: str = "T1") -> Channel:
        channel = Channel(self.next_id("C"), name, {*members, *([BOT] if with_bot else [])}, team)
        self.channels[channel.id] = channel
        return channel

    def direct(self, person: str, team: str = "T1") -> Channel:
        """The direct chat of a person and the bot, opened when first needed."""
        found = self.channels.get(f"D{team}{person}")
        return found or self.channels.setdefault(
            f"D{team}{person}", Channel(f"D{team}{person}", "directmessage", {person, BOT}, team)
        )

    # --- messages ---------------------------------------------------------------------------------

    async def keep(self, message: Message) -> Message:
        self.messages[message.channel, message.ts] = message
        if message.user == BOT:
            await self.show(message)
        return message

    async def show(self, message: Message) -> None:
        """Let those who wait for something to read look again."""
        async with self.changed:
            self.stream.append(replace(message))
            self.changed.notify_all()

    def visible(self, message: Message, person: str) -> bool:
        channel = self.channels.get(message.channel)
        if message.only_for is not None:
            return message.only_for == person
        return channel is not None and person in channel.members

    def log(self, method: str, args: Mapping[str, Any], status: int, error: str | None) -> None:
        self.ledger.append(Call(method, args, status, error, self.now))

    def calls(self, method: str, *, ok: bool | None = None) -> Sequence[Call]:
        def wanted(call: Call) -> bool:
            return call.method == method and (ok is None or ok == (call.error is None and call.status == 200))

        return [call for call in self.ledger if wanted(call)]

    async def wait_for(self, found: Callable[[], Any], seconds: float = 20.0) -> Any:
        """What `found` returns once it is true; AssertionError after `seconds` of real time."""
        async with self.changed:
            try:
                async with asyncio.timeout(seconds):
                    await self.changed.wait_for(lambda: found() is not None)
            except TimeoutError:
                raise AssertionError(f"nothing came; the last calls were {self.ledger[-3:]}") from None
            return found()
