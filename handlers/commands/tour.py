"""/tour: two minutes, four things to try."""

from handlers.commands import Command
from handlers.saying import say
from handlers.tour import step_card, wait_for
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    if rest and not (turn.last.text or "").startswith("/"):  # "tour through their plant went well" is a note
        return None
    wait_for(turn, 0)
    return say(turn, step_card(turn, 0), private=True)


COMMAND = Command(
    "tour",
    ("导览", "新手引导", "tutorial"),
    N_("Try Rapport in two minutes"),
    run,
    usage=N_("tour"),
    examples=(("en", "tour"), ("zh", "导览")),
    order=90,
)
