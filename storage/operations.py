"""Operations looked up for Undo and for what a card did; what hangs on a row that Undo would remove."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, select

from storage.entities import AuditEvent, Entity, OpenChoice, Operation
from storage.unit_of_work import UnitOfWork


def list_latest(uow: UnitOfWork, member_id: UUID, chat_key: str | None, limit: int = 20) -> Sequence[Operation]:
    """A member's latest operations (in one chat), newest first."""
    query = (
        select(Operation)
        .where(Operation.workspace_id == uow.workspace_id, Operation.member_id == member_id)
        .order_by(Operation.id.desc())
        .limit(limit)
    )
    return uow.session.scalars(query if chat_key is None else query.where(Operation.chat_key == chat_key)).all()


def find_by_message(uow: UnitOfWork, message_key: str, member_id: UUID) -> Operation | None:
    """What a message of this member wrote, by its inbox key."""
    return uow.session.scalar(
        select(Operation)
        .where(
            Operation.workspace_id == uow.workspace_id,
            Operation.message_key == message_key,
            Operation.member_id == member_id,
        )
        .limit(1)
    )


def find_creation(uow: UnitOfWork, record_id: UUID) -> Operation | None:
    """The operation that made a row."""
    made = (
        select(AuditEvent.operation_id)
        .where(
            AuditEvent.workspace_id == uow.workspace_id,
            AuditEvent.record_id == record_id,
            AuditEvent.action == "create",
        )
        .order_by(AuditEvent.id.desc())
        .limit(1)
    )
    operation_id = uow.session.scalar(made)
    return uow.get(Operation, operation_id)


def find_undo_choice(uow: UnitOfWork, outbox_id: UUID) -> OpenChoice | None:
    """The [Undo] of a card: it knows the card's operation."""
    return uow.session.scalar(
        select(OpenChoice)
        .where(
            OpenChoice.workspace_id == uow.workspace_id,
            OpenChoice.outbox_id == outbox_id,
            OpenChoice.action == "undo",
        )
        .limit(1)
    )


def list_later_events(uow: UnitOfWork, record_id: UUID, after: UUID, operations: Collection[UUID]) -> list[AuditEvent]:
    """What other operations did to a row after an event."""
    return list(
        uow.session.scalars(
            select(AuditEvent)
            .where(
                AuditEvent.workspace_id == uow.workspace_id,
                AuditEvent.record_id == record_id,
                AuditEvent.id > after,
                AuditEvent.operation_id.not_in(operations),
            )
            .order_by(AuditEvent.id)
            .limit(200)
        )
    )


def find_dependent(uow: UnitOfWork, table: str, row_id: UUID, leaving: Collection[UUID]) -> str | None:
    """The table of a row that needs this one and would not leave with it; None where nothing holds it."""
    for other in Entity.metadata.sorted_tables:
        for column in columns_to(other, table):
            held = uow.connection.execute(
                select(other.c.id)
                .where(other.c.workspace_id == uow.workspace_id, column == row_id, other.c.id.not_in(leaving))
                .limit(1)
            ).first()
            if held is not None:
                return other.name
    return None


def columns_to(other: Table, table: str, *, loose: bool = False) -> list[Column[Any]]:
    """The columns of a table that name rows of another; `loose`: also those that let go of them by themselves."""
    return [
        element.parent
        for constraint in other.foreign_key_constraints
        if constraint.referred_table.name == table and (loose or constraint.ondelete is None)
        for element in constraint.elements
        if element.parent.name != "workspace_id"
    ]
