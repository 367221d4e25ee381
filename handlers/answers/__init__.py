"""Answers to what we asked: one file a group, each holding `ANSWERS`, a mapping of the question's kind to a reader.

A reader gets the turn (`turn.pending.data` holds what was asked) and returns None where the words do not read as an
answer; they are then handled as if nothing had been asked, and the question stays open until it expires.
"""

from collections.abc import Callable, Mapping
from functools import cache

from handlers.discovery import modules
from handlers.turn import Outcome, Turn

Reader = Callable[[Turn], Outcome | None]


@cache
def answers() -> Mapping[str, Reader]:
    """Every kind of question there is, with what reads its answer."""
    return {kind: read for module in modules(__name__, __path__) for kind, read in module.ANSWERS.items()}
