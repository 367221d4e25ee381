"""Commands that close or move a deal: won, lost, stage."""

import re

from crm.facts import Facts
from crm.stages import get_named
from domain.errors import NotUnderstood
from domain.money import Money
from handlers.deals.stage_moves import move_customer
from handlers.records.targets import in_front, named
from handlers.talk_goes_on import just_shown
from handlers.turn import Outcome, Turn
from understanding.extraction.model import Understanding

_TO_PRICE = re.compile(r"^(?:(?:to|because of|due to|because)\b|因为|由于|原因[:：]?)\s*", re.IGNORECASE)
_EDGES = " ,，.。:：!！"


def close(turn: Turn, rest: str, outcome: str) -> Outcome | None:
    """Close the deal of the reference, of the card replied to or of the customer named; None for a question."""
    record, words = in_front(turn, rest)
    if record is None and not words:
        record = just_shown(turn)
    understood = turn.understood[-1] if turn.understood else None
    if record is None:
        return None if words else _which_one(outcome)
    facts = Facts(body=words or None, outcome=outcome)
    _amount(facts, understood)
    if outcome == "lost" and words:
        facts.reason = _TO_PRICE.sub("", words).strip(_EDGES) or None
    return move_customer(turn, record, facts)


def move(turn: Turn, rest: str) -> Outcome | None:
    """`stage D42 proposal`, `stage Acme proposal`, or `stage proposal` as a reply."""
    record, words = in_front(turn, rest)
    if record is None and " " in words:
        name, _, words = words.rpartition(" ")
        record = named(turn, name)
    if record is None or not words:
        raise NotUnderstood("Which deal and which stage? For example: stage D42 proposal")
    stage = get_named(turn.uow, _TO_PRICE.sub("", words.removeprefix("到")).strip())
    return move_customer(turn, record, Facts(stage=stage.name))


def _amount(facts: Facts, understood: Understanding | None) -> None:
    if understood is not None and understood.money:
        amount = Money.of(understood.money[0].amount, understood.money[0].currency)
        facts.amount_minor, facts.currency = amount.minor, amount.currency


def _which_one(outcome: str) -> Outcome:
    example = "won D42" if outcome == "won" else "lost D42 price"
    raise NotUnderstood("Which deal? Reply to its card, or: {example}", example=example)
