"""/pipeline: sums by stage, by owner, by month, of any filter."""

from handlers.commands import Command
from handlers.questions.answering import answer_command
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    return answer_command(turn, f"pipeline {rest}")


COMMAND = Command(
    "pipeline",
    ("商机漏斗", "销售漏斗", "漏斗", "管道", "funnel"),
    N_("Where the pipeline stands"),
    run,
    usage=N_("pipeline [this month] [by owner] [owner:alice] [amount>100k]"),
    examples=(("en", "pipeline this month by owner"), ("zh", "本月各销售的商机")),
    order=30,
    daily=True,
)
