"""/forecast: what is won and, weighted, expected."""

from handlers.commands import Command
from handlers.questions.answering import answer_command
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    return answer_command(turn, f"forecast {rest or 'this quarter'}")


COMMAND = Command(
    "forecast",
    ("预测", "业绩预测"),
    N_("What the quarter will bring"),
    run,
    usage=N_("forecast [this quarter | next month | Q1] [by owner]"),
    examples=(("en", "forecast Q1"), ("zh", "本季度预测")),
    order=33,
)
