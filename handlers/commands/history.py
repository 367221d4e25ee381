"""/history: what happened to a record."""

from domain.errors import NotUnderstood
from handlers.commands import Command
from handlers.records.finding import show_history
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome:
    words = rest or next(iter(turn.replied.about or ()), "") if turn.replied else rest
    if not words:
        raise NotUnderstood("Whose history? For example: history C7")
    return show_history(turn, words)


COMMAND = Command(
    "history",
    ("历史", "时间线", "timeline"),
    N_("What happened to a customer"),
    run,
    usage=N_("history <customer or number>"),
    examples=(("en", "history C7"), ("zh", "历史 王芳")),
    order=35,
)
