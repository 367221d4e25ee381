"""What a reminder has to carry: who, the number to tap, the last note, why now. Rights are asked again for each."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from crm.access import may_see
from crm.contacts import list_points
from crm.records import company_of, contact_of, owner_of, subject_of
from domain.errors import NotFound
from storage import activities, follow_ups
from storage.entities import Activity, Company, Contact, Deal, FollowUp, Lead, Member, Record, Stage
from storage.unit_of_work import UnitOfWork

PHONES_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Context:
    """A follow-up with what its owner needs to act on it. `taken_by` is who owns the customer now, if not theirs."""

    follow_up: FollowUp
    subject: Record | None = None
    contact: Contact | None = None
    company: Company | None = None
    deal: Deal | None = None
    stage: str | None = None
    phones: tuple[str, ...] = ()
    note: Activity | None = None
    taken_by: str | None = None


def context_of(uow: UnitOfWork, member: Member, follow_up: FollowUp) -> Context:
    """What the member may know about it now."""
    subject = subject_of(uow, follow_up)
    if subject is None:
        return Context(follow_up)
    if not may_see(uow, member, subject):
        owner = owner_of(uow, subject)
        return Context(follow_up, taken_by=owner.shown if owner else None)
    contact = uow.get(Contact, follow_up.contact_id) or contact_of(uow, subject)
    deal = subject if isinstance(subject, Deal) else None
    stage = uow.get(Stage, deal.stage_id) if deal else None
    return Context(
        follow_up,
        subject,
        contact,
        uow.get(Company, follow_up.company_id) or company_of(uow, subject),
        deal,
        stage.name if stage else None,
        _phones(uow, contact),
        _last_note(uow, follow_up, subject),
    )


def get_own(uow: UnitOfWork, member: Member, identifier: UUID) -> FollowUp:
    """A follow-up the member may change. Raises NotFound otherwise, as if it were not there."""
    found = uow.get(FollowUp, identifier)
    if found is None or not may_see(uow, member, found):
        raise NotFound("That follow-up is gone.")
    return found


def list_reminded_by(uow: UnitOfWork, outbox_id: UUID) -> list[FollowUp]:
    """The follow-ups one message reminds of."""
    return list(follow_ups.list_reminded_by(uow, outbox_id))


def _phones(uow: UnitOfWork, contact: Contact | None) -> tuple[str, ...]:
    points = list_points(uow, contact) if contact else []
    return tuple(point.value for point in points if point.kind == "phone")[:PHONES_SHOWN]


def _last_note(uow: UnitOfWork, follow_up: FollowUp, subject: Record) -> Activity | None:
    """The latest note on the deal or lead, else on the contact, else on the company."""
    lead_id = follow_up.lead_id or (subject.id if isinstance(subject, Lead) else None)
    looks = (
        (follow_up.deal_id, partial(activities.list_about, deal_id=follow_up.deal_id)),
        (lead_id, partial(activities.list_about, lead_id=lead_id)),
        (follow_up.contact_id, partial(activities.list_about, contact_id=follow_up.contact_id)),
        (follow_up.company_id, partial(activities.list_about, company_id=follow_up.company_id)),
    )
    for about, look in looks:
        notes = look(uow, kinds=("note",), limit=1) if about else ()
        if notes:
            return notes[0]
    return None
