"""From a query and the few records that share a key with it to a verdict with its evidence."""

from collections.abc import Collection, Mapping, Sequence
from math import log
from typing import TypeVar

from domain.terms import Verdict
from understanding.matching.caps import cap, discount
from understanding.matching.evidence import Evidence, weigh
from understanding.matching.model import Ask, Candidate, Decision, Memory, Query, Record, Thresholds
from understanding.matching.weights import Tables, odds

Entry = TypeVar("Entry")
NOBODY = Memory()
NOTHING_COUNTED: Mapping[int, int] = {}
SHIPPED = Thresholds()
FAR_BEHIND = 0.1  # of what the best shares with a query: measured to lose one right record in a thousand
WORTH_ASKING = 0.45
SQUEEZE = 0.25  # of a cap, over which the scores it holds are spread
LEAST = 0.003  # below it nobody wants to see a candidate


def shortlist(asks: Sequence[Ask], postings: Mapping[int, Collection[Entry]], limit: int = 24) -> list[Entry]:
    """The entries most asked for, best first, none that is far behind. `postings`: for each key, who is under it."""
    weights: dict[Entry, float] = {}
    for ask in asks:
        entries = postings.get(ask.key, ())
        worth = ask.weight / (1 + len(entries)) ** 0.5 + 0.02 * ask.weight
        for entry in entries:
            weights[entry] = weights.get(entry, 0.0) + worth
    least = FAR_BEHIND * max(weights.values(), default=0.0)
    near = [entry for entry, weight in weights.items() if weight >= least]
    return sorted(near, key=lambda entry: -weights[entry])[:limit]


def decide(
    query: Query,
    records: Sequence[Record],
    *,
    frequency: Mapping[int, int] = NOTHING_COUNTED,
    memory: Memory = NOBODY,
    thresholds: Thresholds = SHIPPED,
    weights: Tables | None = None,
) -> Decision:
    """The verdict on a query given the records that share a key with it.

    `frequency`: how many records carry each asked key, counted up to KEY_CAP: a name that many bear says
    less. `weights` in place of those that ship.
    """
    known = [record for record in records if record.id in memory.confirmed]
    if known:
        return Decision(Verdict.SURE, tuple(Candidate(r, 1.0, ("confirmed before",)) for r in known[:1]))
    found = [record for record in records if record.id not in memory.refused]
    ranked = rank(query, weigh(query, found, frequency), weights)
    anybody = sum(score for score, _ in ranked)
    candidates = tuple(Candidate(e.record, score, tuple(e.why)) for score, e in ranked[: thresholds.candidates])
    return Decision(_verdict(candidates, anybody, thresholds), candidates)


def rank(query: Query, found: Sequence[Evidence], weights: Tables | None = None) -> list[tuple[float, Evidence]]:
    """Scores, best first: each record's odds against nobody and all the others, then cut by the hard caps."""
    each = [(odds(e.record.subject, e.signals, weights) * discount(e), e) for e in found]
    total = 1.0 + sum(chance for chance, _ in each)
    scored = [(_between(chance / total, e, query), chance, e) for chance, e in each]
    scored.sort(key=lambda item: (-item[1], item[2].record.number))
    return [(score, e) for score, _, e in scored if score > LEAST]


def _between(score: float, found: Evidence, query: Query) -> float:
    """An exact identity is worth a question whatever else differs."""
    return max(_held(score, cap(query, found)), WORTH_ASKING if found.identity else 0.0)


def _held(score: float, most: float) -> float:
    """A score held under its cap, so that of two that are held the likelier one still stands higher."""
    if score <= most:
        return score
    surer = log(max(score, 1e-9) / max(1 - score, 1e-9))
    return most * (1 - SQUEEZE / (1 + max(surer, 0.0)))


def _verdict(candidates: tuple[Candidate, ...], anybody: float, thresholds: Thresholds) -> Verdict:
    """One of many who share a surname is worth a question, though none of them is likely."""
    if not candidates or anybody < thresholds.ask:
        return Verdict.NEW
    return Verdict.SURE if candidates[0].score >= thresholds.sure else Verdict.ASK
