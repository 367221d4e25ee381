"""What one Bot API message holds, part by part: forward, contacts, files, text.

Source of every field: https://core.telegram.org/bots/api#message. Unknown parts are passed over, so that a
newer Bot API does no harm; a field of the wrong type raises, and the update is parked.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.adapters.telegram.vcard import read_vcard
from domain.chat import FileRef, Forward, ForwardKind, SharedContact

Json = Mapping[str, Any]

_FILES = (
    ("document", "file", "application/octet-stream"),
    ("video", "video.mp4", "video/mp4"),
    ("animation", "animation.mp4", "video/mp4"),
    ("audio", "audio.mp3", "audio/mpeg"),
    ("voice", "voice.ogg", "audio/ogg"),
    ("video_note", "video.mp4", "video/mp4"),
)


def moment(seconds: Any) -> datetime | None:
    """A Unix time as the Bot API writes it; 0 marks a message that is gone."""
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else None


def person_name(user: Json) -> str:
    return " ".join(part for part in (user.get("first_name"), user.get("last_name")) if part)


def text_of(message: Json) -> str | None:
    """The words of a message, also those of a caption, a place or a sticker (its emoji)."""
    if (text := message.get("text", message.get("caption"))) is not None:
        return str(text)
    if venue := message.get("venue"):
        return ", ".join(str(part) for part in (venue.get("title"), venue.get("address")) if part)
    if location := message.get("location"):
        return f"{location['latitude']}, {location['longitude']}"
    if sticker := message.get("sticker"):
        return str(sticker.get("emoji") or "") or None
    return None


def forward_of(message: Json) -> Forward | None:
    """Where it was forwarded from; an origin of a kind we do not know counts as a hidden sender."""
    origin = message.get("forward_origin")
    if origin is None:
        return None
    sent_at = moment(origin.get("date"))
    match origin.get("type"):
        case "user":
            user = origin["sender_user"]
            return Forward(ForwardKind.USER, person_name(user), str(user["id"]), sent_at)
        case "chat":
            return _from_chat(ForwardKind.CHAT, origin["sender_chat"], sent_at)
        case "channel":
            return _from_chat(ForwardKind.CHANNEL, origin["chat"], sent_at)
    return Forward(ForwardKind.HIDDEN, str(origin.get("sender_user_name") or ""), None, sent_at)


def _from_chat(kind: ForwardKind, chat: Json, sent_at: datetime | None) -> Forward:
    return Forward(kind, str(chat.get("title") or person_name(chat)), str(chat["id"]), sent_at)


def contacts_of(message: Json) -> tuple[SharedContact, ...]:
    contact = message.get("contact")
    if contact is None:
        return ()
    card = read_vcard(str(contact.get("vcard") or ""))
    phones = dict.fromkeys(phone for phone in (contact.get("phone_number"), *card.phones) if phone)
    user_id = contact.get("user_id")
    return (
        SharedContact(
            name=person_name(contact) or card.name,
            phones=_without_repeats(tuple(phones)),
            emails=card.emails,
            company=card.company,
            vcard=contact.get("vcard"),
            user_id=None if user_id is None else str(user_id),
        ),
    )


def _without_repeats(phones: tuple[str, ...]) -> tuple[str, ...]:
    """The same number written twice (+49 30 1, 49301) counts once; the first writing stays."""
    by_digits: dict[str, str] = {}
    for phone in phones:
        by_digits.setdefault("".join(filter(str.isdigit, phone)), phone)
    return tuple(by_digits.values())


def files_of(message: Json) -> tuple[FileRef, ...]:
    """Its files, a photo in the largest size; an animation also comes as a document and counts once."""
    by_content: dict[str, FileRef] = {}
    for unique, file in _files(message):
        by_content.setdefault(unique, file)
    return tuple(by_content.values())


def _files(message: Json) -> Iterator[tuple[str, FileRef]]:
    if sizes := message.get("photo"):
        best = max(sizes, key=lambda size: int(size.get("width", 0)) * int(size.get("height", 0)))
        unique = str(best.get("file_unique_id") or best["file_id"])
        yield (
            unique,
            FileRef(str(best["file_id"]), f"photo-{unique}.jpg", "image/jpeg", best.get("file_size")),
        )
    for part, name, media_type in _FILES:
        if found := message.get(part):
            unique = str(found.get("file_unique_id") or found["file_id"])
            yield (
                unique,
                FileRef(
                    str(found["file_id"]),
                    str(found.get("file_name") or name),
                    str(found.get("mime_type") or media_type),
                    found.get("file_size"),
                ),
            )
