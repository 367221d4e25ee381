"""A stored action -> Incoming; pure, and strict about who did it."""

from pathlib import Path

from bot.adapters.web.wire import (
    OWN_LINE,
    ContactPart,
    Edit,
    FilePart,
    ForwardPart,
    Message,
    Press,
    React,
    Stored,
    read_stored,
)
from domain.chat import (
    Actor,
    Address,
    FileRef,
    Forward,
    ForwardKind,
    Incoming,
    IncomingKind,
    Pressed,
    RawUpdate,
    Reaction,
    SharedContact,
)

MENTION = "@rapport"


def parse(raw: RawUpdate, uploads: Path) -> Incoming:
    """Raises msgspec.MsgspecError for a payload that is none of ours."""
    stored = read_stored(raw.payload)
    deed = stored.deed
    if isinstance(deed, Press):
        return _incoming(raw, stored, kind=IncomingKind.PRESS, pressed=Pressed(deed.token, message_id=deed.message))
    if isinstance(deed, Edit):
        return _incoming(
            raw, stored, kind=IncomingKind.EDIT, text=deed.text, edit_of=deed.edit_of, message_id=deed.edit_of
        )
    if isinstance(deed, React):
        sign = Reaction(deed.emoji, deed.message, added=deed.added)
        return _incoming(raw, stored, kind=IncomingKind.REACTION, reaction=sign)
    return _incoming(
        raw,
        stored,
        kind=IncomingKind.MESSAGE,
        text=deed.text or None,
        message_id=raw.key,
        reply_to=deed.reply_to,
        forward=_forward(deed.forward) if deed.forward else None,
        contacts=tuple(_contact(one) for one in deed.contacts),
        files=tuple(_file(one, uploads) for one in deed.files),
        group_key=deed.group_key,
    )


def _incoming(raw: RawUpdate, stored: Stored, **parts: object) -> Incoming:
    place, actor = stored.chat, stored.actor
    return Incoming(
        key=raw.key,
        actor=Actor(raw.platform, raw.tenant, actor.id),
        address=Address(raw.platform, raw.tenant, place.id),
        received_at=raw.received_at,
        sent_at=stored.at,
        actor_name=actor.name,
        language_hint=actor.language,
        is_private=not place.is_group,
        is_to_me=is_addressed(stored),
        chat_title=place.title if place.is_group else None,
        **parts,  # type: ignore[arg-type]  # the three callers above name fields of Incoming
    )


def is_addressed(stored: Stored) -> bool:
    """Whether it is said to us: always in a direct chat; in a group by mention, command, reply to us, tap or sign."""
    deed = stored.deed
    if not stored.chat.is_group or isinstance(deed, Press):
        return True
    if isinstance(deed, React):
        return not deed.message.startswith(OWN_LINE)
    if deed.text.lstrip().lower().startswith((MENTION, "/")):
        return True
    return isinstance(deed, Message) and deed.reply_to is not None and not deed.reply_to.startswith(OWN_LINE)


def _forward(part: ForwardPart) -> Forward:
    kind = ForwardKind(part.kind)
    known = None if kind is ForwardKind.HIDDEN else part.user_id
    return Forward(kind, part.name, user_id=known, sent_at=part.sent_at)


def _contact(part: ContactPart) -> SharedContact:
    return SharedContact(part.name, part.phones, part.emails, part.company, part.vcard)


def _file(part: FilePart, uploads: Path) -> FileRef:
    return FileRef(part.id, part.name, part.media_type, part.size, str(uploads / part.id))
