"""Imports as operations: begun, gone on with in slices, finished or taken back. Found by the number people are told."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Text, select, type_coerce, update

from storage.entities import AuditEvent, Operation
from storage.unit_of_work import UnitOfWork

_KEY = "import:"


def begin(uow: UnitOfWork, summary: str, data: dict[str, Any]) -> int:
    """Store the unit's operation as an import; its number."""
    number = uow.next_numbers("import", 1)
    values = {"import": number, **data}
    uow.session.add(
        Operation(
            workspace_id=uow.workspace_id,
            id=uow.operation_id,
            at=uow.now,
            member_id=uow.member_id,
            message_key=f"{_KEY}{number}",
            summary=summary,
            data=values,
        )
    )
    uow.session.flush()
    uow.go_on_with(uow.operation_id)
    return number


def begin_undo(uow: UnitOfWork, undone: Operation, summary: str) -> None:
    """Store the unit's operation as the one that takes an import back."""
    data = {"undid": str(undone.id)}
    uow.session.add(
        Operation(
            workspace_id=uow.workspace_id,
            id=uow.operation_id,
            at=uow.now,
            member_id=uow.member_id,
            summary=summary,
            data=data,
        )
    )
    uow.session.flush()
    uow.go_on_with(uow.operation_id)


def find(uow: UnitOfWork, number: int) -> Operation | None:
    """The import of that number."""
    return uow.session.scalar(
        select(Operation)
        .where(Operation.workspace_id == uow.workspace_id, Operation.message_key == f"{_KEY}{number}")
        .limit(1)
    )


def list_latest(uow: UnitOfWork, limit: int = 20) -> Sequence[Operation]:
    """The latest imports, newest first."""
    query = select(Operation).where(Operation.workspace_id == uow.workspace_id, *_is_import())
    return uow.session.scalars(query.order_by(Operation.id.desc()).limit(limit)).all()


def list_unfinished(uow: UnitOfWork) -> list[Operation]:
    """Imports that ended before they were done, oldest first."""
    query = select(Operation).where(
        Operation.workspace_id == uow.workspace_id,
        *_is_import(),
        type_coerce(Operation.data, Text).contains('"state":"under way"'),
    )
    return list(uow.session.scalars(query.order_by(Operation.id).limit(20)))


def _is_import() -> tuple[Any, ...]:
    return Operation.message_key >= _KEY, Operation.message_key < f"{_KEY[:-1]};"


def note(uow: UnitOfWork, operation_id: UUID, values: dict[str, Any]) -> None:
    """Write into what the import tells of itself."""
    operation = uow.get(Operation, operation_id)
    if operation is not None:
        operation.data = {**(operation.data or {}), **values}
        uow.session.flush()


def close(uow: UnitOfWork, operation_id: UUID, undone_by_id: UUID) -> None:
    """The import was taken back by that operation."""
    uow.connection.execute(
        update(Operation)
        .where(Operation.workspace_id == uow.workspace_id, Operation.id == operation_id)
        .values(undone_at=uow.now, undone_by_id=undone_by_id)
    )


def list_changes(uow: UnitOfWork, operation_id: UUID, before: UUID | None, limit: int) -> Sequence[AuditEvent]:
    """Changes the import made of single rows that were there, newest first."""
    query = _events(uow, operation_id).where(AuditEvent.record_id.is_not(None))
    if before is not None:
        query = query.where(AuditEvent.id < before)
    return uow.session.scalars(query.order_by(AuditEvent.id.desc()).limit(limit)).all()


def list_made(uow: UnitOfWork, operation_id: UUID) -> list[tuple[str, int, int]]:
    """What the import made: (table, first short number, last short number), in the order it was made."""
    query = _events(uow, operation_id).where(AuditEvent.record_id.is_(None), AuditEvent.action == "create")
    events = uow.session.scalars(query.order_by(AuditEvent.id)).all()
    return [
        (event.record_table, event.after["first"], event.after["last"])
        for event in events
        if event.after and "first" in event.after
    ]


def _events(uow: UnitOfWork, operation_id: UUID) -> Any:
    return select(AuditEvent).where(
        AuditEvent.workspace_id == uow.workspace_id, AuditEvent.operation_id == operation_id
    )
