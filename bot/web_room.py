"""The web chat's room, kept in the database: who is signed in, which chats there are, what was said."""

import asyncio
import hashlib
import re
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from domain.chat import Address
from domain.errors import UserError
from domain.house import WebChat, WebEntry, WebPerson
from i18n import N_
from storage import conversations, web
from storage.codec import encode_address
from storage.database import database_now
from storage.entities import Conversation, Member, WebMessage
from storage.members import find_team
from storage.unit_of_work import UnitOfWork, Work
from storage.writer import Writer

T = TypeVar("T")
PLATFORM, TENANT = "web", "web"
UNSEEN = timedelta(seconds=3)
"""The longest a line may take from its stamp to its commit and still be shown at once on pages of other processes."""
MOST = 500
"""Changes looked at together."""
LINK_HOURS = 24
_NAME = re.compile(r"#?([\w-][\w -]{0,40})", re.UNICODE)


def hashed(secret: str) -> str:
    """What is kept of a secret of 128 bits or more: its hash, so that a stolen database opens no door."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_link(unit: UnitOfWork, member_id: UUID) -> str:
    """A fresh one-time secret that signs this member in on the web."""
    secret = secrets.token_urlsafe(24)
    web.add_session(unit, "link", hashed(secret), member_id, unit.now + timedelta(hours=LINK_HOURS))
    return secret


def add_group(unit: UnitOfWork, name: str, people: Iterable[str], *, team: str | None = None) -> Conversation:
    """A group of the web chat, which gets the news of a team where one is named. Raises UserError for a taken name."""
    address = Address(PLATFORM, TENANT, name)
    if conversations.find_conversation(unit, address.chat_key) is not None:
        raise UserError(N_("There is a group {name} already."), name=name)
    found = find_team(unit, team) if team else None
    return unit.add(
        Conversation(
            chat_key=address.chat_key,
            address=encode_address(address),
            is_group=True,
            title=name,
            people=sorted(people),
            team_id=found.id if found else None,
            created_at=unit.now,
        )
    )


class StoredWebRoom:
    """A workspace's WebRoom. With `demo` one may look through every sample person's eyes."""

    def __init__(
        self,
        writer: Writer,
        workspace_id: int,
        *,
        demo: bool = False,
        session_days: int = 30,
        poll_seconds: float | None = None,
    ) -> None:
        self.poll_seconds = poll_seconds
        self._writer = writer
        self._workspace_id = workspace_id
        self._demo = demo
        self._session = timedelta(days=session_days)

    async def redeem(self, link_token: str) -> str | None:
        def redeem(unit: UnitOfWork) -> str | None:
            member_id = web.use_link(unit, hashed(link_token))
            return self._open(unit, member_id) if member_id else None

        return await self._write(redeem)

    def _open(self, unit: UnitOfWork, member_id: UUID) -> str:
        secret = secrets.token_urlsafe(32)
        web.add_session(unit, "session", hashed(secret), member_id, unit.now + self._session)
        return secret

    async def person(self, session: str) -> WebPerson | None:
        def find(unit: UnitOfWork) -> WebPerson | None:
            member = web.find_session_member(unit, hashed(session))
            return _person(unit, member) if member else None

        return await self._read(find)

    async def sign_out(self, session: str) -> None:
        await self._write(lambda unit: web.end_session(unit, hashed(session)))

    async def people(self) -> Sequence[WebPerson]:
        return await self._read(_people)

    async def impersonate(self, session: str, user_id: str) -> str | None:
        if not self._demo:
            return None

        def switch(unit: UnitOfWork) -> str | None:
            if web.find_session_member(unit, hashed(session)) is None:
                return None
            members = dict(web.list_people(unit, PLATFORM, TENANT))
            return self._open(unit, members[user_id].id) if user_id in members else None

        return await self._write(switch)

    async def chats(self, person: WebPerson) -> Sequence[WebChat]:
        return await self._read(lambda unit: _chats(unit, person))

    async def create_group(self, person: WebPerson, title: str, members: Sequence[str]) -> WebChat:
        found = _NAME.fullmatch(title.strip())
        if not found:
            raise UserError(N_("A group needs a short name of letters and digits."))
        name = "#" + found[1].strip().replace(" ", "-").lower()

        def create(unit: UnitOfWork) -> WebChat:
            known = {user_id for user_id, _ in web.list_people(unit, PLATFORM, TENANT)}
            group = add_group(unit, name, {person.user_id, *(known & set(members))})
            return _chat(group, {p.user_id: p for p in _people(unit)})

        return await self._write(create)

    async def append(self, entry: WebEntry) -> tuple[WebEntry, bool]:
        def store(unit: UnitOfWork) -> tuple[WebEntry, bool]:
            message = WebMessage(
                workspace_id=unit.workspace_id,
                id=entry.id,
                chat_id=entry.chat_id,
                at=entry.at,
                only_for=entry.only_for,
                payload=dict(entry.payload),
            )
            stored, is_new = web.append(unit, message)
            return _entry(stored), is_new

        return await self._write(store)

    async def replace(self, entry_id: str, entry: WebEntry) -> WebEntry | None:
        def put(unit: UnitOfWork) -> WebEntry | None:
            stored = web.replace(unit, entry_id, dict(entry.payload), entry.only_for)
            return _entry(stored) if stored else None

        return await self._write(put)

    async def history(self, chat_id: str, user_id: str, before: int | None, limit: int) -> Sequence[WebEntry]:
        def read(unit: UnitOfWork) -> Sequence[WebEntry]:
            if not _may_read(unit, chat_id, user_id):
                return []
            return [_entry(message) for message in web.list_history(unit, chat_id, user_id, before, limit)]

        return await self._read(read)

    async def changes(self, since: datetime | None) -> tuple[Sequence[WebEntry], datetime]:
        def read(unit: UnitOfWork) -> tuple[Sequence[WebEntry], datetime]:
            now = database_now(unit.connection)
            begin = since or now - UNSEEN
            found = web.list_changed(unit, begin, MOST)
            # What was stamped a moment ago may be committed only now: that moment is looked at again.
            following = max(begin, now - UNSEEN) if len(found) < MOST else found[-1].changed_at
            return [_entry(message) for message in found], following

        return await self._read(read)

    async def _write(self, work: Work[T]) -> T:
        return await asyncio.wrap_future(self._writer.submit(self._workspace_id, work))

    async def _read(self, work: Work[T]) -> T:
        return await asyncio.wrap_future(self._writer.read(self._workspace_id, work))


def _person(unit: UnitOfWork, member: Member) -> WebPerson | None:
    for user_id, other in web.list_people(unit, PLATFORM, TENANT):
        if other.id == member.id:
            return _web_person(user_id, member)
    return None


def _web_person(user_id: str, member: Member) -> WebPerson:
    return WebPerson(user_id, member.shown, member.language, member.role)


def _people(unit: UnitOfWork) -> list[WebPerson]:
    return [_web_person(user_id, member) for user_id, member in web.list_people(unit, PLATFORM, TENANT)]


def _chats(unit: UnitOfWork, person: WebPerson) -> list[WebChat]:
    people = {other.user_id: other for other in _people(unit)}
    prefix = Address(PLATFORM, TENANT, "#").chat_key
    groups = [_chat(group, people) for group in web.list_groups(unit, prefix) if person.user_id in (group.people or ())]
    return [WebChat(f"dm:{person.user_id}", "Rapport", is_group=False), *groups]


def _chat(group: Conversation, people: dict[str, WebPerson]) -> WebChat:
    members = tuple(people[user_id] for user_id in group.people or () if user_id in people)
    return WebChat(str(group.address["chat_id"]), group.title or "#", is_group=True, members=members)


def _may_read(unit: UnitOfWork, chat_id: str, user_id: str) -> bool:
    if not chat_id.startswith("#"):
        return chat_id == f"dm:{user_id}"
    group = conversations.find_conversation(unit, Address(PLATFORM, TENANT, chat_id).chat_key)
    return group is not None and user_id in (group.people or ())


def _entry(message: WebMessage) -> WebEntry:
    return WebEntry(
        message.id,
        message.chat_id,
        message.at,
        message.payload,
        message.only_for,
        message.position,
        message.changed_at,
    )
