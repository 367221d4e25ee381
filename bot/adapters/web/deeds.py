"""What a person does on the page: shown in the history, stored in the inbox, and only then acknowledged."""

from dataclasses import replace
from typing import Any

import msgspec

from bot.adapters.web.entries import pressed, reacted, said, shown
from bot.adapters.web.live import Stage, chat_shown
from bot.adapters.web.settings import Settings
from bot.adapters.web.uploads import Uploads, media_type_of
from bot.adapters.web.wire import (
    Action,
    Author,
    Deed,
    Edit,
    FilePart,
    Look,
    Message,
    NewGroup,
    Older,
    Place,
    Press,
    React,
    Stored,
    is_line_of,
    line_id,
)
from domain.chat import Accept, RawUpdate
from domain.errors import NotAllowed, NotFound, NotUnderstood, Overloaded
from domain.house import House, WebChat, WebEntry, WebPerson, WebRoom
from i18n import N_

PAGE = 50
"""Entries fetched at a time."""
EDITABLE = 200
"""How many entries back a line may still be changed."""
PLATFORM = TENANT = "web"
"""There is one web chat: whoever wants two runs two houses."""


class Deeds:
    """Carries out one action of one signed-in person; the same action again changes nothing.

    Raises UserError for what the person can mend, and Overloaded when it should be tried again shortly.
    """

    def __init__(self, settings: Settings, house: House, room: WebRoom, uploads: Uploads, stage: Stage) -> None:
        self.accept: Accept | None = None
        self._settings = settings
        self._clock = house.clock
        self._room = room
        self._uploads = uploads
        self._stage = stage

    async def do(self, person: WebPerson, language: str, action: Action) -> dict[str, Any]:
        """What to tell the page that asked."""
        if isinstance(action, Older):
            return await self._older(person, action)
        if isinstance(action, Look):
            return {"is": "picture"}  # drawn by the socket, which knows who looks
        if isinstance(action, NewGroup):
            return await self._new_group(person, action)
        return await self._do(person, language, action)

    async def _do(self, person: WebPerson, language: str, deed: Deed) -> dict[str, Any]:
        if self.accept is None:
            raise Overloaded("The core is not listening yet.")
        chat = await self._chat(person, deed.chat)
        author = Author(person.user_id, person.name, language)
        deed = self._checked(deed)
        entry = await self._keep(author, deed)
        stored = Stored(author, Place(chat.id, chat.title, chat.is_group), entry.at, deed)
        await self.accept(self._raw(stored))
        await self._stage.push(entry)
        return {"is": "ack", "key": deed.key, "entry": shown(entry)}

    def _raw(self, stored: Stored) -> RawUpdate:
        return RawUpdate(
            platform=PLATFORM,
            tenant=TENANT,
            key=line_id(stored.actor.id, stored.deed.key),
            lane=stored.chat.id,
            payload=msgspec.json.encode(stored),
            received_at=self._clock.now(),
        )

    def _checked(self, deed: Deed) -> Deed:
        if isinstance(deed, Press | React):
            return deed
        text = deed.text.replace("\x00", "")  # PostgreSQL stores no NUL in a text
        if len(text) > self._settings.text_limit:
            raise NotUnderstood(
                N_("That is too long for one message: {limit} characters at most. You can attach it as a file."),
                limit=self._settings.text_limit,
            )
        if isinstance(deed, Edit):
            return msgspec.structs.replace(deed, text=text)
        if not (text.strip() or deed.forward or deed.contacts or deed.files):
            raise NotUnderstood(N_("There is nothing in that message."))
        return msgspec.structs.replace(deed, text=text, files=tuple(self._measured(one) for one in deed.files))

    def _measured(self, part: FilePart) -> FilePart:
        size = self._uploads.claim(part.id)
        if size is None:
            raise NotFound(N_("That file is no longer here. Please attach it again."))
        return FilePart(part.id, part.name, media_type_of(part.id, part.name), size)

    async def _keep(self, author: Author, deed: Deed) -> WebEntry:
        if isinstance(deed, Edit):
            return await self._change(author, deed)
        only_for = author.id if isinstance(deed, Press) else None
        entry = WebEntry(line_id(author.id, deed.key), deed.chat, self._clock.now(), _payload(author, deed), only_for)
        kept, _ = await self._room.append(entry)
        return kept

    async def _change(self, author: Author, deed: Edit) -> WebEntry:
        if not is_line_of(author.id, deed.edit_of):
            raise NotAllowed(N_("Only your own messages can be changed."))
        recent = await self._room.history(deed.chat, author.id, None, EDITABLE)
        known = next((entry for entry in recent if entry.id == deed.edit_of), None)
        changed = known and await self._room.replace(
            known.id, replace(known, payload={**known.payload, "text": deed.text, "edited": True})
        )
        if changed is None:
            raise NotFound(N_("That message is too old to be changed."))
        return changed

    async def _chat(self, person: WebPerson, chat_id: str) -> WebChat:
        for chat in await self._room.chats(person):
            if chat.id == chat_id:
                return chat
        raise NotAllowed(N_("You are not in that chat."))

    async def _older(self, person: WebPerson, action: Older) -> dict[str, Any]:
        chat = await self._chat(person, action.chat)
        entries = await self._room.history(chat.id, person.user_id, action.before, PAGE)
        return {"is": "older", "chat": chat.id, "entries": [shown(one) for one in entries], "page": PAGE}

    async def _new_group(self, person: WebPerson, action: NewGroup) -> dict[str, Any]:
        chat = await self._room.create_group(person, action.title, action.members)
        await self._stage.push_chat(chat)
        return {"is": "made", "key": action.key, "chat": chat_shown(chat, ())}


def _payload(author: Author, deed: Message | Press | React) -> dict[str, Any]:
    if isinstance(deed, Press):
        return pressed(author, deed)
    return reacted(author, deed) if isinstance(deed, React) else said(author, deed)
