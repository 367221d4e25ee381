"""Which rows are in a state, in the very words of the partial indexes: a bound value keeps an index from answering.

A row of inbox and outbox stands in one short index for the state it is in, and in none once it is done with for good.
"""

from typing import Any

from sqlalchemy import ColumnElement, Text, literal_column

PENDING = ("pending",)
PUT_ASIDE = ("parked", "broken")
OPEN = ("queued", "sending")
SENT = ("sent",)
DEAD = ("dead",)


def in_state(kind: Any, states: tuple[str, ...]) -> ColumnElement[bool]:
    """Rows of a table, or of an alias of it, that are in one of these states."""
    words: list[ColumnElement[str]] = [literal_column(f"'{state}'", Text()) for state in states]
    found: ColumnElement[bool] = kind.state == words[0] if len(words) == 1 else kind.state.in_(words)
    return found


def where_in(states: tuple[str, ...]) -> str:
    """The same as the condition of an index."""
    words = [f"'{state}'" for state in states]
    return f"state = {words[0]}" if len(words) == 1 else f"state IN ({', '.join(words)})"
