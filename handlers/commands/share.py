"""/share: let a colleague see a customer and work on it, beside its owner."""

import re

from crm import members
from crm.access import may_see
from crm.finding import find
from crm.records import company_of, contact_of, ref_of
from crm.sharing import share, unshare
from domain.cards import Card, Message
from domain.errors import NotFound, NotUnderstood
from handlers.cards.base import dotted, heading, line
from handlers.commands import Command
from handlers.records.targets import in_front
from handlers.saying import message, undo_button
from handlers.talk_goes_on import just_shown
from handlers.turn import Handled, Outcome, Turn
from i18n import N_, Translator, translator
from storage.entities import Member, Record

_WITH = re.compile(r"^(?P<what>.*?)\s*(?:\b(?:with|to)\s+|给|和|跟)@?(?P<name>[\w.-]+)\W*$", re.IGNORECASE)
_STOP = re.compile(r"^(?:off|stop|no more|取消|不再)\s*", re.IGNORECASE)
_TALK = frozenset({"", "it", "this", "that", "her", "him", "them", "他", "她", "它", "这个", "这个客户", "客户"})


def run(turn: Turn, rest: str) -> Outcome | None:
    """None where no colleague is named: "share price fell" is no command."""
    stop = _STOP.match(rest)
    record, words = in_front(turn, rest[stop.end() :] if stop else rest)
    found = _WITH.match(words)
    to = members.find_named(turn.uow, found["name"]) if found else None
    if found is None or to is None:
        if not (turn.last.text or "").startswith("/"):
            return None
        raise NotUnderstood("What, and with whom? For example: share C7 with bob")
    record = record or _meant(turn, found["what"].strip())
    return _stopped(turn, record, to) if stop else _shared(turn, record, to)


def _meant(turn: Turn, what: str) -> Record:
    record = just_shown(turn) if what.casefold() in _TALK else find(turn.uow, turn.member, what).sure
    if record is None or not may_see(turn.uow, turn.member, record):
        raise NotFound("I found nobody called “{name}”.", name=what[:60])
    return record


def _shared(turn: Turn, record: Record, to: Member) -> Handled:
    along = share(turn.uow, record, to, turn.member)
    what = _who(turn, record)
    turn.uow.summary = turn.t("{what} is shared with {name}", what=what, name=to.shown)
    body = [heading("✓ ", turn.uow.summary)]
    if along:
        body.append(line(turn.t("with it: {what}", what=", ".join(str(ref_of(one)) for one in along[:6]))))
    card = Card(tuple(body), ((undo_button(turn),),), (str(ref_of(record)),))
    return Handled((message(turn, card), _told(turn, record, to, what)))


def _told(turn: Turn, record: Record, to: Member, what: str) -> Message:
    t: Translator = translator(to.language)
    text = t("{name} shares {what} with you", name=turn.member.shown, what=what)
    return Message(to.id, Card((line(text),), (), (str(ref_of(record)),)), kind="notice", for_member=to.id)


def _stopped(turn: Turn, record: Record, to: Member) -> Handled:
    unshare(turn.uow, record, to, turn.member)
    turn.uow.summary = turn.t("{what} is not shared with {name} any more", what=_who(turn, record), name=to.shown)
    return Handled((message(turn, Card((heading("✓ ", turn.uow.summary),), ((undo_button(turn),),))),))


def _who(turn: Turn, record: Record) -> str:
    contact, company = contact_of(turn.uow, record), company_of(turn.uow, record)
    who = dotted(contact.name if contact else None, company.name if company else None) or record.name
    return dotted(str(ref_of(record)), who)


COMMAND = Command(
    "share",
    ("共享", "分享", "unshare"),
    N_("Share a customer with a colleague"),
    run,
    usage=N_("share <customer> with <colleague>; share off <customer> with <colleague>"),
    examples=(("en", "share Acme with bob"), ("zh", "共享 华为 给 小李")),
    order=37,
    glued=("共享",),
)
