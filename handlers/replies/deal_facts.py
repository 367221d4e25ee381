"""A reply to a card that speaks of its deal itself: its close date, its amount, its stage."""

from domain.chat import IncomingKind
from handlers.deals.facts import say_of_deal
from handlers.turn import Outcome, Turn

ORDER = 45


def take(turn: Turn) -> Outcome | None:
    return say_of_deal(turn) if turn.last.kind is IncomingKind.MESSAGE else None
