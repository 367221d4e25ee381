"""What waits for people, for many in a few set queries: due follow-ups, deals at risk, what wants a next step."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from storage.entities import Company, Contact, Deal, FollowUp, Lead
from storage.unit_of_work import UnitOfWork

PATIENCE = {
    "week": timedelta(days=6),
    "month": timedelta(days=30),
    "quarter": timedelta(days=91),
    "year": timedelta(days=365),
}
"""How long after its first day a follow-up of so long a time is not overdue yet."""

R = TypeVar("R", FollowUp, Deal, Lead)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A follow-up, deal or lead with whom it is about; `of` says how many like it its owner has."""

    record: FollowUp | Deal | Lead
    contact: str | None
    company: str | None
    of: int = 1


@dataclass(frozen=True, slots=True)
class Load:
    """What one member has before them."""

    owner_id: UUID
    overdue: int
    today: int


def list_due(uow: UnitOfWork, owner_ids: Collection[UUID], until: datetime, each: int) -> list[Waiting]:
    """Open follow-ups due before a moment, the oldest first, at most so many for each owner."""
    wanted = (FollowUp.status == "open", FollowUp.due_at < until)
    return _first_of_each(uow, FollowUp, owner_ids, wanted, (FollowUp.due_at, FollowUp.id), each)


def list_planned_within(uow: UnitOfWork, owner_id: UUID, first: datetime, until: datetime, each: int) -> list[Waiting]:
    """One person's open follow-ups that are due in that time, the first first."""
    wanted = (FollowUp.status == "open", FollowUp.due_at >= first, FollowUp.due_at < until)
    return _first_of_each(uow, FollowUp, [owner_id], wanted, (FollowUp.due_at, FollowUp.id), each)


def list_at_risk(
    uow: UnitOfWork, owner_ids: Collection[UUID], idle_since: datetime, today: date, each: int
) -> list[Waiting]:
    """Open deals that nobody touched since a moment or that were to close before today, the largest first."""
    slipping = or_(Deal.touched_at <= idle_since, Deal.close_on < today)
    order = (func.coalesce(Deal.amount_minor, 0).desc(), Deal.touched_at, Deal.id)
    return _first_of_each(uow, Deal, owner_ids, (Deal.outcome.is_(None), slipping), order, each)


def list_deals_without_plan(
    uow: UnitOfWork, owner_ids: Collection[UUID], idle_since: datetime, today: date, each: int
) -> list[Waiting]:
    """Open deals in good order that have no follow-up: the first to close, then the largest."""
    planned = exists().where(
        FollowUp.workspace_id == Deal.workspace_id, FollowUp.deal_id == Deal.id, FollowUp.status == "open"
    )
    sound = and_(Deal.touched_at > idle_since, or_(Deal.close_on.is_(None), Deal.close_on >= today))
    order = (
        case((Deal.close_on.is_(None), 1), else_=0),
        Deal.close_on,
        func.coalesce(Deal.amount_minor, 0).desc(),
        Deal.id,
    )
    return _first_of_each(uow, Deal, owner_ids, (Deal.outcome.is_(None), sound, ~planned), order, each)


def list_leads_without_plan(uow: UnitOfWork, owner_ids: Collection[UUID], each: int) -> list[Waiting]:
    """Open leads that have no follow-up, the newest first: the fresher, the likelier they answer."""
    planned = exists().where(
        FollowUp.workspace_id == Lead.workspace_id, FollowUp.lead_id == Lead.id, FollowUp.status == "open"
    )
    order = (Lead.created_at.desc(), Lead.id)
    return _first_of_each(uow, Lead, owner_ids, (Lead.status == "open", ~planned), order, each)


def _first_of_each(
    uow: UnitOfWork, kind: type[R], owner_ids: Collection[UUID], wanted: Sequence[Any], order: Sequence[Any], each: int
) -> list[Waiting]:
    """The first rows of each owner, with the names of contact and company joined on."""
    ranked = (
        select(
            kind,
            func.row_number().over(partition_by=kind.owner_id, order_by=order).label("rank"),
            func.count().over(partition_by=kind.owner_id).label("of"),
        )
        .where(kind.workspace_id == uow.workspace_id, kind.owner_id.in_(owner_ids), *wanted)
        .subquery()
    )
    row = aliased(kind, ranked)
    query = _with_names(select(row, Contact.name, Company.name, ranked.c.of), row)
    found = uow.session.execute(query.where(ranked.c.rank <= each).order_by(ranked.c.rank))
    return [Waiting(record, contact, company, of) for record, contact, company, of in found]


def _with_names(query: Select[Any], row: Any) -> Select[Any]:
    return query.outerjoin(
        Contact, and_(Contact.workspace_id == row.workspace_id, Contact.id == row.contact_id)
    ).outerjoin(
        Company,
        and_(
            Company.workspace_id == row.workspace_id,
            Company.id == func.coalesce(row.company_id, Contact.company_id),
        ),
    )


def list_again(uow: UnitOfWork, kind: type[R], numbers: Collection[int]) -> list[Waiting]:
    """Rows by their short numbers, for a list that was shown before."""
    entity: Any = kind
    query = select(entity, Contact.name, Company.name)
    found = uow.session.execute(
        _with_names(query, kind).where(kind.workspace_id == uow.workspace_id, kind.number.in_(numbers))
    )
    return [Waiting(record, contact, company) for record, contact, company in found]


def list_planned(uow: UnitOfWork, since: datetime, record_ids: Collection[UUID]) -> set[UUID]:
    """Those deals and leads for which a follow-up was made since a moment."""
    about = func.coalesce(FollowUp.deal_id, FollowUp.lead_id)
    found = uow.session.scalars(
        select(about).where(
            FollowUp.workspace_id == uow.workspace_id,
            FollowUp.created_at >= since,
            FollowUp.status == "open",
            or_(FollowUp.deal_id.in_(record_ids), FollowUp.lead_id.in_(record_ids)),
        )
    )
    return {identifier for identifier in found if identifier is not None}


def list_loads(uow: UnitOfWork, owner_ids: Collection[UUID], today: datetime, until: datetime) -> list[Load]:
    """How much each of these members has overdue and due until a moment, most overdue first."""
    late = or_(*(and_(FollowUp.grain == grain, FollowUp.due_at < today - PATIENCE[grain]) for grain in PATIENCE))
    sharp = and_(FollowUp.grain.not_in(PATIENCE), FollowUp.due_at < today)
    overdue = func.sum(case((or_(late, sharp), 1), else_=0))
    rows = uow.session.execute(
        select(FollowUp.owner_id, overdue, func.count())
        .where(
            FollowUp.workspace_id == uow.workspace_id,
            FollowUp.owner_id.in_(owner_ids),
            FollowUp.status == "open",
            FollowUp.due_at < until,
        )
        .group_by(FollowUp.owner_id)
        .order_by(overdue.desc(), FollowUp.owner_id)
    )
    return [Load(owner, late or 0, count - (late or 0)) for owner, late, count in rows]


def sum_won(
    uow: UnitOfWork, owner_ids: Collection[UUID], first: datetime, until: datetime
) -> list[tuple[str | None, int, int]]:
    """Deals won in that time by currency: (currency, minor units, how many)."""
    rows = uow.session.execute(
        select(Deal.currency, func.coalesce(func.sum(Deal.amount_minor), 0), func.count())
        .where(
            Deal.workspace_id == uow.workspace_id,
            Deal.owner_id.in_(owner_ids),
            Deal.outcome == "won",
            Deal.closed_at >= first,
            Deal.closed_at < until,
        )
        .group_by(Deal.currency)
    )
    return [(currency, int(minor or 0), count) for currency, minor, count in rows]


def count_new_leads(uow: UnitOfWork, owner_ids: Collection[UUID], first: datetime, until: datetime) -> int:
    count = uow.session.scalar(
        select(func.count())
        .select_from(Lead)
        .where(
            Lead.workspace_id == uow.workspace_id,
            Lead.owner_id.in_(owner_ids),
            Lead.created_at >= first,
            Lead.created_at < until,
        )
    )
    return count or 0
