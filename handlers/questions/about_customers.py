"""A question about one customer, answered: one thing asked, one thing said, from what the asker may see."""

from collections.abc import Callable

from crm import customer_facts as facts
from crm.finding import names_beside
from crm.portraits import portrait_of
from crm.records import company_of, contact_of, owner_of, ref_of
from domain.cards import Card
from handlers.cards import customer_answers as cards
from handlers.cards.customer_answers import Asked
from handlers.cards.records import choice_card, record_card, taken_card
from handlers.questions.aspects import Aspect, aspect_of
from handlers.questions.topics import content_of, likenesses
from handlers.questions.whom import Whom, speaks_of_them
from handlers.saying import reader_of
from handlers.turn import Turn
from storage.entities import Contact, Record

Answer = Callable[[Turn, Record, Asked], Card]


def answer_about(turn: Turn, whom: Whom) -> Card | None:
    """The card; None where nothing on file can answer it, or nobody is meant."""
    reader, aspect = reader_of(turn), aspect_of(whom.rest)
    if whom.taken is not None:
        return taken_card(reader, whom.taken, owner_of(turn.uow, whom.taken), whom.said[:120])
    if whom.several is not None:
        return choice_card(reader, whom.said[:60], whom.several, names_beside(turn.uow, whom.several))
    record = whom.record
    if record is None or aspect is Aspect.BEYOND:
        return None
    if not points_at(whom):
        return _if_spoken_of(turn, record, whom.rest)  # nothing points at the customer just shown
    return _answered(turn, record, aspect, whom.rest)


def points_at(whom: Whom) -> bool:
    """Whether a question is about its customer: named, pointed at, or asked what only a customer has."""
    if whom.said or speaks_of_them(whom.rest):
        return True
    aspect = aspect_of(whom.rest)
    return aspect is not None and not (aspect is Aspect.CARD and content_of(whom.rest))


def _if_spoken_of(turn: Turn, record: Record, rest: str) -> Card | None:
    """The notes on the customer just shown that hold the question's words; None for "how is the weather"."""
    topics = content_of(rest)
    said = facts.said_of(turn.uow, record, likenesses(topics)) if topics else None
    if said is None or not said.notes:
        return None
    return cards.said_card(reader_of(turn), asked_of(turn, record), said, " ".join(topics)[:60], said)


def asked_of(turn: Turn, record: Record) -> Asked:
    """The customer as the heading of an answer names them."""
    contact, company = contact_of(turn.uow, record), company_of(turn.uow, record)
    around = next((one.name for one in (contact, company) if one is not None and one.name != record.name), None)
    shown = (record, contact, company)
    refs = tuple(dict.fromkeys(str(ref_of(one)) for one in shown if one is not None))
    return Asked(record.name, around, str(ref_of(record)), refs)


def _answered(turn: Turn, record: Record, aspect: Aspect | None, rest: str) -> Card | None:
    asked = asked_of(turn, record)
    if aspect is Aspect.SAID or aspect is None:
        return _said(turn, record, asked, rest, named=aspect is not None)
    if aspect is Aspect.LAST:  # "when did we talk about price"
        return _if_spoken_of(turn, record, rest) or _touch(turn, record, asked)
    return _ANSWERS[aspect](turn, record, asked)


def _said(turn: Turn, record: Record, asked: Asked, rest: str, *, named: bool) -> Card:
    """What the notes say of whatever else the question speaks of; without anything else, the customer's card."""
    topics = content_of(rest)
    if not topics and not named:
        return _whole(turn, record, asked)
    said = facts.said_of(turn.uow, record, likenesses(topics))
    latest = said if said.notes else facts.last_touch(turn.uow, record)
    return cards.said_card(reader_of(turn), asked, said, " ".join(topics)[:60], latest)


def _points(kind: str | None) -> Answer:
    return lambda turn, record, asked: cards.points_card(
        reader_of(turn), asked, facts.points_of(turn.uow, turn.member, record), kind
    )


def _deals(what: str) -> Answer:
    return lambda turn, record, asked: cards.deals_card(
        reader_of(turn), asked, facts.deals_with(turn.uow, turn.member, record), what
    )


def _people(turn: Turn, record: Record, asked: Asked) -> Card:
    company = company_of(turn.uow, record)
    found = facts.people_at(turn.uow, turn.member, record)
    name = company.name if company is not None and company.id != record.id else None
    return cards.people_card(reader_of(turn), asked, found, name)


def _touch(turn: Turn, record: Record, asked: Asked) -> Card:
    return cards.touch_card(reader_of(turn), asked, facts.last_touch(turn.uow, record))


def _plans(turn: Turn, record: Record, asked: Asked) -> Card:
    return cards.plans_card(reader_of(turn), asked, facts.plans_with(turn.uow, turn.member, record))


def _owner(turn: Turn, record: Record, asked: Asked) -> Card:
    return cards.owner_card(reader_of(turn), asked, owner_of(turn.uow, record), turn.member)


def _work(turn: Turn, record: Record, asked: Asked) -> Card:
    contact, company = contact_of(turn.uow, record), company_of(turn.uow, record)
    title = contact.title if isinstance(contact, Contact) else None
    return cards.work_card(reader_of(turn), asked, title, company.name if company else None)


def _whole(turn: Turn, record: Record, _asked: Asked) -> Card:
    return record_card(reader_of(turn), turn.member, portrait_of(turn.uow, turn.member, record))


_ANSWERS: dict[Aspect, Answer] = {
    Aspect.PHONE: _points("phone"),
    Aspect.EMAIL: _points("email"),
    Aspect.REACH: _points(None),
    Aspect.PEOPLE: _people,
    Aspect.NEXT: _plans,
    Aspect.OWNER: _owner,
    Aspect.AMOUNT: _deals("amount"),
    Aspect.STAGE: _deals("stage"),
    Aspect.CLOSE: _deals("close"),
    Aspect.WORK: _work,
    Aspect.CARD: _whole,
}
