"""The neutral chat model: what comes in, what goes out, and what an adapter must be able to do.

Handlers, the scheduler and delivery speak only these types; no platform's word appears in them.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

# --- who and where ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Actor:
    """A person on a platform. The same user id in two tenants (two bots, two Slack teams) is two people."""

    platform: str
    tenant: str
    user_id: str


@dataclass(frozen=True, slots=True)
class Address:
    """A place messages go to. `via` holds, e.g., a Telegram business connection: its chat ids may equal others'."""

    platform: str
    tenant: str
    chat_id: str
    thread_id: str | None = None
    via: str | None = None

    @property
    def key(self) -> str:
        """One string for the whole address: order is kept per address."""
        return "|".join((self.platform, self.tenant, self.via or "", self.chat_id, self.thread_id or ""))

    @property
    def chat_key(self) -> str:
        """The chat without its thread: message ids are unique there."""
        return "|".join((self.platform, self.tenant, self.via or "", self.chat_id))


# --- what comes in ---------------------------------------------------------------------------------


class IncomingKind(StrEnum):
    MESSAGE = "message"
    EDIT = "edit"
    PRESS = "press"
    FORM = "form"
    REACTION = "reaction"
    QUERY = "query"
    MEMBERSHIP = "membership"


class Direction(StrEnum):
    """`IN` was said to the bot; on a business connection `OWN` is the rep's line and `CUSTOMER` the customer's."""

    IN = "in"
    OWN = "own"
    CUSTOMER = "customer"


class ForwardKind(StrEnum):
    USER = "user"
    HIDDEN = "hidden"
    CHAT = "chat"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Forward:
    """Where a forwarded message came from. A hidden sender has a name and no id: that is normal."""

    kind: ForwardKind
    name: str
    user_id: str | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SharedContact:
    name: str
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    company: str | None = None
    vcard: str | None = None
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file as the platform names it. `path` is set where it already lies on this machine. `size` is in bytes.

    `limit` is set instead where it is larger than that many bytes, all that may be fetched there.
    """

    id: str
    name: str
    media_type: str = "application/octet-stream"
    size: int | None = None
    path: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A tap on a choice; `message_id` is the platform's id of the message that carried it, where known."""

    token: str
    message_id: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    name: str
    values: Mapping[str, str]
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    emoji: str
    message_id: str
    added: bool = True


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody or the bot came or went; `moved_to` is the chat's new id when a group became a supergroup.

    `people` and `team` tell who is in a group and whose news it gets, where the platform says so.
    """

    change: str  # joined | left | blocked | returned | moved | described
    moved_to: str | None = None
    people: tuple[str, ...] = ()
    team: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that reached us. Each optional part is None (or empty) where absent; times are aware UTC."""

    kind: IncomingKind
    key: str
    actor: Actor
    address: Address
    received_at: datetime
    actor_name: str = ""
    language_hint: str | None = None
    direction: Direction = Direction.IN
    sent_at: datetime | None = None
    is_private: bool = True
    is_to_me: bool = True
    chat_title: str | None = None
    text: str | None = None
    forward: Forward | None = None
    reply_to: str | None = None
    edit_of: str | None = None
    contacts: tuple[SharedContact, ...] = ()
    files: tuple[FileRef, ...] = ()
    pressed: Pressed | None = None
    form: Form | None = None
    reaction: Reaction | None = None
    membership: Membership | None = None
    group_key: str | None = None
    message_id: str | None = None
    zone_hint: str | None = None  # the person's IANA zone, where the platform knows it
    as_command: bool = False  # said through a command of the platform's own: the first word is meant as one of ours
    thread_key: str | None = None  # the key of what a person said to begin the thread this stands in
    direct: Address | None = None  # where the person can always be written to, where the platform has such a place


@dataclass(frozen=True, slots=True)
class RawUpdate:
    """An update as the platform sent it, before anybody understood it.

    `key` is unique for this tenant and the same on every redelivery. `lane` names the conversation whose order
    must be kept. `payload` is the platform's own bytes. The inbox stores all of it before the adapter acknowledges.
    """

    platform: str
    tenant: str
    key: str
    lane: str
    payload: bytes
    received_at: datetime


# --- what goes out ---------------------------------------------------------------------------------


class Style(StrEnum):
    PLAIN = "plain"
    BOLD = "bold"
    STRIKE = "strike"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text. `url` makes it a link; the text is data and never becomes markup."""

    text: str
    style: Style = Style.PLAIN
    url: str | None = None


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line; `quote` marks somebody's own words, `heading` the first line of a card."""

    spans: Spans
    quote: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain text under a head; columns in `right` hold numbers and are aligned right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()


Block = Line | Bullets | Table
Body = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A button. `token` is what comes back when it is pressed: random, at most 48 ASCII bytes."""

    label: str
    token: str


@dataclass(frozen=True, slots=True)
class OutFile:
    """A file to show: `path` on this machine, or its `content` as long as nobody has kept it there."""

    path: str
    media_type: str
    name: str | None = None
    content: bytes | None = None


class Visibility(StrEnum):
    CHAT = "chat"
    PRIVATE = "private"  # for one person's eyes: ephemeral where the platform can, else that person's direct chat


@dataclass(frozen=True, slots=True)
class QueryResult:
    """One answer to an inline query or a link's unfurling: what the asker may insert into any chat."""

    id: str
    title: str
    description: str
    body: Body


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say, free of any platform. `choices` are rows of buttons. `edit_of` is an outbox id of ours, as text.

    `not_after`: pointless later than this (a digest of yesterday), then dropped. `results` answer an inline query.
    """

    body: Body
    choices: tuple[tuple[Choice, ...], ...] = ()
    files: tuple[OutFile, ...] = ()
    visibility: Visibility = Visibility.CHAT
    edit_of: str | None = None
    not_after: datetime | None = None
    results: tuple[QueryResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message ready for one platform: already degraded and split to fit `Capabilities`.

    `key` is unique and stable over attempts (an idempotency key where the platform takes one). `edit_of` and
    `reply_to` are the platform's own message ids. `only_for` is set for an ephemeral message. `answers` is the line
    of talk it answers (an inbox key), None when time brought it. `at` is the clock's time of the message.
    """

    key: str
    address: Address
    body: Body
    choices: tuple[tuple[Choice, ...], ...] = ()
    files: tuple[OutFile, ...] = ()
    edit_of: str | None = None
    reply_to: str | None = None
    only_for: Actor | None = None
    private: bool = False
    answers: str | None = None
    at: datetime | None = None
    results: tuple[QueryResult, ...] = ()
    repeat: bool = False  # an earlier attempt may have arrived


@dataclass(frozen=True, slots=True)
class Sent:
    """The platform took it; `message_id` is its name for it (for an edit: of the message as it now stands)."""

    message_id: str


# --- what an adapter is ----------------------------------------------------------------------------


class TextUnit(StrEnum):
    CHARACTERS = "characters"
    UTF16 = "utf16"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Limits:
    """Numbers a platform imposes. Text is counted in `text_unit`; rates are messages per second, None for none."""

    text: int = 100_000
    caption: int = 100_000
    text_unit: TextUnit = TextUnit.CHARACTERS
    choices: int = 100
    choices_per_row: int = 8
    label: int = 64
    file_in: int = 20_000_000
    file_out: int = 50_000_000
    per_second: float | None = None
    per_chat_per_second: float | None = None
    per_group_per_minute: float | None = None
    in_flight: int = 32


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a platform can show. What it cannot is degraded by bot/rendering.py, never by the adapter.

    `file_paths`: a file is shown by its path on this machine, so it must stay there after it was sent.
    """

    buttons: bool = True
    edit: bool = True
    threads: bool = False
    ephemeral: bool = False
    forms: bool = False
    files: bool = True
    file_paths: bool = False
    tables: bool = False
    inline_query: bool = False
    idempotent: bool = False
    limits: Limits = field(default_factory=Limits)


Accept = Callable[[RawUpdate], Awaitable[bool]]
"""Store an update durably; True if new, False if its key was known. Raises Overloaded when there is no room."""

AsgiApp = Callable[[Any, Any, Any], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Route:
    """An ASGI application and the path prefix the common server mounts it under."""

    path: str
    app: AsgiApp


class Adapter(Protocol):
    """One chat platform. It never sees a handler and never degrades a reply.

    Lifecycle: app.py builds it, mounts `routes()`, runs `receive(accept)` until cancelled, then awaits `close()`.
    `receive` stores each update through `accept` BEFORE it acknowledges the platform. `parse` is pure and tolerant:
    None for what is none of our business, an exception for what is malformed (the inbox row is parked, others go on).
    `send` returns or raises DeliveryError, nothing else, and never retries by itself.
    """

    name: str
    capabilities: Capabilities

    async def receive(self, accept: Accept) -> None: ...

    def parse(self, raw: RawUpdate) -> Incoming | None: ...

    async def send(self, message: Outgoing) -> Sent: ...

    async def fetch(self, file: FileRef) -> bytes:
        """The content of a file somebody sent; raises UserError if it is larger than `limits.file_in`."""
        ...

    def direct(self, actor: Actor) -> Address:
        """Where a private message to this person goes."""
        ...

    def routes(self) -> Sequence[Route]: ...

    async def close(self) -> None: ...


@runtime_checkable
class Introduced(Protocol):
    """An adapter that must learn who it is before it can read an update, also in a process that takes nothing in."""

    async def introduce(self) -> None:
        """Awaited once, before the first update is parsed."""
        ...
