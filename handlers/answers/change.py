"""The answer to [Edit] and [Pick time]: it changes the card it was asked about."""

from collections.abc import Mapping
from uuid import UUID

from crm import operations
from crm.filings import filing_of
from handlers.answers import Reader
from handlers.correcting.facts import correct
from handlers.turn import Outcome, Turn


def change(turn: Turn) -> Outcome | None:
    """None where the words change nothing: they are then no answer."""
    understood = turn.understood[-1] if turn.understood else None
    if turn.pending is None or understood is None or turn.last.forward is not None:
        return None
    operation = operations.find_operation(turn.uow, UUID(turn.pending.data["operation"]))
    if operation is None or operation.undone_at is not None or filing_of(operation) is None:
        return None
    if understood.people and understood.companies:
        return None  # a message of its own
    return correct(turn, operation, understood)


ANSWERS: Mapping[str, Reader] = {"change": change}
