"""Give a record to a colleague, tell them, and say so."""

import re

from crm import members, ownership
from crm.records import company_of, contact_of, ref_of
from domain.cards import Card, Message
from handlers.cards.base import dotted, heading, line
from handlers.saying import message, undo_button
from handlers.turn import Handled, Turn
from i18n import Translator, translator
from storage.entities import Member, Record

_GIVE = re.compile(
    r"(?:\b(?:assign|give|hand|pass|transfer)\b.*\bto|转给|分配给|移交给|交给|让给)\s*@?(?P<name>[\w.-]+)\s*[.。!！]?$",
    re.IGNORECASE,
)


def colleague_meant(turn: Turn, words: str | None) -> str | None:
    """The colleague somebody is to be given to: the one understood, or the one named at the end of the words."""
    understood = turn.understood[-1] if turn.understood else None
    if understood is not None and understood.assignee:
        return understood.assignee
    found = _GIVE.search(words or "")
    return found["name"] if found and members.find_named(turn.uow, found["name"]) else None


def assign_to(turn: Turn, record: Record, name: str) -> Handled:
    """Assign, with the new owner told in their own language."""
    to = members.get_named(turn.uow, name)
    ownership.assign(turn.uow, record, to, turn.member)
    what = dotted(str(ref_of(record)), _who(turn, record))
    turn.uow.summary = turn.t("{what} → {name}", what=what, name=to.name)
    card = Card(
        (heading("✓ ", turn.t("{what} → {name}", what=what, name=to.name)),), ((undo_button(turn),),), _about(record)
    )
    told = () if to.id == turn.member.id else (_told(turn, record, to, what),)
    return Handled((message(turn, card), *told))


def _told(turn: Turn, record: Record, to: Member, what: str) -> Message:
    t: Translator = translator(to.language)
    text = t("{name} gave you {what}", name=turn.member.name, what=what)
    return Message(to.id, Card((line(text),), (), _about(record)), kind="notice", for_member=to.id)


def _about(record: Record) -> tuple[str, ...]:
    return (str(ref_of(record)),)


def _who(turn: Turn, record: Record) -> str:
    contact, company = contact_of(turn.uow, record), company_of(turn.uow, record)
    return dotted(contact.name if contact else None, company.name if company else None) or record.name
