"""What plain words may mean: one file a meaning, each holding `ORDER` and `take(turn)`.

`take` returns None where the words (turn.understood) mean nothing to it; the first in order that returns something has
them. Questions stand before capture (90), which takes whatever is worth keeping; what nobody takes gets a line of help.
"""

from collections.abc import Callable
from functools import cache

from handlers.discovery import modules
from handlers.turn import Outcome, Turn

Take = Callable[[Turn], Outcome | None]


@cache
def meanings() -> tuple[Take, ...]:
    """What is tried on plain words, in order."""
    found = sorted(modules(__name__, __path__), key=lambda module: (module.ORDER, module.__name__))
    return tuple(module.take for module in found)
