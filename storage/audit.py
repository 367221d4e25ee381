"""Read the audit back, for Undo: operations, their events, and rows as they were."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Table, inspect, select, update

from storage.entities import AuditEvent, Entity, Operation
from storage.unit_of_work import UnitOfWork


def find_operation(unit: UnitOfWork, operation_id: UUID) -> Operation | None:
    return unit.get(Operation, operation_id)


def find_last_operation(unit: UnitOfWork, member_id: UUID, chat_key: str | None = None) -> Operation | None:
    """The member's latest operation that is not undone, in one chat or anywhere."""
    query = (
        select(Operation)
        .where(
            Operation.workspace_id == unit.workspace_id,
            Operation.member_id == member_id,
            Operation.undone_at.is_(None),
        )
        .order_by(Operation.id.desc())
        .limit(1)
    )
    if chat_key is not None:
        query = query.where(Operation.chat_key == chat_key)
    return unit.session.scalar(query)


def list_events(unit: UnitOfWork, operation_id: UUID) -> Sequence[AuditEvent]:
    """The events of one operation, in the order they were written."""
    return unit.session.scalars(
        select(AuditEvent)
        .where(AuditEvent.workspace_id == unit.workspace_id, AuditEvent.operation_id == operation_id)
        .order_by(AuditEvent.id)
    ).all()


def mark_undone(unit: UnitOfWork, operation: Operation) -> bool:
    """Take the one right to undo it; False if somebody already did."""
    done = unit.connection.execute(
        update(Operation)
        .where(
            Operation.workspace_id == unit.workspace_id,
            Operation.id == operation.id,
            Operation.undone_at.is_(None),
        )
        .values(undone_at=unit.now, undone_by_id=unit.operation_id)
    )
    return bool(done.rowcount)


def entity_of(table: str) -> type[Entity]:
    """The mapped class of a table's name."""
    for mapper in Entity.registry.mappers:
        if isinstance(mapper.local_table, Table) and mapper.local_table.name == table:
            return mapper.class_
    raise KeyError(table)


def revive(kind: type[Entity], values: dict[str, Any]) -> dict[str, Any]:
    """Column values as an event kept them (JSON), turned back into what the columns hold."""
    columns = inspect(kind).columns
    return {name: _revive(columns[name].type.python_type, value) for name, value in values.items()}


def _revive(wanted: type, value: Any) -> Any:
    if value is None or wanted in (dict, list, object):
        return value
    return msgspec.convert(value, wanted, strict=False)
