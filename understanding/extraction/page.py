"""The text as the grammars see it: same length as written, easier to read, with what is already understood covered.

Every step keeps one character for one, so that a place found here is the place in what was written.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Protocol, cast

# Nothing a person types; a pattern never matches across it.
COVER = "\ue000"
# Longer texts are documents, not notes: what stands beyond is kept as text but not searched for facts.
SCANNED = 8_000
# What a terminal's colours leave in pasted text: the 31m in it is no amount.
_ESCAPE = re.compile(r"\x1b\[[\d;?]{0,12}[A-Za-z]")

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0x00A0: " ",
    0x202F: " ",
    0x2009: " ",
    0x2013: "-",
    0x2014: "-",
    0x2212: "-",
    0x2018: "'",
    0x2019: "'",
    0x201C: '"',
    0x201D: '"',
    0x3007: "零",
    0xFFE0: "¢",
    0xFFE1: "£",
    0xFFE5: "¥",
    0xFFE6: "₩",
}


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _load_opencc() -> _Converter:
    return cast("_Converter", import_module("opencc").OpenCC("t2s"))


def is_chinese(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def simplify(text: str) -> str:
    """Traditional characters as simplified ones, never a character more or less."""
    if not any(map(is_chinese, text)):
        return text
    converter = _load_opencc()
    whole = converter.convert(text)
    if len(whole) == len(text):
        return whole
    single = (converter.convert(char) for char in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, single, strict=True))


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


class Page:
    """`text` is as written; `cased` half-width and simplified; `plain` also in lower case. All of one length.
    `uncovered` is the plain page before anything was covered, `known_people` where customers stand who are known.

    `cover` hides a stretch in `cased` and `plain` from whoever reads next.
    """

    def __init__(self, text: str) -> None:
        self.text = text[:SCANNED]
        bare = _ESCAPE.sub(lambda code: " " * len(code[0]), self.text) if "\x1b" in self.text else self.text
        self.cased = simplify(bare.translate(_HALF_WIDTH))
        self.plain = _lower(self.cased)
        self.uncovered = self.plain
        self.known_people: list[tuple[int, int]] = []

    @property
    def has_chinese(self) -> bool:
        return any(map(is_chinese, self.text))

    def written(self, start: int, end: int) -> str:
        return self.text[start:end]

    @property
    def is_bare(self) -> bool:
        """Whether all that was written is covered, but for marks."""
        return not any(char.isalnum() for char in self.plain)

    @contextmanager
    def without(self, spans: Sequence[tuple[int, int]]) -> Iterator[None]:
        """Hide these stretches for a while, and show them again as they were."""
        plain, cased = self.plain, self.cased
        for start, end in spans:
            self.cover(start, end)
        yield
        for start, end in spans:
            self.cased = self.cased[:start] + cased[start:end] + self.cased[end:]
            self.plain = self.plain[:start] + plain[start:end] + self.plain[end:]

    def cover(self, start: int, end: int) -> None:
        hidden = COVER * (end - start)
        self.cased = self.cased[:start] + hidden + self.cased[end:]
        self.plain = self.plain[:start] + hidden + self.plain[end:]
