"""Customers who probably stand in the books twice, best first, looked for in the whole base.

Who shares a phone, an address or a name with somebody is read off indexes. Who is alike shares several keys that
nobody else has: keys are walked in their order as far as patience goes, from another place each day.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from uuid import UUID

from crm import access
from crm.identify import list_records
from storage import match_keys, twins
from storage.entities import Company, Contact, LinkMemory, Member
from storage.match_keys import COMPANY, CONTACT
from storage.twins import Twins
from storage.unit_of_work import UnitOfWork
from understanding.matching import Query, Record, Subject, decide

LISTED = 10
MOST = 300  # pairs of a sort that are compared
STEP = 20_000  # postings read at a time
PATIENCE = 1.0  # seconds for the walk over the keys
LEAST = 0.5
_KEYS = 1 << 64


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records and why they may be one."""

    one: Contact | Company
    other: Contact | Company
    score: float
    why: tuple[str, ...]


def list_duplicates(
    uow: UnitOfWork, member: Member, limit: int = LISTED, *, offset: int = 0, patience: float = PATIENCE
) -> list[Pair]:
    """Probable duplicates among what the member may see, `offset` of them passed over."""
    return list(islice(_wanted(uow, member, _judged(uow, patience)), offset, offset + limit))


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


@dataclass(frozen=True, slots=True)
class _Judged:
    one: Record
    other: Record
    score: float
    why: tuple[str, ...]


def _wanted(uow: UnitOfWork, member: Member, found: Iterable[_Judged]) -> Iterator[Pair]:
    """Those the member may see and nobody called two."""
    for judged in found:
        one, other = _stored(uow, judged.one), _stored(uow, judged.other)
        if one is None or other is None:
            continue
        if not (access.may_see(uow, member, one) and access.may_see(uow, member, other)):
            continue
        if not match_keys.list_memories(uow, [_pair_key(one, other)], member.id):
            yield Pair(one, other, judged.score, judged.why)


def _stored(uow: UnitOfWork, record: Record) -> Contact | Company | None:
    return uow.get(Contact, record.id) if record.subject is Subject.CONTACT else uow.get(Company, record.id)


def _judged(uow: UnitOfWork, patience: float) -> list[_Judged]:
    """All pairs found, compared, best first."""
    found: dict[frozenset[UUID], _Judged] = {}
    for judged in _compared(uow, dict.fromkeys([*twins.list_equal(uow, MOST), *_alike(uow, patience)])):
        key = frozenset((judged.one.id, judged.other.id))
        if judged.score >= LEAST and (key not in found or found[key].score < judged.score):
            found[key] = judged
    return sorted(found.values(), key=lambda each: (-each.score, each.one.number, each.other.number))


def _compared(uow: UnitOfWork, likely: Iterable[Twins]) -> Iterator[_Judged]:
    shared = _sharing(uow)
    for subject, kind in ((CONTACT, Subject.CONTACT), (COMPANY, Subject.COMPANY)):
        numbered = [(one, two) for of, one, two in likely if of == subject]
        sharing = [(point, one, two) for of, point, one, two in shared if of == subject]
        records = list_records(
            uow, kind, {n for pair in numbered for n in pair}, {i for _, *pair in sharing for i in pair}
        )
        by_number, by_id = {r.number: r for r in records}, {r.id: r for r in records}
        for first, second in numbered:
            if first in by_number and second in by_number:
                yield _compare(by_number[first], by_number[second], None)
        for point, this, that in sharing:
            if this in by_id and that in by_id:
                yield _compare(by_id[this], by_id[that], point)


def _compare(one: Record, two: Record, point: str | None) -> _Judged:
    """How likely one is the other; who shares a phone or an address is worth a look whatever else differs."""
    decision = decide(_as_query(two), [one])
    best = decision.candidates[0] if decision.candidates else None
    if point is not None and (best is None or best.score < LEAST):
        return _Judged(one, two, LEAST, (f"same {point}",))
    if best is None or (point is None and _APART.intersection(best.why)):
        return _Judged(one, two, 0.0, ())
    return _Judged(one, two, best.score, best.why)


_APART = frozenset({"company of a like name, but another", "other company"})
"""Evidence of two that only sound like one: sisters of a group, namesakes at two firms."""


def _as_query(record: Record) -> Query:
    known = Query(
        phone=next(iter(record.phones), None),
        email=next(iter(record.emails), None),
        handle=next(iter(record.handles), None),
        city=record.city,
        address=record.address,
        region=record.region,
    )
    if record.subject is Subject.CONTACT:
        return replace(known, name=record.name, company=record.company)
    return replace(known, company=record.name)


def _sharing(uow: UnitOfWork) -> list[tuple[int, str, UUID, UUID]]:
    """(subject, kind of contact point, two ids) of records with the same phone, address or handle."""
    found = []
    for kind, contacts, companies in twins.list_sharing_points(uow, MOST):
        for subject, ids in ((CONTACT, contacts), (COMPANY, companies)):
            found += [(subject, kind, one, two) for one, two in pairwise(ids)]
    return found


def _alike(uow: UnitOfWork, patience: float) -> list[Twins]:
    """Pairs that are alone under most of the keys looked at."""
    until = time.monotonic() + patience
    seen: Counter[Twins] = Counter()
    start = uow.now.toordinal() * _GOLDEN % _KEYS - _KEYS // 2
    after: int | None = start
    wrapped = False
    while after is not None and time.monotonic() < until:
        pairs, following = twins.list_sharing_rare_keys(uow, after, STEP)
        seen.update(pairs)
        if following is None and not wrapped:
            wrapped, following = True, -_KEYS // 2
        after = None if wrapped and following is not None and following >= start else following
    return [pair for pair, _ in seen.most_common(MOST)]


_GOLDEN = 0x9E3779B97F4A7C15
"""Spreads the days over all keys."""
