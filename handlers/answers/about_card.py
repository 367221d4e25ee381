"""Words asked for by a card's button ([Note], [Follow up]): handled as a reply to that card."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from handlers.answers import Reader
from handlers.commands import invoked
from handlers.reading import words_of
from handlers.replies import replies
from handlers.turn import Outcome, Turn
from storage.entities import OutboxMessage


def read(turn: Turn) -> Outcome | None:
    """None for a command, which is no answer."""
    if turn.pending is None or turn.last.reply_to or invoked(words_of(turn.last)) is not None:
        return None
    card = turn.uow.get(OutboxMessage, UUID(str(turn.pending.data["outbox"])))
    if card is None:
        return None
    replying = replace(turn, replied=card)
    taken = (take(replying) for take in replies())
    return next((outcome for outcome in taken if outcome is not None), None)


ANSWERS: Mapping[str, Reader] = {"about_card": read}
