"""[Undo]: take back all that one message wrote."""

from collections.abc import Mapping
from uuid import UUID

from crm.undo import undo as take_back
from domain.errors import NotFound
from handlers.correcting.undone import say_undone
from handlers.turn import Handler, Outcome, Turn


def undo(turn: Turn) -> Outcome:
    data = turn.choice.data if turn.choice else {}
    if "operation" not in data:
        raise NotFound("There is nothing to undo.")
    operation = take_back(turn.uow, turn.member, UUID(data["operation"]))
    return say_undone(turn, operation, edit_of=turn.replied.id if turn.replied else None)


ACTIONS: Mapping[str, Handler] = {"undo": undo}
