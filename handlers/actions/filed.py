"""The buttons of a filed card: who it is, which number holds, when to be reminded, what to change."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from crm import contacts, conversations, deals, operations
from crm.access import check_may_change
from crm.facts import Plan
from crm.filing import attach, create_plan
from crm.filings import Filing, amounts_apart, filing_of, keep, links_of
from crm.identify import remember
from crm.recognise import Known, New, get_candidate, owner_elsewhere
from crm.records import ref_of
from domain.cards import Card
from domain.errors import NotFound
from domain.terms import Grain
from handlers.cards.base import line
from handlers.correcting.anew import file_anew
from handlers.filing.filed import redraw
from handlers.saying import say
from handlers.turn import Handled, Handler, Outcome, Turn
from storage.entities import ContactPoint, Operation


def link(turn: Turn) -> Outcome:
    """That candidate is the one; the answer is remembered."""
    operation, filing = _filed(turn)
    subject, _, record_id = str(_data(turn)["to"]).partition(":")
    record = get_candidate(turn.uow, subject, UUID(record_id))
    if record is None:
        raise NotFound("That record is gone.")
    taken = owner_elsewhere(turn.uow, turn.member, record)
    query = filing.facts.query(turn.workspace.region)
    if taken is None:
        remember(turn.uow, query, record, same=True, sent_by=filing.facts.sender)
    whom = taken or Known(record, ("confirmed before",), confirmed=True)
    return _going_on(turn, operation, attach(turn.uow, turn.member, filing, whom))


def file_new(turn: Turn) -> Outcome:
    """None of the candidates: somebody new. That is remembered of each candidate."""
    operation, filing = _filed(turn)
    query = filing.facts.query(turn.workspace.region)
    for subject, record_id in filing.candidates:
        record = get_candidate(turn.uow, subject, record_id)
        if record is not None:
            remember(turn.uow, query, record, same=False, sent_by=filing.facts.sender)
    return _going_on(turn, operation, attach(turn.uow, turn.member, filing, New()))


def not_them(turn: Turn) -> Outcome:
    """The link was wrong: all it wrote is taken back, remembered as wrong, and the message is filed anew."""
    operation, filing = _filed(turn)
    record = links_of(turn.uow, filing).contact or links_of(turn.uow, filing).company
    if record is not None:
        query = filing.facts.query(turn.workspace.region)
        remember(turn.uow, query, record, same=False, sent_by=filing.facts.sender)
    return file_anew(turn, operation, filing)


def add_point(turn: Turn) -> Outcome:
    """The other number holds as well."""
    operation, filing = _filed(turn)
    contact = links_of(turn.uow, filing).contact
    if contact is not None and filing.conflict is not None:
        contacts.add_point(turn.uow, contact, filing.conflict.new.parts)
        filing.added = [*filing.added, filing.conflict.new]
    return _without_conflict(turn, operation, filing)


def replace_point(turn: Turn) -> Outcome:
    """The new number takes the place of the one on file."""
    operation, filing = _filed(turn)
    contact = links_of(turn.uow, filing).contact
    old = turn.uow.get(ContactPoint, filing.conflict.point_id if filing.conflict else None)
    if contact is not None and filing.conflict is not None and old is not None:
        contacts.replace_point(turn.uow, contact, old, filing.conflict.new.parts)
        filing.added = [*filing.added, filing.conflict.new]
    return _without_conflict(turn, operation, filing)


def set_amount(turn: Turn) -> Outcome:
    """The amount that was said is the deal's from now on."""
    operation, filing = _filed(turn)
    links = links_of(turn.uow, filing)
    under_way, apart = links.deal or links.lead, amounts_apart(filing, links)
    if under_way is not None and apart is not None:
        check_may_change(turn.uow, turn.member, under_way)
        said = apart[1]
        deals.set_amount(under_way, said)
        filing.filled, filing.facts.amount_clause = str(ref_of(under_way)), None
        filing.facts.amount_minor, filing.facts.currency = said.minor, said.currency
    filing.asks_amount = False
    return _going_on(turn, operation, filing)


def keep_amount(turn: Turn) -> Outcome:
    """The deal's amount stays; what was said stays in the note."""
    operation, filing = _filed(turn)
    filing.asks_amount = False
    return _going_on(turn, operation, filing)


def add_deal(turn: Turn) -> Outcome:
    """The amount that was said is a deal; the note and what was planned hang on it."""
    operation, filing = _filed(turn)
    links = links_of(turn.uow, filing)
    customer = links.contact or links.company
    if customer is None or links.deal is not None:
        raise NotFound("That record is gone.")
    check_may_change(turn.uow, turn.member, customer)
    filing.facts.wants = "deal"
    known = Known(customer, filing.why, confirmed=True)
    return _going_on(turn, operation, attach(turn.uow, turn.member, filing, known))


def remind(turn: Turn) -> Outcome:
    """Remind at the moment proposed."""
    operation, filing = _filed(turn)
    at = datetime.fromisoformat(_data(turn)["at"])
    plan = Plan(filing.facts.vague_action or turn.t("follow up"), at, Grain.MINUTE, exact=True)
    filing.follow_up_id = create_plan(turn.uow, turn.member, plan, links_of(turn.uow, filing))
    filing.facts.vague_at = None
    return _going_on(turn, operation, filing)


def no_reminder(turn: Turn) -> Outcome:
    operation, filing = _filed(turn)
    filing.facts.vague_at = None
    return _going_on(turn, operation, filing)


def pick_time(turn: Turn) -> Outcome:
    return _ask(turn, turn.t("When? For example: Thursday 3pm"))


def edit(turn: Turn) -> Outcome:
    return _ask(turn, turn.t("What shall I change? For example: 250k, or: company is Acme"))


def _ask(turn: Turn, question: str) -> Handled:
    """One question, answered in one line; the answer changes the card."""
    operation, _ = _filed(turn)
    data = {"operation": str(operation.id), "card": str(turn.replied.id) if turn.replied else None}
    conversations.ask(turn.uow, turn.member.id, turn.conversation.chat_key, "change", data)
    return say(turn, Card((line(question),)))


def _going_on(turn: Turn, operation: Operation, filing: Filing) -> Handled:
    """Draw the card anew; one Undo takes back this and what it went on from."""
    keep(turn.uow, filing)
    turn.uow.operation_data["follows"] = str(operation.id)
    return redraw(turn, filing)


def _without_conflict(turn: Turn, operation: Operation, filing: Filing) -> Handled:
    filing.conflict = None
    return _going_on(turn, operation, filing)


def _filed(turn: Turn) -> tuple[Operation, Filing]:
    """What the card's operation filed. Raises NotFound once it was undone."""
    operation = operations.find_operation(turn.uow, UUID(_data(turn)["operation"]))
    filing = filing_of(operation)
    if operation is None or filing is None or operation.undone_at is not None:
        raise NotFound("That was undone; nothing changed.")
    return operation, filing


def _data(turn: Turn) -> Mapping[str, Any]:
    return turn.choice.data if turn.choice else {}


ACTIONS: Mapping[str, Handler] = {
    "link": link,
    "file_new": file_new,
    "not_them": not_them,
    "add_point": add_point,
    "replace_point": replace_point,
    "set_amount": set_amount,
    "keep_amount": keep_amount,
    "add_deal": add_deal,
    "remind": remind,
    "no_reminder": no_reminder,
    "pick_time": pick_time,
    "edit": edit,
}
REPEATABLE = frozenset({"pick_time", "edit"})
