"""/contact: make a contact outright."""

from handlers.commands import Command
from handlers.filing.making import is_question, make
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    return None if is_question(turn, rest) else make(turn, rest, "contact")


COMMAND = Command(
    "contact",
    ("联系人", "新联系人", "new contact"),
    N_("Add a contact"),
    run,
    usage=N_("contact <name>, <company>, <phone>"),
    examples=(("en", "/contact Anna Schmidt, Nordlicht GmbH"), ("zh", "新联系人 王芳，华为")),
    order=12,
    reads=True,
    bare=False,
)
