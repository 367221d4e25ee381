"""Chats we know, and the one question that may wait for somebody in each."""

from typing import Any
from uuid import UUID

from domain.chat import Address, Incoming, IncomingKind
from storage import addresses, chat_changes, conversations
from storage import members as stored_members
from storage.codec import encode_address
from storage.entities import Conversation, Pending
from storage.unit_of_work import UnitOfWork


def get_conversation(uow: UnitOfWork, incoming: Incoming) -> Conversation:
    """The chat this was said in; stored on first sight (never on a read-only unit, nor for a query)."""
    return conversations.find_conversation(uow, incoming.address.chat_key) or begin_conversation(uow, incoming)


def begin_conversation(uow: UnitOfWork, incoming: Incoming) -> Conversation:
    """A chat not seen before; stored where that may be."""
    begun = Conversation(
        workspace_id=uow.workspace_id,
        chat_key=incoming.address.chat_key,
        address=encode_address(incoming.address),
        is_group=not incoming.is_private,
        title=incoming.chat_title,
        created_at=uow.now,
    )
    if not uow.read_only and incoming.kind is not IncomingKind.QUERY:
        uow.add(begun)
    return begun


def find_pending(uow: UnitOfWork, member_id: UUID, chat_key: str) -> Pending | None:
    """The question that waits for this member in this chat."""
    return conversations.find_pending(uow, member_id, chat_key)


def ask(uow: UnitOfWork, member_id: UUID, chat_key: str, kind: str, data: dict[str, Any]) -> None:
    """Wait an hour for the answer to one question; an older one is forgotten."""
    conversations.ask(uow, member_id, chat_key, kind, data)


def forget_answered(uow: UnitOfWork, pending: Pending) -> None:
    """The question got its answer; one asked since then stays."""
    conversations.forget_pending(uow, pending.id)


def forget_question(uow: UnitOfWork, member_id: UUID, chat_key: str) -> None:
    conversations.forget_question(uow, member_id, chat_key)


def close(uow: UnitOfWork, incoming: Incoming) -> None:
    """Nothing reaches this chat any more: the bot was blocked or removed. A member is then reached elsewhere."""
    chat_changes.pause(uow, incoming.address)
    if incoming.is_private:
        addresses.pause(uow, incoming.actor)


def reopen(uow: UnitOfWork, incoming: Incoming) -> None:
    """The bot was let in again."""
    chat_changes.resume(uow, incoming.address)
    if incoming.is_private and (found := stored_members.find_by_actor(uow, incoming.actor)):
        addresses.note_seen(uow, found[1], incoming.address)


def move(uow: UnitOfWork, old: Address, new_chat: str) -> None:
    """A chat has a new id; everything stored under the old one follows."""
    chat_changes.move(uow, old, new_chat)
