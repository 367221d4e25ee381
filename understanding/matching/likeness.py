"""How alike two names are, and in which way: the ways are the evidence that is weighed and told."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from understanding.matching.person import PersonName
from understanding.matching.phonetic import is_pinyin, skeleton
from understanding.matching.words import nicknames


class Way(StrEnum):
    """In what way names agree, best first within a script."""

    SAME = "same"
    JOINED = "joined"  # the same letters, other spaces
    NICKNAME = "nickname"
    INITIAL = "initial"
    TYPO = "typo"
    ALIKE = "alike"
    PART = "part"  # one name is part of the other
    TITLE = "title"  # surname and title
    PINYIN = "pinyin"
    PINYIN_SHORT = "pinyin_short"  # two syllables only: many people are called so
    HOMOPHONE = "homophone"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Likeness:
    """`degree` is 0 to 1; `exact` the share of words found unchanged; `extra` what only one side has."""

    way: Way
    degree: float
    exact: float = 0.0
    lowest: float = 0.0
    extra: int = 0


NONE = Likeness(Way.OTHER, 0.0)


@lru_cache(maxsize=65536)
def word_likeness(one: str, other: str) -> float:
    """Two words: 1 for equal, about 0.9 for a slip of the pen or another spelling of the same sound."""
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return 0.6 if one[0] == other[0] else 0.0
    size = max(len(one), len(other))
    edits = OSA.distance(one, other, score_cutoff=3)
    near = 1 - edits / size if edits <= 1 + size // 4 else 0.0
    if edits == 1 and size >= 4:
        near = max(near, 0.86)
    jaro = JaroWinkler.similarity(one, other)
    sound = 0.9 if skeleton(one) == skeleton(other) and jaro > 0.75 else 0.0
    return max(near, sound, 0.9 * jaro if jaro > 0.8 else 0.5 * jaro)


def is_nickname(one: str, other: str) -> bool:
    return other in nicknames().get(one, ())


def compare_people(asked: PersonName, known: PersonName) -> Likeness:
    """How alike two people's names are, whatever their scripts."""
    if asked.surname and known.surname:
        return _chinese(asked, known)
    if asked.surname:
        return _pinyin(known, asked)
    if known.surname:
        return _pinyin(asked, known)
    if not asked.words or not known.words:
        return NONE
    return _latin(asked, known)


def _chinese(asked: PersonName, known: PersonName) -> Likeness:  # noqa: PLR0911 - a decision table
    if asked.han == known.han and asked.given:
        return Likeness(Way.SAME, 1.0, 1.0, 1.0)
    if asked.calling:
        return Likeness(Way.PART, 0.6) if known.given.endswith(asked.calling) else NONE
    if asked.han == known.given and len(asked.han) > 1:
        return Likeness(Way.PART, 0.65)
    if len(asked.han) > 2 and known.han.startswith(asked.han) and len(known.han) > len(asked.han) + 1:
        return Likeness(Way.PART, 0.75, 1.0)
    if asked.surname != known.surname:
        same = set(asked.sounds) & set(known.sounds)
        return Likeness(Way.HOMOPHONE, 0.7) if same and asked.given else NONE
    if not asked.given or not known.given:
        return Likeness(Way.TITLE, 0.6)
    if {given for _, given in asked.sounds} & {given for _, given in known.sounds}:
        return Likeness(Way.HOMOPHONE, 0.85)
    if asked.given == known.given[-1:] or known.given == asked.given[-1:]:
        return Likeness(Way.PART, 0.5, extra=int(len(asked.given) > len(known.given)))
    shared = sum(a == b for a, b in zip(asked.given, known.given, strict=False))
    if shared and len(asked.given) == len(known.given):
        return Likeness(Way.ALIKE, 0.5)
    return Likeness(Way.OTHER, 0.2)


def _pinyin(latin: PersonName, chinese: PersonName) -> Likeness:  # noqa: PLR0911 - a decision table
    """A name in Latin letters against one in Chinese characters: surname first or last, joined or apart."""
    words = latin.words
    if not words:
        return NONE
    whole = latin.joined
    for surname, given in chinese.sounds:
        if len(words) == 1 and whole == surname and not (latin.titled is False and given == ""):
            return Likeness(Way.TITLE, 0.5)
        if given and whole in {surname + given, given + surname}:
            short = len(chinese.given) < 2 and len(chinese.surname) < 2
            return Likeness(Way.PINYIN_SHORT if short else Way.PINYIN, 0.9, 1.0)
        if given and len(words) >= 2 and surname in (words[0], words[-1]):
            rest = "".join(words[1:] if words[0] == surname else words[:-1])
            if len(chinese.given) > 1 and rest and rest in _initials(chinese.given, given):
                return Likeness(Way.INITIAL, 0.6)
            if word_likeness(rest, given) > 0.85 and len(given) > 4:
                return Likeness(Way.ALIKE, 0.7)
            if len(rest) > 1 and not is_pinyin(rest):
                return Likeness(Way.ALIKE, 0.55)  # an English given name with the surname: Kevin Zheng
    return NONE


def _initials(given_han: str, given: str) -> frozenset[str]:
    return frozenset({given[:1]}) if given_han else frozenset()


def _latin(asked: PersonName, known: PersonName) -> Likeness:
    if asked.words == known.words or sorted(asked.words) == sorted(known.words):
        return Likeness(Way.SAME, 1.0, 1.0, 1.0)
    if len(asked.words) == 1:
        return _one_word(asked, known)
    if asked.joined == known.joined:
        return Likeness(Way.JOINED, 0.98, 0.5, 0.98)
    return _aligned(asked, known)


def _one_word(asked: PersonName, known: PersonName) -> Likeness:
    """A single word: a handle or run-together name, or one of the names alone."""
    word, names = asked.words[0], known.words
    if len(names) == 1:
        near = word_likeness(word, names[0])
        return Likeness(Way.TYPO if near > 0.8 else Way.OTHER, near, 0.0, near)
    first, last = names[0], names[-1]
    if word in {known.joined, last + first, "".join(reversed(names))}:
        return Likeness(Way.JOINED, 0.97, 0.9, 0.97)
    if word in names:
        return Likeness(Way.PART, 0.7 if word == last else 0.6, 1.0, 0.7, len(names) - 1)
    if word in {first[0] + last, last + first[0], first + last[0], last[0] + first}:
        return Likeness(Way.INITIAL, 0.8, 0.5, 0.8)
    whole = 1 - OSA.normalized_distance(word, known.joined)
    part = max(word_likeness(word, name) for name in names)
    if whole >= 0.8 and whole >= part - 0.1:
        return Likeness(Way.TYPO, whole, 0.0, whole)
    return Likeness(Way.ALIKE if part > 0.8 else Way.OTHER, part * 0.6, 0.0, part * 0.6, len(names) - 1)


def _aligned(asked: PersonName, known: PersonName) -> Likeness:
    """Words put side by side, the most alike first; what is left over on either side counts against it."""
    left, right = list(asked.words), list(known.words)
    scores: list[float] = []
    ways: set[Way] = set()
    for word in asked.words:
        if word in right:
            left.remove(word)
            right.remove(word)
            scores.append(1.0)
    exact = len(scores) / len(asked.words)
    while left and right:
        near, way, one, other = max(_pairs(left, right))
        if near < 0.55:
            break
        left.remove(one)
        right.remove(other)
        scores.append(near)
        ways.add(way)
    return _summed(asked, known, scores, ways, exact, len(left) + len(right), bool(left))


def _pairs(left: list[str], right: list[str]) -> list[tuple[float, Way, str, str]]:
    found = []
    for one in left:
        for other in right:
            near, way = word_likeness(one, other), Way.TYPO
            if len(one) == 1 or len(other) == 1:
                way = Way.INITIAL
            elif near < 0.95 and is_nickname(one, other):
                near, way = 0.95, Way.NICKNAME
            found.append((near, way, one, other))
    return found


def _summed(
    asked: PersonName,
    known: PersonName,
    scores: list[float],
    ways: set[Way],
    exact: float,
    extra: int,
    unexplained: bool,  # noqa: FBT001 - as above
) -> Likeness:
    whole = 1 - OSA.normalized_distance(asked.joined, known.joined)
    turned = 1 - OSA.normalized_distance(known.joined, "".join(reversed(asked.words)))
    whole = max(whole, turned)
    lowest = min(scores, default=0.0)
    degree = sum(scores) / (len(scores) + 0.8 * extra) if scores else 0.0
    if extra and whole > max(degree, 0.8):
        return Likeness(Way.TYPO, whole, exact, whole, 0)
    if not scores:
        return Likeness(Way.OTHER, whole * 0.5, 0.0, 0.0, extra)
    if extra:
        way = Way.OTHER if unexplained and len(scores) < 2 else Way.PART
        return Likeness(way, degree, exact, lowest, extra)
    if Way.TYPO in ways:
        return Likeness(Way.TYPO if lowest > 0.8 else Way.ALIKE, degree, exact, lowest)
    return Likeness(Way.INITIAL if Way.INITIAL in ways else Way.NICKNAME, degree, exact, lowest)
