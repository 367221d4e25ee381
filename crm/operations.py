"""What one message wrote: found by its card or by its message, and what it keeps for later."""

from datetime import timedelta
from uuid import UUID

from storage import audit, operations
from storage.entities import Operation
from storage.unit_of_work import UnitOfWork

MOST_LATELY = 8


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


def list_last(uow: UnitOfWork, member_id: UUID, chat_key: str, within: timedelta) -> list[Operation]:
    """The member's latest operations in that chat that hold and are no older than `within`, newest first.

    None at all where the very latest was undone: what is said next goes on about nothing.
    """
    found = operations.list_latest(uow, member_id, chat_key, limit=MOST_LATELY)
    if found and found[0].undone_at is not None:
        return []
    return [one for one in found if one.undone_at is None and uow.now - one.at <= within]


def find_undoable(uow: UnitOfWork, member_id: UUID, chat_key: str) -> Operation | None:
    """What a plain "undo" means: the latest operation in that chat that is neither undone nor itself an Undo."""
    for operation in operations.list_latest(uow, member_id, chat_key):
        if operation.undone_at is None and not (operation.data or {}).get("undid"):
            return operation
    return None
