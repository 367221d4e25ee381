"""Two names alone, with nothing else known: how probably they mean the same."""

from math import exp

from rapidfuzz.distance import OSA

from understanding.matching.company import parse_company
from understanding.matching.firms import compare_companies
from understanding.matching.likeness import compare_people
from understanding.matching.model import Subject
from understanding.matching.person import parse_person
from understanding.matching.weights import pair_weights

SAME = 0.5
"""From here on two names are taken for the same."""


def likeness_of(one: str, other: str, subject: Subject = Subject.CONTACT) -> float:
    """0 to 1; with a company's legal form, place and trade weighed as such where `subject` says it is one."""
    weights = pair_weights(subject)
    total = weights["bias"] + sum(
        weights.get(name, 0.0) * value for name, value in signals(one, other, subject).items()
    )
    return 1 / (1 + exp(-max(-20.0, min(20.0, total))))


def signals(one: str, other: str, subject: Subject) -> dict[str, float]:
    """What the two names have in common, as weighed."""
    if subject is Subject.CONTACT:
        return _of_people(one, other)
    asked, known = parse_company(one), parse_company(other)
    firm = compare_companies(asked, known)
    return {
        f"way_{firm.way}": 1.0,
        "degree": firm.degree,
        "both": firm.asked * firm.known,
        "whole": firm.whole**4,
        "full": firm.full**8,
        "more": min(firm.more, 2.0),
        "less": min(firm.less, 2.0),
        "swap": min(firm.more, firm.less, 1.5),
        "place": float(firm.place),
        "number": float(firm.number),
        "forms": float(firm.forms),
    } | _edits(list(asked.words), list(known.words))


def _of_people(one: str, other: str) -> dict[str, float]:
    asked, known = parse_person(one), parse_person(other)
    if len(asked.words) > len(known.words):
        asked, known = known, asked
    near = compare_people(asked, known)
    found = {
        f"way_{near.way}": 1.0,
        "degree": near.degree,
        "degree4": near.degree**4,
        "exact": near.exact,
        "lowest": near.lowest,
        "extra": min(near.extra, 3) / 3,
    }
    return found | _edits(sorted(set(asked.words) or asked.han), sorted(set(known.words) or known.han))


def _edits(one: list[str], other: list[str]) -> dict[str, float]:
    """How many slips of the pen lie between what the two do not share, and how long that is."""
    left = "".join(word for word in one if word not in other)
    right = "".join(word for word in other if word not in one)
    if not left or not right:
        return {"rest_none": 1.0, "rest_one_side": float(bool(left or right))}
    edits = OSA.distance(left, right, score_cutoff=5)
    return {f"edits_{min(edits, 5)}": 1.0, "edits_share": edits / max(len(left), len(right))}
