"""Degrade a Reply to what an adapter can show: numbered answers for buttons, bullets for tables, split text.

Written once, for every platform: an adapter never degrades, a handler never asks what a platform can do.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from bot.bidi import isolate
from domain.chat import (
    Block,
    Body,
    Bullets,
    Capabilities,
    Choice,
    Limits,
    Line,
    Outgoing,
    Reply,
    Span,
    Spans,
    Table,
    TextUnit,
)
from i18n import Translator

ELLIPSIS = "…"
_JOINER = "\u200d"
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
"""Two of them are a country's flag."""


def render(reply: Reply, blank: Outgoing, can: Capabilities, t: Translator) -> list[Outgoing]:
    """The messages a reply becomes on one platform: at least one; buttons and the last files go with the last.

    `blank` carries address, key and the like; each part gets `key` with its number.
    """
    reply = isolate(reply)
    body = tuple(_degrade(reply.body, can))
    if reply.choices and not can.buttons:
        body = (*body, *_numbered(reply.choices, t))
    choices = _fit_choices(reply.choices, can.limits) if can.buttons else ()
    if reply.files and not can.files:
        body = (*body, *(_file_line(file.name or file.path) for file in reply.files))
    bodies = _split(body, can.limits, caption=bool(reply.files and can.files))
    parts = [replace(blank, key=f"{blank.key}:{n}", body=piece) for n, piece in enumerate(bodies)]
    parts[-1] = replace(parts[-1], choices=choices, files=reply.files if can.files else (), results=reply.results)
    if blank.edit_of:
        parts[1:] = [replace(part, edit_of=None) for part in parts[1:]]
    return parts


def plain(body: Body) -> str:
    """The body as plain text: one line a block, tables as columns."""
    return "\n".join(_plain_block(block) for block in body)


def _plain_block(block: Block) -> str:
    match block:
        case Line(spans):
            return plain_spans(spans)
        case Bullets(items):
            return "\n".join(f"• {plain_spans(item)}" for item in items)
        case Table():
            return "\n".join(_columns(block))


def plain_spans(spans: Spans) -> str:
    """Text with addresses of the web spelt out; a phone or mail link already shows what it leads to."""
    return "".join(f"{span.text} ({span.url})" if _spelt_out(span) else span.text for span in spans)


def _spelt_out(span: Span) -> bool:
    return span.url is not None and span.url != span.text and span.url.startswith(("http://", "https://"))


def _columns(table: Table) -> Iterator[str]:
    rows = [row for row in (table.head, *table.rows) if any(row)]
    widths = [max((width(row[i]) for row in rows if i < len(row)), default=0) for i in range(len(table.head))]
    for row in rows:
        cells = [
            " " * (widths[i] - width(cell)) + cell if i in table.right else cell + " " * (widths[i] - width(cell))
            for i, cell in enumerate(row)
        ]
        yield "  ".join(cells).rstrip()


def width(text: str) -> int:
    """Columns a text takes in a terminal: Chinese characters take two."""
    return sum(2 if "\u1100" <= char <= "\u115f" or "\u2e80" <= char <= "\uffe6" else 1 for char in text)


def _degrade(body: Body, can: Capabilities) -> Iterator[Block]:
    for block in body:
        if isinstance(block, Table) and not can.tables:
            yield _table_as_bullets(block)
        else:
            yield block


def _table_as_bullets(table: Table) -> Block:
    """A narrow screen reads "Qualified · 5 · €320k" better than columns that break."""
    return Bullets(tuple((Span(" · ".join(cell for cell in row if cell)),) for row in table.rows))


def _numbered(rows: tuple[tuple[Choice, ...], ...], t: Translator) -> Iterator[Line]:
    labels = [choice.label for row in rows for choice in row]
    yield Line((Span("  ".join(f"[{n}] {label}" for n, label in enumerate(labels, 1))),))
    yield Line((Span(t("Answer with a number.")),))


def _file_line(name: str) -> Line:
    return Line((Span(f"📎 {name}"),))


def _fit_choices(rows: tuple[tuple[Choice, ...], ...], limits: Limits) -> tuple[tuple[Choice, ...], ...]:
    fitted: list[tuple[Choice, ...]] = []
    left = limits.choices
    for row in rows:
        for start in range(0, len(row), limits.choices_per_row):
            piece = row[start : start + min(limits.choices_per_row, left)]
            if piece:
                fitted.append(tuple(Choice(_shorten(choice.label, limits.label), choice.token) for choice in piece))
                left -= len(piece)
    return tuple(fitted)


def _shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + ELLIPSIS


def size(text: str, unit: TextUnit) -> int:
    """How long a platform finds a text."""
    if unit is TextUnit.UTF16:
        return len(text) + sum(1 for char in text if char > "\uffff")
    return len(text.encode()) if unit is TextUnit.BYTES else len(text)


def _split(body: Body, limits: Limits, *, caption: bool) -> list[Body]:
    """Cut between blocks where possible, inside a block's text where not; never inside an entity's own characters."""
    room = min(limits.caption, limits.text) if caption else limits.text
    pieces: list[list[Block]] = [[]]
    used = 0
    for block in _small_enough(body, limits):
        length = size(_plain_block(block), limits.text_unit) + 1
        if pieces[-1] and used + length > limits.text:
            pieces.append([])
            used = 0
        pieces[-1].append(block)
        used += length
    if caption and used > room:
        pieces.append([])
    return [tuple(piece) for piece in pieces]


def _small_enough(body: Body, limits: Limits) -> Iterator[Block]:
    for block in body:
        if size(_plain_block(block), limits.text_unit) < limits.text:
            yield block
        elif isinstance(block, Bullets):
            for item in block.items:
                yield from _small_enough((Line((Span("• "), *item)),), limits)
        elif isinstance(block, Table):
            yield from _small_enough(tuple(Line((Span(text),)) for text in _columns(block)), limits)
        else:
            yield from _cut(block, limits)


def _cut(line: Line, limits: Limits) -> Iterator[Line]:
    piece: list[Span] = []
    room = limits.text - 1
    for span in line.spans:
        for text in _chunks(span.text, limits):
            length = size(text, limits.text_unit)
            if piece and length > room:
                yield replace(line, spans=tuple(piece))
                piece, room = [], limits.text - 1
            piece.append(replace(span, text=text))
            room -= length
    if piece:
        yield replace(line, spans=tuple(piece))


def _chunks(text: str, limits: Limits) -> Iterator[str]:
    """Pieces of at most a quarter of the limit in characters, cut at a space or line end where there is one near.

    A character counts up to four units, so that no piece is more than a message, whatever somebody typed.
    """
    step = max(1, limits.text // 8)
    start = 0
    while start < len(text):
        end = min(len(text), start + step)
        if end < len(text):
            near = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
            end = near + 1 if near > start + step // 2 else end
            end = _whole(text, end, min(len(text), start + 2 * step))
        yield text[start:end]
        start = end


def _whole(text: str, end: int, most: int) -> int:
    """The next place where no character is torn from the one it belongs to; `most` where there is none before it."""
    return next((at for at in range(end, most) if not _joins(text, at)), most)


def _joins(text: str, at: int) -> bool:
    """Whether a character belongs to the one before it: an accent, a joined emoji, a skin tone, half a flag."""
    before, char = text[at - 1], text[at]
    if _JOINER in (before, char) or unicodedata.category(char).startswith("M"):
        return True
    if char in _FLAG_LETTERS:
        return (at - len(text[:at].rstrip(_FLAG_LETTERS))) % 2 == 1
    return "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= "\U000e007f"
