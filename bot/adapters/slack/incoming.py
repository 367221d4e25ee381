"""A Slack envelope -> Incoming: pure, one envelope at a time.

None for what is none of our business; a KeyError, TypeError or ValueError for what is malformed.
Sources: https://docs.slack.dev/reference/events and https://docs.slack.dev/reference/interaction-payloads
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from bot.adapters.slack import keys
from bot.adapters.slack.text import clean
from domain.chat import (
    Actor,
    Address,
    FileRef,
    Form,
    Forward,
    ForwardKind,
    Incoming,
    IncomingKind,
    Membership,
    Pressed,
    RawUpdate,
    Reaction,
)

Body = Mapping[str, Any]
PEOPLE = "rapport_people"  # what we knew of the people in it when it came: put beside Slack's own keys before storing

FORM_PREFIX = "form:"
SAVE_SHORTCUT = "save_to_rapport"


@dataclass(frozen=True, slots=True)
class Envelope:
    """A stored update and its decoded body."""

    raw: RawUpdate
    body: Body
    bot_user_id: str | None

    @property
    def names(self) -> dict[str, str]:
        return {who: person["name"] for who, person in self._people.items() if person.get("name")}

    @property
    def _people(self) -> Mapping[str, Mapping[str, str]]:
        people: Mapping[str, Mapping[str, str]] = self.body.get(PEOPLE) or {}
        return people

    def clean(self, text: str | None) -> str:
        return clean(text or "", self.names, self.bot_user_id)

    def address(self, channel: str, person: str, thread: str | None = None) -> Address:
        return Address(self.raw.platform, self.raw.tenant, keys.chat_id(channel, person), thread)

    def incoming(self, kind: IncomingKind, person: str, address: Address, **parts: Any) -> Incoming:
        """An Incoming with what every kind of envelope shares; `parts` are its fields."""
        known = self._people.get(person) or {}
        return Incoming(
            kind=kind,
            key=self.raw.key,
            actor=Actor(self.raw.platform, self.raw.tenant, person),
            address=address,
            received_at=self.raw.received_at,
            actor_name=known.get("name") or parts.pop("fallback_name", None) or "",
            language_hint=known.get("locale"),
            **{name: value for name, value in parts.items() if name != "fallback_name"},
        )


def parse(raw: RawUpdate, bot_user_id: str | None = None) -> Incoming | None:
    """What an envelope says; `bot_user_id` where the envelope does not tell it."""
    body = msgspec.json.decode(raw.payload)
    if not isinstance(body, dict):
        raise TypeError("an envelope is a JSON object")
    envelope = Envelope(raw, body, keys.bot_of(body) or bot_user_id)
    if "command" in body:
        return _command(envelope)
    if body.get("type") == "event_callback":
        event = body["event"]
        read_event = _EVENTS.get(event["type"])
        return read_event(envelope, event) if read_event else None
    read = _INTERACTIONS.get(str(body.get("type")))
    return read(envelope) if read else None


# --- messages --------------------------------------------------------------------------------------


def _message(envelope: Envelope, event: Body) -> Incoming | None:
    subtype = event.get("subtype")
    if subtype == "message_changed":
        return _edit(envelope, event)
    if subtype not in keys.ADMITTED or _is_a_bot(envelope, event):
        return None
    return _said(envelope, event, event["channel"])


def _edit(envelope: Envelope, event: Body) -> Incoming | None:
    now, before = event["message"], event.get("previous_message") or {}
    is_ghost = now.get("text") == before.get(
        "text"
    )  # Slack unfurled a link, or somebody answered in its thread
    if is_ghost or now.get("subtype") not in keys.ADMITTED or _is_a_bot(envelope, now):
        return None
    return _said(envelope, now, event["channel"], edited=True)


def _said(envelope: Envelope, message: Body, channel: str, *, edited: bool = False) -> Incoming:
    person, ts = message["user"], message["ts"]
    thread = keys.thread_of(message, channel, envelope.bot_user_id)
    private = keys.is_direct(channel)
    name = message_name = keys.message_id(channel, ts)
    root = message.get("thread_ts")
    text, forward = _text_and_forward(envelope, message)
    return envelope.incoming(
        IncomingKind.EDIT if edited else IncomingKind.MESSAGE,
        person,
        envelope.address(channel, person, thread),
        sent_at=time_of(message.get("edited", {}).get("ts", ts) if edited else ts),
        is_private=private,
        is_to_me=private or _calls_me(envelope, message),
        text=text or None,
        forward=forward,
        reply_to=keys.message_id(channel, root) if root and root != ts else None,
        edit_of=name if edited else None,
        files=tuple(_file(envelope, file) for file in message.get("files") or ()),
        message_id=message_name,
    )


def _text_and_forward(envelope: Envelope, message: Body) -> tuple[str, Forward | None]:
    comment = envelope.clean(message.get("text"))
    shared = next((part for part in message.get("attachments") or () if part.get("is_share")), None)
    if shared is None:
        return comment, None
    words = envelope.clean(shared.get("text") or shared.get("fallback"))
    author = shared.get("author_id")
    forward = Forward(
        ForwardKind.USER if author else ForwardKind.HIDDEN,
        shared.get("author_name") or envelope.names.get(author or "", ""),
        author,
        time_of(shared["ts"]) if shared.get("ts") else None,
    )
    return "\n".join(part for part in (words, comment) if part), forward


def _calls_me(envelope: Envelope, message: Body) -> bool:
    me = envelope.bot_user_id
    return me is not None and (
        f"<@{me}" in (message.get("text") or "") or message.get("parent_user_id") == me
    )


def _is_a_bot(envelope: Envelope, message: Body) -> bool:
    """Ours or another's: bots that answer each other never stop."""
    return bool(message.get("bot_id")) or message.get("user") == envelope.bot_user_id


def _file(envelope: Envelope, file: Body) -> FileRef:
    return FileRef(
        id=f"{envelope.raw.tenant}/{file['id']}",
        name=file.get("name") or file.get("title") or file["id"],
        media_type=file.get("mimetype") or "application/octet-stream",
        size=file.get("size"),
    )


# --- other events ----------------------------------------------------------------------------------


def _reaction(envelope: Envelope, event: Body) -> Incoming | None:
    item = event["item"]
    is_ours = event.get("item_user") == envelope.bot_user_id and envelope.bot_user_id is not None
    if item.get("type") != "message" or not is_ours:
        return None
    person, channel = event["user"], item["channel"]
    return envelope.incoming(
        IncomingKind.REACTION,
        person,
        envelope.address(channel, person),
        sent_at=time_of(event["event_ts"]),
        is_private=keys.is_direct(channel),
        reaction=Reaction(
            _emoji(event["reaction"]),
            keys.message_id(channel, item["ts"]),
            added=event["type"] == "reaction_added",
        ),
    )


_EMOJI = {
    "+1": "👍", "thumbsup": "👍", "-1": "👎", "thumbsdown": "👎", "white_check_mark": "✅",
    "heavy_check_mark": "✔️", "ballot_box_with_check": "☑️", "ok_hand": "👌", "eyes": "👀", "heart": "❤️",
    "tada": "🎉", "x": "❌", "fire": "🔥", "pray": "🙏", "100": "💯",
}  # fmt: skip


def _emoji(name: str) -> str:
    plain = name.split("::")[0]  # "+1::skin-tone-2"
    return _EMOJI.get(plain, f":{plain}:")


def _home(envelope: Envelope, event: Body) -> Incoming | None:
    if event.get("tab") != "home":
        return None
    person = event["user"]
    address = Address(envelope.raw.platform, envelope.raw.tenant, f"home:{person}")
    return envelope.incoming(IncomingKind.QUERY, person, address, text="home")


def _link(envelope: Envelope, event: Body) -> Incoming | None:
    refs = [link["url"].rstrip("/").rsplit("/", 1)[-1] for link in event["links"]]
    channel, ts = event["channel"], event["message_ts"]
    if event.get("source") == "composer" or channel == "COMPOSER":
        return None  # not sent yet: it has no message to unfurl
    address = Address(envelope.raw.platform, envelope.raw.tenant, f"unfurl:{channel}:{ts}")
    private = keys.is_direct(channel)
    return envelope.incoming(
        IncomingKind.QUERY, event["user"], address, text=" ".join(refs), is_private=private
    )


def _joined(envelope: Envelope, event: Body) -> Incoming | None:
    """Only our own coming and going: what others do is none of our business."""
    if event["user"] != envelope.bot_user_id:
        return None
    change = "joined" if event["type"] == "member_joined_channel" else "left"
    return envelope.incoming(
        IncomingKind.MEMBERSHIP,
        event.get("inviter") or event["user"],
        envelope.address(event["channel"], ""),
        is_private=False,
        membership=Membership(change),
    )


_EVENTS: dict[str, Callable[[Envelope, Body], Incoming | None]] = {
    "message": _message,
    "app_mention": _message,
    "reaction_added": _reaction,
    "reaction_removed": _reaction,
    "app_home_opened": _home,
    "link_shared": _link,
    "member_joined_channel": _joined,
    "member_left_channel": _joined,
}

# --- commands, buttons, shortcuts, forms -----------------------------------------------------------


def _command(envelope: Envelope) -> Incoming:
    body = envelope.body
    person, channel = body["user_id"], body.get("channel_id") or ""
    return envelope.incoming(
        IncomingKind.MESSAGE,
        person,
        envelope.address(channel, person),
        fallback_name=body.get("user_name"),
        is_private=keys.is_direct(channel),
        chat_title=None if keys.is_direct(channel) else body.get("channel_name"),
        text=envelope.clean(body.get("text")) or "help",
    )


def _press(envelope: Envelope) -> Incoming | None:
    body = envelope.body
    token = body["actions"][0].get("value")
    if not token:
        return None  # a link's button: the browser has it
    person, container = body["user"]["id"], body["container"]
    channel = container.get("channel_id") or (body.get("channel") or {}).get("id") or ""
    thread = container.get("thread_ts") or (body.get("message") or {}).get("thread_ts")
    return envelope.incoming(
        IncomingKind.PRESS,
        person,
        envelope.address(channel, person, thread),
        fallback_name=body["user"].get("name"),
        is_private=keys.is_direct(channel),
        pressed=Pressed(token, _pressed_message(container, channel, person)),
    )


def _pressed_message(container: Body, channel: str, person: str) -> str | None:
    if container.get("type") == "view":
        return f"home:{person}"
    ts = container.get("message_ts")
    if ts is None:
        return None
    name = keys.message_id(channel, ts)
    return f"ephemeral:{name}" if container.get("is_ephemeral") else name


def _saved(envelope: Envelope) -> Incoming | None:
    """The message shortcut: that message comes to us as a forward, and the answer goes to the person alone."""
    body = envelope.body
    if body.get("callback_id") != SAVE_SHORTCUT:
        return None
    person, message = body["user"]["id"], body["message"]
    author = message.get("user")
    known = envelope.names.get(author or "") or message.get("username") or ""
    return envelope.incoming(
        IncomingKind.MESSAGE,
        person,
        envelope.address("", person),
        fallback_name=body["user"].get("name"),
        text=envelope.clean(message.get("text")) or None,
        forward=Forward(
            ForwardKind.USER if author else ForwardKind.HIDDEN, known, author, time_of(message["ts"])
        ),
        files=tuple(_file(envelope, file) for file in message.get("files") or ()),
    )


def _submitted(envelope: Envelope) -> Incoming | None:
    body, view = envelope.body, envelope.body["view"]
    if not view["callback_id"].startswith(FORM_PREFIX):
        return None
    values = {
        name: str(entry.get("value") or "").strip()
        for block in view["state"]["values"].values()
        for name, entry in block.items()
    }
    person = body["user"]["id"]
    return envelope.incoming(
        IncomingKind.FORM,
        person,
        envelope.address("", person),
        fallback_name=body["user"].get("name"),
        form=Form(
            view["callback_id"].removeprefix(FORM_PREFIX), values, view.get("private_metadata") or None
        ),
    )


_INTERACTIONS: dict[str, Callable[[Envelope], Incoming | None]] = {
    "block_actions": _press,
    "message_action": _saved,
    "view_submission": _submitted,
}


def time_of(ts: str) -> datetime:
    """Slack's "1700000000.000200" is seconds since 1970, its fraction a counter more than a time."""
    return datetime.fromtimestamp(float(ts), UTC)
