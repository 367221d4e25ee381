"""/deal: make a deal outright."""

from handlers.commands import Command
from handlers.filing.making import is_question, make
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    return None if is_question(turn, rest) else make(turn, rest, "deal")


COMMAND = Command(
    "deal",
    ("商机", "新商机", "new deal"),
    N_("Add a deal"),
    run,
    usage=N_("deal <customer>, <amount>"),
    examples=(("en", "deal Acme Robotics, 200k"), ("zh", "新商机 华为，20万")),
    order=16,
    reads=True,
)
