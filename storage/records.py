"""Companies, contacts, leads and deals: found by short number, and what hangs on a customer."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from domain.terms import Kind, Ref
from storage.entities import Company, Contact, ContactPoint, Deal, FollowUp, Lead
from storage.statements import then_by
from storage.unit_of_work import UnitOfWork

KINDS: dict[Kind, Any] = {
    Kind.COMPANY: Company,
    Kind.CONTACT: Contact,
    Kind.LEAD: Lead,
    Kind.DEAL: Deal,
    Kind.FOLLOW_UP: FollowUp,
}


_BY_NUMBER = {
    name: select(kind).where(kind.workspace_id == bindparam("ws"), kind.number == bindparam("number"))
    for name, kind in KINDS.items()
}


def find_by_ref(uow: UnitOfWork, ref: Ref) -> Company | Contact | Lead | Deal | FollowUp | None:
    return uow.session.scalar(_BY_NUMBER[ref.kind], {"ws": uow.workspace_id, "number": ref.number})


_DEALS = select(Deal).where(Deal.workspace_id == bindparam("ws"), Deal.outcome.is_(None))
_LEADS = select(Lead).where(Lead.workspace_id == bindparam("ws"), Lead.status == "open")
_OF_DEALS = {
    column.key: _DEALS.where(column == bindparam("of")).order_by(Deal.touched_at.desc()).limit(bindparam("most"))
    for column in (Deal.contact_id, Deal.company_id, Deal.lead_id)
}
_OF_LEADS = {
    column.key: _LEADS.where(column == bindparam("of")).order_by(Lead.touched_at.desc()).limit(bindparam("most"))
    for column in (Lead.contact_id, Lead.company_id)
}


def list_points(uow: UnitOfWork, contact_id: UUID | None = None, company_id: UUID | None = None) -> list[ContactPoint]:
    """The phones, addresses and handles of a contact or of a company, oldest first."""
    owner = ContactPoint.contact_id == contact_id if contact_id else ContactPoint.company_id == company_id
    return list(
        uow.session.scalars(
            select(ContactPoint)
            .where(ContactPoint.workspace_id == uow.workspace_id, owner)
            .order_by(then_by(ContactPoint.id))
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
    column = "contact_id" if contact_id else "company_id" if company_id else "lead_id"
    of = contact_id or company_id or lead_id
    return uow.session.scalars(_OF_DEALS[column], {"ws": uow.workspace_id, "of": of, "most": limit}).all()


def list_deals_about(
    uow: UnitOfWork,
    *,
    contact_id: UUID | None = None,
    company_id: UUID | None = None,
    lead_id: UUID | None = None,
    limit: int = 5,
) -> Sequence[Deal]:
    """The deals of a contact, a company or a lead, open ones first, then the last touched."""
    about = {Deal.contact_id: contact_id, Deal.company_id: company_id, Deal.lead_id: lead_id}
    query = select(Deal).where(
        Deal.workspace_id == uow.workspace_id, *(column == value for column, value in about.items() if value)
    )
    order = (Deal.outcome.is_not(None), Deal.touched_at.desc(), Deal.id)
    return uow.session.scalars(query.order_by(*order).limit(limit)).all()


def list_open_leads(
    uow: UnitOfWork, *, contact_id: UUID | None = None, company_id: UUID | None = None, limit: int = 5
) -> Sequence[Lead]:
    """The open leads of a contact or a company, the last touched first."""
    column = "contact_id" if contact_id else "company_id"
    values = {"ws": uow.workspace_id, "of": contact_id or company_id, "most": limit}
    return uow.session.scalars(_OF_LEADS[column], values).all()


def list_recent_contacts(uow: UnitOfWork, owner_id: UUID, limit: int = 3) -> Sequence[Contact]:
    """The contacts of an owner, the last touched first."""
    return uow.session.scalars(
        select(Contact)
        .where(Contact.workspace_id == uow.workspace_id, Contact.owner_id == owner_id)
        .order_by(Contact.touched_at.desc())
        .limit(limit)
    ).all()
