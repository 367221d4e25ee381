"""Won, lost, another stage: of the customer's one open deal; asked where there are several; never back unasked."""

from uuid import UUID

from crm import deals, leads, stages
from crm.access import check_may_change
from crm.facts import Facts
from crm.filing import file
from crm.recognise import Known, New
from crm.records import ref_of
from domain.cards import Button, Card
from domain.errors import NotFound
from domain.money import Money
from handlers.cards.base import dotted, heading, line
from handlers.cards.deal import closed_lead_card, moved_card
from handlers.deals import news
from handlers.filing.filed import say_filed
from handlers.saying import message, reader_of, say
from handlers.turn import Handled, Turn
from storage.entities import Company, Contact, Deal, Lead, Record, Stage


def move_customer(turn: Turn, record: Record, facts: Facts) -> Handled:
    """Do what was said of a record's deal; what cannot be done is kept as a note."""
    wanted = wanted_stage(turn, facts)
    if wanted is None:
        return say_filed(turn, file(turn.uow, turn.member, facts, Known(record)))
    check_may_change(turn.uow, turn.member, record)
    if isinstance(record, Deal):
        return move(turn, record, wanted, facts.reason, facts.amount_in(record.currency))
    if isinstance(record, Lead):
        return _move_lead(turn, record, wanted, facts)
    found = deals.list_open(
        turn.uow, contact_id=record.id if isinstance(record, Contact) else None, company_id=_company_id(record)
    )
    if len(found) > 1:
        return _which(turn, found, wanted, facts)
    if found:
        return move(turn, found[0], wanted, facts.reason, facts.amount_in(found[0].currency))
    return _without_deal(turn, record, wanted, facts)


def close_unheard_of(turn: Turn, facts: Facts) -> Handled:
    """A deal nobody had heard of is won or lost: it is filed with its customer and closed, under one Undo."""
    facts.wants = "deal"
    filing = file(turn.uow, turn.member, facts, New())
    deal, stage = turn.uow.get(Deal, filing.deal_id), wanted_stage(turn, facts)
    if deal is None or stage is None:
        return say_filed(turn, filing)
    return move(turn, deal, stage, facts.reason, facts.amount)


def wanted_stage(turn: Turn, facts: Facts) -> Stage | None:
    """The stage the words name, by outcome or by name."""
    if facts.outcome is not None:
        return stages.closing(turn.uow, facts.outcome)
    return stages.find_named(turn.uow, facts.stage) if facts.stage else None


def move(
    turn: Turn,
    deal: Deal,
    stage: Stage,
    reason: str | None = None,
    amount: Money | None = None,
    *,
    back: bool = False,
) -> Handled:
    """Move the deal and tell the team; backwards only with a tap."""
    check_may_change(turn.uow, turn.member, deal)
    if not back and deals.goes_back(turn.uow, deal, stage):
        return _ask_back(turn, deal, stage, reason)
    before = deals.move(turn.uow, deal, stage, reason=reason)
    if amount is not None and (deal.amount_minor is None or stage.outcome == "won"):
        deals.set_amount(deal, amount)
    card = moved_card(turn.uow, reader_of(turn), deal, before, stage)
    turn.uow.summary = f"{dotted(str(ref_of(deal)), deal.name)} → {turn.t(stage.name)}"
    return Handled((message(turn, card), *(news.closed(turn, deal) if stage.outcome else ())))


def _ask_back(turn: Turn, deal: Deal, stage: Stage, reason: str | None) -> Handled:
    t = turn.t
    now = deals.stage_of(turn.uow, deal)
    ask = t("{ref} is in {now}. Move it back to {stage}?", ref=f"D{deal.number}", now=t(now.name), stage=t(stage.name))
    data = {"deal": str(deal.id), "stage": str(stage.id), "reason": reason}
    button = Button(t("Move back"), "move_back", data)
    return say(turn, Card((line(ask),), ((button, Button(t("Leave it"), "leave")),), (f"D{deal.number}",)))


def _which(turn: Turn, found: list[Deal], stage: Stage, facts: Facts) -> Handled:
    """Several deals are open: one tap says which."""
    t = turn.t
    amount = facts.amount
    rows = tuple(
        (
            Button(
                f"D{deal.number} · {deal.name}",
                "move_deal",
                {
                    "deal": str(deal.id),
                    "stage": str(stage.id),
                    "reason": facts.reason,
                    "amount": amount.minor if amount else None,
                    "currency": amount.currency if amount else None,
                },
            ),
        )
        for deal in found[:5]
    )
    return say(turn, Card((heading(t("Which deal goes to {stage}?", stage=t(stage.name))),), rows))


def _move_lead(turn: Turn, lead: Lead, stage: Stage, facts: Facts) -> Handled:
    """A lost lead is closed; any other stage makes it a deal."""
    if stage.outcome == "lost":
        leads.lose(turn.uow, lead, facts.reason)
        turn.uow.summary = turn.t("Lost {ref}", ref=f"L{lead.number}")
        return say(turn, closed_lead_card(turn.uow, reader_of(turn), lead))
    found = deals.list_open(turn.uow, lead_id=lead.id)
    if found:
        return move(turn, found[0], stage, facts.reason, facts.amount_in(found[0].currency))
    return _won_or_moved(turn, lead, stage, facts)


def _without_deal(turn: Turn, record: Record, stage: Stage, facts: Facts) -> Handled:
    """No deal is open: the customer's lead becomes one; else what was said is a deal of its own, so that it counts."""
    contact_id = record.id if isinstance(record, Contact) else None
    lead = leads.find_open(turn.uow, contact_id, _company_id(record))
    if lead is not None:
        return _move_lead(turn, lead, stage, facts)
    return _won_or_moved(turn, record, stage, facts)


def _won_or_moved(turn: Turn, record: Record, stage: Stage, facts: Facts) -> Handled:
    """A deal of its own, at once in that stage."""
    uow = turn.uow
    lead = record if isinstance(record, Lead) else None
    contact = record if isinstance(record, Contact) else uow.get(Contact, getattr(record, "contact_id", None))
    company = record if isinstance(record, Company) else uow.get(Company, record.company_id)
    amount = facts.amount_in(lead.currency if lead else None) or _amount_of(lead)
    named = company or contact or record
    deal = deals.create_deal(
        uow, named.name, owner_id=turn.member.id, contact=contact, company=company, lead=lead, amount=amount
    )
    if lead is not None:
        leads.qualify(uow, lead)
    if deal.stage_id == stage.id:
        turn.uow.summary = turn.t("New deal {ref}", ref=f"D{deal.number}")
        return say(turn, moved_card(uow, reader_of(turn), deal, None, stage))
    return move(turn, deal, stage, facts.reason, amount)


def _amount_of(lead: Lead | None) -> Money | None:
    if lead is None or lead.amount_minor is None or lead.currency is None:
        return None
    return Money(lead.amount_minor, lead.currency)


def _company_id(record: Record) -> UUID | None:
    return record.id if isinstance(record, Company) else None


def get_deal(turn: Turn, text: str) -> Deal:
    """The deal with that id, from a button's data. Raises NotFound once it is gone."""
    deal = turn.uow.get(Deal, UUID(text))
    if deal is None:
        raise NotFound("That deal is gone.")
    return deal
