"""[Undo]: take back all that one message wrote."""

from collections.abc import Mapping

from handlers.saying import tell
from handlers.turn import Handler, Outcome, Turn


def undo(turn: Turn) -> Outcome:
    return tell(turn, turn.t("Undone."))


ACTIONS: Mapping[str, Handler] = {"undo": undo}
