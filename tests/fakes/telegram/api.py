"""The methods of the Bot API the fake knows, each refusing what Telegram refuses."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.fakes.telegram import rules
from tests.fakes.telegram.rules import Refusal, bad
from tests.fakes.telegram.world import Chat, Event, Json, World

Params = Mapping[str, Any]
QUERY_LIVES = 30.0  # seconds a press or inline query may wait for its answer
MAX_UP, MAX_DOWN, MAX_PHOTO = 50_000_000, 20_000_000, 10_000_000


def get_me(world: World, params: Params) -> Json:
    return world.bot


def _post(world: World, chat: Chat, params: Params, content: Json) -> Json:
    rules.check_thread(chat, params)
    rows = rules.check_keyboard(params.get("reply_markup"))
    replied = rules.check_reply(world, chat, params)
    parts = dict(content)
    if rows:
        parts["reply_markup"] = {"inline_keyboard": rows}
    if replied is not None:
        parts["reply_to_message"] = {k: v for k, v in replied.items() if k != "reply_to_message"}
    if (thread := params.get("message_thread_id")) is not None:
        parts |= {"message_thread_id": thread, "is_topic_message": True}
    only_for = _receiver(world, chat, params)
    if (via := params.get("business_connection_id")) is not None:
        parts |= {"business_connection_id": via, "sender_business_bot": world.bot}
    if only_for is not None:
        parts |= {"ephemeral_message_id": world.count(), "receiver_user": {"id": only_for, "is_bot": False}}
    message = world.add_message(chat, world.bot, parts)
    world.show(Event(chat.id, message, only_for=only_for))
    return {**message, "message_id": 0} if only_for is not None else message


def _receiver(world: World, chat: Chat, params: Params) -> int | None:
    ephemeral = params.get("ephemeral_message_parameters")
    if not ephemeral:
        return None
    if not chat.is_group:
        raise bad("ephemeral messages can be sent only to groups")
    if int(ephemeral["receiver_user_id"]) not in world.chats:
        raise bad("PARTICIPANT_ID_INVALID")
    return int(ephemeral["receiver_user_id"])


def send_message(world: World, params: Params) -> Json:
    chat = rules.find_chat(world, params)
    rules.check_text(params.get("text"), params.get("entities"))
    return _post(world, chat, params, _words("text", params))


def _words(name: str, params: Params) -> Json:
    entities = "entities" if name == "text" else "caption_entities"
    found = {name: params.get(name), entities: params.get(entities)}
    return {key: value for key, value in found.items() if value}


def send_photo(world: World, params: Params) -> Json:
    return _send_file(world, params, "photo", MAX_PHOTO)


def send_document(world: World, params: Params) -> Json:
    return _send_file(world, params, "document", MAX_UP)


def _send_file(world: World, params: Params, kind: str, limit: int) -> Json:
    chat = rules.find_chat(world, params)
    rules.check_text(params.get("caption"), params.get("caption_entities"), 1024, required=False)
    content = _stored(world, params, params.get(kind), kind, limit)
    return _post(world, chat, params, {**content, **_words("caption", params)})


def _stored(world: World, params: Params, value: Any, kind: str, limit: int) -> Json:
    upload = params.get("_files", {}).get(str(value).removeprefix("attach://"))
    if upload is None:
        raise bad(f"there is no {kind} in the request")
    if not upload["content"]:
        raise bad("file must be non-empty")
    if len(upload["content"]) > limit:
        raise Refusal(413, "Request Entity Too Large")
    file_id = f"file-{world.count()}"
    world.files[file_id] = upload["content"]
    size = {"file_id": file_id, "file_unique_id": f"u-{file_id}", "file_size": len(upload["content"])}
    if kind == "photo":
        if upload["content"].startswith(b"TALL"):  # stands for sides that sum up to more than 10,000 pixels
            raise bad("PHOTO_INVALID_DIMENSIONS")
        return {"photo": [{**size, "width": 800, "height": 600}]}
    return {"document": {**size, "file_name": upload["name"]}}


def send_media_group(world: World, params: Params) -> list[Json]:
    chat = rules.find_chat(world, params)
    media = params.get("media")
    if not isinstance(media, list) or not 2 <= len(media) <= 10:
        raise bad("media group must include 2-10 items")
    if params.get("reply_markup"):
        raise bad("reply_markup is not allowed in a media group")
    group = f"album-{world.count()}"
    sent = []
    for item in media:
        rules.check_text(item.get("caption"), item.get("caption_entities"), 1024, required=False)
        content = _stored(world, params, item["media"], item["type"], MAX_UP)
        sent.append(_post(world, chat, params, {**content, "media_group_id": group, **_words("caption", item)}))
    return sent


# --- edits ---------------------------------------------------------------------------------------


def _own_message(world: World, params: Params) -> tuple[Chat, Json]:
    chat = rules.find_chat(world, params)
    message = world.messages.get((chat.id, params.get("message_id", 0)))
    if message is None:
        raise bad("message to edit not found")
    if message.get("from", {}).get("id") != world.bot["id"]:
        raise bad("message can't be edited")
    return chat, message


def _change(world: World, chat: Chat, message: Json, params: Params, content: Json) -> Json:
    rows = rules.check_keyboard(params.get("reply_markup"))
    words = {"text", "entities", "caption", "caption_entities", "reply_markup"}
    after = {key: value for key, value in message.items() if key not in words and key not in content}
    after |= content
    if rows:
        after["reply_markup"] = {"inline_keyboard": rows}
    if {**after, "edit_date": 0} == {**message, "edit_date": 0}:
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly the same as a "
            "current content and reply markup of the message"
        )
    after["edit_date"] = int(world.now())
    world.messages[chat.id, message["message_id"]] = after
    only_for = message.get("receiver_user", {}).get("id")
    world.show(Event(chat.id, after, edited=True, only_for=only_for))
    return after


def edit_message_text(world: World, params: Params) -> Json:
    chat, message = _own_message(world, params)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    rules.check_text(params.get("text"), params.get("entities"))
    return _change(world, chat, message, params, _words("text", params))


def edit_message_caption(world: World, params: Params) -> Json:
    chat, message = _own_message(world, params)
    if "text" in message:
        raise bad("there is no caption in the message to edit")
    rules.check_text(params.get("caption"), params.get("caption_entities"), 1024, required=False)
    return _change(world, chat, message, params, _words("caption", params))


def edit_message_media(world: World, params: Params) -> Json:
    chat, message = _own_message(world, params)
    media = params.get("media")
    if not isinstance(media, dict):
        raise bad("there is no media in the request")
    content = _stored(world, params, media["media"], media["type"], MAX_UP)
    return _change(world, chat, message, params, {**content, **_words("caption", media)})


def edit_message_reply_markup(world: World, params: Params) -> Json:
    chat, message = _own_message(world, params)
    return _change(world, chat, message, params, {k: v for k, v in message.items() if k in {"text", "entities"}})


def edit_ephemeral_message_text(world: World, params: Params) -> bool:
    chat = rules.find_chat(world, params)
    rules.check_text(params.get("text"), params.get("entities"))
    for (chat_id, _), message in list(world.messages.items()):
        if chat_id == chat.id and message.get("ephemeral_message_id") == params.get("ephemeral_message_id"):
            if message["receiver_user"]["id"] != params.get("receiver_user_id"):
                break
            _change(world, chat, message, params, _words("text", params))
            return True
    raise bad("message to edit not found")


def delete_message(world: World, params: Params) -> bool:
    chat, message = _own_message(world, params)
    del world.messages[chat.id, message["message_id"]]
    return True


# --- answers -------------------------------------------------------------------------------------


def _in_time(world: World, query_id: Any) -> str:
    asked_at = world.queries.get(str(query_id))
    if asked_at is None or world.now() - asked_at > QUERY_LIVES:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    return str(query_id)


def answer_callback_query(world: World, params: Params) -> bool:
    if units := rules.units(str(params.get("text") or "")):
        rules.check_text(params["text"], [], 200, required=bool(units))
    world.answers[_in_time(world, params.get("callback_query_id"))] = dict(params)
    world.changed()
    return True


def answer_inline_query(world: World, params: Params) -> bool:
    results = params.get("results")
    if not isinstance(results, list) or len(results) > 50:
        raise bad("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) != len(results):
        raise bad("RESULT_ID_DUPLICATE")
    for result in results:
        if not 1 <= len(str(result["id"]).encode()) <= 64:
            raise bad("RESULT_ID_INVALID")
        if not result.get("title"):
            raise bad("ARTICLE_TITLE_EMPTY")
        content = result["input_message_content"]
        rules.check_text(content.get("message_text"), content.get("entities"))
    world.answers[_in_time(world, params.get("inline_query_id"))] = dict(params)
    world.changed()
    return True


# --- the rest ------------------------------------------------------------------------------------


def get_file(world: World, params: Params) -> Json:
    file_id = str(params.get("file_id"))
    if file_id not in world.files:
        raise bad("wrong file_id or the file is temporarily unavailable")
    size = len(world.files[file_id])
    if size > MAX_DOWN:
        raise bad("file is too big")
    return {"file_id": file_id, "file_unique_id": f"u-{file_id}", "file_size": size, "file_path": f"docs/{file_id}"}


def set_my_commands(world: World, params: Params) -> bool:
    rules.check_commands(params.get("commands"))
    scope = params.get("scope") or {"type": "default"}
    world.commands[scope["type"], str(params.get("language_code") or "")] = params["commands"]
    return True


def set_webhook(world: World, params: Params) -> bool:
    url = str(params.get("url") or "")
    if not url.startswith(("https://", "http://127.0.0.1")):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    world.webhook = {"url": url, "secret_token": str(params.get("secret_token") or "")}
    world.allowed = params.get("allowed_updates")
    world.changed()
    return True


def get_webhook_info(world: World, _: Params) -> Json:
    found: Json = {
        "url": world.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(world.pending),
    }
    if world.allowed is not None:
        found["allowed_updates"] = world.allowed
    return found | world.webhook_trouble


def get_chat_member(world: World, params: Params) -> Json:
    chat = rules.find_chat(world, params)
    if params.get("user_id") != world.bot["id"]:
        raise bad("PARTICIPANT_ID_INVALID")
    return {"user": world.bot, "status": "member" if chat.bot_inside else "left"}


def delete_webhook(world: World, params: Params) -> bool:
    world.webhook = {}
    return True


METHODS: dict[str, Callable[[World, Params], Any]] = {
    name.replace("_", ""): method
    for name, method in globals().items()
    if callable(method) and name.split("_")[0] in {"get", "send", "edit", "delete", "answer", "set"}
}
"""By lower-case name: the Bot API's names are case-insensitive."""
