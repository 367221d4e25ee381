"""What one message wrote: found by its card or by its message, and what it keeps for later."""

from datetime import timedelta
from uuid import UUID

from storage import audit, operations
from storage.entities import Operation
from storage.unit_of_work import UnitOfWork


def find_operation(uow: UnitOfWork, operation_id: UUID) -> Operation | None:
    return audit.find_operation(uow, operation_id)


def find_of_card(uow: UnitOfWork, outbox_id: UUID) -> Operation | None:
    """What the message that this card answered wrote, while the card can still be undone."""
    choice = operations.find_undo_choice(uow, outbox_id)
    return audit.find_operation(uow, UUID(choice.data["operation"])) if choice else None


def find_of_message(uow: UnitOfWork, message_key: str, member_id: UUID) -> Operation | None:
    return operations.find_by_message(uow, message_key, member_id)


def find_creation(uow: UnitOfWork, record_id: UUID) -> Operation | None:
    """What made a row."""
    return operations.find_creation(uow, record_id)


def find_last(uow: UnitOfWork, member_id: UUID, chat_key: str, within: timedelta) -> Operation | None:
    """The member's latest operation in that chat that holds, if it is no older than `within`."""
    for operation in operations.list_latest(uow, member_id, chat_key, limit=1):
        if operation.undone_at is None and uow.now - operation.at <= within:
            return operation
    return None


def find_undoable(uow: UnitOfWork, member_id: UUID, chat_key: str) -> Operation | None:
    """What a plain "undo" means: the latest operation in that chat that is neither undone nor itself an Undo."""
    for operation in operations.list_latest(uow, member_id, chat_key):
        if operation.undone_at is None and not (operation.data or {}).get("undid"):
            return operation
    return None
