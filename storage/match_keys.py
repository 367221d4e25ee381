"""Who is stored under which match key, and what can speak for or against those records."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, bindparam, delete, insert, or_, select, union_all

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
    uow.connection.execute(
        delete(MatchKey).where(
            MatchKey.workspace_id == uow.workspace_id, MatchKey.subject == subject, MatchKey.number == number
        )
    )
    store(uow, subject, number, keys)


def store(uow: UnitOfWork, subject: int, number: int, keys: Sequence[int]) -> None:
    """Store the keys of a record that has none yet."""
    if keys:
        uow.connection.execute(
            insert(MatchKey),
            [
                {"workspace_id": uow.workspace_id, "subject": subject, "number": number, "key": key}
                for key in dict.fromkeys(keys)
            ],
        )


def list_contacts(
    uow: UnitOfWork, numbers: Collection[int], ids: Collection[UUID] = ()
) -> Sequence[tuple[Contact, str | None]]:
    """Contacts with their company's name, by short number or id."""
    rows = uow.session.execute(
        select(Contact, Company.name)
        .outerjoin(Company, (Company.workspace_id == Contact.workspace_id) & (Company.id == Contact.company_id))
        .where(Contact.workspace_id == uow.workspace_id, or_(Contact.number.in_(numbers), Contact.id.in_(ids)))
    ).all()
    return [(contact, company) for contact, company in rows]


def list_companies(uow: UnitOfWork, numbers: Collection[int], ids: Collection[UUID] = ()) -> Sequence[Company]:
    return uow.session.scalars(
        select(Company).where(
            Company.workspace_id == uow.workspace_id, or_(Company.number.in_(numbers), Company.id.in_(ids))
        )
    ).all()


def points_of(uow: UnitOfWork, ids: Collection[UUID]) -> Mapping[UUID, list[tuple[str, str]]]:
    """(kind, value) of each contact's or company's contact points."""
    found: dict[UUID, list[tuple[str, str]]] = {}
    rows = uow.connection.execute(
        select(ContactPoint.contact_id, ContactPoint.company_id, ContactPoint.kind, ContactPoint.value).where(
            ContactPoint.workspace_id == uow.workspace_id,
            or_(ContactPoint.contact_id.in_(ids), ContactPoint.company_id.in_(ids)),
        )
    )
    for contact_id, company_id, kind, value in rows:
        owner = contact_id or company_id
        if owner is not None:
            found.setdefault(owner, []).append((kind, value))
    return found


def list_memories(uow: UnitOfWork, identity_keys: Sequence[str], member_id: UUID | None) -> Sequence[LinkMemory]:
    """What this member (or everybody) once answered about these identities, oldest first."""
    return uow.session.scalars(
        select(LinkMemory)
        .where(
            LinkMemory.workspace_id == uow.workspace_id,
            LinkMemory.identity_key.in_(identity_keys),
            or_(LinkMemory.member_id.is_(None), LinkMemory.member_id == member_id),
        )
        .order_by(LinkMemory.created_at)
    ).all()
