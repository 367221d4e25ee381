"""The web chat's sessions, groups and history."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, or_, select, text, update

from storage.database import database_now
from storage.entities import ChatIdentity, Conversation, Member, WebMessage, WebSession
from storage.unit_of_work import UnitOfWork


def add_session(unit: UnitOfWork, kind: str, secret_hash: str, member_id: UUID, expires_at: datetime) -> None:
    """Keep a one-time link (`link`) or a browser's session (`session`), by the hash of its secret."""
    unit.add(
        WebSession(kind=kind, secret_hash=secret_hash, member_id=member_id, created_at=unit.now, expires_at=expires_at)
    )


def use_link(unit: UnitOfWork, secret_hash: str) -> UUID | None:
    """Spend a one-time link; its member, None if it was spent, has expired or never was."""
    return unit.connection.scalar(
        update(WebSession)
        .where(
            WebSession.workspace_id == unit.workspace_id,
            WebSession.kind == "link",
            WebSession.secret_hash == secret_hash,
            WebSession.used_at.is_(None),
            WebSession.expires_at > unit.now,
        )
        .values(used_at=unit.now)
        .returning(WebSession.member_id)
    )


def find_session_member(unit: UnitOfWork, secret_hash: str) -> Member | None:
    """Who holds a session that has not ended; nobody once the member was removed."""
    return unit.session.scalar(
        select(Member)
        .join(
            WebSession,
            (WebSession.workspace_id == Member.workspace_id) & (WebSession.member_id == Member.id),
        )
        .where(
            WebSession.workspace_id == unit.workspace_id,
            WebSession.kind == "session",
            WebSession.secret_hash == secret_hash,
            WebSession.expires_at > unit.now,
            Member.removed_at.is_(None),
        )
    )


def end_session(unit: UnitOfWork, secret_hash: str) -> None:
    unit.connection.execute(
        delete(WebSession).where(WebSession.workspace_id == unit.workspace_id, WebSession.secret_hash == secret_hash)
    )


def list_people(unit: UnitOfWork, platform: str, tenant: str) -> Sequence[tuple[str, Member]]:
    """Members with an account on the web chat: (user id, member); 500 at most."""
    rows = unit.session.execute(
        select(ChatIdentity.user_id, Member)
        .join(Member, (Member.workspace_id == ChatIdentity.workspace_id) & (Member.id == ChatIdentity.member_id))
        .where(
            ChatIdentity.workspace_id == unit.workspace_id,
            ChatIdentity.platform == platform,
            ChatIdentity.tenant == tenant,
            Member.removed_at.is_(None),
        )
        .order_by(Member.name)
        .limit(500)
    ).all()
    return [(user_id, member) for user_id, member in rows]


def list_groups(unit: UnitOfWork, chat_key_prefix: str) -> Sequence[Conversation]:
    """The web chat's groups; 200 at most."""
    return unit.session.scalars(
        select(Conversation)
        .where(
            Conversation.workspace_id == unit.workspace_id,
            Conversation.is_group.is_(True),
            Conversation.chat_key.startswith(chat_key_prefix, autoescape=True),
        )
        .order_by(Conversation.id)
        .limit(200)
    ).all()


def append(unit: UnitOfWork, message: WebMessage) -> tuple[WebMessage, bool]:
    """Store a line of history at the end of its chat; the stored one, and False if its id was known."""
    known = unit.session.get(WebMessage, (unit.workspace_id, message.id))
    if known is not None:
        return known, False
    _one_at_a_time(unit, message.chat_id)
    last = unit.session.scalar(
        select(func.max(WebMessage.position)).where(
            WebMessage.workspace_id == unit.workspace_id, WebMessage.chat_id == message.chat_id
        )
    )
    message.position = (last or 0) + 1
    message.changed_at = database_now(unit.connection)
    return unit.add(message), True


def _one_at_a_time(unit: UnitOfWork, chat_id: str) -> None:
    """Lines of a chat get their places one after the other, whichever process writes them (SQLite has one writer)."""
    if unit.connection.dialect.name == "postgresql":
        unit.connection.execute(_LOCK, {"chat": chat_id, "ws": unit.workspace_id})


_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:chat, :ws))")


def replace(unit: UnitOfWork, identifier: str, payload: dict[str, Any], only_for: str | None) -> WebMessage | None:
    """Put another payload in a line's place; None if there is no such line."""
    known = unit.session.get(WebMessage, (unit.workspace_id, identifier))
    if known is None:
        return None
    known.payload = payload
    known.only_for = only_for
    known.changed_at = database_now(unit.connection)
    return known


def list_history(unit: UnitOfWork, chat_id: str, user_id: str, before: int | None, limit: int) -> Sequence[WebMessage]:
    """The latest lines this person may see, oldest first; 200 at most."""
    query = (
        select(WebMessage)
        .where(
            WebMessage.workspace_id == unit.workspace_id,
            WebMessage.chat_id == chat_id,
            or_(WebMessage.only_for.is_(None), WebMessage.only_for == user_id),
        )
        .order_by(WebMessage.position.desc())
        .limit(min(limit, 200))
    )
    if before is not None:
        query = query.where(WebMessage.position < before)
    return list(reversed(unit.session.scalars(query).all()))


def list_changed(unit: UnitOfWork, since: datetime, limit: int = 500) -> Sequence[WebMessage]:
    """Lines of all chats new or changed after a moment of the database's clock, in that order."""
    return unit.session.scalars(
        select(WebMessage)
        .where(WebMessage.workspace_id == unit.workspace_id, WebMessage.changed_at > since)
        .order_by(WebMessage.changed_at, WebMessage.id)
        .limit(limit)
    ).all()
