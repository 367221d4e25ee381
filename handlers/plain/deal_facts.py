"""Plain words about the deal itself, named or just shown: its close date, its amount, its stage."""

from domain.chat import IncomingKind
from handlers.deals.facts import say_of_deal
from handlers.turn import Outcome, Turn

ORDER = 80


def take(turn: Turn) -> Outcome | None:
    return say_of_deal(turn) if turn.last.kind is IncomingKind.MESSAGE and turn.replied is None else None
