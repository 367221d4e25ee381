"""Whatever is worth keeping is kept: the last meaning tried on plain words."""

from crm import notes
from domain.cards import Card
from domain.terms import Intent
from handlers.cards.base import heading, quote
from handlers.reading import words_of
from handlers.saying import say, undo_button
from handlers.turn import Outcome, Turn

ORDER = 90


def take(turn: Turn) -> Outcome | None:
    """File it, and say what was filed; None for what is nothing for a CRM."""
    understood = turn.understood[-1] if turn.understood else None
    if understood is None or Intent.NONE in understood.intents:
        return None
    words = words_of(turn.last)
    notes.add_note(turn.uow, words)
    return say(turn, Card((heading("✓ ", turn.t("Note")), quote(words)), ((undo_button(turn),),)))
