"""Replies and addresses as compact JSON text: what the outbox holds until a platform took it."""

from typing import Any

import msgspec

from domain.chat import (
    Actor,
    Address,
    Block,
    Body,
    Bullets,
    Choice,
    Line,
    OutFile,
    Outgoing,
    QueryResult,
    Reply,
    Span,
    Spans,
    Style,
    Table,
    Visibility,
)


def encode_address(address: Address) -> dict[str, Any]:
    return {
        name: value
        for name in ("platform", "tenant", "chat_id", "thread_id", "via")
        if (value := getattr(address, name)) is not None
    }


def decode_address(document: dict[str, Any]) -> Address:
    return Address(**document)


def encode_actor(actor: Actor) -> dict[str, Any]:
    return {"platform": actor.platform, "tenant": actor.tenant, "user_id": actor.user_id}


def decode_actor(document: dict[str, Any]) -> Actor:
    return Actor(**document)


def encode_reply(reply: Reply) -> str:
    document: dict[str, Any] = {"body": _body(reply.body)}
    if reply.choices:
        document["choices"] = [[(c.label, c.token) for c in row] for row in reply.choices]
    if reply.files:
        document["files"] = [(f.path, f.media_type, f.name) for f in reply.files]
    if reply.results:
        document["results"] = [(r.id, r.title, r.description, _body(r.body)) for r in reply.results]
    if reply.visibility is not Visibility.CHAT:
        document["visibility"] = reply.visibility.value
    return msgspec.json.encode(document).decode()


def decode_reply(text: str) -> Reply:
    document = msgspec.json.decode(text)
    return Reply(
        body=_read_body(document["body"]),
        choices=_read_choices(document),
        files=_read_files(document),
        results=tuple(
            QueryResult(identifier, title, description, _read_body(body))
            for identifier, title, description, body in document.get("results", ())
        ),
        visibility=Visibility(document.get("visibility", Visibility.CHAT)),
    )


def encode_part(part: Outgoing) -> str:
    """The content of a part; where it goes stands in its outbox row."""
    reply = Reply(part.body, part.choices, part.files, results=part.results)
    return encode_reply(reply)


def _body(body: Body) -> list[Any]:
    return [_block(block) for block in body]


def _block(block: Block) -> list[Any]:
    match block:
        case Line(spans, quote, heading):
            return ["l", _spans(spans), int(quote), int(heading)]
        case Bullets(items):
            return ["b", [_spans(item) for item in items]]
        case Table(head, rows, right):
            return ["t", head, rows, right]


def _spans(spans: Spans) -> list[Any]:
    return [span.text if span == Span(span.text) else (span.text, span.style.value, span.url) for span in spans]


def _read_body(document: list[Any]) -> Body:
    return tuple(_read_block(block) for block in document)


def _read_block(document: list[Any]) -> Block:
    match document:
        case ["l", spans, quote, heading]:
            return Line(_read_spans(spans), bool(quote), bool(heading))
        case ["b", items]:
            return Bullets(tuple(_read_spans(item) for item in items))
        case ["t", head, rows, right]:
            return Table(tuple(head), tuple(tuple(row) for row in rows), tuple(right))
    raise ValueError("an outbox row holds a block of an unknown kind")


def _read_spans(document: list[Any]) -> Spans:
    return tuple(Span(item) if isinstance(item, str) else Span(item[0], Style(item[1]), item[2]) for item in document)


def _read_choices(document: dict[str, Any]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(tuple(Choice(label, token) for label, token in row) for row in document.get("choices", ()))


def _read_files(document: dict[str, Any]) -> tuple[OutFile, ...]:
    return tuple(OutFile(path, media_type, name) for path, media_type, name in document.get("files", ()))
