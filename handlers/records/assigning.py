"""Give a record to a colleague, tell them, and say so."""

import re

from crm import members, ownership
from crm.finding import Findings, find
from crm.records import company_of, contact_of, owner_of, ref_of
from domain.cards import Button, Card, Message
from domain.chat import Line
from domain.errors import NotAllowed, NotFound
from domain.terms import Intent
from handlers.cards.base import dotted, heading, line
from handlers.reading import words_of
from handlers.saying import message, say, undo_button
from handlers.turn import Handled, Turn
from i18n import Translator, translator
from storage.entities import Member, Record

_GIVE = re.compile(
    r"(?:\b(?:assign|give|hand|pass|transfer)\b.*\bto|转给|分配给|移交给|交给|让给|把\S{1,30}?给)\s*@?(?P<name>[\w.-]+)\s*[.。!！]?$",
    re.IGNORECASE,
)

MOST_SHOWN = 6


def colleague_meant(turn: Turn, words: str | None) -> str | None:
    """The colleague somebody is to be given to: the one understood, or the one named at the end of the words."""
    understood = turn.understood[-1] if turn.understood else None
    found = _GIVE.search(words or "")
    if understood is not None and understood.assignee and (found or members.find_named(turn.uow, understood.assignee)):
        return understood.assignee
    return found["name"] if found and members.find_named(turn.uow, found["name"]) else None


def asked_for(turn: Turn) -> tuple[str, str] | None:
    """Who is to be given to which colleague, where the words ask for nothing else ("assign Acme to bob")."""
    understood = turn.understood[-1] if turn.understood else None
    if understood is None or Intent.ASSIGN not in understood.intents or not understood.assignee:
        return None
    if members.find_named(turn.uow, understood.assignee) is None and _GIVE.search(words_of(turn.last)) is None:
        return None  # "from now on talk to Mr Zheng": he is no colleague, and nothing is given
    named = [each.name for each in understood.companies] + [each.name for each in understood.people]
    others = [name for name in named if name != understood.assignee]
    return (others[0], understood.assignee) if others else None


def assign_named(turn: Turn, words: str, name: str) -> Handled:
    """Assign whom the words name; one tap where several answer to them. Raises NotFound, NotAllowed."""
    to = members.get_named(turn.uow, name)
    findings = find(turn.uow, turn.member, words)
    if findings.sure is not None:
        return assign_to(turn, findings.sure, to.name)
    if findings.taken is not None:
        owner = owner_of(turn.uow, findings.taken)
        raise NotAllowed("Only {name} can give that away.", name=owner.shown if owner else "?")
    if not findings.hits:
        raise NotFound("I found nobody called “{name}”.", name=words[:60])
    return say(turn, _which(turn, words, findings, to))


def _which(turn: Turn, words: str, findings: Findings, to: Member) -> Card:
    asked = heading(turn.t("Which “{name}”?", name=words[:60]))
    buttons = tuple(
        (Button(dotted(str(ref_of(hit.record)), _who(turn, hit.record)), "assign_to", _choice(hit.record, to)),)
        for hit in findings.hits
    )
    return Card((asked,), buttons, tuple(str(ref_of(hit.record)) for hit in findings.hits))


def _choice(record: Record, to: Member) -> dict[str, str]:
    return {"ref": str(ref_of(record)), "to": to.name}


def assign_to(turn: Turn, record: Record, name: str) -> Handled:
    """Assign, with the new owner told in their own language."""
    to = members.get_named(turn.uow, name)
    before = owner_of(turn.uow, record)
    given = ownership.assign(turn.uow, record, to, turn.member)
    what = dotted(str(ref_of(record)), _who(turn, record))
    turn.uow.summary = turn.t("{what} → {name}", what=what, name=to.shown)
    title = heading("✓ ", turn.t("{what} → {name}", what=what, name=to.shown))
    card = Card((title, *_along(turn.t, given)), ((undo_button(turn),),), _about(record))
    told = () if to.id == turn.member.id else (_told(turn, record, given, to, what),)
    if before is not None and before.removed_at is None and before.id not in {turn.member.id, to.id}:
        told = (*told, _told_former(turn, before, to, what))
    return Handled((message(turn, card), *told))


def _told_former(turn: Turn, before: Member, to: Member, what: str) -> Message:
    """The one who had it hears who has it now; the card is no longer theirs to open."""
    t: Translator = translator(before.language)
    text = t("{name} gave {what} to {to}", name=turn.member.shown, what=what, to=to.shown)
    return Message(before.id, Card((line(text),)), kind="notice", for_member=before.id)


def _told(turn: Turn, record: Record, given: ownership.Given, to: Member, what: str) -> Message:
    t: Translator = translator(to.language)
    text = t("{name} gave you {what}", name=turn.member.shown, what=what)
    card = Card((line(text), *_along(t, given)), (), _about(record))
    return Message(to.id, card, kind="notice", for_member=to.id)


def _along(t: Translator, given: ownership.Given) -> tuple[Line, ...]:
    """With it: C1, L1 and 2 follow-ups."""
    shown = [str(ref_of(one)) for one in given.along[:MOST_SHOWN]]
    if len(given.along) > MOST_SHOWN:
        shown.append("…")
    if given.promises:
        shown.append(t.plural("{n} follow-up", "{n} follow-ups", given.promises))
    return (line(t("with it: {what}", what=", ".join(shown))),) if shown else ()


def _about(record: Record) -> tuple[str, ...]:
    return (str(ref_of(record)),)


def _who(turn: Turn, record: Record) -> str:
    contact, company = contact_of(turn.uow, record), company_of(turn.uow, record)
    return dotted(contact.name if contact else None, company.name if company else None) or record.name
