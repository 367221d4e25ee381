"""From a turn to the facts crm files: the words, the forwards, the shared contact, the files, in one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from crm import members
from crm.facts import EMAIL, PHONE, Companion, Facts, Plan, Point
from domain.chat import Forward, ForwardKind, Incoming, SharedContact
from domain.money import Money
from domain.terms import Grain, Intent, Ref
from handlers.filing.gist import amount_clause, gist_of
from handlers.filing.relations import is_told_by
from handlers.filing.shared_cards import completed
from handlers.reading import was_cut, words_of
from handlers.turn import Turn
from understanding.extraction.model import Moment, Person, Role, Understanding
from understanding.matching.identifiers import parse_phone

_REF = re.compile(r"(?<![\w.])[LCADlcad][1-9][0-9]{0,8}(?![\w.])", re.ASCII)
_RELATIVE = re.compile(r"^in\b|\bfrom now\b|[天周月]后|之后|以后", re.IGNORECASE)
_PRONOUN = re.compile(r"\s+(?:her|him|them|it)$", re.IGNORECASE)
_WISH = re.compile(
    r"\b(?:wants?|wanted|would like|'d like|needs?|asks? for|asked for|hopes?)\b|想要?|希望|需要|要看|要求",
    re.IGNORECASE,
)
_BUSINESS = re.compile(
    r"\b(?:wants?|wanted|would like|needs?|asks? for|asked for|interested|inquir\w+|enquir\w+|quote|pricing|trial)\b"
    r"|想要|想买|想了解|需要|感兴趣|有兴趣|询价|报价|采购|试用|意向|要看演示",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*(?:[(（][^()（）]{1,30}[)）])?\s*(?:,|，|、|/|&|\+|(?:, ?)?\b(?:and|plus)\b|和|与|跟|及|以及)\s*",
    re.IGNORECASE,
)
MOST_NAMED = 6
_EXACT = frozenset({Grain.MINUTE, Grain.HOUR, Grain.DAY})
_VAGUE = frozenset({Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR})


def facts_of(turn: Turn, text: str | None = None) -> Facts:
    """Everything the turn says. `text` stands for the last update's words (a command's rest)."""
    heard = [(one, text if text is not None and one is turn.last else words_of(one)) for one in turn.burst]
    said = [
        (words, understood)
        for (one, words), understood in zip(heard, _understandings(turn), strict=True)
        if one.forward is None
    ]
    told = [
        (words, understood)
        for (one, words), understood in zip(heard, _understandings(turn), strict=True)
        if one.forward is not None
    ]
    facts = Facts(
        body="\n".join(words for words, _ in said if words) or None,
        lines=[_forwarded(one, words) for one, words in heard if one.forward is not None],
        files=[_file(file) for one in turn.burst for file in one.files],
        message_key=_message_key(turn.last),
        occurred_at=_written_at(turn),
        cut=any(was_cut(one) for one in turn.burst),
        source="forward" if told else "chat",
    )
    _about_sender(turn, facts)
    for words, understood in (*said, *reversed(told)):
        if understood is not None:
            _add(turn, facts, words, understood)
    for contact in (contact for one in turn.burst for contact in one.contacts):
        _about_shared(turn, facts, completed(contact))
    return facts


def _understandings(turn: Turn) -> tuple[Understanding | None, ...]:
    return turn.understood or (None,) * len(turn.burst)


def is_worth_keeping(turn: Turn, facts: Facts) -> bool:
    """Whether there is anything for a CRM in it: a forward, a contact, a file, or words that mean something."""
    if facts.lines or facts.files or any(one.contacts for one in turn.burst):
        return True
    if facts.names_somebody or facts.plan:
        return True
    return any(understood and Intent.NONE not in understood.intents for understood in turn.understood)


def _add(turn: Turn, facts: Facts, words: str, understood: Understanding) -> None:
    """Complete the facts by one text; what an earlier one said stands."""
    ref = _REF.search(words)
    facts.ref = facts.ref or (str(Ref.parse(ref[0])) if ref else None)
    if facts.ref is None or not facts.sender:
        _add_names(turn, facts, words, understood)
    facts.points = facts.points or points_of(understood)
    facts.address = facts.address or understood.address
    if understood.money and facts.amount_minor is None:
        amount = Money.of(understood.money[0].amount, understood.money[0].currency)
        facts.amount_minor, facts.currency = amount.minor, amount.currency
        facts.amount_text, facts.amount_clause = understood.money[0].text, amount_clause(words, understood)
    business = understood.money or any(one.unit != "%" for one in understood.quantities)
    facts.sells = facts.sells or Intent.LEAD in understood.intents or bool(business or _BUSINESS.search(words))
    if facts.plan is None and facts.vague_at is None:
        _add_plan(turn, facts, words, understood)
    facts.outcome = facts.outcome or understood.outcome
    facts.stage = facts.stage or understood.stage
    facts.reason = facts.reason or understood.reason
    if facts.gist is None and words == facts.body:
        facts.gist = gist_of(words, understood, with_amounts=False)


def _add_names(turn: Turn, facts: Facts, words: str, understood: Understanding) -> None:
    people = understood.people
    if len(people) > 1:  # "Bob and I met Li Wei": a colleague is no customer
        people = tuple(one for one in people if members.find_named(turn.uow, one.name) is None) or people
    if len(people) > 1 and is_told_by(words, people[0].name):
        people = people[1:]
    if facts.sender is not None and people and _is_fuller(people[0].name, facts.sender):
        facts.person, facts.title = people[0].name, people[0].title
        _add_role(facts, people[0].role)
    elif facts.person is None and facts.account is None and people:
        facts.person, facts.title = _as_called(people[0]), people[0].title
        facts.company = facts.company or people[0].company
        _add_role(facts, people[0].role)
        facts.others = [Companion(_as_called(one), one.title, one.company) for one in _named_along(words, people)]
    if not people:
        _add_role(facts, understood.role)
    if facts.company is None:
        names = (one.name for one in understood.companies if Ref.parse(one.name) is None)
        facts.company = next(names, None)


def _add_role(facts: Facts, role: Role | None) -> None:
    if role is not None and facts.role is None:
        facts.role, facts.role_told = role.title, role.told


def _named_along(words: str, people: Sequence[Person]) -> Iterator[Person]:
    """Who follows the first in one breath: "Anna, Ben and Carla", 张敏和刘洋; others are only mentioned."""
    for before, one in pairwise(people[:MOST_NAMED]):
        if not _AND.fullmatch(words, before.start + len(before.text), one.start):
            return
        yield one


def _is_fuller(name: str, sender: str) -> bool:
    """Whether a signature gives the sender's name in full: "Tomás Herrera" of "Tomás H."."""
    said, shown = name.casefold().split(), [word.rstrip(".") for word in sender.casefold().split()]
    if len(said) < 2 or len(shown) > len(said) or len(name) <= len(sender.rstrip(".")):
        return False
    return all(full.startswith(short) for full, short in zip(said, shown, strict=False))


def _as_called(person: Person) -> str:
    """The name on file; but "Li Wei" is not yet 李伟, however alike they sound: who it is, matching says."""
    return person.text if person.known and person.text.isascii() != person.name.isascii() else person.name


def points_of(understood: Understanding) -> list[Point]:
    """How somebody is reached, as understood: phones, addresses, handles."""
    return [
        *(Point(PHONE, one.number or one.text, one.text) for one in understood.phones),
        *(Point(EMAIL, one.address) for one in understood.emails),
        *(Point(one.service, one.name) for one in understood.handles if one.service != "url"),
    ]


def plan_of(turn: Turn, understood: Understanding) -> Plan | None:
    """What is to be done and when; None where nothing is planned or the time is over."""
    return next(_plans(turn, understood), None)


def plans_of(turn: Turn, understood: Understanding) -> list[Plan]:
    """Whatever is to be done, the main thing first."""
    return [*_plans(turn, understood)]


def _plans(turn: Turn, understood: Understanding) -> Iterator[Plan]:
    """Whatever is to be done at times that are not over."""
    over = _over_since(turn)
    for one in understood.planned:
        if one.due_at <= over and one.grain in {Grain.MINUTE, Grain.HOUR}:
            continue
        moment = next((each for each in understood.times if each.start_at == one.due_at), None)
        action = _PRONOUN.sub("", one.action or "") or turn.t("follow up")
        exact = one.grain in _EXACT and not _RELATIVE.search(moment.text if moment else "")
        yield Plan(action, one.due_at, one.grain, exact, one.recurs)


def _over_since(turn: Turn) -> datetime:
    """Times up to then are past: when a line was said, as it may have waited since; what is forwarded may be old."""
    said = turn.last
    return turn.uow.now if said.forward else min(turn.uow.now, said.sent_at or said.received_at)


def _add_plan(turn: Turn, facts: Facts, words: str, understood: Understanding) -> None:
    """Plans; where a customer's wish or a bare "next month" names no day and nothing to do, a time to ask about."""
    plans = plans_of(turn, understood)
    if not plans:
        return
    plan = plans[0]
    wish = Intent.LEAD in understood.intents or understood.action is None or _WISH.search(words) is not None
    if len(plans) == 1 and plan.grain in _VAGUE and wish and not plan.recurs:
        facts.vague_at, facts.vague_action = plan.due_at, understood.action
    elif understood.action is not None or Intent.FOLLOW_UP in understood.intents or _is_ahead(understood.times):
        facts.plan, facts.further = plan, plans[1:]


def _is_ahead(times: tuple[Moment, ...]) -> bool:
    return any(not one.past for one in times)


def _about_sender(turn: Turn, facts: Facts) -> None:
    """The first forwarded person who is no colleague is whom a forward is about."""
    for one in turn.burst:
        forward = one.forward
        if forward is None or forward.kind not in {ForwardKind.USER, ForwardKind.HIDDEN}:
            continue
        if _is_colleague(turn, one, forward):
            continue
        facts.person = facts.sender = forward.name.strip()[:120] or None
        if forward.user_id is not None:
            facts.account = (one.actor.platform, one.actor.tenant, forward.user_id)
        return


def _is_colleague(turn: Turn, incoming: Incoming, forward: Forward) -> bool:
    if forward.user_id is None:
        return False
    return members.find_by_actor(turn.uow, replace(incoming.actor, user_id=forward.user_id)) is not None


def _about_shared(turn: Turn, facts: Facts, contact: SharedContact) -> None:
    """A shared contact or vCard is whom the turn is about, in its own words."""
    if facts.person is None and contact.name.strip():
        facts.person = contact.name.strip()[:120]
    facts.company = facts.company or contact.company
    region = turn.workspace.region
    facts.points = facts.points or [
        *(Point(PHONE, _e164(phone, region), phone) for phone in contact.phones),
        *(Point(EMAIL, email) for email in contact.emails),
    ]
    if contact.user_id is not None and facts.account is None:
        facts.account = (turn.last.actor.platform, turn.last.actor.tenant, contact.user_id)
    facts.source = "contact"


def _e164(phone: str, region: str) -> str:
    parsed = parse_phone(phone, region)
    return f"+{parsed.country}{parsed.national}" if parsed and parsed.country else phone.strip()


def _forwarded(incoming: Incoming, words: str) -> dict[str, Any]:
    forward = incoming.forward
    sent_at = forward.sent_at if forward else None
    at = sent_at or incoming.sent_at or incoming.received_at
    return {"sender": forward.name if forward else "", "at": at.isoformat(), "text": words}


def _file(file: Any) -> dict[str, Any]:
    names = ("id", "name", "media_type", "size", "path", "limit")
    kept = {name: getattr(file, name) for name in names}
    return {name: value for name, value in kept.items() if value is not None}


def _written_at(turn: Turn) -> Any:
    """When it happened: for forwards the last one's own time."""
    times = [one.forward.sent_at for one in turn.burst if one.forward is not None and one.forward.sent_at is not None]
    return max(times) if times else None


def _message_key(incoming: Incoming) -> str | None:
    """What the platform calls the message, so that an edit finds its note."""
    return f"{incoming.address.chat_key}|{incoming.message_id}" if incoming.message_id else None
