"""Find a record by whatever somebody has of it: a reference, a name however spelt, a phone, an address, a handle."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crm import records
from crm.access import may_see
from crm.identify import identify
from crm.members import get_workspace
from domain.errors import NotFound, NotUnderstood
from domain.terms import Ref
from storage.entities import Company, Contact, Deal, FollowUp, Lead, Member, Record
from storage.search import list_named_like, list_with_point
from storage.unit_of_work import UnitOfWork
from understanding.matching import Query
from understanding.matching.identifiers import parse_email, parse_handle, parse_phone
from understanding.matching.likeness import word_likeness

MOST_HITS = 5
CERTAIN = 0.9
"""From this score on a hit is the one meant, and a colleague's private customer is admitted to exist."""

WHOLE, PART = 0.85, 0.6
"""What a name that is the words, or only holds them, counts beside the scores of matching."""

APART = 0.12

BEGINNING, ALIKE, MOST_SLIPS = 3, 0.86, 50
"""A mistyped word is looked for by its first letters, and must be this like one of the name's own."""

LONGEST = 120


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that may be meant, how surely (0 to 1), and whether the asker may see it."""

    record: Record
    score: float
    seen: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """`hits` may be seen, best and most recently used first; `more` are not shown. `taken` is somebody else's."""

    hits: tuple[Hit, ...]
    more: int = 0
    taken: Record | None = None

    @property
    def sure(self) -> Record | None:
        """The one record that is meant, if there is one."""
        if not self.hits:
            return None
        best = self.hits[0]
        if all(_hangs_on(hit.record, best.record) for hit in self.hits[1:]):
            return best.record
        return best.record if best.score >= CERTAIN and best.score - self.hits[1].score >= APART else None


def _hangs_on(record: Record, best: Record) -> bool:
    """Whether a deal or lead stands on the other's card anyway."""
    return isinstance(record, (Deal, Lead)) and best.id in {record.company_id, record.contact_id}


def find(uow: UnitOfWork, member: Member, words: str) -> Findings:
    """Up to five records. Raises NotUnderstood for nothing to look for, NotFound for a reference there is none of."""
    words = " ".join(words.split())[:LONGEST]
    if not words:
        raise NotUnderstood("Whom shall I find? For example: find acme")
    ref = Ref.parse(words)
    if ref is not None:
        return _referred(uow, member, ref)
    scores: dict[Record, float] = {}
    for record, score in _candidates(uow, member, words):
        scores[record] = max(score, scores.get(record, 0.0))
    return _ranked(uow, member, scores or dict(_slips(uow, words)))


def _slips(uow: UnitOfWork, words: str) -> Iterator[tuple[Record, float]]:
    """One word of a name, mistyped ("millr"): among the names that hold its beginning."""
    if len(words) <= BEGINNING or not words.isascii() or not words.isalpha():
        return
    for record in list_named_like(uow, words[:BEGINNING], limit=MOST_SLIPS):
        if max((word_likeness(words.lower(), word) for word in record.name.lower().split()), default=0.0) >= ALIKE:
            yield record, PART


def names_beside(uow: UnitOfWork, findings: Findings) -> dict[Record, str | None]:
    """What tells people of one name apart: the company of each."""
    found: dict[Record, str | None] = {}
    for hit in findings.hits:
        company = records.company_of(uow, hit.record)
        found[hit.record] = company.name if company else None
    return found


def _referred(uow: UnitOfWork, member: Member, ref: Ref) -> Findings:
    record = subject_of(uow, records.get_by_ref(uow, ref))
    if record is None:
        raise NotFound("{ref} is about nobody.", ref=str(ref))
    if not may_see(uow, member, record):
        return Findings((), taken=record)
    return Findings((Hit(record, 1.0, seen=True),))


def subject_of(uow: UnitOfWork, record: Record | FollowUp) -> Record | None:
    """The record itself; of a follow-up whom it is about."""
    if not isinstance(record, FollowUp):
        return record
    found: Record | None = uow.get(Contact, record.contact_id) or uow.get(Company, record.company_id)
    return found


def _candidates(uow: UnitOfWork, member: Member, words: str) -> Iterator[tuple[Record, float]]:
    """Who may be meant, each with a score."""
    region = get_workspace(uow).region
    exact = _identity(words, region)
    if exact is not None:
        yield from _by_point(uow, words)
        yield from _matched(uow, member, exact)
        return
    yield from _matched(uow, member, Query(name=words, region=region))
    yield from _matched(uow, member, Query(company=words, region=region))
    lowered = words.lower()
    for record in list_named_like(uow, words):
        yield record, WHOLE if lowered == record.name.lower() else PART


def _identity(words: str, region: str) -> Query | None:
    """The words as a phone, an e-mail address or a handle, if they are one."""
    if words.startswith("@") or "t.me/" in words:
        return Query(handle=words, region=region) if parse_handle(words) else None
    if parse_email(words):
        return Query(email=words, region=region)
    digits = sum(character.isdigit() for character in words)
    if digits >= 5 and not any(character.isalpha() for character in words):
        return Query(phone=words, region=region) if parse_phone(words, region) else None
    return None


def _by_point(uow: UnitOfWork, words: str) -> Iterator[tuple[Record, float]]:
    bare = words.lstrip("@")
    plain = "".join(character for character in words if character.isdigit() or character == "+")
    for point in list_with_point(uow, {words, bare, words.lower(), bare.lower(), plain} - {""}):
        record = uow.get(Contact, point.contact_id) or uow.get(Company, point.company_id)
        if record is not None:
            yield record, 1.0


def _matched(uow: UnitOfWork, member: Member, query: Query) -> Iterator[tuple[Record, float]]:
    for candidate in identify(uow, query, member_id=member.id).candidates:
        record = uow.get(Contact, candidate.record.id) or uow.get(Company, candidate.record.id)
        if record is not None:
            yield record, candidate.score


def _ranked(uow: UnitOfWork, member: Member, scores: dict[Record, float]) -> Findings:
    hits = [Hit(record, score, may_see(uow, member, record)) for record, score in scores.items()]
    seen = sorted((hit for hit in hits if hit.seen), key=_place)
    taken = [hit for hit in hits if not hit.seen and hit.score >= CERTAIN]
    best_taken = max(taken, key=lambda hit: hit.score).record if taken and not _has_certain(seen) else None
    return Findings(tuple(seen[:MOST_HITS]), max(0, len(seen) - MOST_HITS), best_taken)


def _has_certain(hits: Iterable[Hit]) -> bool:
    return any(hit.score >= CERTAIN for hit in hits)


def _place(hit: Hit) -> tuple[float, bool, float, int]:
    """Scores that differ little say nothing: among those people and companies come first, and the last used."""
    return (
        -round(hit.score, 1),
        isinstance(hit.record, (Deal, Lead)),
        -hit.record.touched_at.timestamp(),
        hit.record.number,
    )
