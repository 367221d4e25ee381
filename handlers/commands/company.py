"""/company: make a company outright."""

from handlers.commands import Command
from handlers.filing.making import is_question, make
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    return None if is_question(turn, rest) else make(turn, rest, "company")


COMMAND = Command(
    "company",
    ("公司", "新公司", "new company"),
    N_("Add a company"),
    run,
    usage=N_("company <name>"),
    examples=(("en", "/company Nordlicht GmbH"), ("zh", "新公司 云帆科技")),
    order=14,
    reads=True,
    bare=False,
)
