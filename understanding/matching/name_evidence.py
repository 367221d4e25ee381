"""What a person's name says about a record: the way it agrees, half by half, and how rare its halves are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log

from understanding.matching.likeness import NONE, Likeness, compare_people, is_nickname, word_likeness
from understanding.matching.model import Query, Record
from understanding.matching.person import PersonName, other_names, parse_person, splits
from understanding.matching.text import has_han
from understanding.matching.words import nicknames

_CAP = log(65)  # of a count of records, which ends at a walk's cap
_NAMELESS = PersonName()
_NEAR, _TWO = 0.8, 2


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """The nearest of a record's names, how it was written, and what that weighs."""

    near: Likeness = NONE
    asked: PersonName = _NAMELESS
    known: PersonName = _NAMELESS


def readings(query: Query) -> Iterator[tuple[str | None, str | None]]:
    """The ways in which a query may name a person, and where: (name, company)."""
    yield query.name, query.company
    yield from ((name, query.company) for name in other_names(query.name or ""))
    if query.handle and query.handle != query.name:
        yield query.handle, query.company
    if query.name and not query.company:
        yield from splits(query.name)


def nearest_name(name: str | None, record: Record) -> NameEvidence:
    """The name among a record's that is most like the one asked for."""
    if not name:
        return NameEvidence()
    asked = parse_person(name)
    known = [parse_person(n) for n in (record.name, *other_names(record.name), *record.aliases)]
    return max((NameEvidence(compare_people(asked, k), asked, k) for k in known), key=lambda each: each.near.degree)


def name_signals(found: NameEvidence, record: Record, counts: Mapping[str, int]) -> dict[str, float]:
    """`counts`: how many records bear each of the words asked for."""
    near = found.near
    script = "_han" if has_han(record.name) else ""
    signals = {
        f"name_{near.way}{script}": 1.0,
        "degree": near.degree,
        "exact": near.exact,
        "lowest": near.lowest,
        "extra": min(near.extra, 3) / 3,
    }
    if found.asked.words and found.known.words:
        signals |= _halves(found.asked.words, found.known.words, counts)
    return signals


def commonness(count: int) -> float:
    """0 for what nobody bears, 1 for what as many bear as are counted."""
    return log(1 + count) / _CAP


def _halves(asked: tuple[str, ...], known: tuple[str, ...], counts: Mapping[str, int]) -> dict[str, float]:
    """Given name and family name apart, in the order that fits better.

    A word that others bear is another name rather than a slip of the pen.
    """
    if len(asked) < _TWO or len(known) < _TWO:
        return _single(asked, known, counts)
    if len(asked) > len(known) == _TWO:
        asked = _mended(asked, known)
    straight = word_likeness(asked[0], known[0]) + word_likeness(asked[-1], known[-1])
    turned = word_likeness(asked[0], known[-1]) + word_likeness(asked[-1], known[0])
    first, last = (known[-1], known[0]) if turned > straight + 0.2 else (known[0], known[-1])
    given, family = _relation(asked[0], first), _relation(asked[-1], last)
    signals = {f"halves_{given}_{family}": 1.0, "turned": float(first is not known[0])}
    for half, relation, word in (("given", given, asked[0]), ("family", family, asked[-1])):
        if relation == "same":
            signals[f"rare_{half}"] = 1 - commonness(counts.get(word, 0))
        elif relation in {"near", "other", "nick"}:
            signals[f"claimed_{half}_{relation}"] = commonness(counts.get(word, 0))
            signals[f"called_{half}_{relation}"] = float(word in nicknames())
    if (given == "same") != (family == "same"):
        half, word = ("given", asked[0]) if given == "same" else ("family", asked[-1])
        signals[f"only_{half}_{family if half == 'given' else given}_rare"] = 1 - commonness(counts.get(word, 0))
    return signals


def _mended(asked: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """A name whose words were cut by a stray space put together again (Mitch Ell Berry), if that fits better."""
    ways = [asked, *(("".join(asked[:i]), "".join(asked[i:])) for i in range(1, len(asked)))]
    return max(ways, key=lambda way: _fitting(way, known))


def _fitting(asked: tuple[str, ...], known: tuple[str, ...]) -> float:
    straight = word_likeness(asked[0], known[0]) + word_likeness(asked[-1], known[-1])
    return max(straight, word_likeness(asked[0], known[-1]) + word_likeness(asked[-1], known[0]))


def _single(asked: tuple[str, ...], known: tuple[str, ...], counts: Mapping[str, int]) -> dict[str, float]:
    """One word on one side: it may be the other's family name, or its given one."""
    short, long = sorted((asked, known), key=len)
    side = "asked" if len(asked) < len(known) else "known" if len(known) < len(asked) else "both"
    word = short[0]
    if word in {long[0], long[-1]}:
        half = "family" if word == long[-1] else "given"
        return {f"single_{side}_{half}": 1.0, f"single_{side}_rare": 1 - commonness(counts.get(word, 0))}
    near = max(word_likeness(word, long[0]), word_likeness(word, long[-1]))
    claimed = commonness(counts.get(asked[0], 0)) if near > _NEAR else 0.0
    return {f"single_{side}_{'near' if near > _NEAR else 'other'}": 1.0, f"claimed_{side}": claimed}


def _relation(asked: str, known: str) -> str:
    if asked == known:
        return "same"
    if len(asked) == 1 or len(known) == 1:
        return "initial" if asked[0] == known[0] else "other"
    if is_nickname(asked, known):
        return "nick"
    return "near" if word_likeness(asked, known) >= _NEAR else "other"
