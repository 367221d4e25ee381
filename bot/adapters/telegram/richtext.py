"""A body as one text and its entities, counted in UTF-16 units as the Bot API counts.

No markup language is involved, so nothing anybody wrote can become markup. What Telegram would find by itself
in a text is another matter: it links @names and /commands wherever they stand, so those are broken by a zero-
width joiner that nobody sees.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from domain.chat import Block, Body, Bullets, Line, Span, Style, Table

MAX_ENTITIES = 100
_NAME = re.compile(r"(?<![\w])@(?=[A-Za-z0-9_])")
_COMMAND = re.compile(r"(?<![\w/<])/(?=[A-Za-z0-9_])")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_JOINED, _LOOKALIKE = ("@\u2060", "/\u2060"), ("＠", "∕")
_STYLES = {Style.BOLD: "bold", Style.STRIKE: "strikethrough", Style.CODE: "code"}
_LINKS = ("http://", "https://", "tg://")  # Telegram drops a link of any other scheme


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class RichText:
    text: str
    entities: tuple[dict[str, Any], ...]


def rich_text(body: Body, limit: int = 4096) -> RichText:
    """The body as Telegram shows it; empty for an empty body.

    It was cut to fit `limit` units before the joiners came in; where they make it too long, signs that only look
    like @ and / take their place.
    """
    rich = _write(body, _JOINED)
    return rich if units(rich.text) <= limit else _write(body, _LOOKALIKE)


def _write(body: Body, signs: tuple[str, str]) -> RichText:
    writer = _Writer(signs)
    for block in body:
        writer.block(block)
    return writer.finish()


@dataclass
class _Writer:
    signs: tuple[str, str]
    parts: list[str] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)
    at: int = 0
    quote_from: int | None = None

    def block(self, block: Block) -> None:
        match block:
            case Line():
                self._line(block)
            case Bullets():
                for item in block.items:
                    self._begin(quote=False)
                    self._put("• ")
                    self._spans(item)
            case Table():
                for row in (block.head, *block.rows):
                    self._line(Line((Span(" · ".join(row)),)))

    def _line(self, line: Line) -> None:
        self._begin(quote=line.quote)
        self._spans(line.spans, heading=line.heading, quote=line.quote)

    def _begin(self, *, quote: bool) -> None:
        if not quote:
            self._end_quote()
        if self.parts:
            self._put("\n")
        if quote and self.quote_from is None:
            self.quote_from = self.at

    def _end_quote(self) -> None:
        if self.quote_from is not None and self.at > self.quote_from:
            self.entities.append(_entity("blockquote", self.quote_from, self.at))
        self.quote_from = None

    def _spans(self, spans: Iterable[Span], *, heading: bool = False, quote: bool = False) -> None:
        for span in spans:
            start = self.at
            self._put(self._harmless(span.text, quote=quote))
            if self.at == start:
                continue
            is_code = span.style is Style.CODE
            if heading and not is_code and span.style is not Style.BOLD:
                self.entities.append(_entity("bold", start, self.at))
            if kind := _STYLES.get(span.style):
                self.entities.append(_entity(kind, start, self.at))
            if span.url and not is_code and span.url.lower().startswith(_LINKS):  # code holds nothing else
                self.entities.append(_entity("text_link", start, self.at, url=span.url))

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.at += units(text)

    def _harmless(self, text: str, *, quote: bool) -> str:
        text = _SURROGATE.sub("\ufffd", text)  # half a character cannot be sent at all
        text = _NAME.sub(self.signs[0], text)
        return _COMMAND.sub(self.signs[1], text) if quote else text

    def finish(self) -> RichText:
        self._end_quote()
        entities = sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))
        return RichText("".join(self.parts), tuple(entities[:MAX_ENTITIES]))


def _entity(kind: str, start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": start, "length": end - start, **more}
