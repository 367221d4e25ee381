"""A web room in memory, as strict as a real one: it refuses what no house would allow."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from domain.errors import UserError
from domain.house import WebChat, WebEntry, WebPerson


class FakeWebRoom:
    """Holds people, one-time links, sessions, groups and history; `demo` allows looking through others' eyes.

    While `is_down` nothing can be appended.
    """

    def __init__(self, *people: WebPerson, demo: bool = False) -> None:
        self._people = {one.user_id: one for one in people}
        self._links: dict[str, str] = {}
        self._sessions: dict[str, str] = {}
        self._groups: dict[str, WebChat] = {}
        self._entries: dict[str, list[WebEntry]] = {}
        self._demo = demo
        self._numbers = count(1)
        self.is_down = False
        self.poll_seconds: float | None = None

    def link(self, user_id: str) -> str:
        token = f"link-{next(self._numbers)}"
        self._links[token] = user_id
        return token

    def session(self, user_id: str) -> str:
        session = f"session-{next(self._numbers)}"
        self._sessions[session] = user_id
        return session

    def remove_member(self, user_id: str) -> None:
        del self._people[user_id]

    def group(self, title: str, *members: str) -> WebChat:
        chat = WebChat(f"#{title}", f"#{title}", is_group=True, members=tuple(self._people[m] for m in members))
        self._groups[chat.id] = chat
        return chat

    def entries(self, chat_id: str) -> list[WebEntry]:
        return list(self._entries.get(chat_id, ()))

    async def redeem(self, link_token: str) -> str | None:
        user_id = self._links.pop(link_token, None)
        return None if user_id is None else self.session(user_id)

    async def person(self, session: str) -> WebPerson | None:
        return self._people.get(self._sessions.get(session, ""))

    async def sign_out(self, session: str) -> None:
        self._sessions.pop(session, None)

    async def people(self) -> Sequence[WebPerson]:
        return tuple(self._people.values())

    async def impersonate(self, session: str, user_id: str) -> str | None:
        if not self._demo or session not in self._sessions or user_id not in self._people:
            return None
        return self.session(user_id)

    async def chats(self, person: WebPerson) -> Sequence[WebChat]:
        assert person.user_id in self._people, "asked for the chats of nobody"
        direct = WebChat(f"dm:{person.user_id}", "Rapport", is_group=False, members=(person,))
        mine = [chat for chat in self._groups.values() if person in chat.members]
        return (direct, *mine)

    async def create_group(self, person: WebPerson, title: str, members: Sequence[str]) -> WebChat:
        name = title.strip().lstrip("#")
        if not name or " " in name:
            raise UserError("A group needs a name in one word.")
        if f"#{name}" in self._groups:
            raise UserError("There is a group named {name} already.", name=name)
        return self.group(name, *dict.fromkeys((person.user_id, *members)))

    async def append(self, entry: WebEntry) -> tuple[WebEntry, bool]:
        if self.is_down:
            raise ConnectionError("the database does not answer")
        self._check(entry)
        known = self._find(entry.id)
        if known is not None:
            assert known.chat_id == entry.chat_id, "one id in two chats"
            return known, False
        kept = replace(entry, position=len(self._entries.get(entry.chat_id, ())) + 1)
        self._entries.setdefault(entry.chat_id, []).append(kept)
        return kept, True

    async def replace(self, entry_id: str, entry: WebEntry) -> WebEntry | None:
        self._check(entry)
        known = self._find(entry_id)
        if known is None:
            return None
        assert known.chat_id == entry.chat_id, "an edit moved a message to another chat"
        kept = replace(known, payload=entry.payload)
        self._entries[known.chat_id][known.position - 1] = kept
        return kept

    async def history(self, chat_id: str, user_id: str, before: int | None, limit: int) -> Sequence[WebEntry]:
        assert 0 < limit <= 200, "history is bounded"
        seen = [
            entry
            for entry in self._entries.get(chat_id, ())
            if entry.only_for in (None, user_id) and (before is None or entry.position < before)
        ]
        return tuple(seen[-limit:])

    async def changes(self, since: datetime | None) -> tuple[Sequence[WebEntry], datetime]:
        """Everything, again and again: the same may be told twice."""
        entries = [entry for chat in self._entries.values() for entry in chat]
        return entries, since or datetime(2026, 11, 20, tzinfo=UTC)

    def _find(self, entry_id: str) -> WebEntry | None:
        return next((e for entries in self._entries.values() for e in entries if e.id == entry_id), None)

    def _check(self, entry: WebEntry) -> None:
        assert entry.at.tzinfo is not None, "a time without its zone"
        assert entry.id, "an entry without an id"
        assert json.loads(json.dumps(entry.payload)) == entry.payload, "a payload that is no plain JSON"
        is_direct = entry.chat_id.removeprefix("dm:") in self._people
        assert is_direct or entry.chat_id in self._groups, f"no such chat: {entry.chat_id}"
