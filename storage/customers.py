"""Customers in lists: people, and the companies nobody is known at; by when something last happened with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from storage.entities import Company, Contact
from storage.scope import Scope, visible
from storage.unit_of_work import UnitOfWork

Customer = Contact | Company


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """Which customers. None asks nothing; `idle_since`: nothing happened after it; moments are half open."""

    owner_ids: frozenset[UUID] | None = None
    unowned: bool = False
    created_from: datetime | None = None
    created_until: datetime | None = None
    idle_since: datetime | None = None
    source: str | None = None


def count_customers(uow: UnitOfWork, scope: Scope, wanted: CustomerFilter) -> int:
    """How many the viewer may see."""
    counts = (
        uow.session.scalar(select(func.count()).select_from(kind).where(*_conditions(uow, scope, kind, wanted)))
        for kind in (Contact, Company)
    )
    return sum(count or 0 for count in counts)


def count_by_owner(uow: UnitOfWork, scope: Scope, idle_since: datetime) -> dict[UUID, tuple[int, int]]:
    """By owner how many customers they have, and to how many of them nothing happened since then."""
    counts: dict[UUID, tuple[int, int]] = {}
    for kind in (Contact, Company):
        idle = func.sum(case((kind.touched_at <= idle_since, 1), else_=0))
        rows = uow.session.execute(
            select(kind.owner_id, func.count(), idle)
            .where(*_conditions(uow, scope, kind, CustomerFilter()), kind.owner_id.is_not(None))
            .group_by(kind.owner_id)
        )
        for owner, count, untouched in rows:
            before = counts.get(owner, (0, 0))
            counts[owner] = (before[0] + count, before[1] + int(untouched or 0))
    return counts


def list_customers(uow: UnitOfWork, scope: Scope, wanted: CustomerFilter, limit: int) -> list[Customer]:
    """Those untouched for longest where idle ones are asked for, else the last touched first."""
    found: list[Customer] = []
    for kind in (Contact, Company):
        touched: ColumnElement[datetime] = kind.touched_at.asc() if wanted.idle_since else kind.touched_at.desc()
        query = select(kind).where(*_conditions(uow, scope, kind, wanted)).order_by(touched, kind.id).limit(limit)
        found += uow.session.scalars(query)
    found.sort(key=lambda one: (one.touched_at, str(one.id)), reverse=wanted.idle_since is None)
    return found[:limit]


def _conditions(
    uow: UnitOfWork, scope: Scope, kind: type[Contact] | type[Company], wanted: CustomerFilter
) -> Iterator[ColumnElement[bool]]:
    yield kind.workspace_id == uow.workspace_id
    yield visible(scope, kind)
    if kind is Company:
        yield ~exists().where(and_(Contact.workspace_id == Company.workspace_id, Contact.company_id == Company.id))
    if wanted.owner_ids is not None or wanted.unowned:
        theirs = kind.owner_id.in_(wanted.owner_ids or ())
        yield or_(theirs, kind.owner_id.is_(None)) if wanted.unowned else theirs
    if wanted.idle_since is not None:
        yield kind.touched_at <= wanted.idle_since
    if wanted.created_from is not None:
        yield kind.created_at >= wanted.created_from
    if wanted.created_until is not None:
        yield kind.created_at < wanted.created_until
    if wanted.source is not None:
        yield func.lower(kind.source) == wanted.source.lower()
