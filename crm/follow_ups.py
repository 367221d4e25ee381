"""Follow-ups: promising to do something, and what becomes of the promise."""

from datetime import datetime, timedelta
from typing import TypedDict
from uuid import UUID

from crm.calendar import Rhythm, remind_at, rhythm_of
from crm.members import get_workspace
from crm.records import company_of, contact_of, touch
from crm.recurrence import fixed_rule, next_occurrence
from domain.errors import NotFound
from domain.terms import Grain, Kind
from storage import follow_ups as stored
from storage.entities import Activity, Company, Contact, Deal, FollowUp, Lead, Member, Record
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

SAID_LATELY = timedelta(days=1)
"""How long a bare "done" means the reminder that was said last."""


class Links(TypedDict):
    """Whom a follow-up is about."""

    contact_id: UUID | None
    company_id: UUID | None
    lead_id: UUID | None
    deal_id: UUID | None


def create_follow_up(
    uow: UnitOfWork,
    *,
    owner_id: UUID,
    action: str,
    due_at: datetime,
    grain: Grain,
    exact: bool = False,
    recurs: str | None = None,
    contact_id: UUID | None = None,
    company_id: UUID | None = None,
    lead_id: UUID | None = None,
    deal_id: UUID | None = None,
) -> FollowUp:
    """A new open follow-up that will remind its owner.

    `due_at` is aware, the first instant of its grain in the owner's zone. `exact`: the rep named that very time or
    day ("Friday", "3pm"), so neither quiet hours nor a day off move the reminder; "next week" and "in 3 days" are not
    exact. `recurs` is an RRULE; raises NotUnderstood for one that recurs more often than daily.
    """
    rhythm = owner_rhythm(uow, owner_id)
    return uow.add(
        FollowUp(
            number=uow.next_number(Kind.FOLLOW_UP),
            action=action,
            owner_id=owner_id,
            status="open",
            due_at=due_at,
            grain=grain,
            exact=exact,
            recurs=fixed_rule(recurs, due_at, grain, rhythm.tz) if recurs else None,
            remind_at=remind_at(rhythm, due_at, grain, exact=exact, now=uow.now),
            contact_id=contact_id,
            company_id=company_id,
            lead_id=lead_id,
            deal_id=deal_id,
            created_at=uow.now,
        )
    )


def links_to(uow: UnitOfWork, record: Record | None) -> Links:
    """The columns that link a follow-up to a record and to whom that is about."""
    contact = contact_of(uow, record) if record else None
    company = company_of(uow, record) if record else None
    return {
        "contact_id": contact.id if contact else None,
        "company_id": company.id if company else None,
        "lead_id": record.id if isinstance(record, Lead) else None,
        "deal_id": record.id if isinstance(record, Deal) else None,
    }


def complete_follow_up(uow: UnitOfWork, follow_up: FollowUp, result: str | None = None) -> FollowUp | None:
    """Done: it joins the timeline of whom it was about. The next occurrence, if it recurs and is not over."""
    if follow_up.status != "open":
        return None
    follow_up.status = "done"
    follow_up.done_at = uow.now
    follow_up.result = result
    follow_up.remind_at = None
    _note_done(uow, follow_up)
    return _repeat(uow, follow_up)


def reschedule_follow_up(
    uow: UnitOfWork, follow_up: FollowUp, due_at: datetime, grain: Grain, *, exact: bool = True
) -> None:
    """Due at another time. Of a recurring one only this occurrence moves, its rhythm stays."""
    rhythm = owner_rhythm(uow, follow_up.owner_id)
    follow_up.remind_at = remind_at(rhythm, due_at, grain, exact=exact, now=uow.now)
    if follow_up.recurs is None:
        follow_up.due_at, follow_up.grain, follow_up.exact = due_at, grain, exact


def snooze_follow_up(uow: UnitOfWork, follow_up: FollowUp, until: datetime) -> None:
    """Remind again at that very time, which the owner named: quiet hours do not move it."""
    reschedule_follow_up(uow, follow_up, until, Grain.MINUTE)


def cancel_follow_up(uow: UnitOfWork, follow_up: FollowUp) -> None:
    """It will not be done, and nobody is reminded any more; the record stays."""
    follow_up.status = "cancelled"
    follow_up.done_at = uow.now
    follow_up.remind_at = None


def remind_again_at(uow: UnitOfWork, follow_up: FollowUp) -> datetime | None:
    """When a recurring one that was just said is said again, done until then or not; None for the last."""
    if follow_up.recurs is None:
        return None
    rhythm = owner_rhythm(uow, follow_up.owner_id)
    following = next_occurrence(follow_up.recurs, follow_up.due_at, rhythm.tz, uow.now)
    if following is None:
        return None
    return remind_at(rhythm, following.due_at, Grain(follow_up.grain), exact=follow_up.exact, now=uow.now)


def find_meant(uow: UnitOfWork, member: Member, record: Record | None) -> FollowUp | None:
    """What "done" means without a number: the member's next one about that record, else the one said last."""
    if record is None:
        return stored.find_last_reminded(uow, member.id, uow.now - SAID_LATELY)
    links = links_to(uow, record)
    own = Scope(member.id, frozenset({member.id}))
    found = (
        (links["deal_id"] and stored.list_open_about(uow, own, deal_id=links["deal_id"]))
        or (links["lead_id"] and stored.list_open_about(uow, own, lead_id=links["lead_id"]))
        or (links["contact_id"] and stored.list_open_about(uow, own, contact_id=links["contact_id"]))
        or (links["company_id"] and stored.list_open_about(uow, own, company_id=links["company_id"]))
    )
    return found[0] if found else None


def list_own_open(uow: UnitOfWork, member: Member) -> list[FollowUp]:
    """What the member has planned, the most overdue first, at most fifty."""
    return stored.list_open(uow, member.id)


def owner_rhythm(uow: UnitOfWork, owner_id: UUID) -> Rhythm:
    """When the owner of a follow-up works. Raises NotFound for somebody who is no member."""
    member = uow.get(Member, owner_id)
    if member is None:
        raise NotFound("There is no such colleague.")
    return rhythm_of(member, get_workspace(uow))


def _repeat(uow: UnitOfWork, done: FollowUp) -> FollowUp | None:
    if done.recurs is None:
        return None
    following = next_occurrence(done.recurs, done.due_at, owner_rhythm(uow, done.owner_id).tz, uow.now)
    if following is None:
        return None
    return create_follow_up(
        uow,
        owner_id=done.owner_id,
        action=done.action,
        due_at=following.due_at,
        grain=Grain(done.grain),
        exact=done.exact,
        recurs=following.recurs,
        contact_id=done.contact_id,
        company_id=done.company_id,
        lead_id=done.lead_id,
        deal_id=done.deal_id,
    )


def _note_done(uow: UnitOfWork, done: FollowUp) -> None:
    uow.add(
        Activity(
            kind="done",
            occurred_at=uow.now,
            created_at=uow.now,
            author_id=uow.member_id or done.owner_id,
            contact_id=done.contact_id,
            company_id=done.company_id,
            lead_id=done.lead_id,
            deal_id=done.deal_id,
            body=done.result,
            detail={"action": done.action, "follow_up": done.number},
            message_key=uow.message_key,
        )
    )
    touch(
        uow,
        uow.get(Contact, done.contact_id),
        uow.get(Company, done.company_id),
        uow.get(Lead, done.lead_id),
        uow.get(Deal, done.deal_id),
    )
