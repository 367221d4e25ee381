"""Words that are looked up and shown to patterns as marks: there are too many currencies and roles to compile."""

import re
from collections.abc import Iterable, Mapping

# Stand in for a name where a pattern looks: its first character, and each further one.
FIRST, REST = "\ue001", "\ue002"
MARK = f"{FIRST}{REST}*(?!{REST})"
# Codes that are written right behind a scale: 20kusd, 3meur.
_GLUED = frozenset("eur usd gbp chf cny rmb".split())
_LETTER = re.compile("[a-z]")
_EDGE = re.compile("[a-z0-9]")


class Marks:
    """Names to be found in lower-case text; `ends_word`: neither a letter nor a digit follows a Latin name."""

    def __init__(self, names: Iterable[str], *, ends_word: bool) -> None:
        self._names = frozenset(names)
        self._lengths = _lengths_by_first(self._names)
        self._beyond = _EDGE if ends_word else _LETTER

    def stand_in(self, plain: str) -> str | None:
        """`plain` with every name hidden behind FIRST and REST, the longest where several begin; None where is none."""
        parts, done, start = [], 0, 0
        while start < len(plain):
            length = self._length_at(plain, start) if plain[start] in self._lengths else 0
            if length:
                parts += [plain[done:start], FIRST, REST * (length - 1)]
                done = start + length
            start += length or 1
        return "".join([*parts, plain[done:]]) if parts else None

    def name_ending(self, text: str) -> str | None:
        """The longest name of two characters or more that `text` ends with."""
        ends = (text[start:] for start in range(len(text) - 1))
        return next((end for end in ends if end in self._names), None)

    def _length_at(self, plain: str, start: int) -> int:
        for length in self._lengths[plain[start]]:
            name = plain[start : start + length]
            if name in self._names and self._is_apart(plain, start, name):
                return len(name)  # the text may end before `length`
        return 0

    def _is_apart(self, plain: str, start: int, name: str) -> bool:
        """Whether a name of Latin letters is a word of its own."""
        if _LETTER.match(name) and _LETTER.match(plain[max(0, start - 1) : start]) and name not in _GLUED:
            return False
        return name[-1] >= "\u4e00" or not (
            self._beyond.match(plain, start + len(name)) and (self._beyond is _EDGE or _LETTER.match(name[-1]))
        )


def hidden(plain: str, spans: Iterable[tuple[int, int]]) -> str:
    """`plain` with these stretches, in order, hidden behind FIRST and REST."""
    parts, done = [], 0
    for start, end in spans:
        parts += [plain[done:start], FIRST, REST * (end - start - 1)]
        done = end
    return "".join([*parts, plain[done:]])


def _lengths_by_first(names: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}
