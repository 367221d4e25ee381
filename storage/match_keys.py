"""Who is stored under which match key, and what can speak for or against those records."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, bindparam, delete, func, insert, null, or_, select, union_all

from storage.entities import Company, Contact, ContactPoint, LinkMemory, MatchKey
from storage.unit_of_work import UnitOfWork

CONTACT, COMPANY = 1, 2


@cache
def _asking(keys: int, cap: int) -> CompoundSelect[Any]:
    """One statement for that many keys, at most `cap` records each."""
    return union_all(
        *(
            select(
                select(MatchKey.key, MatchKey.number)
                .where(
                    MatchKey.workspace_id == bindparam("ws"),
                    MatchKey.key == bindparam(f"k{n}"),
                    MatchKey.subject == bindparam("subject"),
                )
                .limit(cap)
                .subquery(f"s{n}")
            )
            for n in range(keys)
        )
    )


def postings(uow: UnitOfWork, subject: int, keys: Sequence[int], cap: int) -> dict[int, list[int]]:
    """For each key anybody is stored under: their short numbers."""
    found: dict[int, list[int]] = {}
    if keys:
        values = {f"k{n}": key for n, key in enumerate(keys)} | {"ws": uow.workspace_id, "subject": subject}
        for key, number in uow.connection.execute(_asking(len(keys), cap), values):
            found.setdefault(key, []).append(number)
    return found


def replace(uow: UnitOfWork, subject: int, number: int, keys: Sequence[int]) -> None:
    """Store a record's keys anew; none: it is found no more."""
    uow.connection.execute(_FORGET, {"ws": uow.workspace_id, "subject_": subject, "number_": number})
    store(uow, subject, number, keys)


def store(uow: UnitOfWork, subject: int, number: int, keys: Sequence[int]) -> None:
    """Store the keys of a record that has none yet."""
    if keys:
        uow.connection.execute(
            _STORE,
            [
                {"workspace_id": uow.workspace_id, "subject": subject, "number": number, "key": key}
                for key in dict.fromkeys(keys)
            ],
        )


_MEMORIES = (
    select(LinkMemory)
    .where(
        LinkMemory.workspace_id == bindparam("ws"),
        LinkMemory.identity_key.in_(bindparam("keys", expanding=True)),
        or_(LinkMemory.member_id.is_(None), LinkMemory.member_id == bindparam("member")),
    )
    .order_by(LinkMemory.created_at)
)
_FORGET = delete(MatchKey).where(
    MatchKey.workspace_id == bindparam("ws"),
    MatchKey.subject == bindparam("subject_"),
    MatchKey.number == bindparam("number_"),
)
_STORE = insert(MatchKey)
_KNOWN = (
    select(MatchKey.key, MatchKey.subject, func.min(MatchKey.number))
    .where(MatchKey.workspace_id == bindparam("ws"), MatchKey.key.in_(bindparam("keys", expanding=True)))
    .group_by(MatchKey.key, MatchKey.subject)
    .limit(200)
)


def list_contacts(uow: UnitOfWork, numbers: Collection[int], ids: Collection[UUID] = ()) -> Sequence[Any]:
    """What matching compares of contacts (with their company's name as `company`), by short number or id."""
    query = _WANTED_CONTACTS.where(Contact.workspace_id == uow.workspace_id, _either(Contact, numbers, ids))
    return uow.connection.execute(query).all()


def list_companies(uow: UnitOfWork, numbers: Collection[int], ids: Collection[UUID] = ()) -> Sequence[Any]:
    """The same of companies; their `company` is None."""
    query = _WANTED_COMPANIES.where(Company.workspace_id == uow.workspace_id, _either(Company, numbers, ids))
    return uow.connection.execute(query).all()


def list_contacts_of(uow: UnitOfWork, company_id: UUID, limit: int = 1_000) -> Sequence[Contact]:
    """The contacts of a company, as many as are kept in step with its name."""
    return uow.session.scalars(
        select(Contact)
        .where(Contact.workspace_id == uow.workspace_id, Contact.company_id == company_id)
        .order_by(Contact.id)
        .limit(limit)
    ).all()


def _columns(kind: type[Contact | Company]) -> tuple[Any, ...]:
    return (kind.id, kind.number, kind.name, kind.aliases, kind.city, kind.address, kind.region, kind.external_id)


_WANTED_CONTACTS = select(*_columns(Contact), Contact.company_id, Company.name.label("company")).outerjoin(
    Company, (Company.workspace_id == Contact.workspace_id) & (Company.id == Contact.company_id)
)
_WANTED_COMPANIES = select(*_columns(Company), null().label("company"))


def _either(kind: type[Contact | Company], numbers: Collection[int], ids: Collection[UUID]) -> ColumnElement[bool]:
    return or_(kind.number.in_(numbers), kind.id.in_(ids)) if ids else kind.number.in_(numbers)


def points_of(uow: UnitOfWork, ids: Collection[UUID], *, people: bool = True) -> Mapping[UUID, list[tuple[str, str]]]:
    """(kind, value) of each contact's, or company's, contact points."""
    found: dict[UUID, list[tuple[str, str]]] = {}
    owner = ContactPoint.contact_id if people else ContactPoint.company_id
    query = select(owner, ContactPoint.kind, ContactPoint.value).where(
        ContactPoint.workspace_id == uow.workspace_id, owner.in_(ids)
    )
    for owner_id, kind, value in uow.connection.execute(query) if ids else ():
        if owner_id is not None:
            found.setdefault(owner_id, []).append((kind, value))
    return found


def list_memories(uow: UnitOfWork, identity_keys: Sequence[str], member_id: UUID | None) -> Sequence[LinkMemory]:
    """What this member (or everybody) once answered about these identities, oldest first."""
    return uow.session.scalars(
        _MEMORIES, {"ws": uow.workspace_id, "keys": list(identity_keys), "member": member_id}
    ).all()


def list_known(uow: UnitOfWork, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
    """For each key anybody is stored under: (subject, short number) of the first of them."""
    if not keys:
        return {}
    rows = uow.connection.execute(_KNOWN, {"ws": uow.workspace_id, "keys": list(keys)})
    return {key: (subject, number) for key, subject, number in rows}


def list_names(uow: UnitOfWork, wanted: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """The names of contacts and companies, by (subject, short number)."""
    names: dict[tuple[int, int], str] = {}
    for subject, kind in ((CONTACT, Contact), (COMPANY, Company)):
        numbers = {number for one, number in wanted if one == subject}
        if numbers:
            rows = uow.connection.execute(
                select(kind.number, kind.name).where(kind.workspace_id == uow.workspace_id, kind.number.in_(numbers))
            )
            names |= {(subject, number): name for number, name in rows}
    return names
