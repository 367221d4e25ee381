"""What a company's name says about a record: how its words agree, which come first, and how rare they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from understanding.matching.company import CompanyName, parse_company
from understanding.matching.firm_likeness import NOTHING, Firm, FirmLikeness
from understanding.matching.firms import compare_companies, weight, word_near
from understanding.matching.firms_zh import fit
from understanding.matching.likeness import word_likeness
from understanding.matching.model import Record
from understanding.matching.name_evidence import commonness
from understanding.matching.text import has_han
from understanding.matching.words import common_words, places

_NAMELESS = CompanyName()
_NEAR = 0.7
_SHORT_WORD = 5  # letters: a slip of the pen in a shorter word makes another word of it


@dataclass(frozen=True, slots=True)
class FirmEvidence:
    """The nearest of a record's company names, and both as they were taken apart."""

    near: FirmLikeness = NOTHING
    asked: CompanyName = _NAMELESS
    known: CompanyName = _NAMELESS

    @property
    def fit(self) -> float:
        return fit(self.asked, self.known, self.near.way)


def nearest_firm(company: str | None, *names: str | None) -> FirmEvidence:
    """The name among those given that is most like the company asked for."""
    if not company:
        return FirmEvidence()
    asked = parse_company(company)
    known = [parse_company(name) for name in names if name]
    found = (FirmEvidence(compare_companies(asked, each), asked, each) for each in known)
    return max(found, key=lambda each: each.near.degree, default=FirmEvidence())


def firm_signals(firm: FirmLikeness, prefix: str) -> dict[str, float]:
    """The likeness of two companies' names, as weighed."""
    signals = {
        f"firm_{firm.way}": 1.0,
        "firm_degree": firm.degree,
        "firm_asked": firm.asked,
        "firm_known": firm.known,
        "firm_whole": firm.whole,
        "firm_whole4": firm.whole**4,
        "firm_both": firm.asked * firm.known,
        "firm_full4": firm.full**4,
        "firm_full16": firm.full**16,
        "firm_more": min(firm.more, 3.0) / 3,
        "firm_less": min(firm.less, 3.0) / 3,
        "firm_swap": min(firm.more, firm.less, 1.5),
        "firm_forms": float(firm.forms),
        "firm_place": float(firm.place),
        "firm_number": float(firm.number),
    }
    return {prefix + name: value for name, value in signals.items() if value}


def company_signals(found: FirmEvidence, record: Record, counts: Mapping[str, int]) -> dict[str, float]:
    """All that a company's name says. `counts`: how many records bear each of the words asked for."""
    han = has_han(record.name)
    signals = firm_signals(found.near, "han_" if han else "")
    if found.asked.han and found.known.han:
        signals |= _told(found)
    if not han and found.asked.words and found.known.words:
        signals |= _heads(found.asked, found.known)
        signals |= _rarity(found.asked, found.known, counts)
        signals |= _chain(found.asked.raw, found.known.raw)
    return signals


def _told(found: FirmEvidence) -> dict[str, float]:
    """Of a Chinese name: whether more than the brand is said and agrees, and which side names its place."""
    asked, known, near = found.asked, found.known, found.near
    more = len(asked.han) > len(known.brand) or bool(asked.trades or asked.place)
    agrees = near.way in {Firm.SHORT, Firm.SAME, Firm.KNOWN}
    places = {(True, True): "both", (True, False): "asked", (False, True): "known"}
    side = places.get((bool(asked.place), bool(known.place)), "neither")
    signals = {f"han_place_{side}_{near.way}": 1.0}
    if more:
        signals["han_told" if agrees else "han_told_other"] = 1.0
    signals[f"han_size_{min(len(asked.han), 4)}_{near.way}"] = 1.0
    if known.brand.startswith(asked.han):
        signals[f"han_left_{min(len(known.brand) - len(asked.han), 3)}"] = 1.0
    if known.branch != asked.branch:
        signals["han_branch_asked" if asked.branch else "han_branch_known"] = 1.0
    return signals


def _heads(asked: CompanyName, known: CompanyName) -> dict[str, float]:
    """How the first words agree: a company is told by them."""
    one, other = asked.words[0], known.words[0]
    if one == other:
        return {"head_same": 1.0}
    near = word_near(one, other)
    if near < _NEAR:
        return {"head_elsewhere" if one in known.words or other in asked.words else "head_other": 1.0}
    if other.startswith(one) or one.startswith(other):
        return {"head_begins": 1.0, "head_cut": min(abs(len(one) - len(other)), 6) / 6}
    edits = OSA.distance(one, other, score_cutoff=3)
    word = "head_slip" if edits == 1 else "head_near"
    return {word: 1.0, f"{word}_short": float(min(len(one), len(other)) <= _SHORT_WORD), "head_edits": edits / 3}


def _rarity(asked: CompanyName, known: CompanyName, counts: Mapping[str, int]) -> dict[str, float]:
    """How rare the rarest shared word is, and whether a word only asked for is one that others bear."""
    shared = [w for w in asked.words if w in known.words]
    alone = [
        w for w in asked.words if w not in shared and weight(w) == 1.0 and max(_near(w, o) for o in known.words) < 1
    ]
    rare = max((1 - commonness(counts.get(w, 64)) for w in shared if weight(w) == 1.0), default=0.0)
    telling = [w for w in asked.words if w not in common_words() and w not in places()]
    return {
        "shared_rare": rare,
        "alone_claimed": max((commonness(counts.get(w, 0)) for w in alone), default=0.0),
        "alone_unknown": float(any(not counts.get(w, 0) for w in alone)),
        "one_telling": float(len(telling) == 1),
        "none_telling": float(not telling),
        "shared_words": min(len(shared), 4) / 4,
    }


def _near(one: str, other: str) -> float:
    return word_likeness(one, other)


def _chain(asked: tuple[str, ...], known: tuple[str, ...]) -> dict[str, float]:
    """How far the name asked for is the known one with its words cut short, in their order."""
    covered, at, skipped = 0.0, 0, 0
    for word in asked:
        place = next((i for i in range(at, len(known)) if _cut(word, known[i])), None)
        if place is None:
            continue
        skipped += place - at
        at = place + 1
        covered += len(word)
    share = covered / (sum(map(len, asked)) or 1)
    return {
        "chain": share,
        "chain8": share**8,
        "chain_whole": float(share == 1.0),
        "chain_skipped": min(skipped, 3) / 3,
        "chain_left": min(len(known) - at, 4) / 4,
    }


def _cut(short: str, long: str) -> bool:
    """Whether a word is another, its beginning, or its first letter with some of those that follow in order."""
    if long.startswith(short):
        return True
    if len(short) < 3 or short[0] != long[0] or len(short) >= len(long):
        return False
    rest = iter(long)
    return all(char in rest for char in short)
