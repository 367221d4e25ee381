"""[Claim] on a new lead in a group: the first tap gets it, the card is edited for all, details go to the claimer."""

from collections.abc import Mapping
from uuid import UUID

from crm import ownership
from crm.contacts import list_points
from crm.records import company_of, contact_of
from domain.cards import Card, Message
from domain.errors import NotFound
from handlers.cards.base import dotted, heading, line
from handlers.cards.filed import shown_point
from handlers.saying import message, own_words, reader_of, text_card, undo_button
from handlers.turn import Handled, Handler, Outcome, Turn
from i18n import translator
from storage.entities import Lead, Member


def claim(turn: Turn) -> Outcome:
    data = turn.choice.data if turn.choice else {}
    lead = turn.uow.get(Lead, UUID(data["lead"])) if "lead" in data else None
    if lead is None or lead.status != "open":
        raise NotFound("That lead is no longer open.")
    before = turn.uow.get(Member, lead.owner_id)
    ownership.claim(turn.uow, lead, turn.member)
    turn.uow.summary = turn.t("Claimed {ref}", ref=f"L{lead.number}")
    told = [message(turn, _for_all(turn, lead), edit_of=turn.replied.id if turn.replied else None)]
    told.append(Message(turn.member.id, _for_claimer(turn, lead), for_member=turn.member.id))
    if before is not None and before.removed_at is None:
        t = translator(before.language)
        text = t("{name} claimed {ref} · {what}.", name=turn.member.shown, ref=f"L{lead.number}", what=lead.name)
        told.append(Message(before.id, text_card(text), kind="notice", for_member=before.id))
    return Handled(tuple(told))


def _who(turn: Turn, lead: Lead) -> str:
    contact, company = contact_of(turn.uow, lead), company_of(turn.uow, lead)
    return dotted(contact.name if contact else None, company.name if company else None) or lead.name


def _for_all(turn: Turn, lead: Lead) -> Card:
    t = turn.t
    taken = t("Claimed by {name}", name=turn.member.shown)
    return Card((heading(dotted(f"L{lead.number}", _who(turn, lead))), line("✓ ", taken)), (), (f"L{lead.number}",))


def _for_claimer(turn: Turn, lead: Lead) -> Card:
    t = own_words(turn)
    reader = reader_of(turn)
    contact = contact_of(turn.uow, lead)
    points = list_points(turn.uow, contact) if contact else []
    body = [heading("✓ ", t("{ref} is yours", ref=f"L{lead.number}"), " · ", _who(turn, lead))]
    body += [line(shown_point(reader, point.kind, point.value)) for point in points[:6]]
    return Card(tuple(body), ((undo_button(turn),),), (f"L{lead.number}",))


ACTIONS: Mapping[str, Handler] = {"claim": claim}
