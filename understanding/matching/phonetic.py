"""How names sound: a rough skeleton for Latin letters, pinyin for Chinese characters."""

import os
import re
from functools import lru_cache
from itertools import product
from typing import Any

from understanding.matching.words import polyphones_zh, surnames_zh

_RULES = (
    ("sch", "s"), ("tsch", "c"), ("sh", "s"), ("ch", "c"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("gh", "g"),
    ("kh", "k"), ("zh", "s"), ("dz", "s"), ("ts", "s"), ("tz", "s"), ("cz", "s"), ("qu", "k"), ("x", "ks"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("q", "k"), ("z", "s"), ("w", "v"), ("y", "i"),
    ("j", "i"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiouh")
MAX_READINGS = 4


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """What remains of a word's sound: consonants in groups that are confused, and a vowel it begins with."""
    sound = word
    for old, new in _RULES:
        if old in sound:
            sound = sound.replace(old, new)
    first = "a" if sound[:1] in "aeiouh" else sound[:1]
    return first + _DOUBLE.sub(r"\1", sound[1:].translate(_VOWELS))


@lru_cache(maxsize=8192)
def readings(han: str, *, surname: bool = False) -> tuple[str, ...]:
    """The pinyin of characters without tones and spaces (ü as v), the usual reading first, few at most."""
    own = surnames_zh().get(han, ()) if surname else ()
    found = own or tuple(dict.fromkeys("".join(parts) for parts in product(*map(_char_readings, han[:6]))))
    spelled = [other for sound in found[:MAX_READINGS] for other in _spellings(sound)]
    return tuple(dict.fromkeys(spelled))[:MAX_READINGS]


def _spellings(sound: str) -> tuple[str, ...]:
    """Passports and keyboards write ü as u, yu or v."""
    return (sound, sound.replace("v", "u"), sound.replace("v", "yu")) if "v" in sound else (sound,)


@lru_cache(maxsize=8192)
def _char_readings(char: str) -> tuple[str, ...]:
    pinyin, style = _pinyin()
    return polyphones_zh().get(char) or (pinyin(char, style=style, errors="ignore") or (("",),))[0][:1]


@lru_cache(maxsize=1)
def _pinyin() -> tuple[Any, Any]:
    # We ask character by character: its table of phrases, most of its memory, would never be looked at.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415 - large tables, loaded with the first Chinese name

    return pinyin, Style.NORMAL


_SYLLABLE = re.compile(
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou"
    "|ua|ue|ui|un|uo|ve|a|e|i|o|u|v)"
)


@lru_cache(maxsize=4096)
def is_pinyin(word: str) -> bool:
    """Whether a word can be read as pinyin syllables, and so may be a Chinese name."""
    return len(word) <= 24 and re.fullmatch(f"(?:{_SYLLABLE.pattern})+", word) is not None
