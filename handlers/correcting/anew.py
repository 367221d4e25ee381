"""What was linked to the wrong customer is taken back and filed anew, on the same card."""

from crm.facts import Facts
from crm.filing import file
from crm.filings import Filing, keep, links_of
from crm.identify import remember
from crm.recognise import recognise
from crm.undo import undo
from handlers.filing.filed import redraw, say_filed
from handlers.turn import Handled, Turn
from storage.entities import Contact, Operation


def file_anew(turn: Turn, operation: Operation, filing: Filing, *, person: str | None = None) -> Handled:
    """Undo all it wrote, and file the same words, about `person` where another is named. One Undo takes back both."""
    denied = links_of(turn.uow, filing).contact
    undo(turn.uow, turn.member, operation.id)
    del turn.uow.operation_data["undid"]
    facts, filing.facts.ref = filing.facts, None
    if person is not None:
        facts.person, facts.sender = person, None
        _remember_not(turn, facts, denied)
    again = file(turn.uow, turn.member, facts, recognise(turn.uow, turn.member, facts))
    keep(turn.uow, again)
    turn.uow.operation_data["follows"] = str(operation.id)
    return redraw(turn, again) if turn.choice else say_filed(turn, again, edit_of=operation.outbox_id)


def _remember_not(turn: Turn, facts: Facts, denied: Contact | None) -> None:
    """The one who was denied is no candidate for that name any more."""
    if denied is not None:
        remember(turn.uow, facts.query(turn.workspace.region), denied, same=False, sent_by=None)
