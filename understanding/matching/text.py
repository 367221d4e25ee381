"""Text made comparable: width, case, accents, scripts and punctuation no longer matter."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

MAX_LENGTH = 160  # characters looked at: no name is longer, and nobody's paste may cost time
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_TOKENS = re.compile(f"[a-z0-9]+|[{_HAN}]+")
_HAN_ANY = re.compile(f"[{_HAN}]")
_HAN_PARTS = re.compile(f"([{_HAN}]+)")
_LETTERS = re.compile(r"\b[a-z](?:[./] ?[a-z]\b(?![a-z]))+")  # s.a., a/s, g.m.b.h
_APOSTROPHES = re.compile("['’‘`´ʼʹ]")
_LATIN_EXTRA = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})


def has_han(text: str) -> bool:
    return not text.isascii() and _HAN_ANY.search(text) is not None


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case, plain Latin letters and simplified Chinese characters; punctuation stays.

    Only the first MAX_LENGTH characters count. Emoji and other symbols become spaces.
    """
    text = text[:MAX_LENGTH]
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text)[: MAX_LENGTH * 2]
    text = "".join(" " if unicodedata.category(c) in _SILENT else c for c in text)
    text = text.casefold().translate(_LATIN_EXTRA)
    decomposed = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    if has_han(text):
        text = _simplifier().convert(text)
    return text if text.isascii() else _to_latin(text)


_SILENT = frozenset({"So", "Sk", "Cs", "Co", "Cn", "Cc", "Cf"})


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, folded: runs of Latin letters and digits, or of Chinese characters."""
    folded = _APOSTROPHES.sub("", fold(text))
    if "." in folded or "/" in folded:
        folded = _LETTERS.sub(_joined, folded)
    return tuple(_TOKENS.findall(folded))


def _joined(match: re.Match[str]) -> str:
    return "".join(c for c in match[0] if c.isalpha())


def _to_latin(text: str) -> str:
    """Everything but Chinese characters in Latin letters (Cyrillic, Greek, kana, Hangul, Arabic ...)."""
    from anyascii import anyascii  # noqa: PLC0415 - loaded with the first text that is not ASCII

    parts = _HAN_PARTS.split(text)
    return "".join(part if i % 2 else anyascii(part).lower() for i, part in enumerate(parts))


@lru_cache(maxsize=1)
def _simplifier() -> Any:
    from opencc import OpenCC  # noqa: PLC0415 - loaded with the first Chinese text

    return OpenCC("t2s")
