"""/lost: a deal or lead is lost, and why."""

from handlers.commands import Command
from handlers.deals.closing import close
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    return close(turn, rest, "lost")


COMMAND = Command(
    "lost",
    ("丢单", "输单"),
    N_("Mark a deal or lead as lost"),
    run,
    usage=N_("lost <deal> <reason>, or as a reply"),
    examples=(("en", "lost D42 too expensive"), ("zh", "丢单 D42 嫌贵")),
    order=32,
    reads=True,
)
