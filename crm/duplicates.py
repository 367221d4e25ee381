"""Customers who probably stand in the books twice, best first."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from crm import access
from crm.identify import identify, query_of
from storage import match_keys, merging
from storage.entities import Company, Contact, LinkMemory, Member
from storage.unit_of_work import UnitOfWork

LOOKED_AT = 300  # customers something last happened to
LISTED = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records and why they may be one."""

    one: Contact | Company
    other: Contact | Company
    score: float
    why: tuple[str, ...]


def list_duplicates(uow: UnitOfWork, member: Member, limit: int = LISTED) -> list[Pair]:
    """Probable duplicates among what the member may see: by shared phones and addresses, then by likeness."""
    found: dict[frozenset[UUID], Pair] = {}
    for pair in (*_sharing(uow), *_alike(uow)):
        key = frozenset((pair.one.id, pair.other.id))
        if key not in found or found[key].score < pair.score:
            found[key] = pair
    best = sorted(found.values(), key=lambda pair: -pair.score)
    return [pair for pair in best[: limit * 5] if _wanted(uow, member, pair)][:limit]


def not_the_same(uow: UnitOfWork, one: Contact | Company, other: Contact | Company) -> None:
    """Remember that these two are two."""
    first, second = sorted((one, other), key=lambda record: record.id)
    uow.add(
        LinkMemory(
            member_id=None,
            identity_key=_pair_key(first, second),
            contact_id=first.id if isinstance(first, Contact) else None,
            company_id=first.id if isinstance(first, Company) else None,
            same=False,
            created_at=uow.now,
        )
    )


def _pair_key(one: Contact | Company, other: Contact | Company) -> str:
    return "two:" + "|".join(sorted((str(one.id), str(other.id))))


def _wanted(uow: UnitOfWork, member: Member, pair: Pair) -> bool:
    if not (access.may_see(uow, member, pair.one) and access.may_see(uow, member, pair.other)):
        return False
    return not match_keys.list_memories(uow, [_pair_key(pair.one, pair.other)], member.id)


def _sharing(uow: UnitOfWork) -> Iterator[Pair]:
    """Contacts with the same phone, address or handle."""
    for kind, value in merging.list_shared_points(uow):
        holders = merging.list_contacts_with(uow, kind, value)
        for one, other in pairwise(holders):
            decision = identify(uow, query_of(uow, other), member_id=None)
            score = next((c.score for c in decision.candidates if c.record.id == one.id), 0.5)
            yield Pair(one, other, score, (f"same {kind}",))


def _alike(uow: UnitOfWork) -> Iterator[Pair]:
    """What the matcher takes for the same among the customers something last happened to."""
    for kind in (Contact, Company):
        for record in merging.list_latest(uow, kind, LOOKED_AT):
            decision = identify(uow, query_of(uow, record), member_id=None, apart_from=record.id)
            for candidate in decision.candidates[:1]:
                other = uow.get(kind, candidate.record.id)
                if other is not None and candidate.score >= 0.5:
                    one, two = sorted((record, other), key=lambda each: each.number)
                    yield Pair(one, two, candidate.score, candidate.why)
