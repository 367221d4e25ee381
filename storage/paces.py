"""What the pace of sending has to know of a chat."""

from datetime import datetime

from sqlalchemy import select

from storage.database import database_now
from storage.entities import Conversation, OutboxMessage
from storage.states import SENT, in_state
from storage.unit_of_work import UnitOfWork


def is_group(unit: UnitOfWork, chat_key: str) -> bool:
    """Whether a chat is a group; a chat nobody wrote in yet is none."""
    found = unit.connection.scalar(
        select(Conversation.is_group).where(
            Conversation.workspace_id == unit.workspace_id, Conversation.chat_key == chat_key
        )
    )
    return bool(found)


def last_sent(unit: UnitOfWork, address_key: str, most: int) -> tuple[list[datetime], datetime]:
    """When the latest messages to an address were sent, newest first, by whichever process; and the database's now."""
    rows = unit.connection.scalars(
        select(OutboxMessage.sent_at)
        .where(
            OutboxMessage.workspace_id == unit.workspace_id,
            OutboxMessage.address_key == address_key,
            in_state(OutboxMessage, SENT),
        )
        .order_by(OutboxMessage.id.desc())
        .limit(most)
    )
    sent = sorted((moment for moment in rows if moment is not None), reverse=True)
    return sent, database_now(unit.connection)
