"""/undo: take back the last thing written in this chat."""

from crm import operations
from crm.undo import undo
from domain.errors import NotFound
from handlers.commands import Command
from handlers.correcting.undone import say_undone, undone_line
from handlers.saying import say
from handlers.turn import Handled, Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    """Take back the latest operation of this chat: a line says so here, and its card is edited."""
    if rest:
        return None
    card = operations.find_of_card(turn.uow, turn.replied.id) if turn.replied else None
    operation = card or operations.find_undoable(turn.uow, turn.member.id, turn.conversation.chat_key)
    if operation is None:
        raise NotFound("There is nothing to undo.")
    undone = undo(turn.uow, turn.member, operation.id)
    edited = say_undone(turn, undone, edit_of=undone.outbox_id)
    if undone.outbox_id is None:
        return edited
    return Handled((*say(turn, undone_line(turn, undone)).messages, *edited.messages))


COMMAND = Command(
    "undo",
    ("撤销", "撤回"),
    N_("Take back the last thing"),
    run,
    examples=(("en", "undo"), ("zh", "撤销")),
    order=40,
    daily=True,
)
