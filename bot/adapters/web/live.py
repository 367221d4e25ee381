"""The open pages, and what is shown to whom the moment it happens."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from bot.adapters.web.entries import shown
from domain.house import WebChat, WebEntry, WebPerson, WebRoom

log = logging.getLogger(__name__)

REMEMBERED = 5_000
"""Entries of which is remembered that they were shown; far more than are written in a few seconds."""

BACKLOG = 500
"""Messages waiting for one page; a page that is further behind is cut off and comes back for a fresh picture."""


@dataclass(eq=False, slots=True)
class Viewer:
    """One open page. `over` is set once its session ended or it fell too far behind."""

    session: str
    person: WebPerson
    language: str
    chats: set[str] = field(default_factory=set)
    queue: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(BACKLOG))
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, message: Mapping[str, Any]) -> None:
        try:
            self.queue.put_nowait(msgspec.json.encode(message).decode())
        except asyncio.QueueFull:
            self.over.set()


class Stage:
    """Everybody who watches. Rights are asked of the house at each push, so that a removed member sees nothing more."""

    def __init__(self, room: WebRoom, *, demo: bool) -> None:
        self._room = room
        self._demo = demo
        self._viewers: set[Viewer] = set()
        self._shown: dict[tuple[str, datetime | None], None] = {}

    def enter(self, viewer: Viewer) -> None:
        self._viewers.add(viewer)

    def leave(self, viewer: Viewer) -> None:
        self._viewers.discard(viewer)

    def close(self) -> None:
        for viewer in self._viewers:
            viewer.over.set()

    def sign_out(self, session: str) -> None:
        """End every page of a session at once."""
        for viewer in self._viewers:
            if viewer.session == session:
                viewer.over.set()

    async def follow(self) -> None:
        """Show what other processes add to the history, until cancelled; nobody else may: then there is nothing to do.

        By a short poll, and only while somebody looks.
        """
        if self._room.poll_seconds is None:
            return
        since: datetime | None = None
        while True:
            await asyncio.sleep(self._room.poll_seconds)
            if not self._viewers:
                since = None
                continue
            try:
                entries, since = await self._room.changes(since)
            except Exception:  # the edge: the store's trouble must not end the watch
                log.exception("what is new in the web chats could not be read")
                await asyncio.sleep(1.0)
                continue
            for entry in entries:
                if (entry.id, entry.changed_at) not in self._shown:
                    await self.push(entry)

    def _note(self, entry: WebEntry) -> None:
        """Remember what was shown, as it comes again from the history."""
        self._shown[entry.id, entry.changed_at] = None
        while len(self._shown) > REMEMBERED:
            del self._shown[next(iter(self._shown))]

    async def push(self, entry: WebEntry) -> None:
        """Show a new or changed entry to whoever may see it and looks."""
        if self._room.poll_seconds is not None:
            self._note(entry)
        message = {"is": "entry", "entry": shown(entry)}
        for viewer in tuple(self._viewers):
            await self._show(viewer, entry, message)
        if self._demo and entry.payload.get("kind") == "bot":
            self._hint(entry)

    async def _show(self, viewer: Viewer, entry: WebEntry, message: Mapping[str, Any]) -> None:
        try:
            if await self._may_see(viewer, entry):
                viewer.tell(message)
        except Exception:  # the edge: what is kept is kept; a page that could not be told comes back for it
            log.exception("A page could not be told of a message")
            viewer.over.set()

    async def push_chat(self, chat: WebChat) -> None:
        """Tell the members' pages that there is a new group."""
        members = {member.user_id for member in chat.members}
        for viewer in tuple(self._viewers):
            if viewer.person.user_id in members:
                self._tell_of(viewer, chat)

    def _tell_of(self, viewer: Viewer, chat: WebChat) -> None:
        viewer.chats.add(chat.id)
        viewer.tell({"is": "chat", "chat": chat_shown(chat, ())})

    async def _may_see(self, viewer: Viewer, entry: WebEntry) -> bool:
        if entry.only_for not in (None, viewer.person.user_id):
            return False
        if not entry.chat_id.startswith("#") and entry.chat_id != f"dm:{viewer.person.user_id}":
            return False
        if await self._room.person(viewer.session) is None:
            viewer.over.set()
            return False
        return not entry.chat_id.startswith("#") or await self._is_member(viewer, entry.chat_id)

    async def _is_member(self, viewer: Viewer, chat_id: str) -> bool:
        for chat in await self._room.chats(viewer.person):
            if chat.id == chat_id:
                if chat_id not in viewer.chats:  # made by way of another process
                    self._tell_of(viewer, chat)
                return True
        return False

    def _hint(self, entry: WebEntry) -> None:
        """In the demo, let the switcher show that something waits for another sample person."""
        whom = entry.only_for or entry.chat_id.removeprefix("dm:")
        for viewer in tuple(self._viewers):
            if viewer.person.user_id != whom and not whom.startswith("#"):
                viewer.tell({"is": "elsewhere", "person": whom})


def chat_shown(chat: WebChat, entries: tuple[WebEntry, ...]) -> dict[str, Any]:
    """A chat as a page lists it, with its latest entries."""
    return {
        "id": chat.id,
        "title": chat.title,
        "group": chat.is_group,
        "members": [{"id": one.user_id, "name": one.name} for one in chat.members],
        "entries": [shown(entry) for entry in entries],
    }
