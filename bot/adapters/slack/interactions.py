"""Commands, buttons, shortcuts and forms. Source: https://docs.slack.dev/reference/interaction-payloads."""

from collections.abc import Callable

from bot.adapters.slack import keys
from bot.adapters.slack.envelope import Body, Envelope, time_of
from domain.chat import Address, Form, Forward, ForwardKind, Incoming, IncomingKind, Pressed

FORM_PREFIX = "form:"
SAVE_SHORTCUT = "save_to_rapport"


def command(envelope: Envelope) -> Incoming:
    body = envelope.body
    person, channel = body["user_id"], body.get("channel_id") or ""
    return envelope.incoming(
        IncomingKind.MESSAGE,
        person,
        envelope.address(channel, person),
        called=body.get("user_name"),
        is_private=keys.is_direct(channel),
        chat_title=_title(body.get("channel_name")),
        text=envelope.clean(body.get("text")) or "help",
        as_command=True,
    )


def _title(name: str | None) -> str | None:
    """A channel's name; Slack tells none of private ones and direct chats, but what kind they are."""
    return None if name in ("directmessage", "privategroup", None) or name.startswith("mpdm-") else name


def _press(envelope: Envelope) -> Incoming | None:
    body = envelope.body
    token = body["actions"][0].get("value")
    if not token:
        return None  # a link's button: the browser has it
    person, container = body["user"]["id"], body["container"]
    if container.get("type") == "view":
        home = f"home:{person}"
        return _pressed(envelope, envelope.address("", home), Pressed(token, home))
    channel = container.get("channel_id") or body["channel"]["id"]
    address = envelope.address(channel, person, keys.pressed_thread(body))
    return _pressed(envelope, address, Pressed(token, _pressed_message(container, channel)))


def _pressed(envelope: Envelope, address: Address, pressed: Pressed) -> Incoming:
    user = envelope.body["user"]
    return envelope.incoming(
        IncomingKind.PRESS,
        user["id"],
        address,
        called=user.get("name"),
        is_private=not address.chat_id.startswith(("C", "G")),
        pressed=pressed,
    )


def _pressed_message(container: Body, channel: str) -> str | None:
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
        called=body["user"].get("name"),
        text=envelope.clean(message.get("text")) or None,
        forward=Forward(ForwardKind.USER if author else ForwardKind.HIDDEN, known, author, time_of(message["ts"])),
        files=tuple(envelope.file(file) for file in message.get("files") or ()),
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
        called=body["user"].get("name"),
        form=Form(view["callback_id"].removeprefix(FORM_PREFIX), values, view.get("private_metadata") or None),
    )


INTERACTIONS: dict[str, Callable[[Envelope], Incoming | None]] = {
    "block_actions": _press,
    "message_action": _saved,
    "view_submission": _submitted,
}
