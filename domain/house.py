"""What the house offers an adapter, handed in by app.py so that an adapter imports nothing else of ours.

Every adapter is a folder bot/adapters/<name>/ with two modules: `settings.py` (a msgspec.Struct named `Settings`, no
SDK imported) and `adapter.py` with `build(settings, house) -> Sequence[Adapter]` (one a tenant: a bot, a team).
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from domain.clock import Clock


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A command as a platform's menu shows it: `name` is lower-case ASCII of at most 32 characters."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class FormField:
    name: str
    label: str
    required: bool = False
    multiline: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A form a platform may open at once (a Slack modal); its answers come back as Incoming.form."""

    name: str
    title: str
    submit: str
    fields: tuple[FormField, ...]


class Documents(Protocol):
    """A durable place for small JSON documents of an adapter's own: offsets, installations, settings told in chat."""

    async def get(self, key: str) -> Mapping[str, Any] | None: ...

    async def put(self, key: str, value: Mapping[str, Any], expires_at: datetime | None = None) -> None:
        """Keep a document, until `expires_at` where it is of no use afterwards."""
        ...

    async def delete(self, key: str) -> None: ...


INVITE_LINKS = "invite link:"
"""Before a name of the adapter's own: the document {"template": "https://...{code}"} of a link that brings a code."""


@dataclass(frozen=True, slots=True)
class WebPerson:
    """Somebody signed in to the web chat."""

    user_id: str
    name: str
    language: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class WebChat:
    """A chat as the web page lists it: a direct chat (id "dm:<user>") or a group (id "#name")."""

    id: str
    title: str
    is_group: bool
    members: tuple[WebPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class WebEntry:
    """A message in a web chat's history. `position` grows by one a chat; `payload` is the adapter's own JSON.

    `only_for` is the one user id who may see it, None for everyone in the chat. `changed_at` by the store's clock.
    """

    id: str
    chat_id: str
    at: datetime
    payload: Mapping[str, Any]
    only_for: str | None = None
    position: int = 0
    changed_at: datetime | None = None


class WebRoom(Protocol):
    """Sign-in, chats and history of the web chat. Rights (who is in which chat) are the house's to check.

    `poll_seconds`: how often to ask for `changes` that other processes made; None where there are no others.
    """

    poll_seconds: float | None

    async def redeem(self, link_token: str) -> str | None:
        """A session secret for a one-time link; None if it was spent, expired or never made."""
        ...

    async def person(self, session: str) -> WebPerson | None:
        """Who holds this session, None once it ended or its member was removed."""
        ...

    async def sign_out(self, session: str) -> None: ...

    async def people(self) -> Sequence[WebPerson]:
        """Every member who can be talked with on the web."""
        ...

    async def impersonate(self, session: str, user_id: str) -> str | None:
        """In the demo only: a session as another sample person; None elsewhere."""
        ...

    async def chats(self, person: WebPerson) -> Sequence[WebChat]: ...

    async def create_group(self, person: WebPerson, title: str, members: Sequence[str]) -> WebChat:
        """Raises UserError for a bad or taken name."""
        ...

    async def append(self, entry: WebEntry) -> tuple[WebEntry, bool]:
        """Store an entry (position given by the store); the stored one, and False if its id was known."""
        ...

    async def replace(self, entry_id: str, entry: WebEntry) -> WebEntry | None:
        """Put another payload in an entry's place (an edit); None if there is no such entry."""
        ...

    async def history(self, chat_id: str, user_id: str, before: int | None, limit: int) -> Sequence[WebEntry]:
        """The latest entries this person may see, oldest first."""
        ...

    async def changes(self, since: datetime | None) -> tuple[Sequence[WebEntry], datetime]:
        """Entries of all chats new or changed since a moment (None: a moment ago), and the moment to go on from.

        Some that were told of before may come again.
        """
        ...


@dataclass(frozen=True, slots=True)
class House:
    """`lease(name)` waits until no other process holds that name, then holds it. `menu(language)` lists commands."""

    clock: Clock
    data_dir: Path
    languages: tuple[str, ...]
    lease: Callable[[str], AbstractAsyncContextManager[None]]
    documents: Documents
    menu: Callable[[str], Sequence[MenuEntry]]
    forms: Callable[[str], Sequence[FormSpec]]
    base_url: str = ""
    web: WebRoom | None = None
