"""Leads: interest that is no deal yet."""

from uuid import UUID

from domain.errors import NotAllowed
from domain.money import Money
from domain.terms import Kind
from storage import records
from storage.entities import Company, Contact, Lead
from storage.unit_of_work import UnitOfWork


def create_lead(
    uow: UnitOfWork,
    name: str,
    *,
    owner_id: UUID | None,
    contact: Contact | None = None,
    company: Company | None = None,
    amount: Money | None = None,
    source: str | None = None,
) -> Lead:
    """A new open lead; who brought it is kept for good."""
    return uow.add(
        Lead(
            number=uow.next_number(Kind.LEAD),
            name=name,
            owner_id=owner_id,
            first_owner_id=owner_id,
            contact_id=contact.id if contact else None,
            company_id=company.id if company else None,
            amount_minor=amount.minor if amount else None,
            currency=amount.currency if amount else None,
            source=source,
            created_at=uow.now,
            touched_at=uow.now,
        )
    )


def find_open(uow: UnitOfWork, contact_id: UUID | None, company_id: UUID | None = None) -> Lead | None:
    """The one open lead of a contact (or else of a company); None where there is none or there are several."""
    found = records.list_open_leads(uow, contact_id=contact_id, company_id=company_id, limit=2)
    return found[0] if len(found) == 1 else None


def lose(uow: UnitOfWork, lead: Lead, reason: str | None) -> None:
    """Nothing will come of it. Raises NotAllowed for one that is closed already."""
    _check_open(lead)
    lead.status, lead.lost_reason, lead.closed_at = "lost", reason, uow.now
    lead.touched_at = uow.now


def qualify(uow: UnitOfWork, lead: Lead) -> None:
    """A deal came of it. Raises NotAllowed for one that is closed already."""
    _check_open(lead)
    lead.status, lead.closed_at, lead.touched_at = "qualified", uow.now, uow.now


def _check_open(lead: Lead) -> None:
    if lead.status != "open":
        raise NotAllowed("L{number} is closed already.", number=lead.number)
