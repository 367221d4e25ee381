"""An edited message: its note follows, the old text stays in the history, and what it changed is changed along."""

from crm import notes, operations
from crm.filings import filing_of, keep
from domain.errors import NotAllowed
from handlers.correcting.facts import apply_to
from handlers.correcting.plans import follow_plans
from handlers.filing.filed import say_filed
from handlers.filing.gist import gist_of
from handlers.filing.hearing import plans_of
from handlers.reading import words_of
from handlers.turn import Handled, Turn
from storage.entities import Operation


def follow_edit(turn: Turn) -> Handled | None:
    """Rewrite the note of an edited message; None where the message had written nothing."""
    operation = _operation(turn)
    if operation is None:
        return None
    filing = filing_of(operation)
    note = notes.find_note(turn.uow, filing.note_id if filing else None)
    if filing is None or note is None or operation.undone_at is not None:
        raise NotAllowed("That message was acted on already; the edit changed nothing. Undo is on its card.")
    words = words_of(turn.last)
    notes.rewrite(note, words)
    filing.facts.body = words
    understood = turn.understood[-1] if turn.understood else None
    if understood is not None:
        filing.facts.gist = gist_of(words, understood, with_amounts=False)
        apply_to(turn, filing, words, understood, with_time=False)
        follow_plans(turn, filing, plans_of(turn, understood))
    keep(turn.uow, filing)
    turn.uow.operation_data["corrects"] = str(operation.id)
    return say_filed(turn, filing, edit_of=operation.outbox_id)


def _operation(turn: Turn) -> Operation | None:
    """What the message wrote: known by its inbox key, or by what the platform calls the message."""
    edited = turn.last.edit_of
    if edited is None:
        return None
    found = operations.find_of_message(turn.uow, edited, turn.member.id)
    if found is not None:
        return found
    note = notes.find_by_message(turn.uow, (f"{turn.last.address.chat_key}|{edited}",))
    if note is None or note.author_id != turn.member.id:
        return None
    return operations.find_creation(turn.uow, note.id)
