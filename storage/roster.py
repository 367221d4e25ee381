"""Everybody who works here, with their accounts, as an operator lists them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select

from storage.entities import ChatIdentity, Invite, Member, WebSession
from storage.unit_of_work import UnitOfWork


def list_members(uow: UnitOfWork, limit: int = 2000) -> Sequence[Member]:
    """Members who have not left, by name."""
    return uow.session.scalars(
        select(Member)
        .where(Member.workspace_id == uow.workspace_id, Member.removed_at.is_(None))
        .order_by(Member.name)
        .limit(limit)
    ).all()


def list_accounts(uow: UnitOfWork, limit: int = 10_000) -> Sequence[ChatIdentity]:
    """Every account of a member, the first linked first."""
    return uow.session.scalars(
        select(ChatIdentity)
        .where(ChatIdentity.workspace_id == uow.workspace_id, ChatIdentity.member_id.is_not(None))
        .order_by(ChatIdentity.id)
        .limit(limit)
    ).all()


def list_member_accounts(uow: UnitOfWork, member_id: UUID) -> Sequence[ChatIdentity]:
    return uow.session.scalars(
        select(ChatIdentity).where(ChatIdentity.workspace_id == uow.workspace_id, ChatIdentity.member_id == member_id)
    ).all()


def end_sessions(uow: UnitOfWork, member_id: UUID) -> None:
    """Every browser and every unused invitation of a member is worth nothing from now on."""
    for kind in (WebSession, Invite):
        uow.connection.execute(delete(kind).where(kind.workspace_id == uow.workspace_id, kind.member_id == member_id))
