"""What happens to a chat as a whole: nothing reaches it any more, or its id changed."""

from dataclasses import replace

from sqlalchemy import update

from domain.chat import Address
from storage import outbox
from storage.codec import encode_address
from storage.conversations import find_conversation
from storage.entities import Conversation, OpenChoice, Pending
from storage.unit_of_work import UnitOfWork


def pause(unit: UnitOfWork, address: Address) -> None:
    """The platform said that nothing reaches this chat."""
    unit.connection.execute(
        update(Conversation)
        .where(Conversation.workspace_id == unit.workspace_id, Conversation.chat_key == address.chat_key)
        .values(paused_at=unit.now)
    )


def resume(unit: UnitOfWork, address: Address) -> None:
    """Messages reach this chat again."""
    unit.connection.execute(
        update(Conversation)
        .where(Conversation.workspace_id == unit.workspace_id, Conversation.chat_key == address.chat_key)
        .values(paused_at=None)
    )


def move(unit: UnitOfWork, old: Address, new_chat: str) -> str:
    """A chat has a new id: conversation, choices, questions and unsent messages follow; the new address key."""
    new = replace(old, chat_id=new_chat)
    if find_conversation(unit, new.chat_key) is None:
        unit.connection.execute(
            update(Conversation)
            .where(Conversation.workspace_id == unit.workspace_id, Conversation.chat_key == old.chat_key)
            .values(chat_key=new.chat_key, address=encode_address(replace(new, thread_id=None)))
        )
    for kind in (OpenChoice, Pending):
        unit.connection.execute(
            update(kind)
            .where(kind.workspace_id == unit.workspace_id, kind.chat_key == old.chat_key)
            .values(chat_key=new.chat_key)
        )
    outbox.move_chat(unit, old.chat_key, encode_address(new), new.key)
    return new.key
