"""What a city or an address says: the same door, the same street, the same town, or another."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from understanding.matching.text import tokens

_SAME, _ALIKE = 0.9, 0.6
_SHORT = {
    "street": "st", "avenue": "ave", "av": "ave", "road": "rd", "boulevard": "blvd", "drive": "dr", "place": "pl",
    "lane": "ln", "court": "ct", "circuit": "cct", "crescent": "cres", "highway": "hwy", "parkway": "pkwy",
    "terrace": "tce", "square": "sq", "north": "n", "south": "s", "east": "e", "west": "w", "saint": "st",
}  # fmt: skip
_INSIDE = frozenset("building bldg suite ste floor fl apt apartment unit room rm".split())
_TELLING = 3  # letters of a word that tells which street it is


@dataclass(frozen=True, slots=True)
class Place:
    """A city or address in short words; `numbers` are its house numbers, `streets` the words that name it."""

    words: tuple[str, ...]
    numbers: frozenset[str]
    streets: tuple[str, ...]


@lru_cache(maxsize=4096)
def parse_place(text: str) -> Place:
    """The parts of a city or an address; what stands inside a building is left out."""
    words = tuple(_SHORT.get(word, word) for word in tokens(text) if word not in _INSIDE)
    streets = tuple(w for w in words if len(w) >= _TELLING and not w.isdigit() and w not in _SHORT.values())
    return Place(words, frozenset(w for w in words if w.isdigit()), streets)


def place_signals(asked: str | None, known: Iterable[str | None]) -> dict[str, float]:
    """How a city or address compares with those stored; nothing where none is asked for."""
    if not asked or not (place := parse_place(asked)).words:
        return {}
    stored = [parse_place(text) for text in known if text]
    if not stored:
        return {"place_unknown": 1.0}
    near = max(_likeness(place, other) for other in stored)
    door = any(_same_street(place, other) and place.numbers & other.numbers for other in stored)
    found = {"place_near": near, _word(near, door=door): 1.0}
    if door:
        found["place_door"] = 1.0
    elif place.numbers and any(other.numbers and _same_street(place, other) for other in stored):
        found["place_street"] = 1.0
    return found


def _word(near: float, *, door: bool) -> str:
    if near > _SAME or door:
        return "place_same"
    return "place_alike" if near > _ALIKE else "place_other"


def _likeness(one: Place, other: Place) -> float:
    if not other.words:
        return 0.0
    apart = bool(one.numbers and other.numbers) and not one.numbers & other.numbers
    whole = fuzz.ratio("".join(one.words), "".join(other.words)) / 100
    words = fuzz.token_set_ratio(" ".join(one.words), " ".join(other.words)) / 100
    return max(whole, 0.95 * words) * (0.5 if apart else 1.0)


def _same_street(one: Place, other: Place) -> bool:
    return any(
        a == b or (len(a) > _TELLING and OSA.distance(a, b, score_cutoff=1) <= 1)
        for a in one.streets
        for b in other.streets
    )
