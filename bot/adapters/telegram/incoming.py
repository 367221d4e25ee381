"""Bot API JSON -> Incoming, one update at a time.

Pure and tolerant: what is none of our business is None, what is malformed raises and is parked by the intake,
and fields nobody here knows do no harm.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.adapters.telegram.addressing import Self, is_to_me, without_my_name
from bot.adapters.telegram.contents import contacts_of, files_of, forward_of, moment, person_name, text_of
from domain.chat import Actor, Address, Direction, Incoming, IncomingKind, Membership, Pressed, Reaction

Json = Mapping[str, Any]

PLATFORM = "telegram"
INLINE = "inline:"  # the chat_id of an inline query's address, before the query's id
_OUTSIDE = frozenset({"left", "kicked"})


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the mapping needs beside the JSON."""

    key: str
    me: Self
    received_at: datetime

    def actor(self, user: Json) -> Actor:
        return Actor(PLATFORM, self.me.id, str(user["id"]))

    def address(self, chat_id: Any, thread: Any = None, via: Any = None) -> Address:
        named = [None if part is None else str(part) for part in (thread, via)]
        return Address(PLATFORM, self.me.id, str(chat_id), *named)

    def incoming(self, kind: IncomingKind, user: Json, address: Address, **parts: Any) -> Incoming:
        return Incoming(
            kind=kind,
            key=self.key,
            actor=self.actor(user),
            address=address,
            received_at=self.received_at,
            actor_name=person_name(user),
            language_hint=user.get("language_code"),
            **parts,
        )


def parse_update(update: Json, envelope: Envelope) -> Incoming | None:
    """The one thing an update tells, or None if it is nothing for us. Raises on malformed JSON objects."""
    for part, read in _PARTS.items():
        if (body := update.get(part)) is not None:
            return read(body, envelope)
    return None


def _message(message: Json, envelope: Envelope) -> Incoming | None:
    if moved := _moved(message, envelope):
        return moved
    user = message.get("from")
    if user is None or user.get("is_bot") or _is_our_inline_result(message, envelope):
        return None
    if came_or_went := _people(message, user, envelope):
        return came_or_went
    return _said(message, user, envelope)


def _said(message: Json, user: Json, envelope: Envelope) -> Incoming | None:
    text, contacts, files = text_of(message), contacts_of(message), files_of(message)
    if text is None and not contacts and not files:
        return None  # a service message, or a kind of content with no words in it
    chat = message["chat"]
    is_private = chat["type"] == "private"
    replied = message.get("reply_to_message") or {}
    answers = replied.get("message_id") if "forum_topic_created" not in replied else None
    return envelope.incoming(
        IncomingKind.MESSAGE,
        user,
        envelope.address(chat["id"], _thread(message)),
        sent_at=moment(message.get("date")),
        is_private=is_private,
        is_to_me=is_to_me(message, envelope.me, is_private=is_private),
        chat_title=chat.get("title"),
        text=None if text is None else without_my_name(message, text, envelope.me),
        forward=forward_of(message),
        reply_to=None if answers is None else str(answers),
        contacts=contacts,
        files=files,
        group_key=message.get("media_group_id"),
        message_id=str(message["message_id"]),
    )


def _edited(message: Json, envelope: Envelope) -> Incoming | None:
    incoming = _message(message, envelope)
    if incoming is None or incoming.kind is not IncomingKind.MESSAGE:
        return None
    return replace(incoming, kind=IncomingKind.EDIT, edit_of=incoming.message_id)


def _thread(message: Json) -> Any:
    """The topic; a plain reply chain in a supergroup has a thread id as well, but is no place to write to."""
    return message.get("message_thread_id") if message.get("is_topic_message") else None


def _is_our_inline_result(message: Json, envelope: Envelope) -> bool:
    return str((message.get("via_bot") or {}).get("id")) == envelope.me.id


# --- a rep's own chats with customers ------------------------------------------------------------


def _business(message: Json, envelope: Envelope) -> Incoming | None:
    """A line of a business chat.

    The chat's id is the customer's; `sender_business_bot` marks what we sent ourselves.
    """
    user = message.get("from")
    if user is None or message.get("sender_business_bot"):
        return None
    incoming = _said(message, user, envelope)
    if incoming is None:
        return None
    is_customer = str(user["id"]) == str(message["chat"]["id"])
    return replace(
        incoming,
        address=replace(incoming.address, via=str(message["business_connection_id"])),
        direction=Direction.CUSTOMER if is_customer else Direction.OWN,
        chat_title=person_name(message["chat"]) or None,
        is_private=False,  # a customer is there too
        is_to_me=False,
    )


def _business_edited(message: Json, envelope: Envelope) -> Incoming | None:
    incoming = _business(message, envelope)
    return incoming and replace(incoming, kind=IncomingKind.EDIT, edit_of=incoming.message_id)


def _business_connection(connection: Json, envelope: Envelope) -> Incoming:
    """A rep let us into their business chats ("joined"), or shut us out ("left")."""
    return envelope.incoming(
        IncomingKind.MEMBERSHIP,
        connection["user"],
        envelope.address(connection["user_chat_id"], via=connection["id"]),
        sent_at=moment(connection.get("date")),
        membership=Membership("joined" if connection["is_enabled"] else "left"),
    )


# --- taps, reactions, inline queries -------------------------------------------------------------


def _pressed(query: Json, envelope: Envelope) -> Incoming | None:
    token = query.get("data")
    if token is None:
        return None
    message, user = query.get("message"), query["from"]
    chat = (message or {}).get("chat") or {"id": user["id"], "type": "private"}
    connection = (message or {}).get("business_connection_id")
    return envelope.incoming(
        IncomingKind.PRESS,
        user,
        envelope.address(chat["id"], _thread(message or {}), connection),
        is_private=chat["type"] == "private",
        chat_title=chat.get("title"),
        pressed=Pressed(str(token), str(message["message_id"]) if message else None),
        message_id=str(message["message_id"]) if message else None,
    )


def _reacted(reaction: Json, envelope: Envelope) -> Incoming | None:
    """The emoji that came, or else the one that went.

    An anonymous admin's or a custom one tells nobody anything.
    """
    user, chat = reaction.get("user"), reaction["chat"]
    old, new = _emojis(reaction["old_reaction"]), _emojis(reaction["new_reaction"])
    came, went = [e for e in new if e not in old], [e for e in old if e not in new]
    if user is None or not (came or went):
        return None
    message_id = str(reaction["message_id"])
    return envelope.incoming(
        IncomingKind.REACTION,
        user,
        envelope.address(chat["id"]),
        sent_at=moment(reaction.get("date")),
        is_private=chat["type"] == "private",
        chat_title=chat.get("title"),
        reaction=Reaction((came or went)[0], message_id, added=bool(came)),
        message_id=message_id,
    )


def _emojis(reactions: Any) -> list[str]:
    return [str(one["emoji"]) for one in reactions if one.get("type") == "emoji"]


def _asked(query: Json, envelope: Envelope) -> Incoming:
    return envelope.incoming(
        IncomingKind.QUERY,
        query["from"],
        envelope.address(f"{INLINE}{query['id']}"),
        text=str(query.get("query") or ""),
    )


# --- who is where --------------------------------------------------------------------------------


def _moved(message: Json, envelope: Envelope) -> Incoming | None:
    """A group became a supergroup; told once in the old chat and once in the new, and both mean the same."""
    old, new = message["chat"]["id"], message.get("migrate_to_chat_id")
    if (came_from := message.get("migrate_from_chat_id")) is not None:
        old, new = came_from, message["chat"]["id"]
    if new is None:
        return None
    return envelope.incoming(
        IncomingKind.MEMBERSHIP,
        message.get("from") or {"id": envelope.me.id},
        envelope.address(old),
        sent_at=moment(message.get("date")),
        is_private=False,
        chat_title=message["chat"].get("title"),
        membership=Membership("moved", moved_to=str(new)),
    )


def _people(message: Json, user: Json, envelope: Envelope) -> Incoming | None:
    """Others who came or went; what happens to ourselves is told by my_chat_member."""
    came, left = message.get("new_chat_members"), message.get("left_chat_member")
    moved = list(came or ([left] if left else []))
    people = tuple(str(one["id"]) for one in moved if not one.get("is_bot"))
    if not people:
        return None
    return _membership(message, user, Membership("joined" if came else "left", people=people), envelope)


def _my_standing(change: Json, envelope: Envelope) -> Incoming | None:
    was_in = _is_inside(change["old_chat_member"])
    is_in = _is_inside(change["new_chat_member"])
    if was_in == is_in:
        return None
    words = ("returned", "blocked") if change["chat"]["type"] == "private" else ("joined", "left")
    return _membership(change, change["from"], Membership(words[0] if is_in else words[1]), envelope)


def _somebodys_standing(change: Json, envelope: Envelope) -> Incoming | None:
    person = change["new_chat_member"]["user"]
    was_in, is_in = _is_inside(change["old_chat_member"]), _is_inside(change["new_chat_member"])
    if was_in == is_in or person.get("is_bot"):
        return None
    membership = Membership("joined" if is_in else "left", people=(str(person["id"]),))
    return _membership(change, change["from"], membership, envelope)


def _is_inside(member: Json) -> bool:
    if member["status"] == "restricted":
        return bool(member.get("is_member"))
    return member["status"] not in _OUTSIDE


def _membership(where: Json, user: Json, membership: Membership, envelope: Envelope) -> Incoming:
    chat = where["chat"]
    return envelope.incoming(
        IncomingKind.MEMBERSHIP,
        user,
        envelope.address(chat["id"]),
        sent_at=moment(where.get("date")),
        is_private=chat["type"] == "private",
        chat_title=chat.get("title"),
        membership=membership,
    )


_PARTS: dict[str, Callable[[Json, Envelope], Incoming | None]] = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _pressed,
    "message_reaction": _reacted,
    "inline_query": _asked,
    "business_connection": _business_connection,
    "business_message": _business,
    "edited_business_message": _business_edited,
    "my_chat_member": _my_standing,
    "chat_member": _somebodys_standing,
}

ALLOWED_UPDATES = tuple(_PARTS)
"""What we ask Telegram for; reactions and members come only when asked for."""
