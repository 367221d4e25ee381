"""Chats we know, and the question that waits for somebody in one."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, select

from storage.entities import Conversation, Pending
from storage.unit_of_work import UnitOfWork

_CHAT = select(Conversation).where(
    Conversation.workspace_id == bindparam("ws"), Conversation.chat_key == bindparam("chat")
)
_TEAM_GROUPS = (
    select(Conversation)
    .where(
        Conversation.workspace_id == bindparam("ws"),
        Conversation.is_group.is_(True),
        Conversation.team_id.is_not(None),
        Conversation.paused_at.is_(None),
    )
    .order_by(Conversation.id)
    .limit(500)
)
_WAITING = select(Pending).where(
    Pending.workspace_id == bindparam("ws"),
    Pending.member_id == bindparam("member"),
    Pending.chat_key == bindparam("chat"),
    Pending.expires_at > bindparam("now"),
)


def find_conversation(uow: UnitOfWork, chat_key: str) -> Conversation | None:
    return uow.session.scalar(_CHAT, {"ws": uow.workspace_id, "chat": chat_key})


def list_team_groups(uow: UnitOfWork) -> Sequence[Conversation]:
    """The groups that get some team's news and can be reached."""
    return uow.session.scalars(_TEAM_GROUPS, {"ws": uow.workspace_id}).all()


def find_pending(uow: UnitOfWork, member_id: UUID, chat_key: str) -> Pending | None:
    """The question that waits for this member in this chat, unless it expired."""
    return uow.session.scalar(_WAITING, {"ws": uow.workspace_id, "member": member_id, "chat": chat_key, "now": uow.now})


def ask(
    uow: UnitOfWork,
    member_id: UUID,
    chat_key: str,
    kind: str,
    data: dict[str, Any],
    *,
    expires_at: datetime | None = None,
) -> Pending:
    """Wait for an answer (an hour, unless told otherwise); it takes the place of any question asked before."""
    forget_question(uow, member_id, chat_key)
    return uow.add(
        Pending(
            member_id=member_id,
            chat_key=chat_key,
            kind=kind,
            data=data,
            asked_at=uow.now,
            expires_at=expires_at or uow.now + timedelta(hours=1),
        )
    )


def forget_question(uow: UnitOfWork, member_id: UUID, chat_key: str) -> None:
    uow.connection.execute(
        delete(Pending).where(
            Pending.workspace_id == uow.workspace_id,
            Pending.member_id == member_id,
            Pending.chat_key == chat_key,
        )
    )


def forget_pending(uow: UnitOfWork, pending_id: UUID) -> None:
    uow.connection.execute(delete(Pending).where(Pending.workspace_id == uow.workspace_id, Pending.id == pending_id))
