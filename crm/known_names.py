"""The customers' names that stand in a text, found by their match keys: no scan, one short query a text."""

import re
from collections.abc import Iterable, Sequence

from storage import match_keys
from storage.unit_of_work import UnitOfWork
from understanding.extraction.model import KnownName
from understanding.matching import Subject
from understanding.matching.keys import key
from understanding.matching.text import fold, tokens
from understanding.matching.words import common_words, legal_forms

LONGEST_SEARCHED = 400  # characters: names stand at the beginning of what people write
MOST_WORDS = 4
MOST_FORMS = 3  # "Co., Ltd", "Pte Ltd"
HAN_LENGTHS = range(2, 7)
SHORTEST_PLAIN_WORD = 4  # letters of a single word in lower case that may be a company's name
_WORDS = re.compile(r"[^\W\d_][\w'’&-]*|[\u3400-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_FOLLOWING = re.compile(r",?\s+([\w.&]+)")
_HAN_FORM = re.compile("(?:股份|集团|控股|有限责任|有限|公司)+(?!客户)")
_JOINS = re.compile(r"[^\w]+")

Stretch = tuple[int, int]


class CustomerNames:
    """`find` names in a text. Everybody's customers are recognised; who may see them is decided later."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def find(self, text: str) -> Sequence[KnownName]:
        """Longest first where they overlap; a person before a company of the same name."""
        asked = _asked(text[:LONGEST_SEARCHED])
        hits = match_keys.list_known(self._uow, list(asked))
        if not hits:
            return ()
        names = match_keys.list_names(self._uow, hits.values())
        found = [
            _known(names[hit], text, start, end, is_person=hit[0] == match_keys.CONTACT)
            for hashed, hit in hits.items()
            for start, end in asked[hashed]
            if hit in names
        ]
        return _apart(found)


def _known(name: str, text: str, start: int, end: int, *, is_person: bool) -> KnownName:
    """What else of a company's name stands around what was found belongs to it, and a legal form behind."""
    if not is_person:
        start, end = _widened(name, text, start, end)
        for _ in range(MOST_FORMS):
            following = _FOLLOWING.match(text, end)
            if following is None or tokens(following[1]) not in legal_forms():
                break
            end = following.end()
        form = _HAN_FORM.match(text, end)
        end = form.end() if form else end
    return KnownName(name, text[start:end], start, is_person)


def _widened(name: str, text: str, start: int, end: int) -> Stretch:
    """As much around what was found as stands so in the record's own name, its city and trade, words left out."""
    if not _HAN.search(text, start, end):
        return start, end
    while start and text[start - 1 : end] in name:
        start -= 1
    while end < len(text) and text[start : end + 1] in name:
        end += 1
    rest = name.partition(text[start:end])[2]
    while len(word := text[end : end + 2]) == len("机场") and word in rest:
        rest, end = rest.partition(word)[2], end + len(word)  # 白云机场 of 白云国际机场
    return start, end


def _apart(found: Iterable[KnownName]) -> tuple[KnownName, ...]:
    """The longest of those that overlap, in order of appearance."""
    kept: list[KnownName] = []
    for one in sorted(found, key=lambda name: (-len(name.text), not name.is_person, name.start)):
        end = one.start + len(one.text)
        if all(end <= other.start or other.start + len(other.text) <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda name: name.start))


def _asked(text: str) -> dict[int, list[Stretch]]:
    """The key of each stretch that might be a name, with where it stands."""
    asked: dict[int, list[Stretch]] = {}
    for start, end in _stretches(text):
        said = text[start:end]
        joined = _JOINS.sub("", fold(said))
        is_word = _is_one_word(said)
        for subject in (Subject.CONTACT, Subject.COMPANY):
            if is_word and said.islower() and (subject is Subject.CONTACT or _is_common(joined)):
                continue
            asked.setdefault(key(subject, ("joined", joined)), []).append((start, end))
    return asked


def _is_one_word(said: str) -> bool:
    return said.isascii() and said.isalnum()


def _is_common(word: str) -> bool:
    return len(word) < SHORTEST_PLAIN_WORD or word in common_words()


def _stretches(text: str) -> Iterable[Stretch]:
    """Up to four words in a row, or two to six Chinese characters."""
    words: list[Stretch] = []
    for found in _WORDS.finditer(text):
        if _HAN.match(found.group()):
            yield from _han_stretches(found.start(), found.end())
            words = []
            continue
        words = [*words, found.span()] if words and _touch(text, words[-1][1], found.start()) else [found.span()]
        for first, _ in words[-MOST_WORDS:]:
            yield first, found.end()


def _touch(text: str, end: int, start: int) -> bool:
    """Whether nothing but a space (or the dot of an abbreviation) stands between two words."""
    return start - end <= 2 and text[end:start].strip() in {"", ".", "&"}


def _han_stretches(start: int, end: int) -> Iterable[Stretch]:
    for first in range(start, end - 1):
        for length in HAN_LENGTHS:
            if first + length <= end:
                yield first, first + length
