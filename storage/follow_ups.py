"""Queries on follow-ups: one by its number, the open ones of a person or a customer."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from storage.entities import FollowUp
from storage.scope import Scope, visible_follow_ups
from storage.unit_of_work import UnitOfWork


def find_follow_up(unit: UnitOfWork, number: int, scope: Scope) -> FollowUp | None:
    """F9, if the viewer may see it."""
    return unit.session.scalar(
        select(FollowUp).where(
            FollowUp.workspace_id == unit.workspace_id, FollowUp.number == number, visible_follow_ups(scope)
        )
    )


def list_open(unit: UnitOfWork, owner_id: UUID, *, before: datetime | None = None, limit: int = 50) -> list[FollowUp]:
    """A person's open follow-ups, the most overdue first."""
    bound: tuple[ColumnElement[bool], ...] = () if before is None else (FollowUp.due_at < before,)
    query = select(FollowUp).where(
        FollowUp.workspace_id == unit.workspace_id, FollowUp.owner_id == owner_id, FollowUp.status == "open", *bound
    )
    return list(unit.session.scalars(query.order_by(FollowUp.due_at, FollowUp.id).limit(limit)))


def list_open_about(  # one of the four, as a card shows one record
    unit: UnitOfWork,
    scope: Scope,
    *,
    contact_id: UUID | None = None,
    company_id: UUID | None = None,
    lead_id: UUID | None = None,
    deal_id: UUID | None = None,
    limit: int = 10,
) -> list[FollowUp]:
    """The open follow-ups about a record, soonest first, as far as the viewer may see them."""
    wanted = {"contact_id": contact_id, "company_id": company_id, "lead_id": lead_id, "deal_id": deal_id}
    about = [getattr(FollowUp, column) == value for column, value in wanted.items() if value is not None]
    query = select(FollowUp).where(
        FollowUp.workspace_id == unit.workspace_id, FollowUp.status == "open", visible_follow_ups(scope), *about
    )
    return list(unit.session.scalars(query.order_by(FollowUp.due_at, FollowUp.id).limit(limit)))


def list_reminded_by(unit: UnitOfWork, outbox_id: UUID, limit: int = 30) -> Sequence[FollowUp]:
    """The follow-ups one message reminded of, open or not, oldest first."""
    query = select(FollowUp).where(FollowUp.workspace_id == unit.workspace_id, FollowUp.remind_id == outbox_id)
    return unit.session.scalars(query.order_by(FollowUp.due_at, FollowUp.id).limit(limit)).all()


def has_completed(unit: UnitOfWork, owner_id: UUID, since: datetime) -> bool:
    """Whether somebody completed a follow-up of theirs since then."""
    query = select(FollowUp.id).where(
        FollowUp.workspace_id == unit.workspace_id,
        FollowUp.owner_id == owner_id,
        FollowUp.status == "done",
        FollowUp.done_at >= since,
    )
    return unit.session.scalar(query.limit(1)) is not None


def find_last_reminded(unit: UnitOfWork, owner_id: UUID, since: datetime) -> FollowUp | None:
    """The open follow-up that its owner was reminded of last, not before a moment."""
    query = select(FollowUp).where(
        FollowUp.workspace_id == unit.workspace_id,
        FollowUp.owner_id == owner_id,
        FollowUp.status == "open",
        FollowUp.reminded_at >= since,
    )
    return unit.session.scalar(query.order_by(FollowUp.reminded_at.desc(), FollowUp.id.desc()).limit(1))
