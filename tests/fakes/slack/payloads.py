"""Envelopes as Slack sends them, written from its public reference."""

from collections.abc import Sequence
from typing import Any

from tests.fakes.slack.world import APP, BOT, BOT_ID, Message, World

Json = dict[str, Any]


def event(world: World, inner: Json, team: str = "T1") -> Json:
    """The outer part that every event of the Events API has."""
    return {
        "token": "verification-token-of-old",
        "team_id": team,
        "api_app_id": APP,
        "event": inner,
        "type": "event_callback",
        "event_id": world.next_id("Ev"),
        "event_time": int(world.now),
        "authorizations": [
            {"enterprise_id": None, "team_id": team, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}
        ],
        "is_ext_shared_channel": False,
    }


def message(world: World, said: Message, **more: Any) -> Json:
    """The `message` event of something said."""
    kind = "im" if said.channel.startswith("D") else "channel"
    inner: Json = {
        "type": "message",
        "user": said.user,
        "text": said.text,
        "ts": said.ts,
        "channel": said.channel,
        "channel_type": kind,
        "event_ts": said.ts,
        "team": "T1",
    }
    if said.thread_ts:
        inner["thread_ts"] = said.thread_ts
        root = world.messages.get((said.channel, said.thread_ts))
        inner["parent_user_id"] = root.user if root else None
    if said.files:
        inner |= {"files": said.files, "subtype": "file_share"}
    if said.user == BOT:
        inner["bot_id"] = BOT_ID
    return inner | more


def changed(world: World, now: Message, before_text: str) -> Json:
    """The `message_changed` event of an edit, or, with the same text, the ghost an unfurl leaves."""
    inner = {"type": "message", "user": now.user, "ts": now.ts, "team": "T1"}
    edited = {"edited": {"user": now.user, "ts": world.next_ts()}} if before_text != now.text else {}
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "message": {**inner, "text": now.text, **edited, **_thread(now)},
        "previous_message": {**inner, "text": before_text, **_thread(now)},
        "channel": now.channel,
        "ts": world.next_ts(),
        "event_ts": world.next_ts(),
        "channel_type": "im" if now.channel.startswith("D") else "channel",
    }


def press(world: World, person: str, at: Message, element: Json, url: str) -> Json:
    """The `block_actions` payload of a tap on a message's button."""
    container = {
        "type": "message",
        "message_ts": at.ts,
        "channel_id": at.channel,
        "is_ephemeral": at.only_for is not None,
        **_thread(at),
    }
    shown = {"ts": at.ts, "user": BOT, "bot_id": BOT_ID, "text": at.text, "blocks": at.blocks, **_thread(at)}
    return {
        "type": "block_actions",
        "user": _user(world, person),
        "api_app_id": APP,
        "container": container,
        "trigger_id": world.new_trigger(person),
        "team": {"id": "T1", "domain": "example"},
        "channel": {"id": at.channel, "name": world.channels[at.channel].name},
        **({} if at.only_for else {"message": shown}),
        "response_url": url,
        "actions": [_action(world, element)],
    }


def press_at_home(world: World, person: str, view: Json, element: Json) -> Json:
    """The `block_actions` payload of a tap in the Home tab: no channel, no response_url."""
    return {
        "type": "block_actions",
        "user": _user(world, person),
        "api_app_id": APP,
        "container": {"type": "view", "view_id": "V1"},
        "trigger_id": world.new_trigger(person),
        "team": {"id": "T1", "domain": "example"},
        "view": view,
        "actions": [_action(world, element)],
    }


def slash(world: World, person: str, channel: str, text: str, url: str) -> Json:
    """The form fields of a command."""
    return {
        "command": "/rapport",
        "text": text,
        "user_id": person,
        "user_name": world.users[person].name.lower(),
        "channel_id": channel,
        "channel_name": world.channels[channel].name,
        "team_id": "T1",
        "team_domain": "example",
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "trigger_id": world.new_trigger(person),
        "response_url": url,
    }


def shortcut(world: World, person: str, callback_id: str) -> Json:
    """A global shortcut."""
    return {
        "type": "shortcut",
        "callback_id": callback_id,
        "trigger_id": world.new_trigger(person),
        "user": _user(world, person),
        "team": {"id": "T1", "domain": "example"},
        "action_ts": world.next_ts(),
    }


def message_action(world: World, person: str, on: Message, callback_id: str, url: str) -> Json:
    """A message shortcut."""
    return {
        "type": "message_action",
        "callback_id": callback_id,
        "trigger_id": world.new_trigger(person),
        "response_url": url,
        "user": _user(world, person),
        "team": {"id": "T1", "domain": "example"},
        "channel": {"id": on.channel, "name": world.channels[on.channel].name},
        "message_ts": on.ts,
        "message": {"type": "message", "user": on.user, "ts": on.ts, "text": on.text, "files": on.files},
    }


def submission(world: World, person: str, view: Json, values: dict[str, str]) -> Json:
    """A modal filled in and sent; what was left empty is null."""
    state = {
        block["block_id"]: {
            block["element"]["action_id"]: {
                "type": "plain_text_input",
                "value": values.get(block["element"]["action_id"]),
            }
        }
        for block in view["blocks"]
        if block["type"] == "input"
    }
    return {
        "type": "view_submission",
        "user": _user(world, person),
        "team": {"id": "T1", "domain": "example"},
        "trigger_id": world.new_trigger(person),
        "view": {**view, "state": {"values": state}, "private_metadata": view.get("private_metadata", "")},
        "response_urls": [],
    }


def reaction(world: World, person: str, on: Message, name: str, *, added: bool = True) -> Json:
    return {
        "type": "reaction_added" if added else "reaction_removed",
        "user": person,
        "reaction": name,
        "item_user": on.user,
        "item": {"type": "message", "channel": on.channel, "ts": on.ts},
        "event_ts": world.next_ts(),
    }


def home_opened(world: World, person: str) -> Json:
    return {
        "type": "app_home_opened",
        "user": person,
        "channel": world.direct(person).id,
        "tab": "home",
        "event_ts": world.next_ts(),
    }


def links(world: World, person: str, said: Message, urls: Sequence[str]) -> Json:
    return {
        "type": "link_shared",
        "user": person,
        "channel": said.channel,
        "message_ts": said.ts,
        "links": [{"url": url, "domain": url.split("/")[2]} for url in urls],
        "source": "conversations_history",
        "unfurl_id": f"{said.channel}.{said.ts}",
        "event_ts": world.next_ts(),
    }


def _action(world: World, element: Json) -> Json:
    return {
        "type": "button",
        "action_id": element["action_id"],
        "block_id": "b1",
        "text": element["text"],
        "value": element.get("value"),
        "action_ts": world.next_ts(),
    }


def _user(world: World, person: str) -> Json:
    name = world.users[person].name.lower()
    return {"id": person, "username": name, "name": name, "team_id": "T1"}


def _thread(said: Message) -> Json:
    return {"thread_ts": said.thread_ts} if said.thread_ts else {}
