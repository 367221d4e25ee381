"""Everything that hangs on a contact or a company, so that it can hang on another one."""

from collections.abc import Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from storage.entities import (
    Activity,
    ChatIdentity,
    Collaborator,
    Company,
    Contact,
    ContactPoint,
    Deal,
    FollowUp,
    Lead,
    LinkMemory,
)
from storage.unit_of_work import UnitOfWork

OF_CONTACT: tuple[Any, ...] = (ContactPoint, Lead, Deal, Activity, FollowUp, ChatIdentity, LinkMemory)
OF_COMPANY: tuple[Any, ...] = (Contact, ContactPoint, Lead, Deal, Activity, FollowUp, LinkMemory)


def list_hanging(uow: UnitOfWork, record: Contact | Company) -> list[Any]:
    """Every row that names the record, whatever its table."""
    kinds, column = (OF_CONTACT, "contact_id") if isinstance(record, Contact) else (OF_COMPANY, "company_id")
    return list(chain.from_iterable(_rows(uow, kind, column, record.id) for kind in kinds))


def list_sharing(uow: UnitOfWork, record_id: UUID) -> Sequence[Collaborator]:
    """With whom a record is shared."""
    query = select(Collaborator).where(
        Collaborator.workspace_id == uow.workspace_id, Collaborator.record_id == record_id
    )
    return uow.session.scalars(query).all()


def list_shared_points(uow: UnitOfWork, limit: int = 100) -> list[tuple[str, str]]:
    """Phones, addresses and handles that more than one contact has, as (kind, value)."""
    query = (
        select(ContactPoint.kind, ContactPoint.value)
        .where(ContactPoint.workspace_id == uow.workspace_id, ContactPoint.contact_id.is_not(None))
        .group_by(ContactPoint.kind, ContactPoint.value)
        .having(func.count(ContactPoint.contact_id.distinct()).between(2, 5))
        .limit(limit)
    )
    return [(kind, value) for kind, value in uow.connection.execute(query)]


def list_contacts_with(uow: UnitOfWork, kind: str, value: str) -> Sequence[Contact]:
    query = (
        select(Contact)
        .join(
            ContactPoint,
            (ContactPoint.workspace_id == Contact.workspace_id) & (ContactPoint.contact_id == Contact.id),
        )
        .where(Contact.workspace_id == uow.workspace_id, ContactPoint.kind == kind, ContactPoint.value == value)
        .order_by(Contact.id)
        .limit(5)
    )
    return uow.session.scalars(query).unique().all()


def list_latest(uow: UnitOfWork, kind: type[Contact | Company], limit: int) -> Sequence[Any]:
    """The customers something last happened to."""
    query = select(kind).where(kind.workspace_id == uow.workspace_id).order_by(kind.touched_at.desc()).limit(limit)
    return uow.session.scalars(query).all()


def _rows(uow: UnitOfWork, kind: Any, column: str, identifier: UUID) -> Sequence[Any]:
    query = select(kind).where(kind.workspace_id == uow.workspace_id, getattr(kind, column) == identifier)
    return uow.session.scalars(query).all()
