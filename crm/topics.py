"""What a chat is about just now: the record of the card last shown there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from crm.access import may_change, may_see, scope_of
from crm.records import find_by_ref, link_to, subject_of
from domain.chat import Address
from domain.terms import Ref
from storage import outbox
from storage.entities import FollowUp, Member, Record
from storage.follow_ups import list_open_about
from storage.unit_of_work import UnitOfWork

MOST = 8
"""Things a chat is about at a time: who was shown before that is not meant by a first name."""

A_FEW = 4
"""Messages that may stand after the last card: its edits, a notice."""

LASTS = timedelta(minutes=20)
"""How long a card is what the talk is about; after that words that name nobody are about nobody."""

ANSWERED_WITHIN = timedelta(hours=4)
"""How long after a reminder words say what came of it: one makes the call first."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The record a card showed, and the follow-up on it, each where there is one."""

    record: Record | None
    follow_up: FollowUp | None


def list_topics(uow: UnitOfWork, member: Member, address: Address) -> list[Topic]:
    """What the latest cards in a member's direct chat showed, newest first, each once; only what the member may see."""
    return list(islice(_topics(uow, member, address), MOST))


def _topics(uow: UnitOfWork, member: Member, address: Address) -> Iterator[Topic]:
    """One by one, as most want the first only."""
    shown: set[tuple[str, ...]] = set()
    for card in outbox.list_shown(uow, address.key, uow.now - LASTS):
        about = tuple(card.about or ())
        if about in shown:
            continue
        shown.add(about)
        topic = _topic_of(uow, member, card)
        if topic is not None:
            yield topic


def find_subject(uow: UnitOfWork, member: Member, address: Address) -> Record | None:
    """The customer, lead or deal the talk is about."""
    return next((topic.record for topic in _topics(uow, member, address) if topic.record is not None), None)


def find_planned(uow: UnitOfWork, member: Member, address: Address) -> FollowUp | None:
    """The one open follow-up of what the talk is about, if the member may move it; None where there are several."""
    for topic in _topics(uow, member, address):
        open_ones = [topic.follow_up] if topic.follow_up is not None and topic.follow_up.status == "open" else []
        if not open_ones and topic.record is not None:
            open_ones = list_open_about(uow, scope_of(uow, member), **link_to(topic.record), limit=2)
        if open_ones:
            return open_ones[0] if len(open_ones) == 1 and may_change(uow, member, open_ones[0]) else None
    return None


def find_reminded(uow: UnitOfWork, member: Member, address: Address) -> FollowUp | None:
    """The open follow-up whose reminder is the last card that stands in the chat, not too long ago."""
    cards = outbox.list_shown(uow, address.key, uow.now - ANSWERED_WITHIN, limit=A_FEW)
    if not cards or cards[0].kind != "reminder":
        return None
    topic = _topic_of(uow, member, cards[0])
    found = topic.follow_up if topic is not None else None
    return found if found is not None and found.status == "open" and may_change(uow, member, found) else None


def _topic_of(uow: UnitOfWork, member: Member, card: outbox.Shown) -> Topic | None:
    """The first record a card names, its main one; a list of several of a kind is about none of them."""
    named = [find_by_ref(uow, ref) for text in card.about or () if (ref := Ref.parse(text))]
    records = [one for one in named if one is not None and not isinstance(one, FollowUp)]
    follow_ups = [one for one in named if isinstance(one, FollowUp)]
    if len({type(one) for one in records}) < len(records) or (len(follow_ups) > 1 and not records):
        return None
    record = records[0] if records else subject_of(uow, follow_ups[0]) if follow_ups else None
    if record is not None and not may_see(uow, member, record):
        return None
    return Topic(record, follow_ups[0] if len(follow_ups) == 1 else None)
