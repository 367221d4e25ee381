"""Which tenant, lane and unique key an envelope has: read before it is stored, so tolerant of anything."""

from collections.abc import Mapping
from typing import Any

Body = Mapping[str, Any]

ADMITTED = (None, "file_share", "thread_broadcast")
"""The subtypes of a message that are somebody's words (https://docs.slack.dev/reference/events/message)."""


def tenant_of(body: Body) -> str:
    """The workspace the app is installed in; a guest of a shared channel may belong to another."""
    installed = (body.get("authorizations") or [{}])[0]
    team = body.get("team")
    return str(
        installed.get("team_id")
        or body.get("team_id")
        or (team.get("id") if isinstance(team, Mapping) else team)
        or _map(body, "user").get("team_id")
        or ""
    )


def bot_of(body: Body) -> str | None:
    """The bot's own user id, as events tell it."""
    for installed in body.get("authorizations") or ():
        if installed.get("is_bot"):
            return str(installed["user_id"])
    return None


def key_of(body: Body) -> str:
    """Unique in a tenant, the same on every redelivery.

    `app_mention` and `message` both fire for one message, each with an event id of its own: channel and time
    are what they share. Commands, buttons and views have no event id; their trigger id is made for one
    action.
    """
    event = _map(body, "event")
    if event.get("type") in ("message", "app_mention") and event.get("subtype") in ADMITTED:
        return f"{tenant_of(body)}:{event.get('channel')}:{event.get('ts')}"
    if event:
        return str(body["event_id"])
    return f"{body.get('type', 'command')}:{body['trigger_id']}"


def lane_of(body: Body) -> str:
    """The conversation whose order must be kept: a person's direct chat, or a channel and its thread."""
    channel, person, thread = _place(body)
    chat = chat_id(channel, person)
    return f"{chat}/{thread}" if thread else chat


def chat_id(channel: str, person: str) -> str:
    """A direct chat is named by its person, so that it is one place whether they wrote or we do."""
    return person if is_direct(channel) else channel


def is_direct(channel: str) -> bool:
    """No channel at all (a form, the Home tab) is between the person and us."""
    return not channel or channel.startswith("D")


def thread_of(message: Body, channel: str, bot_user_id: str | None) -> str | None:
    """The thread to answer in: the message's own, or in a channel the one a mention of the bot begins."""
    root, ts = message.get("thread_ts"), message.get("ts") or message.get("message_ts")
    if root and root != ts:  # a message that others answered names itself as the root
        return str(root)
    called = bot_user_id is not None and f"<@{bot_user_id}" in str(message.get("text") or "")
    return str(message["ts"]) if called and not is_direct(channel) and message.get("ts") else None


def pressed_thread(body: Body) -> str | None:
    """The thread of a message whose button was pressed."""
    container = _map(body, "container")
    return thread_of({**_map(body, "message"), **container}, str(container.get("channel_id") or ""), None)


def message_id(channel: str, ts: str) -> str:
    """Slack's times are unique in a channel only."""
    return f"{channel}:{ts}"


def _place(body: Body) -> tuple[str, str, str]:
    event = _map(body, "event")
    if event:
        return _place_of_event(event, bot_of(body))
    if "command" in body:
        return str(body.get("channel_id") or ""), str(body.get("user_id") or ""), ""
    person = str(_map(body, "user").get("id") or "")
    if body.get("type") != "block_actions":
        return "", person, ""
    if _map(body, "container").get("type") == "view":
        return "", f"home:{person}", ""
    return str(_map(body, "channel").get("id") or ""), person, pressed_thread(body) or ""


def _place_of_event(event: Body, bot_user_id: str | None) -> tuple[str, str, str]:
    item = _map(event, "item")
    inner = _map(event, "message") or event
    channel = event.get("channel") or item.get("channel") or ""
    if isinstance(channel, Mapping):
        channel = channel.get("id") or ""
    person = inner.get("user") or event.get("user") or ""
    return str(channel), str(person), thread_of(inner, str(channel), bot_user_id) or ""


def _map(body: Body, name: str) -> Body:
    value = body.get(name)
    return value if isinstance(value, Mapping) else {}
