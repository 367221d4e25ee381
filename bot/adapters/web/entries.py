"""Messages as the history keeps them and the page shows them: plain JSON, text always as text."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from bot.adapters.web.wire import Author, Message, Press, React
from domain.chat import Block, Bullets, Line, Outgoing, Span, Spans, Style, Table
from domain.house import WebEntry, WebPerson

LINKS = ("http://", "https://", "mailto:", "tel:")
"""The only addresses a link may lead to: anything else stays text."""


def said(author: Author, deed: Message) -> dict[str, Any]:
    """A person's line."""
    parts = {
        "reply_to": deed.reply_to,
        "forward": _plain(deed.forward) if deed.forward else None,
        "contacts": [_plain(one) for one in deed.contacts],
        "files": [_plain(one) for one in deed.files],
    }
    return {"kind": "said", "author": _who(author), "text": deed.text} | _present(parts)


def pressed(author: Author, deed: Press) -> dict[str, Any]:
    """A tap: the page marks the button by it."""
    tap = {"message": deed.message, "token": deed.token, "label": deed.label}
    return {"kind": "pressed", "author": _who(author)} | tap


def reacted(author: Author, deed: React) -> dict[str, Any]:
    """A sign on a message: everybody in the chat sees it."""
    sign = {"message": deed.message, "emoji": deed.emoji, "added": deed.added}
    return {"kind": "reacted", "author": _who(author)} | sign


def answered(message: Outgoing, files: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A message of ours."""
    parts = {
        "choices": [[{"label": one.label, "token": one.token} for one in row] for row in message.choices],
        "files": list(files),
        "reply_to": message.reply_to,
        "private": message.private or message.only_for is not None,
        "edited": message.edit_of is not None,
    }
    return {"kind": "bot", "body": [_block(block) for block in message.body]} | _present(parts)


def shown(entry: WebEntry) -> dict[str, Any]:
    """An entry as it travels to a page that may see it."""
    return dict(entry.payload) | {
        "id": entry.id,
        "chat": entry.chat_id,
        "at": entry.at.isoformat(),
        "position": entry.position,
    }


def person_shown(person: WebPerson) -> dict[str, Any]:
    return {"id": person.user_id, "name": person.name, "language": person.language, "role": person.role}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Line):
        parts = {"quote": block.quote, "heading": block.heading}
        return {"is": "line", "spans": _spans(block.spans)} | _present(parts)
    if isinstance(block, Bullets):
        return {"is": "bullets", "items": [_spans(item) for item in block.items]}
    return _table(block)


def _table(table: Table) -> dict[str, Any]:
    return {
        "is": "table",
        "head": list(table.head),
        "rows": [list(row) for row in table.rows],
        "right": list(table.right),
    }


def _spans(spans: Spans) -> list[dict[str, str]]:
    return [_span(span) for span in spans]


def _span(span: Span) -> dict[str, str]:
    made = {"text": span.text}
    if span.style is not Style.PLAIN:
        made["style"] = span.style.value
    if span.url and span.url.lower().startswith(LINKS):
        made["url"] = span.url
    return made


def _who(author: Author) -> dict[str, str]:
    return {"id": author.id, "name": author.name}


def _present(parts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parts.items() if value}


def _plain(part: Any) -> dict[str, Any]:
    """A part as plain JSON; the raw vCard is for the core alone."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(part))
    plain.pop("vcard", None)
    return plain
