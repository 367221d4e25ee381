"""Every write of an audited entity leaves an event: what the row was before and what it is after.

The events are taken from the ORM's own flush, so no author of a feature can forget them; Undo reads them back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import Table, insert, inspect, select, update
from sqlalchemy.orm import Session

from storage.entities import AuditEvent, Entity, Operation, new_id

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Change:
    """One row's change; `before` and `after` hold only the columns that changed (all of them at create and delete)."""

    action: str
    entity: Entity
    table: str
    record_id: UUID | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def changes_in(session: Session) -> Iterator[Change]:
    """What the flush just under way writes, of audited entities."""
    for entity in session.new:
        if entity.audited:
            yield created(entity, _values(entity))
    for entity in session.dirty:
        before, after = _difference(entity)
        if entity.audited and after:
            yield _change("update", entity, before, after)
    for entity in session.deleted:
        if entity.audited:
            yield _change("delete", entity, _values(entity), None)


def created(entity: Entity, values: dict[str, Any]) -> Change:
    """A new row, with the columns that hold something."""
    return _change("create", entity, None, values)


def _change(action: str, entity: Entity, before: dict[str, Any] | None, after: dict[str, Any] | None) -> Change:
    return Change(action, entity, entity.__tablename__, getattr(entity, "id", None), before, after)


def _values(entity: Entity) -> dict[str, Any]:
    state = inspect(entity)
    return {
        attribute.key: getattr(entity, attribute.key)
        for attribute in state.mapper.column_attrs
        if getattr(entity, attribute.key) is not None
    }


def _difference(entity: Entity) -> tuple[dict[str, Any], dict[str, Any]]:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    state = inspect(entity)
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if history.has_changes():
            before[attribute.key] = history.deleted[0] if history.deleted else None
            after[attribute.key] = history.added[0] if history.added else None
    return before, after


_STORE_EVENTS = insert(AuditEvent)


def write_changes(connection: Any, unit: "UnitOfWork") -> None:
    """Insert the unit's audit events in one statement."""
    connection.execute(
        _STORE_EVENTS,
        [
            {
                "workspace_id": unit.workspace_id,
                "id": new_id(),
                "at": unit.now,
                "operation_id": unit.operation_id,
                "member_id": unit.member_id,
                "action": change.action,
                "record_table": change.table,
                "record_id": change.record_id,
                "before": change.before,
                "after": change.after,
                "message_key": unit.message_key,
            }
            for change in unit.changes
        ],
    )


def find_operation(unit: "UnitOfWork", operation_id: UUID) -> Operation | None:
    return unit.get(Operation, operation_id)


def find_last_operation(unit: "UnitOfWork", member_id: UUID, chat_key: str | None = None) -> Operation | None:
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


def list_events(unit: "UnitOfWork", operation_id: UUID) -> Sequence[AuditEvent]:
    """The events of one operation, in the order they were written."""
    return unit.session.scalars(
        select(AuditEvent)
        .where(AuditEvent.workspace_id == unit.workspace_id, AuditEvent.operation_id == operation_id)
        .order_by(AuditEvent.id)
    ).all()


def mark_undone(unit: "UnitOfWork", operation: Operation) -> bool:
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
