"""A Slack envelope -> Incoming: pure, one envelope at a time.

None for what is none of our business; a KeyError, TypeError or ValueError for what is malformed.
Source: https://docs.slack.dev/reference/events
"""

from collections.abc import Callable

import msgspec

from bot.adapters.slack import keys
from bot.adapters.slack.envelope import Body, Envelope, time_of
from bot.adapters.slack.interactions import INTERACTIONS, command
from bot.adapters.slack.messages import message
from domain.chat import Address, Incoming, IncomingKind, Membership, RawUpdate, Reaction


def parse(raw: RawUpdate, bot_user_id: str | None = None) -> Incoming | None:
    """What an envelope says; `bot_user_id` where the envelope does not tell it."""
    body = msgspec.json.decode(raw.payload)
    if not isinstance(body, dict):
        raise TypeError("an envelope is a JSON object")
    envelope = Envelope(raw, body, keys.bot_of(body) or bot_user_id)
    if "command" in body:
        return command(envelope)
    if body.get("type") == "event_callback":
        event = body["event"]
        read_event = EVENTS.get(event["type"])
        return read_event(envelope, event) if read_event else None
    read = INTERACTIONS.get(str(body.get("type")))
    return read(envelope) if read else None


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
    plain = name.partition("::")[0]  # "+1::skin-tone-2"
    return _EMOJI.get(plain, f":{plain}:")


def _home(envelope: Envelope, event: Body) -> Incoming | None:
    if event.get("tab") != "home":
        return None
    person = event["user"]
    address = Address(envelope.raw.platform, envelope.raw.tenant, f"home:{person}")
    return envelope.incoming(IncomingKind.QUERY, person, address)  # no words: the tab itself is asked for


def _link(envelope: Envelope, event: Body) -> Incoming | None:
    refs = [link["url"].rstrip("/").rsplit("/", 1)[-1] for link in event["links"]]
    channel, ts = event["channel"], event["message_ts"]
    if event.get("source") == "composer" or channel == "COMPOSER":
        return None  # not sent yet: it has no message to unfurl
    address = Address(envelope.raw.platform, envelope.raw.tenant, f"unfurl:{channel}:{ts}")
    private = keys.is_direct(channel)
    return envelope.incoming(IncomingKind.QUERY, event["user"], address, text=" ".join(refs), is_private=private)


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


EVENTS: dict[str, Callable[[Envelope, Body], Incoming | None]] = {
    "message": message,
    "app_mention": message,
    "reaction_added": _reaction,
    "reaction_removed": _reaction,
    "app_home_opened": _home,
    "link_shared": _link,
    "member_joined_channel": _joined,
    "member_left_channel": _joined,
}
