"""The work queue of a morning: overdue, today, at risk, and the next best, each with its reason.

Collected for any number of members at once in the same few queries, so that a thousand digests cost what one does.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from crm.calendar import day_bounds, rhythm_of
from crm.members import get_workspace
from crm.pipeline import IDLE_DAYS
from crm.records import ref_of
from domain.terms import Kind, Ref
from storage import work_queue as stored
from storage.entities import Deal, FollowUp, Lead, Member
from storage.unit_of_work import UnitOfWork
from storage.work_queue import Waiting

DUE_SHOWN = 12
RISKS_SHOWN = 4
BEST_SHOWN = 5
CLOSES_SOON = timedelta(days=14)
FRESH = timedelta(days=14)


class Section(StrEnum):
    OVERDUE = "overdue"
    TODAY = "today"
    AT_RISK = "at_risk"
    BEST = "best"
    MISSED = "missed"
    PLANNED = "planned"


class Why(StrEnum):
    """Why something is in the queue."""

    DUE = "due"
    IDLE = "idle"
    CLOSE_PASSED = "close_passed"
    CLOSES = "closes"
    FRESH_LEAD = "fresh_lead"
    NO_PLAN = "no_plan"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do. `done` once it was done, or a next step was planned, since the queue was shown."""

    section: Section
    why: Why
    record: FollowUp | Deal | Lead
    contact: str | None = None
    company: str | None = None
    done: bool = False

    @property
    def ref(self) -> Ref:
        return ref_of(self.record)


@dataclass(frozen=True, slots=True)
class Queue:
    """What one member has to do; `hidden` is how many due follow-ups are not listed."""

    items: tuple[Item, ...]
    hidden: int = 0


def queue_of(uow: UnitOfWork, member: Member) -> Queue:
    """One member's queue."""
    return queues_of(uow, [member])[member.id]


def queues_of(uow: UnitOfWork, members: Sequence[Member]) -> dict[UUID, Queue]:
    """Everybody's queue by member, from one set of queries."""
    workspace = get_workspace(uow)
    owners = [member.id for member in members]
    days = {member.id: rhythm_of(member, workspace).today(uow.now) for member in members}
    bounds = {member.id: day_bounds(days[member.id], rhythm_of(member, workspace).tz) for member in members}
    idle_since = uow.now - timedelta(days=IDLE_DAYS)
    latest_end = max((end for _, end in bounds.values()), default=uow.now)
    earliest, latest = min(days.values(), default=uow.now.date()), max(days.values(), default=uow.now.date())
    due = _by_owner(stored.list_due(uow, owners, latest_end, DUE_SHOWN))
    risky = _by_owner(stored.list_at_risk(uow, owners, idle_since, latest, RISKS_SHOWN))
    deals = _by_owner(stored.list_deals_without_plan(uow, owners, idle_since, earliest, BEST_SHOWN))
    leads = _by_owner(stored.list_leads_without_plan(uow, owners, BEST_SHOWN))
    return {
        member.id: _queue(
            uow.now,
            bounds[member.id],
            days[member.id],
            due.get(member.id, []),
            risky.get(member.id, []),
            [*deals.get(member.id, []), *leads.get(member.id, [])],
        )
        for member in members
    }


def planned_within(uow: UnitOfWork, member: Member, first: datetime, until: datetime) -> Queue:
    """What one member has promised for that time, the first first."""
    rows = stored.list_planned_within(uow, member.id, first, until, DUE_SHOWN)
    items = tuple(_item(Section.PLANNED, Why.DUE, row) for row in rows)
    return Queue(items, max(0, rows[0].of - len(rows)) if rows else 0)


def missed(uow: UnitOfWork, follow_ups: Iterable[FollowUp]) -> Queue:
    """Reminders that came late, as a queue."""
    numbers = [follow_up.number for follow_up in follow_ups if follow_up.status == "open"]
    rows = stored.list_again(uow, FollowUp, numbers[:DUE_SHOWN])
    items = [_item(Section.MISSED, Why.DUE, row) for row in rows]
    return Queue(tuple(sorted(items, key=_due_first)), max(0, len(numbers) - DUE_SHOWN))


def queue_again(uow: UnitOfWork, shown: Sequence[tuple[Section, Why, Ref]], since: datetime) -> Queue:
    """A queue that was shown at `since`, with what was done by now marked."""
    numbers = {kind: [ref.number for _, _, ref in shown if ref.kind is kind] for kind in Kind}
    again = [
        *stored.list_again(uow, FollowUp, numbers[Kind.FOLLOW_UP]),
        *stored.list_again(uow, Deal, numbers[Kind.DEAL]),
        *stored.list_again(uow, Lead, numbers[Kind.LEAD]),
    ]
    rows = {ref_of(row.record): row for row in again}
    found = [(section, why, rows[ref]) for section, why, ref in shown if ref in rows]
    ids = [row.record.id for _, _, row in found if not isinstance(row.record, FollowUp)]
    planned = stored.list_planned(uow, since, ids) if ids else set()
    items = [replace(_item(section, why, row), done=_is_done(row, planned)) for section, why, row in found]
    return Queue(tuple(items))


def _is_done(row: Waiting, planned: Collection[UUID]) -> bool:
    match row.record:
        case FollowUp(status=status):
            return status != "open"
        case Deal(outcome=outcome, id=identifier):
            return outcome is not None or identifier in planned
        case Lead(status=status, id=identifier):
            return status != "open" or identifier in planned


def _queue(
    now: datetime,
    bounds: tuple[datetime, datetime],
    today: date,
    due: Sequence[Waiting],
    risky: Sequence[Waiting],
    unplanned: Sequence[Waiting],
) -> Queue:
    starts_at, ends_at = bounds
    mine = [row for row in due if isinstance(row.record, FollowUp) and row.record.due_at < ends_at]
    items = [_item(_when(row, starts_at), Why.DUE, row) for row in mine]
    items += [_item(Section.AT_RISK, _risk(row, today), row) for row in risky]
    best = [_item(Section.BEST, _chance(row, now, today), row) for row in unplanned]
    best.sort(key=lambda item: _PROMISING.index(item.why))
    hidden = max(0, due[0].of - len(due)) if due else 0
    return Queue((*items, *best[:BEST_SHOWN]), hidden)


_PROMISING = (Why.CLOSES, Why.FRESH_LEAD, Why.NO_PLAN)


def _when(row: Waiting, starts_at: datetime) -> Section:
    """What is to be done some time this week is not late on its Tuesday."""
    follow_up = row.record
    if not isinstance(follow_up, FollowUp):
        return Section.TODAY
    patience = stored.PATIENCE.get(follow_up.grain, timedelta())
    return Section.OVERDUE if follow_up.due_at + patience < starts_at else Section.TODAY


def _risk(row: Waiting, today: date) -> Why:
    passed = isinstance(row.record, Deal) and row.record.close_on is not None and row.record.close_on < today
    return Why.CLOSE_PASSED if passed else Why.IDLE


def _chance(row: Waiting, now: datetime, today: date) -> Why:
    match row.record:
        case Deal(close_on=date() as close_on) if close_on <= today + CLOSES_SOON:
            return Why.CLOSES
        case Lead(created_at=created_at) if now - created_at <= FRESH:
            return Why.FRESH_LEAD
    return Why.NO_PLAN


def _item(section: Section, why: Why, row: Waiting) -> Item:
    return Item(section, why, row.record, row.contact, row.company)


def _due_first(item: Item) -> tuple[datetime, int]:
    follow_up = item.record
    return (follow_up.due_at if isinstance(follow_up, FollowUp) else follow_up.created_at, follow_up.number)


def _by_owner(rows: Iterable[Waiting]) -> dict[UUID, list[Waiting]]:
    found: dict[UUID, list[Waiting]] = {}
    for row in rows:
        if row.record.owner_id is not None:
            found.setdefault(row.record.owner_id, []).append(row)
    return found
