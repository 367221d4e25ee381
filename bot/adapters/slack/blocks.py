"""A neutral body -> Block Kit. Words go into rich text elements, which Slack never reads as markup.

Limits: https://docs.slack.dev/reference/block-kit/blocks (50 blocks a message, 100 in a view, 25 elements an
actions block, 75 characters a label, 2000 a value, 255 an action id; one table a message of 100 rows and 20
columns).
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from bot.adapters.slack.text import escape
from domain.chat import Block, Body, Bullets, Choice, Line, Span, Spans, Style, Table

Json = dict[str, Any]

TEXT_IN_A_BLOCK = 3000
FALLBACK = 3000  # what notifications and screen readers get; Slack cuts a text at 40,000
LABEL = 75
TABLE_ROWS, TABLE_COLUMNS = 100, 20


def message_blocks(body: Body, choices: Sequence[Sequence[Choice]], *, in_view: bool = False) -> list[Json]:
    """Blocks of a message, or of a view (which takes no tables)."""
    return [*_body_blocks(body, tables=0 if in_view else 1), *_actions(choices)]


def fallback_text(body: Body) -> str:
    """The body as plain words, escaped, for where blocks are not shown."""
    lines = [line for block in body for line in _plain(block)]
    return escape("\n".join(lines)[:FALLBACK]) or " "


def _body_blocks(body: Body, tables: int) -> Iterator[Json]:
    elements: list[Json] = []
    for block in body:
        if isinstance(block, Table) and tables and _fits(block):
            tables -= 1
            yield from _rich(elements)
            elements = []
            yield _table(block)
        else:
            elements.append(_element(block))
    yield from _rich(elements)


def _element(block: Block) -> Json:
    match block:
        case Line(spans=spans, quote=quote, heading=heading):
            kind = "rich_text_quote" if quote else "rich_text_section"
            return {"type": kind, "elements": _spans(spans, heading=heading)}
        case Bullets(items=items):
            sections = [{"type": "rich_text_section", "elements": _spans(item)} for item in items]
            return {"type": "rich_text_list", "style": "bullet", "elements": sections}
        case Table():
            return {"type": "rich_text_preformatted", "elements": [_text(_aligned(block) or " ")]}


def _spans(spans: Spans, *, heading: bool = False) -> list[Json]:
    return [_span(span, heading=heading) for span in spans if span.text] or [_text(" ")]


def _span(span: Span, *, heading: bool) -> Json:
    element = {"type": "link", "url": span.url, "text": span.text} if span.url else _text(span.text)
    style = {
        name: True
        for name, on in (
            ("bold", heading or span.style is Style.BOLD),
            ("strike", span.style is Style.STRIKE),
            ("code", span.style is Style.CODE),
        )
        if on
    }
    return {**element, "style": style} if style else element


def _text(text: str) -> Json:
    return {"type": "text", "text": text}


def _rich(elements: Sequence[Json]) -> Iterator[Json]:
    """Rich text blocks of at most 3000 characters; lines of one kind side by side become one element."""
    merged = [part for kind, group in groupby(elements, _kind) for part in _merged(kind, list(group))]
    chunk: list[Json] = []
    size = 0
    for element in merged:
        length = _length(element)
        if chunk and size + length > TEXT_IN_A_BLOCK:
            yield {"type": "rich_text", "elements": chunk}
            chunk, size = [], 0
        chunk.append(element)
        size += length
    if chunk:
        yield {"type": "rich_text", "elements": chunk}


def _kind(element: Json) -> str:
    return str(element["type"])


def _merged(kind: str, group: list[Json]) -> Iterator[Json]:
    if kind not in ("rich_text_section", "rich_text_quote"):
        yield from group
        return
    parts: list[Json] = []
    for element in group:
        if parts and _length({"elements": parts}) + _length(element) >= TEXT_IN_A_BLOCK:
            yield {"type": kind, "elements": parts}
            parts = []
        parts.extend([_text("\n"), *element["elements"]] if parts else element["elements"])
    yield {"type": kind, "elements": parts}


def _length(element: Json) -> int:
    inner = element.get("elements")
    return sum(map(_length, inner)) if inner is not None else len(element.get("text", ""))


def _actions(choices: Sequence[Sequence[Choice]]) -> Iterator[Json]:
    for number, row in enumerate(choices):
        buttons = [_button(choice, f"choice:{number}:{place}") for place, choice in enumerate(row)]
        if buttons:
            yield {"type": "actions", "elements": buttons}


def _button(choice: Choice, action_id: str) -> Json:
    label = choice.label if len(choice.label) <= LABEL else choice.label[: LABEL - 1] + "…"
    text = {"type": "plain_text", "text": label or " ", "emoji": False}
    return {"type": "button", "text": text, "action_id": action_id, "value": choice.token}


def _fits(table: Table) -> bool:
    return len(table.rows) < TABLE_ROWS and len(table.head) <= TABLE_COLUMNS


def _table(table: Table) -> Json:
    first, *others = _even(table)
    head = [_cell(cell, bold=True) for cell in first]
    rows = [[_cell(cell) for cell in row] for row in others]
    settings = [{"align": "right" if n in table.right else "left"} for n in range(len(table.head))]
    return {"type": "table", "rows": [head, *rows], "column_settings": settings}


def _cell(text: str, *, bold: bool = False) -> Json:
    if not bold:
        return {"type": "raw_text", "text": text or " "}
    element = {**_text(text or " "), "style": {"bold": True}}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [element]}]}


def _plain(block: Block) -> Iterator[str]:
    match block:
        case Line(spans=spans):
            yield "".join(span.text for span in spans)
        case Bullets(items=items):
            yield from ("• " + "".join(span.text for span in item) for item in items)
        case Table(head=head, rows=rows):
            yield from (" · ".join(row) for row in (head, *rows))


def _aligned(table: Table) -> str:
    rows = _even(table)
    widths = [max(_width(row[n]) for row in rows) for n in range(len(table.head))]
    return "\n".join(_row(row, widths, table.right) for row in rows)


def _even(table: Table) -> list[tuple[str, ...]]:
    """Head and rows, each as wide as the head: Slack refuses a table with gaps."""
    wide = len(table.head)
    return [(*row[:wide], *[""] * (wide - len(row))) for row in (table.head, *table.rows)]


def _row(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    cells = []
    for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
        pad = " " * (width - _width(cell))
        cells.append(pad + cell if place in right else cell + pad)
    return "  ".join(cells).rstrip()


def _width(text: str) -> int:
    """Columns in a fixed-width font, where Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
