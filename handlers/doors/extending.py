"""Forwards right after a free text belong to it: its note is extended and its card edited."""

from datetime import timedelta

from crm import notes, operations
from crm.filing import attach
from crm.filings import Filing, filing_of, keep
from crm.recognise import recognise
from handlers.filing.filed import say_filed
from handlers.filing.hearing import facts_of
from handlers.turn import Handled, Turn
from storage.entities import Operation

WINDOW = timedelta(seconds=2)
"""As long as a burst is gathered: what comes sooner was meant together."""


def extend_last(turn: Turn) -> Handled | None:
    """Join forwards to the note of the text before them; None where there is none so fresh."""
    if any(one.forward is None for one in turn.burst):
        return None
    lately = operations.list_last(turn.uow, turn.member.id, turn.conversation.chat_key, timedelta(minutes=1))
    operation = lately[0] if lately else None
    filing = filing_of(operation)
    if operation is None or filing is None or turn.first.received_at - operation.at > WINDOW:
        return None
    if filing.facts.lines and filing.facts.body is None:
        return None
    return _joined(turn, operation, filing)


def _joined(turn: Turn, operation: Operation, filing: Filing) -> Handled | None:
    note = notes.find_note(turn.uow, filing.note_id)
    if note is None:
        return None
    more = facts_of(turn)
    facts = filing.facts
    facts.lines = [*facts.lines, *more.lines]
    facts.files = [*facts.files, *more.files]
    note.lines, note.files = facts.lines, facts.files or None
    if filing.state in {"nobody", "doubtful"}:
        facts.person, facts.sender, facts.account = more.person or facts.person, more.sender, more.account
        facts.company, facts.points = facts.company or more.company, facts.points or more.points
        filing = attach(turn.uow, turn.member, filing, recognise(turn.uow, turn.member, facts))
    keep(turn.uow, filing)
    turn.uow.operation_data["follows"] = str(operation.id)
    return say_filed(turn, filing, edit_of=operation.outbox_id)
