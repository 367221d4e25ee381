"""Everything that hangs on a contact or a company, so that it can hang on another one."""

from collections.abc import Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import select

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


def _rows(uow: UnitOfWork, kind: Any, column: str, identifier: UUID) -> Sequence[Any]:
    query = select(kind).where(kind.workspace_id == uow.workspace_id, getattr(kind, column) == identifier)
    return uow.session.scalars(query).all()
