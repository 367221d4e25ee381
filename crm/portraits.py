"""Everything a card says about a record: who, how to reach them, what was said last, what is open, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm import records
from crm.access import may_see, scope_of
from storage import records as stored
from storage.activities import list_about
from storage.entities import Activity, Company, Contact, ContactPoint, Deal, FollowUp, Lead, Member, Record, Stage
from storage.follow_ups import list_open_about
from storage.search import list_people_of
from storage.teams import list_members_by_id
from storage.unit_of_work import UnitOfWork

SAID = ("note", "call", "meeting", "email")
LAST_NOTES = 3
MOST_EACH = 5


@dataclass(frozen=True, slots=True)
class Portrait:
    """A record with what surrounds it, as far as the viewer may see it. `authors` are names by member id."""

    record: Record
    contact: Contact | None
    company: Company | None
    owner: Member | None
    points: Sequence[ContactPoint]
    notes: Sequence[Activity]
    deals: Sequence[tuple[Deal, str]]
    leads: Sequence[Lead]
    people: Sequence[Contact]
    follow_up: FollowUp | None
    authors: dict[Any, str]
    stage: str | None = None


def portrait_of(uow: UnitOfWork, member: Member, record: Record) -> Portrait:
    """The caller has checked that the member may see the record."""
    contact, company = records.contact_of(uow, record), records.company_of(uow, record)
    contact = contact if contact is not None and may_see(uow, member, contact) else None
    about = records.link_to(record)
    notes = list_about(uow, kinds=SAID, limit=LAST_NOTES, **about)
    plans = list_open_about(uow, scope_of(uow, member), limit=1, **about)
    return Portrait(
        record,
        contact,
        company,
        records.owner_of(uow, record),
        _points(uow, record, contact),
        notes,
        _deals(uow, member, record),
        _leads(uow, member, record),
        _people(uow, member, record),
        plans[0] if plans else None,
        authors_of(uow, notes),
        stage_of(uow, record) if isinstance(record, Deal) else None,
    )


def timeline_of(
    uow: UnitOfWork, record: Record, limit: int, before: Any = None
) -> tuple[Sequence[Activity], dict[Any, str]]:
    """What happened to a record, the latest first, and who did it. Rights are the caller's to check."""
    entries = list_about(uow, limit=limit, before=before, **records.link_to(record))
    return entries, authors_of(uow, entries)


def authors_of(uow: UnitOfWork, entries: Sequence[Activity]) -> dict[Any, str]:
    """The names of who did these, by their ids."""
    found = list_members_by_id(uow, frozenset(entry.author_id for entry in entries if entry.author_id))
    return {identifier: author.shown for identifier, author in found.items()}


def _points(uow: UnitOfWork, record: Record, contact: Contact | None) -> Sequence[ContactPoint]:
    if isinstance(record, Company):
        return stored.list_points(uow, company_id=record.id)
    return stored.list_points(uow, contact_id=contact.id) if contact else ()


def _deals(uow: UnitOfWork, member: Member, record: Record) -> Sequence[tuple[Deal, str]]:
    if isinstance(record, Deal):
        return ()
    found = stored.list_open_deals(uow, limit=MOST_EACH, **records.link_to(record))
    return [(deal, stage_of(uow, deal)) for deal in found if may_see(uow, member, deal)]


def _leads(uow: UnitOfWork, member: Member, record: Record) -> Sequence[Lead]:
    if isinstance(record, (Lead, Deal)):
        return ()
    found = stored.list_open_leads(uow, limit=MOST_EACH, **records.link_to(record))
    return [lead for lead in found if may_see(uow, member, lead)]


def _people(uow: UnitOfWork, member: Member, record: Record) -> Sequence[Contact]:
    if not isinstance(record, Company):
        return ()
    return [person for person in list_people_of(uow, record.id, MOST_EACH) if may_see(uow, member, person)]


def stage_of(uow: UnitOfWork, deal: Deal) -> str:
    """The name of the deal's stage."""
    stage = uow.get(Stage, deal.stage_id)
    return stage.name if stage else "?"
