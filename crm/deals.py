"""Deals (opportunities, 商机): their stage, amount, close date and outcome."""

from datetime import date
from uuid import UUID

from crm import stages
from crm.notes import add_note
from domain.errors import NotAllowed
from domain.money import Money
from domain.terms import Kind
from storage import records
from storage.entities import Company, Contact, Deal, Lead, Stage
from storage.unit_of_work import UnitOfWork


def create_deal(
    uow: UnitOfWork,
    name: str,
    *,
    owner_id: UUID | None,
    contact: Contact | None = None,
    company: Company | None = None,
    lead: Lead | None = None,
    amount: Money | None = None,
    close_on: date | None = None,
    stage: Stage | None = None,
    source: str | None = None,
) -> Deal:
    """A new deal, in the first stage unless told otherwise."""
    stage = stage or stages.first_open(uow)
    return uow.add(
        Deal(
            number=uow.next_number(Kind.DEAL),
            name=name,
            owner_id=owner_id,
            first_owner_id=owner_id,
            contact_id=contact.id if contact else None,
            company_id=company.id if company else None,
            lead_id=lead.id if lead else None,
            stage_id=stage.id,
            stage_since_at=uow.now,
            amount_minor=amount.minor if amount else None,
            currency=amount.currency if amount else None,
            close_on=close_on,
            outcome=stage.outcome,
            closed_at=uow.now if stage.outcome else None,
            source=source,
            created_at=uow.now,
            touched_at=uow.now,
        )
    )


def stage_of(uow: UnitOfWork, deal: Deal) -> Stage:
    """Where the deal stands."""
    stage = uow.get(Stage, deal.stage_id)
    if stage is None:
        raise LookupError("a deal always has a stage")
    return stage


def goes_back(uow: UnitOfWork, deal: Deal, stage: Stage) -> bool:
    """Whether the move would be backwards, or open a closed deal again: that takes a tap."""
    if deal.outcome is not None:
        return stage.id != deal.stage_id
    return stage.position < stage_of(uow, deal).position


def move(uow: UnitOfWork, deal: Deal, stage: Stage, *, reason: str | None = None) -> Stage:
    """Put the deal into a stage, won and lost included; the stage it stood in before."""
    before = stage_of(uow, deal)
    if before.id == stage.id:
        raise NotAllowed("D{number} is in that stage already.", number=deal.number)
    deal.stage_id, deal.stage_since_at, deal.touched_at = stage.id, uow.now, uow.now
    deal.outcome = stage.outcome
    deal.closed_at = uow.now if stage.outcome else None
    deal.lost_reason = reason if stage.outcome == "lost" else None
    add_note(
        uow,
        reason,
        kind="stage",
        contact_id=deal.contact_id,
        company_id=deal.company_id,
        deal_id=deal.id,
        detail={"from": before.name, "to": stage.name},
    )
    return before


def set_amount(deal: Deal | Lead, amount: Money) -> None:
    deal.amount_minor, deal.currency = amount.minor, amount.currency


def find_open(uow: UnitOfWork, contact_id: UUID | None, company_id: UUID | None = None) -> Deal | None:
    """The one open deal of a contact (or else of a company); None where there is none or there are several."""
    found = records.list_open_deals(uow, contact_id=contact_id, company_id=company_id, limit=2)
    return found[0] if len(found) == 1 else None


def list_open(
    uow: UnitOfWork,
    *,
    contact_id: UUID | None = None,
    company_id: UUID | None = None,
    lead_id: UUID | None = None,
) -> list[Deal]:
    """The open deals of somebody, the last touched first, a few."""
    return list(records.list_open_deals(uow, contact_id=contact_id, company_id=company_id, lead_id=lead_id))
