"""/lead: make a lead outright."""

from handlers.commands import Command
from handlers.filing.making import is_question, make
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    return None if is_question(turn, rest) else make(turn, rest, "lead")


COMMAND = Command(
    "lead",
    ("线索", "新线索", "new lead"),
    N_("Add a lead"),
    run,
    usage=N_("lead <name>, <company>, <phone>"),
    examples=(("en", "lead Li Wei, Acme Robotics, 138 0013 8000"), ("zh", "新线索 张伟，云帆科技，13912345678")),
    order=10,
    reads=True,
)
