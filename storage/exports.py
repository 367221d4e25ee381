"""Reading whole tables in pages, for an export: by id, never all in memory, with the names around each page."""

from collections.abc import Collection, Iterator
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from storage.entities import (
    Activity,
    AuditEvent,
    Company,
    Contact,
    ContactPoint,
    Deal,
    FollowUp,
    Lead,
    Member,
    Stage,
    Team,
)
from storage.unit_of_work import UnitOfWork

PAGE = 1000
E = TypeVar("E", Company, Contact, Lead, Deal, Activity, FollowUp, Member, AuditEvent)


def pages(uow: UnitOfWork, kind: type[E]) -> Iterator[list[E]]:
    """Every row of the workspace, by id, a page at a time; each page is forgotten before the next."""
    after: UUID | None = None
    while True:
        query = select(kind).where(kind.workspace_id == uow.workspace_id).order_by(kind.id).limit(PAGE)
        page = list(uow.session.scalars(query if after is None else query.where(kind.id > after)))
        if page:
            yield page
        if len(page) < PAGE:
            return
        after = page[-1].id
        uow.session.expunge_all()


def points_of(uow: UnitOfWork, owner: str, ids: Collection[UUID]) -> dict[UUID, list[ContactPoint]]:
    """The contact points of a page of contacts (`owner` contact_id) or companies (company_id)."""
    column = getattr(ContactPoint, owner)
    found: dict[UUID, list[ContactPoint]] = {}
    query = select(ContactPoint).where(ContactPoint.workspace_id == uow.workspace_id, column.in_(ids))
    for point in uow.session.scalars(query.order_by(ContactPoint.id)):
        found.setdefault(getattr(point, owner), []).append(point)
    return found


def names_of(
    uow: UnitOfWork, kind: type[Member | Company | Contact | Stage | Team], ids: Collection[UUID | None]
) -> dict[UUID | None, str]:
    """The names of those rows."""
    wanted = {identifier for identifier in ids if identifier is not None}
    if not wanted:
        return {}
    rows = uow.session.execute(
        select(kind.id, kind.name).where(kind.workspace_id == uow.workspace_id, kind.id.in_(wanted))
    )
    return {row.id: row.name for row in rows}


def numbers_of(
    uow: UnitOfWork, kind: type[Company | Contact | Lead | Deal], ids: Collection[UUID | None]
) -> dict[UUID | None, int]:
    """The short numbers of those rows."""
    wanted = {identifier for identifier in ids if identifier is not None}
    if not wanted:
        return {}
    rows = uow.session.execute(
        select(kind.id, kind.number).where(kind.workspace_id == uow.workspace_id, kind.id.in_(wanted))
    )
    return {row.id: row.number for row in rows}
