"""Cards of deals that moved and leads that closed."""

from crm.records import company_of, contact_of
from domain.cards import Button, Card
from handlers.cards.base import Reader, dotted, heading, line, money
from i18n import N_
from storage.entities import Deal, Lead, Record, Stage
from storage.unit_of_work import UnitOfWork

LOST_REASONS = (N_("Price"), N_("Competitor"), N_("No budget"), N_("No answer"))
STAGES = (N_("New"), N_("Qualified"), N_("Proposal"), N_("Negotiation"), N_("Won"), N_("Lost"))
"""The default pipeline's stages, named here so that they are translated; a workspace's own names stay as they are."""


def moved_card(uow: UnitOfWork, reader: Reader, deal: Deal, before: Stage | None, after: Stage) -> Card:
    """What happened to the deal, Undo, and for a loss without a reason the reason in one tap."""
    t = reader.t
    ref = f"D{deal.number}"
    first = {"won": t("Won {ref}", ref=ref), "lost": t("Lost {ref}", ref=ref)}.get(
        after.outcome or "", t("Deal {ref} → {stage}", ref=ref, stage=t(after.name))
    )
    amount = money(reader, deal.amount_minor, deal.currency) if deal.amount_minor and deal.currency else None
    body = [heading("✓ ", dotted(first, who_it_is(uow, deal), amount))]
    if before is not None:
        body.append(line(t("from {stage}", stage=t(before.name))))
    if deal.lost_reason:
        body.append(line(t("reason: {reason}", reason=t(deal.lost_reason))))
    undo = Button(t("Undo"), "undo", {"operation": str(uow.operation_id)})
    rows: tuple[tuple[Button, ...], ...] = ((undo,),)
    if after.outcome == "lost" and not deal.lost_reason:
        body.append(line(t("Why was it lost?")))
        reasons = tuple(
            Button(
                t(reason), "lost_reason", {"deal": str(deal.id), "reason": reason, "operation": str(uow.operation_id)}
            )
            for reason in LOST_REASONS
        )
        rows = (reasons, (undo,))
    return Card(tuple(body), rows, (ref,))


def closed_lead_card(uow: UnitOfWork, reader: Reader, lead: Lead) -> Card:
    t = reader.t
    body = [heading("✓ ", dotted(t("Lost {ref}", ref=f"L{lead.number}"), who_it_is(uow, lead)))]
    if lead.lost_reason:
        body.append(line(t("reason: {reason}", reason=t(lead.lost_reason))))
    undo = Button(t("Undo"), "undo", {"operation": str(uow.operation_id)})
    return Card(tuple(body), ((undo,),), (f"L{lead.number}",))


def who_it_is(uow: UnitOfWork, record: Record) -> str:
    """Li Wei · Acme Robotics; else what the record is called."""
    contact, company = contact_of(uow, record), company_of(uow, record)
    return dotted(contact.name if contact else None, company.name if company else None) or record.name
