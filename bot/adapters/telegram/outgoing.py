"""Outgoing -> one Bot API call, as plain dicts.

Source: https://core.telegram.org/bots/api#available-methods.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.adapters.telegram.client import Upload
from bot.adapters.telegram.errors import Refused
from bot.adapters.telegram.incoming import INLINE
from bot.adapters.telegram.richtext import RichText, rich_text
from domain.chat import Address, Choice, Outgoing, QueryResult

CAPTION = 1024
EPHEMERAL = "eph:"  # our name for an ephemeral message: eph:<receiver>:<its id>, for it has no message id
_PICTURES = frozenset({"image/jpeg", "image/png"})
_NO_PREVIEW = {"is_disabled": True}  # a preview would fetch whatever a customer's text links to


@dataclass(frozen=True, slots=True)
class Call:
    """A method, its parameters, and the files that parameters name as `attach://<key>`."""

    method: str
    params: Mapping[str, Any]
    files: Mapping[str, Upload] = field(default_factory=dict)


def call_for(message: Outgoing, uploads: Sequence[Upload] = ()) -> Call:
    """The call that shows this message, or changes the one it edits; `uploads` are its files, read."""
    if message.address.chat_id.startswith(INLINE):
        return _answer_query(message)
    if message.edit_of is not None:
        return _edit(message, message.edit_of, uploads)
    if len(uploads) > 1:
        return _album(message, uploads)
    return _new(message, uploads)


def other_way(message: Outgoing, uploads: Sequence[Upload], refused: Refused) -> Call | None:
    """Another call that shows the same, where Telegram said why this one does not do; None where there is none."""
    if refused.says("there is no text in the message to edit"):
        return _caption_edit(message)
    if refused.says("message thread not found", "topic_deleted") and message.address.thread_id is not None:
        return call_for(replace(message, address=replace(message.address, thread_id=None)), uploads)
    if refused.says("photo_invalid_dimensions", "image_process_failed", "photo_save_file_invalid"):
        as_documents = [replace(upload, media_type="application/octet-stream") for upload in uploads]
        return call_for(message, as_documents)
    return None


def _caption_edit(message: Outgoing) -> Call:
    """The same edit for a message that turned out to hold a file: its words are a caption."""
    method, params = _target(message, str(message.edit_of), "Caption")
    return Call(method, {**params, **_words("caption", rich_text(message.body, CAPTION)), **_keyboard(message.choices)})


def _new(message: Outgoing, uploads: Sequence[Upload]) -> Call:
    params = {**_place(message.address), **_manner(message), **_keyboard(message.choices)}
    if not uploads:
        words = _words("text", rich_text(message.body))
        return Call("sendMessage", {**params, **words, "link_preview_options": _NO_PREVIEW})
    kind = _kind(uploads[0])
    params |= {kind: "attach://file0", **_words("caption", rich_text(message.body, CAPTION))}
    return Call("sendPhoto" if kind == "photo" else "sendDocument", params, {"file0": uploads[0]})


def _album(message: Outgoing, uploads: Sequence[Upload]) -> Call:
    """Several files in one message. Pictures and documents do not mix, and an album has no keyboard."""
    kind = "photo" if all(_kind(file) == "photo" for file in uploads) else "document"
    files = {f"file{number}": file for number, file in enumerate(uploads)}
    media = [{"type": kind, "media": f"attach://{key}"} for key in files]
    media[0] |= _words("caption", rich_text(message.body, CAPTION))
    return Call("sendMediaGroup", {**_place(message.address), **_manner(message), "media": media}, files)


def _edit(message: Outgoing, edited: str, uploads: Sequence[Upload]) -> Call:
    keyboard = _keyboard(message.choices)
    if uploads:
        media = {
            "type": _kind(uploads[0]),
            "media": "attach://file0",
            **_words("caption", rich_text(message.body, CAPTION)),
        }
        method, params = _target(message, edited, "Media")
        return Call(method, {**params, "media": media, **keyboard}, {"file0": uploads[0]})
    method, params = _target(message, edited, "Text")
    words = _words("text", rich_text(message.body))
    return Call(method, {**params, **words, "link_preview_options": _NO_PREVIEW, **keyboard})


def _target(message: Outgoing, edited: str, what: str) -> tuple[str, dict[str, Any]]:
    place = _place(message.address)
    place.pop("message_thread_id", None)
    if edited.startswith(EPHEMERAL):
        receiver, _, number = edited.removeprefix(EPHEMERAL).partition(":")
        name = {"receiver_user_id": int(receiver), "ephemeral_message_id": int(number)}
        return f"editEphemeralMessage{what}", {**place, **name}
    return f"editMessage{what}", {**place, "message_id": int(edited)}


def _place(address: Address) -> dict[str, Any]:
    place: dict[str, Any] = {"chat_id": int(address.chat_id)}
    if address.thread_id is not None:
        place["message_thread_id"] = int(address.thread_id)
    if address.via is not None:
        place["business_connection_id"] = address.via
    return place


def _manner(message: Outgoing) -> dict[str, Any]:
    manner: dict[str, Any] = {}
    if message.only_for is not None:
        manner["ephemeral_message_parameters"] = {"receiver_user_id": int(message.only_for.user_id)}
    if message.reply_to is not None and message.reply_to.isdecimal():
        reply = {"message_id": int(message.reply_to), "allow_sending_without_reply": True}
        manner["reply_parameters"] = reply
    return manner


def _words(name: str, text: RichText) -> dict[str, Any]:
    if not text.text:
        return {}
    entities = "entities" if name in {"text", "message_text"} else "caption_entities"
    return {name: text.text, **({entities: list(text.entities)} if text.entities else {})}


def _keyboard(choices: Sequence[Sequence[Choice]]) -> dict[str, Any]:
    rows = [[{"text": choice.label, "callback_data": choice.token} for choice in row] for row in choices if row]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def _kind(file: Upload) -> str:
    """A picture of more than 10 MB goes as a document, where Telegram takes 50."""
    small = len(file.content) <= 10_000_000
    return "photo" if file.media_type in _PICTURES and small else "document"


# --- inline queries ------------------------------------------------------------------------------


def _answer_query(message: Outgoing) -> Call:
    """Answers for the asker alone and not to be kept: what one may see another may not."""
    return Call(
        "answerInlineQuery",
        {
            "inline_query_id": message.address.chat_id.removeprefix(INLINE),
            "results": [_article(result) for result in message.results[:50]],
            "cache_time": 0,
            "is_personal": True,
        },
    )


def _article(result: QueryResult) -> dict[str, Any]:
    words = _words("message_text", rich_text(result.body))
    content = {**words, "link_preview_options": _NO_PREVIEW}
    article = {
        "type": "article",
        "id": result.id,
        "title": result.title,
        "input_message_content": content,
    }
    return {**article, "description": result.description} if result.description else article
