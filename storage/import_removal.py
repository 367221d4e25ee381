"""What an import made, looked at again: who was changed or used since, and all others removed."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, delete, exists, not_, or_, select, type_coerce

from storage.entities import AuditEvent, Collaborator, Company, Contact, ContactPoint, Deal, Entity, Operation
from storage.match_keys import COMPANY, CONTACT
from storage.operations import columns_to
from storage.pipeline_sums import append_gone
from storage.unit_of_work import UnitOfWork

PART = 2_000  # values of one IN list


def remove_unused(
    uow: UnitOfWork, kind: Any, span: tuple[int, int], chain: Collection[UUID]
) -> tuple[list[int], dict[int, str]]:
    """Remove the records of those short numbers that nobody changed and nothing hangs on.

    The numbers that are gone; the names of those that stay, by number. `chain` are the operations that do not count.
    """
    query = select(kind.id, kind.number, kind.name, _used(uow, kind, chain)).where(
        kind.workspace_id == uow.workspace_id, kind.number.between(*span)
    )
    rows = uow.connection.execute(query).all()
    gone = [row for row in rows if not row[3]]
    _delete(uow, kind, [row.id for row in gone])
    return [row.number for row in gone], {row.number: row.name for row in rows if row[3]}


def _delete(uow: UnitOfWork, kind: Any, ids: Sequence[UUID]) -> None:
    if kind in {Contact, Company}:
        owner = ContactPoint.contact_id if kind is Contact else ContactPoint.company_id
        uow.connection.execute(
            delete(ContactPoint).where(ContactPoint.workspace_id == uow.workspace_id, owner.in_(ids))
        )
    if kind is Deal:
        append_gone(uow.connection, uow.workspace_id, ids)
    uow.connection.execute(delete(kind).where(kind.workspace_id == uow.workspace_id, kind.id.in_(ids)))


def list_changed(uow: UnitOfWork, operation_id: UUID) -> dict[int, list[int]]:
    """Contacts and companies somebody changed since that operation began: their numbers by subject."""
    ids = _list_changed_ids(uow, operation_id)
    found: dict[int, list[int]] = {}
    for subject, kind in _CUSTOMERS.items():
        for start in range(0, len(ids), PART):
            query = select(kind.number).where(
                kind.workspace_id == uow.workspace_id, kind.id.in_(ids[start : start + PART])
            )
            found.setdefault(subject, []).extend(uow.connection.scalars(query))
    return {subject: numbers for subject, numbers in found.items() if numbers}


def _list_changed_ids(uow: UnitOfWork, operation_id: UUID) -> list[UUID]:
    """The records others changed since, and those whose phones and addresses they changed."""
    began = select(Operation.at).where(Operation.workspace_id == uow.workspace_id, Operation.id == operation_id)
    query = select(AuditEvent.record_id, AuditEvent.before, AuditEvent.after).where(
        AuditEvent.workspace_id == uow.workspace_id,
        AuditEvent.at >= began.scalar_subquery(),
        AuditEvent.operation_id != operation_id,
        AuditEvent.record_id.is_not(None),
        AuditEvent.record_table.in_([kind.__tablename__ for kind in (Contact, Company, ContactPoint)]),
    )
    found: dict[UUID, None] = {}
    for record_id, before, after in uow.connection.execute(query):
        owners = ({**(before or {}), **(after or {})}.get(name) for name in ("contact_id", "company_id"))
        found.update(dict.fromkeys([record_id, *(UUID(owner) for owner in owners if owner)]))
    return list(found)


_CUSTOMERS: dict[int, Any] = {CONTACT: Contact, COMPANY: Company}


def _used(uow: UnitOfWork, kind: Any, chain: Collection[UUID]) -> ColumnElement[bool]:
    """Whether a record was changed by others, shared, or is named by a row of any table but its contact points."""
    signs = [_changed(uow, kind.id, chain)]
    if kind in {Contact, Company}:
        signs.append(_points_changed(uow, kind, chain))
    signs.append(exists().where(Collaborator.workspace_id == uow.workspace_id, Collaborator.record_id == kind.id))
    for other in Entity.metadata.sorted_tables:
        if other.name != ContactPoint.__tablename__:
            signs += [
                exists().where(other.c.workspace_id == uow.workspace_id, column == kind.id)
                for column in columns_to(other, kind.__tablename__, loose=True)
            ]
    return or_(*signs).label("used")


def _changed(uow: UnitOfWork, record_id: Any, chain: Collection[UUID]) -> ColumnElement[bool]:
    """Whether an operation that still holds, none of `chain`, changed the row."""
    return exists().where(
        AuditEvent.workspace_id == uow.workspace_id,
        AuditEvent.record_id == record_id,
        AuditEvent.operation_id.not_in(chain),
        Operation.workspace_id == AuditEvent.workspace_id,
        Operation.id == AuditEvent.operation_id,
        Operation.undone_at.is_(None),
        or_(Operation.data.is_(None), not_(type_coerce(Operation.data, Text).contains('"undid":'))),
    )


def _points_changed(uow: UnitOfWork, kind: Any, chain: Collection[UUID]) -> ColumnElement[bool]:
    owner = ContactPoint.contact_id if kind is Contact else ContactPoint.company_id
    return exists().where(
        and_(ContactPoint.workspace_id == uow.workspace_id, owner == kind.id, _changed(uow, ContactPoint.id, chain))
    )
