"""/won: a deal is won."""

from handlers.commands import Command
from handlers.deals.closing import close
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    return close(turn, rest, "won")


COMMAND = Command(
    "won",
    ("成交", "赢单", "签约"),
    N_("Mark a deal as won"),
    run,
    usage=N_("won <deal>, or as a reply"),
    examples=(("en", "won D42"), ("zh", "成交 D42")),
    order=30,
    daily=True,
    reads=True,
)
