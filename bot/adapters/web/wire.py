"""What travels: a client's actions, and the action as the inbox keeps it.

A client says what it does, never who it is: `Stored.actor` is filled in by the server from the session.
"""

from datetime import datetime
from typing import Annotated

import msgspec

Key = Annotated[str, msgspec.Meta(min_length=8, max_length=64, pattern="^[A-Za-z0-9_-]+$")]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Name = Annotated[str, msgspec.Meta(max_length=200)]
Names = Annotated[tuple[Name, ...], msgspec.Meta(max_length=20)]

OWN_LINE = "from:"
"""How the id of a person's line begins; the ids of our own messages are outbox keys, which never do."""


class ForwardPart(msgspec.Struct, omit_defaults=True):
    """A message of a customer's, pretended: `kind` is user, hidden, chat or channel."""

    kind: Annotated[str, msgspec.Meta(pattern="^(user|hidden|chat|channel)$")]
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    user_id: Name | None = None
    sent_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


class ContactPart(msgspec.Struct, omit_defaults=True):
    name: Name
    phones: Names = ()
    emails: Names = ()
    company: Name | None = None
    vcard: Annotated[str, msgspec.Meta(max_length=100_000)] | None = None


class FilePart(msgspec.Struct, omit_defaults=True):
    """An uploaded file; a client names `id` and `name`, the server measures the rest."""

    id: Id
    name: Name
    media_type: str = "application/octet-stream"
    size: int | None = None


class Message(msgspec.Struct, tag_field="do", tag="message", omit_defaults=True):
    key: Key
    chat: Id
    text: str = ""
    reply_to: Id | None = None
    forward: ForwardPart | None = None
    contacts: Annotated[tuple[ContactPart, ...], msgspec.Meta(max_length=50)] = ()
    files: Annotated[tuple[FilePart, ...], msgspec.Meta(max_length=20)] = ()
    group_key: Key | None = None


class Edit(msgspec.Struct, tag_field="do", tag="edit", omit_defaults=True):
    key: Key
    chat: Id
    edit_of: Id
    text: str


class Press(msgspec.Struct, tag_field="do", tag="press", omit_defaults=True):
    key: Key
    chat: Id
    message: Id
    token: Name
    label: Name = ""


class React(msgspec.Struct, tag_field="do", tag="react", omit_defaults=True):
    """A sign put on a message, or taken from it."""

    key: Key
    chat: Id
    message: Id
    emoji: Annotated[str, msgspec.Meta(min_length=1, max_length=16)]
    added: bool = True


class Older(msgspec.Struct, tag_field="do", tag="older"):
    """Asks for the entries before a position."""

    chat: Id
    before: int


class Look(msgspec.Struct, tag_field="do", tag="look"):
    """Asks for the whole picture anew: another process may have said something this page was not told."""


class NewGroup(msgspec.Struct, tag_field="do", tag="group"):
    key: Key
    title: Name
    members: Annotated[tuple[Id, ...], msgspec.Meta(max_length=1000)] = ()


Deed = Message | Edit | Press | React
Action = Deed | Older | Look | NewGroup


class Switch(msgspec.Struct):
    """In the demo: whose side to see."""

    person: Id


class Author(msgspec.Struct):
    """Who did it, by the server's knowledge of the session."""

    id: str
    name: str
    language: str = "en"


class Place(msgspec.Struct):
    id: str
    title: str
    is_group: bool = False


class Stored(msgspec.Struct):
    """An action as the inbox keeps it."""

    actor: Author
    chat: Place
    at: datetime
    deed: Deed


_actions: msgspec.json.Decoder[Action] = msgspec.json.Decoder(Action)
_stored = msgspec.json.Decoder(Stored)


def read_action(raw: bytes | str) -> Action:
    """What a client asks for; raises msgspec.MsgspecError where it makes no sense."""
    return _actions.decode(raw)


def read_stored(raw: bytes) -> Stored:
    return _stored.decode(raw)


def line_id(user_id: str, key: str) -> str:
    """The id of a person's line: two people's clients may make the same key."""
    return f"{OWN_LINE}{user_id}:{key}"


def is_line_of(user_id: str, entry_id: str) -> bool:
    return entry_id.startswith(f"{OWN_LINE}{user_id}:")


def read_switch(raw: bytes) -> str | None:
    """Whose side to see; None where that makes no sense."""
    try:
        return msgspec.json.decode(raw, type=Switch).person
    except msgspec.MsgspecError:
        return None
