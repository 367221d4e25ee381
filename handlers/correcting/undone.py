"""What is shown after an Undo: the card as if nothing had been, or as it was before a correction."""

from dataclasses import replace
from uuid import UUID

from crm import operations
from crm.filings import filing_of
from domain.cards import Card
from handlers.cards.base import heading, strike
from handlers.cards.filed import filed_card
from handlers.deals import news
from handlers.saying import message, reader_of
from handlers.turn import Handled, Turn
from storage.entities import Operation


def say_undone(turn: Turn, operation: Operation, *, edit_of: UUID | None) -> Handled:
    """Edit the card that showed the operation."""
    corrected = (operation.data or {}).get("corrects")
    before = operations.find_operation(turn.uow, UUID(corrected)) if corrected else None
    filing = filing_of(before)
    if before is not None and filing is not None:
        card = filed_card(turn.uow, reader_of(turn), turn.member, filing, operation_id=before.id)
        if edit_of is None:  # a fresh message: say what happened before the card as it stands again
            card = replace(card, body=(heading("↩ ", turn.t("Undone")), *card.body))
        return Handled((message(turn, card, edit_of=edit_of),))
    card = undone_line(turn, operation)
    turn.uow.summary = turn.t("Undone")
    return Handled((message(turn, card, edit_of=edit_of), *news.taken_back(turn, operation.id)))


def undone_line(turn: Turn, operation: Operation) -> Card:
    """Say "↩ Undone: what it was", struck through, on one line."""
    what = (strike(operation.summary),) if operation.summary else ()
    return Card((heading("↩ ", turn.t("Undone"), ": " if what else "", *what),))
