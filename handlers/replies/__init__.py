"""Replies to one of our cards: one file a kind of card, each holding `ORDER` and `take(turn)`.

`turn.replied` is the card (its `about` names the records it shows, first the main one). `take` returns None where the
reply is none of its business; the first in order that returns something has it.
"""

from collections.abc import Callable
from functools import cache

from handlers.discovery import modules
from handlers.turn import Outcome, Turn

Take = Callable[[Turn], Outcome | None]


@cache
def replies() -> tuple[Take, ...]:
    """What is tried on a reply, in order."""
    found = sorted(modules(__name__, __path__), key=lambda module: (module.ORDER, module.__name__))
    return tuple(module.take for module in found)
