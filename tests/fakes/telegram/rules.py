"""What Telegram refuses, and in which words."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.fakes.telegram.world import Chat, Json, World

_KINDS = {
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline",
    "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention",
    "custom_emoji",
}  # fmt: skip
_COMMAND = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)


class Refusal(Exception):  # noqa: N818 - it is what the server answers, not a failure of the fake
    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


def bad(what: str) -> Refusal:
    return Refusal(400, f"Bad Request: {what}")


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check_text(text: Any, entities: Any, limit: int = 4096, *, required: bool = True) -> None:
    """Length after entities, in UTF-16 units; entities inside the text and on whole characters."""
    if text is not None and not isinstance(text, str):
        raise bad("text must be of type String")
    if required and not (text or "").strip("\u2060\u200b \n\t\r"):
        raise bad("message text is empty")
    if units(text or "") > limit:
        raise bad("message is too long" if limit == 4096 else "message caption is too long")
    _check_entities(text or "", entities or [])


def _check_entities(text: str, entities: Any) -> None:
    if not isinstance(entities, list):
        raise bad("can't parse entities: expected an Array")
    if len(entities) > 100:
        raise bad("too many entities")
    borders = _borders(text)
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if entity["type"] not in _KINDS:
            raise bad(f"can't parse entities: unsupported type {entity['type']}")
        if entity["length"] <= 0 or start not in borders or end not in borders:
            raise bad("ENTITY_BOUNDS_INVALID")
        if entity["type"] == "text_link" and not str(entity.get("url", "")).startswith(("http", "tg://")):
            raise bad("ENTITY_URL_INVALID")
    _check_nesting(entities)


def _check_nesting(entities: Sequence[Json]) -> None:
    """Entities nest or stay apart; code holds nothing, and a quote no quote."""
    spans = [(e["offset"], e["offset"] + e["length"], e["type"]) for e in entities]
    for number, (start, end, kind) in enumerate(spans):
        for other_start, other_end, other in spans[number + 1 :]:
            if start < other_start < end < other_end:
                raise bad("entities overlap")
            inside = other_start < end and start < other_end
            if inside and (kind == other == "blockquote" or (kind == "code" and other != "blockquote")):
                raise bad(f"{other} can't stand in {kind}")


def _borders(text: str) -> set[int]:
    borders, at = {0}, 0
    for character in text:
        at += units(character)
        borders.add(at)
    return borders


def check_keyboard(markup: Any) -> list[list[Json]]:
    if markup is None:
        return []
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    if not isinstance(rows, list):
        raise bad("object expected as reply markup")
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise bad("REPLY_MARKUP_TOO_LONG")
    for button in buttons:
        if not str(button.get("text", "")).strip():
            raise bad("text buttons must be non-empty")
        if not 1 <= len(str(button.get("callback_data", "")).encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
    return rows


def find_chat(world: World, params: Mapping[str, Any]) -> Chat:
    """The chat a call names, if the bot may write there."""
    if not isinstance(params.get("chat_id"), int):
        raise bad("chat_id is empty" if params.get("chat_id") is None else "chat not found")
    chat = world.chats.get(params["chat_id"])
    via = params.get("business_connection_id")
    if via is not None:
        return _business_chat(world, chat, str(via))
    if chat is None:
        raise bad("chat not found")
    if chat.moved_to is not None:
        moved = {"migrate_to_chat_id": chat.moved_to}
        raise Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", **moved)
    if chat.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    if not chat.started:
        raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
    if not chat.bot_inside:
        raise Refusal(403, f"Forbidden: bot was kicked from the {chat.type} chat")
    return chat


def _business_chat(world: World, chat: Chat | None, via: str) -> Chat:
    if via not in world.business:
        raise bad("business connection not found")
    if chat is None:
        raise bad("chat not found")
    return chat


def check_thread(chat: Chat, params: Mapping[str, Any]) -> None:
    thread = params.get("message_thread_id")
    if thread is not None and thread not in chat.topics:
        raise bad("message thread not found")


def check_reply(world: World, chat: Chat, params: Mapping[str, Any]) -> Json | None:
    reply = params.get("reply_parameters")
    if not reply:
        return None
    replied = world.messages.get((chat.id, reply["message_id"]))
    if replied is None and not reply.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return replied


def check_commands(commands: Any) -> None:
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
