"""What a team's groups hear of: new leads, won and lost deals. Promised in the transaction that made it true."""

from uuid import UUID

from crm import groups
from crm.records import company_of, contact_of
from domain.cards import Button, Card, Message
from domain.chat import Line
from handlers.cards.base import Reader, dotted, heading, line, money
from handlers.turn import Turn
from i18n import Translator, translator
from storage.entities import Conversation, Deal, Lead

CLAIM_HOURS = 24.0 * 30


def new_lead(turn: Turn, lead: Lead) -> tuple[Message, ...]:
    """The new lead, without contact details, with [Claim]: the first tap gets it."""
    return tuple(
        Message(groups.address_of(group), lead_card(turn, lead, reader), kind="notice", dedupe_key=_key(turn, group))
        for group, reader in _listening(turn)
    )


def closed(turn: Turn, deal: Deal) -> tuple[Message, ...]:
    """A deal won or lost."""
    return tuple(
        Message(groups.address_of(group), _closed_card(turn, deal, reader), kind="notice", dedupe_key=_key(turn, group))
        for group, reader in _listening(turn)
    )


def taken_back(turn: Turn, operation_id: UUID) -> tuple[Message, ...]:
    """What groups were told of an operation that is now undone: their cards say so."""
    return tuple(
        Message(groups.address_of(group), _taken_back_card(turn, group), kind="notice", edit_of=outbox_id)
        for group, outbox_id in groups.list_told(turn.uow, f"news:{operation_id}:")
    )


def _taken_back_card(turn: Turn, group: Conversation) -> Card:
    t = _words(turn, group)
    return Card((heading("↩ ", t("Taken back by {name}", name=turn.member.shown)),))


def lead_card(turn: Turn, lead: Lead, reader: Reader) -> Card:
    """A lead as a group may see it."""
    t = reader.t
    contact, company = contact_of(turn.uow, lead), company_of(turn.uow, lead)
    who = dotted(contact.name if contact else None, company.name if company else None) or lead.name
    amount = money(reader, lead.amount_minor, lead.currency) if lead.amount_minor and lead.currency else None
    body: list[Line] = [heading("🆕 ", dotted(t("New lead {ref}", ref=f"L{lead.number}"), who))]
    body.append(line(dotted(amount, t("from {name}", name=turn.member.shown))))
    claim = Button(t("Claim"), "claim", {"lead": str(lead.id)}, anyone=True, hours=CLAIM_HOURS)
    return Card(tuple(body), ((claim,),), (f"L{lead.number}",))


def _closed_card(turn: Turn, deal: Deal, reader: Reader) -> Card:
    t = reader.t
    amount = money(reader, deal.amount_minor, deal.currency) if deal.amount_minor and deal.currency else None
    ref = f"D{deal.number}"
    first = t("🎉 Won {ref}", ref=ref) if deal.outcome == "won" else t("Lost {ref}", ref=ref)
    body: list[Line] = [heading(dotted(first, deal.name, amount))]
    reason = t("reason: {reason}", reason=deal.lost_reason) if deal.lost_reason else None
    body.append(line(dotted(t("by {name}", name=turn.member.shown), reason)))
    return Card(tuple(body), (), (ref,))


def _listening(turn: Turn) -> list[tuple[Conversation, Reader]]:
    """The groups of the member's team and of those above it, but the one where it was just said; with their reader."""
    found = groups.list_of_team(turn.uow, turn.member.team_id)
    return [
        (group, Reader(_words(turn, group), turn.workspace.tz, turn.uow.now, turn.workspace.currency))
        for group in found
        if group.chat_key != turn.conversation.chat_key
    ]


def _words(turn: Turn, group: Conversation) -> Translator:
    return translator(group.language or turn.workspace.language)


def _key(turn: Turn, group: Conversation) -> str:
    return f"news:{turn.uow.operation_id}:{group.chat_key}"
