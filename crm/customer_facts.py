"""Single facts about a customer, for who asks one thing: the last touch, who is there, what was promised and said.

Rights on the record itself are the caller's to check; what hangs on it is filtered here.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from crm import records
from crm.access import may_see, scope_of
from crm.portraits import authors_of, stage_of
from storage.activities import list_about
from storage.entities import Activity, Company, Contact, ContactPoint, Deal, FollowUp, Lead, Member, Record
from storage.follow_ups import list_open_about
from storage.records import list_deals_about, list_points
from storage.search import list_people_of
from storage.unit_of_work import UnitOfWork

TOUCHES = ("call", "meeting", "email", "message", "note")
"""What counts as having been in touch; a note tells of it where nothing else was kept."""

SEARCHED = 300
"""The latest notes of one customer that are looked through."""

MOST_QUOTED, MOST_PEOPLE, MOST_DEALS, MOST_PLANS = 3, 8, 3, 4


@dataclass(frozen=True, slots=True)
class Said:
    """Notes, the latest first, with their authors' names by member id; `more` are not given."""

    notes: tuple[Activity, ...]
    authors: dict[UUID, str]
    more: int = 0


def last_touch(uow: UnitOfWork, record: Record) -> Said:
    """The last time somebody was in touch, or wrote that they were; empty where nobody did."""
    return _said(uow, list_about(uow, kinds=TOUCHES, limit=1, **_whole(uow, record)))


def said_of(uow: UnitOfWork, record: Record, words: Collection[frozenset[str]]) -> Said:
    """The notes that hold any of these words (sets of words of one meaning); the latest of all where none are asked."""
    notes = list_about(uow, kinds=TOUCHES, limit=SEARCHED if words else MOST_QUOTED, **_whole(uow, record))
    return _said(uow, [note for note in notes if not words or _holds(note, words)])


def people_at(uow: UnitOfWork, member: Member, record: Record) -> list[tuple[Contact, Sequence[ContactPoint]]]:
    """Whom the member may know at the record's company, the last touched first, with how to reach them."""
    company = records.company_of(uow, record)
    found = list_people_of(uow, company.id, MOST_PEOPLE) if company else ()
    contact = records.contact_of(uow, record)
    people = found or ([contact] if contact else [])
    return [(one, list_points(uow, contact_id=one.id)) for one in people if may_see(uow, member, one)]


def points_of(uow: UnitOfWork, member: Member, record: Record) -> Sequence[ContactPoint]:
    """How the record's person is reached, or the company itself."""
    if isinstance(record, Company):
        return list_points(uow, company_id=record.id)
    contact = records.contact_of(uow, record)
    return list_points(uow, contact_id=contact.id) if contact and may_see(uow, member, contact) else ()


def plans_with(uow: UnitOfWork, member: Member, record: Record) -> list[FollowUp]:
    """What is still to be done, soonest first."""
    return list_open_about(uow, scope_of(uow, member), limit=MOST_PLANS, **_whole(uow, record))


def deals_with(uow: UnitOfWork, member: Member, record: Record) -> list[tuple[Deal, str]]:
    """Their deals with the names of the stages, open ones first; of a contact without any, the company's."""
    if isinstance(record, Deal):
        return [(record, stage_of(uow, record))]
    found = list_deals_about(uow, limit=MOST_DEALS, **records.link_to(record))
    company = records.company_of(uow, record)
    if not found and company is not None and not isinstance(record, Company):
        found = list_deals_about(uow, limit=MOST_DEALS, company_id=company.id)
    return [(deal, stage_of(uow, deal)) for deal in found if may_see(uow, member, deal)]


def _whole(uow: UnitOfWork, record: Record) -> dict[str, Any]:
    """A deal or lead is asked about as its customer: few notes hang on the deal alone."""
    if isinstance(record, (Deal, Lead)):
        customer: Record | None = records.contact_of(uow, record) or records.company_of(uow, record)
        return records.link_to(customer or record)
    return records.link_to(record)


def _said(uow: UnitOfWork, notes: Sequence[Activity]) -> Said:
    shown = tuple(notes[:MOST_QUOTED])
    return Said(shown, authors_of(uow, shown), len(notes) - len(shown))


def _holds(note: Activity, words: Collection[frozenset[str]]) -> bool:
    text = words_in(note).lower()
    return any(word in text for alike in words for word in alike)


def words_in(note: Activity) -> str:
    """What a note says: its own words, and those forwarded with it."""
    lines = note.lines if isinstance(note.lines, list) else []
    return " / ".join(part for part in (note.body, *(str(line.get("text", "")) for line in lines)) if part)
