"""Pairs of records that may be one customer, found in the whole base by reading indexes in their order."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from storage.entities import ContactPoint, KeptKeys, MatchKey
from storage.imports import find_point_owners
from storage.unit_of_work import UnitOfWork

FEW = 5  # more who share something share a switchboard, or a name that many bear
Twins = tuple[int, int, int]
"""A subject (1 contact, 2 company) and two short numbers, the smaller first."""


def list_sharing_points(uow: UnitOfWork, limit: int) -> list[tuple[str, list[UUID], list[UUID]]]:
    """Phones, addresses and handles that few share: (kind, contacts, companies)."""
    query = (
        select(ContactPoint.kind, ContactPoint.value)
        .where(ContactPoint.workspace_id == uow.workspace_id)
        .group_by(ContactPoint.kind, ContactPoint.value)
        .having(func.count().between(2, FEW))
        .limit(limit)
    )
    shared = find_point_owners(uow, [(kind, value) for kind, value in uow.connection.execute(query)])
    return [
        (kind, _once(contact for contact, _ in owners), _once(company for _, company in owners))
        for (kind, _), owners in sorted(shared.items())
    ]


def _once(ids: Iterable[UUID | None]) -> list[UUID]:
    return sorted({identifier for identifier in ids if identifier is not None})


def list_equal(uow: UnitOfWork, limit: int) -> list[Twins]:
    """Records of the same name (and company), whatever case, width and punctuation.

    Which names are shared is read off their index alone; on PostgreSQL the numbers stand elsewhere.
    """
    mine = KeptKeys.workspace_id == uow.workspace_id
    often = (
        select(KeptKeys.subject, KeptKeys.equal)
        .where(mine)
        .group_by(KeptKeys.subject, KeptKeys.equal)
        .having(func.count().between(2, FEW))
        .limit(limit)
    )
    shared = uow.connection.execute(often).all()
    found: list[Twins] = []
    for subject in sorted({subject for subject, _ in shared}):
        who = (
            select(func.min(KeptKeys.number), func.max(KeptKeys.number))
            .where(mine, KeptKeys.subject == subject, KeptKeys.equal.in_([key for of, key in shared if of == subject]))
            .group_by(KeptKeys.equal)
            .order_by(KeptKeys.equal)
        )
        found += [(subject, first, last) for first, last in uow.connection.execute(who)]
    return found


def list_sharing_rare_keys(uow: UnitOfWork, after: int, limit: int) -> tuple[list[Twins], int | None]:
    """The pairs that are alone under one of the next keys, and the key to go on after; None: there are no more.

    About `limit` postings are read, however few pairs there are among them. Keys are hashes, so that any stretch of
    them is a fair sample of the base.
    """
    ahead: Any = (MatchKey.workspace_id == uow.workspace_id, MatchKey.key > after)
    last = uow.connection.scalar(select(MatchKey.key).where(*ahead).order_by(MatchKey.key).offset(limit).limit(1))
    query = (
        select(MatchKey.subject, func.min(MatchKey.number), func.max(MatchKey.number))
        .where(*ahead, *(() if last is None else (MatchKey.key <= last,)))
        .group_by(MatchKey.key, MatchKey.subject)
        .having(func.count() == 2)
        .order_by(MatchKey.key, MatchKey.subject)
    )
    return [(subject, one, two) for subject, one, two in uow.connection.execute(query)], last
