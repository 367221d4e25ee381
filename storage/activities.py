"""The timeline read back: of a record, or of somebody's work."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select

from storage.entities import Activity, Company, Contact, Deal, Lead
from storage.scope import Scope, authored
from storage.unit_of_work import UnitOfWork


def list_about(
    uow: UnitOfWork,
    *,
    contact_id: UUID | None = None,
    company_id: UUID | None = None,
    lead_id: UUID | None = None,
    deal_id: UUID | None = None,
    kinds: Sequence[str] = (),
    before: tuple[datetime, UUID] | None = None,
    limit: int = 10,
) -> Sequence[Activity]:
    """What happened around a record, the latest first; pages by (time, id). Rights are the caller's to check."""
    wanted = {"contact_id": contact_id, "company_id": company_id, "lead_id": lead_id, "deal_id": deal_id}
    query = select(Activity).where(
        Activity.workspace_id == uow.workspace_id,
        *(getattr(Activity, column) == value for column, value in wanted.items() if value is not None),
    )
    if kinds:
        query = query.where(Activity.kind.in_(kinds))
    if before is not None:
        at, identifier = before
        earlier = or_(Activity.occurred_at < at, (Activity.occurred_at == at) & (Activity.id < identifier))
        query = query.where(Activity.occurred_at <= at, earlier)
    return uow.session.scalars(query.order_by(Activity.occurred_at.desc(), Activity.id.desc()).limit(limit)).all()


def count_by_kind(uow: UnitOfWork, author_id: UUID, first: datetime, until: datetime) -> Sequence[tuple[str, int]]:
    """How many activities of each kind somebody has from `first` until then, most first."""
    count = func.count()
    rows = uow.session.execute(
        select(Activity.kind, count)
        .where(
            Activity.workspace_id == uow.workspace_id,
            Activity.author_id == author_id,
            Activity.occurred_at >= first,
            Activity.occurred_at < until,
        )
        .group_by(Activity.kind)
        .order_by(count.desc(), Activity.kind)
        .limit(50)
    )
    return [(kind, number) for kind, number in rows]


def count_asked(uow: UnitOfWork, author_id: UUID, since: datetime, record_id: UUID | None = None) -> int:
    """How often somebody asked for colleagues' customers since then, or for that one."""
    query = (
        select(func.count())
        .select_from(Activity)
        .where(
            Activity.workspace_id == uow.workspace_id,
            Activity.author_id == author_id,
            Activity.occurred_at >= since,
            Activity.kind == "asked",
        )
    )
    if record_id is not None:
        columns = (Activity.contact_id, Activity.company_id, Activity.lead_id, Activity.deal_id)
        query = query.where(or_(*(column == record_id for column in columns)))
    return uow.session.scalar(query) or 0


def has_noted(uow: UnitOfWork, author_id: UUID, since: datetime) -> bool:
    """Whether somebody wrote into the timeline since then."""
    query = select(Activity.id).where(
        Activity.workspace_id == uow.workspace_id, Activity.author_id == author_id, Activity.occurred_at >= since
    )
    return uow.session.scalar(query.limit(1)) is not None


def list_by_author(
    uow: UnitOfWork, author_id: UUID, first: datetime, until: datetime, limit: int
) -> Sequence[Activity]:
    """Somebody's latest activities from `first` until then."""
    return uow.session.scalars(
        select(Activity)
        .where(
            Activity.workspace_id == uow.workspace_id,
            Activity.author_id == author_id,
            Activity.occurred_at >= first,
            Activity.occurred_at < until,
        )
        .order_by(Activity.occurred_at.desc(), Activity.id.desc())
        .limit(limit)
    ).all()


def names_about(uow: UnitOfWork, activities: Sequence[Activity]) -> dict[UUID, str]:
    """For each activity whom or what it is about: the deal, else the contact, the company, the lead."""
    names: dict[UUID, str] = {}
    columns = (("deal_id", Deal), ("contact_id", Contact), ("company_id", Company), ("lead_id", Lead))
    for column, kind in columns:
        ids = {value for activity in activities if (value := getattr(activity, column)) is not None}
        if ids:
            rows = uow.session.execute(
                select(kind.id, kind.name).where(kind.workspace_id == uow.workspace_id, kind.id.in_(ids))
            )
            names.update((identifier, name) for identifier, name in rows)
    found: dict[UUID, str] = {}
    for activity in activities:
        about = activity.contact_id or activity.deal_id or activity.company_id or activity.lead_id
        if about in names:
            found[activity.id] = names[about]
    return found


def last_by_author(uow: UnitOfWork, author_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """When each of them last filed anything."""
    if not author_ids:
        return {}
    rows = uow.session.execute(
        select(Activity.author_id, func.max(Activity.occurred_at))
        .where(
            Activity.workspace_id == uow.workspace_id,
            Activity.author_id.in_(author_ids),
            Activity.occurred_at <= uow.now,
        )
        .group_by(Activity.author_id)
    )
    return {author: at for author, at in rows if author is not None}


def list_news(uow: UnitOfWork, scope: Scope, since: datetime, limit: int) -> Sequence[Activity]:
    """What the viewer's people did since then, or others with their contacts; the latest first."""
    conditions = [Activity.workspace_id == uow.workspace_id, Activity.occurred_at >= since, Activity.kind != "asked"]
    if scope.owner_ids is not None:
        theirs = select(Contact.id).where(
            Contact.workspace_id == uow.workspace_id, Contact.owner_id.in_(scope.owner_ids)
        )
        conditions.append(or_(authored(scope), Activity.contact_id.in_(theirs)))
    query = select(Activity).where(*conditions, Activity.occurred_at <= uow.now)
    return uow.session.scalars(query.order_by(Activity.occurred_at.desc(), Activity.id.desc()).limit(limit)).all()
