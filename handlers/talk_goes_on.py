"""Words that name nobody go on about whom the chat's last card showed: "they want 60 now", "没接电话，明天再打"."""

import re
from uuid import UUID

from crm.contacts import list_points
from crm.facts import EMAIL, Facts
from crm.finding import find
from crm.recognise import Doubtful, Known, Whom, recognise
from crm.records import company_of, contact_of
from crm.topics import find_subject, list_topics
from domain.terms import Intent
from handlers.filing.relations import whose_colleague
from handlers.turn import Turn
from storage.entities import Contact, Record
from understanding.asking import asks as asks_us
from understanding.matching.identifiers import company_domain

_PRONOUN = re.compile(r"\b(?:her|hers|his|him|them|they|their|theirs|she|he)\b|[他她]|对方|客户|那边", re.IGNORECASE)
_TRADE = re.compile(
    r"\b(?:quot(?:e|ation)|proposal|contract|invoice|demo|pricing|price|budget|trial|pilot|call|meeting|sample|order"
    r"|discount|deal|offer|email|mail|visit|deposit|payment|delivery|paperwork|agreement|nda|po)s?\b"
    r"|报价|合同|发票|演示|价格|预算|试用|电话|会议|样品|订单|折扣|方案|邮件|拜访|定金|付款|回款|交付|签|单子|验收|对账",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"(?P<name>[^\W\d_]{2,20})['’]s\b")
_NOBODYS = frozenset("it that this he she what who here there let where how today tomorrow customer client".split())
_ABOUT_ME = re.compile(
    r"^i['’]?(?:m| am|ll be| will be) (?:on |off|out|away|sick|ill|back)|\bmy (?:vacation|holiday|leave|day off)\b"
    r"|^我?(?:今天|明天|后天|下周|这周|本周)?(?:要|会|在)?(?:休假|请假|年假|调休|出差|生病|不在)",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:her|his|their)\s+[a-z]|[他她]们?的?(?:助理|秘书|同事|老板|领导|经理|财务|采购)", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W\d_]+")
SHORTEST_PART = 3
FEWEST_WORDS, FEWEST_HAN = 3, 4


def goes_on(turn: Turn, facts: Facts) -> bool:
    """Whether words that would mean nothing by themselves tell something of the customer just shown."""
    words = facts.body or ""
    if not _PRONOUN.search(words) or asks(turn, facts) or not _is_said_to_us(turn):
        return False
    told = (
        len(re.findall(r"[^\W\d_]+", words)) >= FEWEST_WORDS or len(re.findall(r"[\u3400-\u9fff]", words)) >= FEWEST_HAN
    )
    return told and _subject(turn) is not None


def asks(turn: Turn, facts: Facts) -> bool:
    """Whether the words are a question: those are answered or not understood, and never filed on somebody."""
    asked = any(one is not None and Intent.QUERY in one.intents for one in turn.understood)
    return asked or asks_us(facts.body or "")


def meant(turn: Turn, facts: Facts, *, surely: bool = False) -> Whom | None:
    """The record just shown; asked about where the words may well be about something else ("buy milk tomorrow").

    `surely`: None where it would have to be asked.
    """
    if not _is_said_to_us(turn) or asks(turn, facts) or _ABOUT_ME.search(facts.body or ""):
        return None
    named = _named_here(turn, facts)
    if named is not None:
        return Known(named, ("just mentioned",))
    record = _subject(turn)
    if record is None or _is_somebody_elses(facts, record):
        return None
    if _is_of_customers(turn, facts):
        return Known(record, ("just mentioned",))
    if surely:
        return None
    asked = contact_of(turn.uow, record) or company_of(turn.uow, record)
    return Doubtful((asked,)) if asked is not None else None


def recognise_here(turn: Turn, facts: Facts) -> Whom:
    """Whom the facts are about, with what the chat was about just now."""
    whom = recognise(turn.uow, turn.member, facts)
    return _one_of_them(turn, facts, whom) or whom if isinstance(whom, Doubtful) else whom


def company_meant(turn: Turn, facts: Facts) -> str | None:
    """Where "her assistant Tom" works: at the company of whom the chat is about, or of whose colleague he is called."""
    if facts.company or not facts.person or not _is_said_to_us(turn):
        return None
    named = whose_colleague(facts.body or "")
    record = _subject(turn) if _THEIRS.search(facts.body or "") or _shares_mail(turn, facts) else None
    if record is None and named is not None:
        record = find(turn.uow, turn.member, named).sure
    company = company_of(turn.uow, record) if record is not None else None
    return company.name if company is not None else None


def _shares_mail(turn: Turn, facts: Facts) -> bool:
    """Whether the address given is of the same house as that of whom the chat is about."""
    houses = {company_domain(point.value) for point in facts.points if point.kind == EMAIL} - {None}
    record = _subject(turn) if houses else None
    contact = contact_of(turn.uow, record) if record is not None else None
    if contact is None:
        return False
    return any(company_domain(one.value) in houses for one in list_points(turn.uow, contact) if one.kind == EMAIL)


def _named_here(turn: Turn, facts: Facts) -> Contact | None:
    """Whom the chat showed of late and the words call by a part of the name: "got off the phone with anna"."""
    words = set(_WORDS.findall((facts.body or "").casefold()))
    found: dict[UUID, Contact] = {}
    for topic in list_topics(turn.uow, turn.member, turn.last.address):
        contact = contact_of(turn.uow, topic.record) if topic.record is not None else None
        parts = _WORDS.findall(contact.name.casefold()) if contact is not None else []
        if contact is not None and any(len(part) >= SHORTEST_PART and part in words for part in parts):
            found[contact.id] = contact
    return next(iter(found.values())) if len(found) == 1 else None


def _one_of_them(turn: Turn, facts: Facts, whom: Doubtful) -> Known | None:
    """The candidate the chat was about just now: right after Anna Schmidt's card "Anna" is she."""
    if facts.points or not _is_said_to_us(turn):
        return None
    topics = list_topics(turn.uow, turn.member, turn.last.address)
    shown = {one.id for topic in topics if topic.record is not None for one in _who(turn, topic.record)}
    found = [one for one in whom.candidates if one.id in shown]
    return Known(found[0], ("just mentioned",)) if len(found) == 1 else None


def _who(turn: Turn, record: Record) -> list[Record]:
    found: tuple[Record | None, ...] = (contact_of(turn.uow, record), company_of(turn.uow, record))
    return [one for one in found if one is not None]


def _is_somebody_elses(facts: Facts, record: Record) -> bool:
    """Whether the words begin with a name that is not the record's: "peter's email is ..." after Anna's card."""
    said = _WHOSE.match(facts.body or "")
    return said is not None and said["name"].lower() not in {*record.name.lower().split(), *_NOBODYS}


def _is_of_customers(turn: Turn, facts: Facts) -> bool:
    words = facts.body or ""
    if facts.outcome or facts.stage or facts.points or _PRONOUN.search(words) or _TRADE.search(words):
        return True
    if facts.plan is None:
        return True  # extraction took it for a note: "left a voicemail"
    return any(one is not None and one.action is not None for one in turn.understood)


def _is_said_to_us(turn: Turn) -> bool:
    """Alone, by the person, in their own chat: in a group talk goes on by replies."""
    return turn.last.is_private and len(turn.burst) == 1 and turn.last.forward is None and not turn.last.contacts


def just_shown(turn: Turn) -> Record | None:
    """The record of the last card, for a word that is about it: "won"."""
    return _subject(turn) if _is_said_to_us(turn) else None


def _subject(turn: Turn) -> Record | None:
    return find_subject(turn.uow, turn.member, turn.last.address)
