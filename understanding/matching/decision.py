"""From a query and the few records that share a key with it to a verdict with its evidence."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from rapidfuzz import fuzz

from domain.terms import Verdict
from understanding.matching.identifiers import parse_email, parse_handle, parse_phone
from understanding.matching.keys import subject_of
from understanding.matching.model import Ask, Candidate, Decision, Memory, Query, Record, Subject, Thresholds
from understanding.matching.text import tokens

Entry = TypeVar("Entry")
NOBODY = Memory()
SHIPPED = Thresholds()


def shortlist(asks: Sequence[Ask], postings: Mapping[int, Collection[Entry]], limit: int = 40) -> list[Entry]:
    """The entries most asked for, best first. `postings`: for each key found, who is stored under it."""
    weights: dict[Entry, float] = {}
    for ask in asks:
        entries = postings.get(ask.key, ())
        for entry in entries:
            weights[entry] = weights.get(entry, 0.0) + ask.weight / (1 + len(entries)) ** 0.5
    return sorted(weights, key=lambda entry: -weights[entry])[:limit]


def decide(
    query: Query,
    records: Sequence[Record],
    *,
    frequency: Mapping[int, int] | None = None,
    memory: Memory = NOBODY,
    thresholds: Thresholds = SHIPPED,
) -> Decision:
    """The verdict on a query given the records that share a key with it.

    `frequency`: how many records carry each asked key (counted up to the cap), the measure of rarity.
    """
    del frequency
    found = [_candidate(query, record, memory) for record in records if record.id not in memory.refused]
    ranked = tuple(sorted((c for c in found if c.score > 0.2), key=lambda c: -c.score)[: thresholds.candidates])
    return Decision(_verdict(ranked, thresholds), ranked)


def _verdict(ranked: tuple[Candidate, ...], thresholds: Thresholds) -> Verdict:
    if not ranked or ranked[0].score < thresholds.ask:
        return Verdict.NEW
    alone = len(ranked) == 1 or ranked[0].score - ranked[1].score >= thresholds.margin
    return Verdict.SURE if ranked[0].score >= thresholds.sure and alone else Verdict.ASK


def _candidate(query: Query, record: Record, memory: Memory) -> Candidate:
    if record.id in memory.confirmed:
        return Candidate(record, 1.0, ("confirmed before",))
    wanted = query.name if subject_of(query) is Subject.CONTACT else query.company
    likeness = _likeness(wanted, (record.name, *record.aliases))
    why = _identity(query, record)
    if why:
        score = 0.97 if likeness is None or likeness > 0.5 else 0.6
        return Candidate(record, score, (*why, *(("same name",) if likeness == 1 else ())))
    score = 0.0 if likeness is None else likeness**3 * 0.93
    if query.company and query.name:
        same_firm = _likeness(query.company, (record.company or "",)) or 0.0
        score *= 0.6 + 0.4 * same_firm
    return Candidate(record, score, ("same name",) if likeness == 1 else ("name alike",))


def _likeness(wanted: str | None, names: tuple[str, ...]) -> float | None:
    words = " ".join(sorted(tokens(wanted or "")))
    if not words:
        return None
    return max(fuzz.ratio(words, " ".join(sorted(tokens(name)))) for name in names) / 100


def _identity(query: Query, record: Record) -> tuple[str, ...]:
    why: list[str] = []
    phone = parse_phone(query.phone, query.region) if query.phone else None
    if phone and any(p.tail == phone.tail for r in record.phones if (p := parse_phone(r, record.region))):
        why.append("same phone")
    email = parse_email(query.email) if query.email else None
    if email and any(parse_email(e) == email for e in record.emails):
        why.append("same email")
    handle = parse_handle(query.handle) if query.handle else None
    if handle and any(parse_handle(h) == handle for h in record.handles):
        why.append("same handle")
    return tuple(why)
