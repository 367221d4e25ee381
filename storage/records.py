"""Companies, contacts, leads and deals: found by short number, and what hangs on a customer."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from domain.terms import Kind, Ref
from storage.entities import Company, Contact, ContactPoint, Deal, FollowUp, Lead
from storage.unit_of_work import UnitOfWork

KINDS: dict[Kind, Any] = {
    Kind.COMPANY: Company,
    Kind.CONTACT: Contact,
    Kind.LEAD: Lead,
    Kind.DEAL: Deal,
    Kind.FOLLOW_UP: FollowUp,
}


def find_by_ref(uow: UnitOfWork, ref: Ref) -> Company | Contact | Lead | Deal | FollowUp | None:
    kind = KINDS[ref.kind]
    return uow.session.scalar(select(kind).where(kind.workspace_id == uow.workspace_id, kind.number == ref.number))


def list_points(uow: UnitOfWork, contact_id: UUID | None = None, company_id: UUID | None = None) -> list[ContactPoint]:
    """The phones, addresses and handles of a contact or of a company, oldest first."""
    owner = ContactPoint.contact_id == contact_id if contact_id else ContactPoint.company_id == company_id
    return list(
        uow.session.scalars(
            select(ContactPoint)
            .where(ContactPoint.workspace_id == uow.workspace_id, owner)
            .order_by(ContactPoint.id)
            .limit(50)
        )
    )


def list_open_deals(
    uow: UnitOfWork,
    *,
    contact_id: UUID | None = None,
    company_id: UUID | None = None,
    lead_id: UUID | None = None,
    limit: int = 5,
) -> Sequence[Deal]:
    """The open deals of a contact, a company or a lead, the last touched first."""
    wanted = (
        Deal.contact_id == contact_id
        if contact_id
        else Deal.company_id == company_id
        if company_id
        else Deal.lead_id == lead_id
    )
    return uow.session.scalars(
        select(Deal)
        .where(Deal.workspace_id == uow.workspace_id, Deal.outcome.is_(None), wanted)
        .order_by(Deal.touched_at.desc())
        .limit(limit)
    ).all()


def list_open_leads(
    uow: UnitOfWork, *, contact_id: UUID | None = None, company_id: UUID | None = None, limit: int = 5
) -> Sequence[Lead]:
    """The open leads of a contact or a company, the last touched first."""
    wanted = Lead.contact_id == contact_id if contact_id else Lead.company_id == company_id
    return uow.session.scalars(
        select(Lead)
        .where(Lead.workspace_id == uow.workspace_id, Lead.status == "open", wanted)
        .order_by(Lead.touched_at.desc())
        .limit(limit)
    ).all()


def list_recent_contacts(uow: UnitOfWork, owner_id: UUID, limit: int = 3) -> Sequence[Contact]:
    """The contacts of an owner, the last touched first."""
    return uow.session.scalars(
        select(Contact)
        .where(Contact.workspace_id == uow.workspace_id, Contact.owner_id == owner_id)
        .order_by(Contact.touched_at.desc())
        .limit(limit)
    ).all()
