"""What contacts, companies, leads and deals have in common: a short reference, an owner, a name, a last touch."""

from typing import Any

from domain.errors import NotFound
from domain.terms import Kind, Ref
from storage import records
from storage.entities import Company, Contact, Deal, FollowUp, Lead, Member, Record
from storage.match_keys import list_contacts_of
from storage.unit_of_work import UnitOfWork

_KINDS: dict[type, Kind] = {
    Company: Kind.COMPANY,
    Contact: Kind.CONTACT,
    Lead: Kind.LEAD,
    Deal: Kind.DEAL,
    FollowUp: Kind.FOLLOW_UP,
}


MOST_OPEN = 100


def ref_of(record: Record | FollowUp) -> Ref:
    """The short reference people type: L12."""
    return Ref(_KINDS[type(record)], record.number)


def find_by_ref(uow: UnitOfWork, ref: Ref) -> Record | FollowUp | None:
    return records.find_by_ref(uow, ref)


def get_by_ref(uow: UnitOfWork, ref: Ref) -> Record | FollowUp:
    """Raises NotFound where there is none; rights are the caller's to check."""
    found = records.find_by_ref(uow, ref)
    if found is None:
        raise NotFound("There is no {ref}.", ref=str(ref))
    return found


def touch(uow: UnitOfWork, *touched: Record | None) -> None:
    """Something happened to them now."""
    for record in touched:
        if record is not None and record.touched_at < uow.now:
            record.touched_at = uow.now


def contact_of(uow: UnitOfWork, record: Record) -> Contact | None:
    """The person a record is about."""
    return record if isinstance(record, Contact) else uow.get(Contact, getattr(record, "contact_id", None))


def company_of(uow: UnitOfWork, record: Record) -> Company | None:
    """The company a record is about."""
    return record if isinstance(record, Company) else uow.get(Company, record.company_id)


def business_of(uow: UnitOfWork, record: Contact | Company) -> list[Lead | Deal]:
    """The open leads and deals of a contact, or of a company and all its people; a hundred of each at most."""
    of: Any = link_to(record)
    return [*records.list_open_leads(uow, **of, limit=MOST_OPEN), *records.list_open_deals(uow, **of, limit=MOST_OPEN)]


def people_of(uow: UnitOfWork, company: Company) -> list[Contact]:
    """The contacts at a company, a thousand at most."""
    return list(list_contacts_of(uow, company.id))


def rename_business(uow: UnitOfWork, record: Contact | Company, old: str) -> None:
    """Leads and deals that were called as their customer are called as it still."""
    for one in business_of(uow, record):
        if one.name == old:
            one.name = record.name


def owner_of(uow: UnitOfWork, record: Record | FollowUp) -> Member | None:
    return uow.get(Member, record.owner_id)


def subject_of(uow: UnitOfWork, follow_up: FollowUp) -> Record | None:
    """What a follow-up is about: its deal or lead, else its contact or company."""
    return (
        uow.get(Deal, follow_up.deal_id)
        or uow.get(Lead, follow_up.lead_id)
        or uow.get(Contact, follow_up.contact_id)
        or uow.get(Company, follow_up.company_id)
    )


def link_to(record: Record) -> dict[str, Any]:
    """The column by which notes and follow-ups hang on a record, and its value."""
    column = {Contact: "contact_id", Company: "company_id", Lead: "lead_id", Deal: "deal_id"}[type(record)]
    return {column: record.id}
