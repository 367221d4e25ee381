"""/leads: new interest, by source, owner or status."""

from handlers.commands import Command
from handlers.questions.answering import answer_command
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    return answer_command(turn, f"leads {rest}")


COMMAND = Command(
    "leads",
    ("线索列表",),
    N_("List leads"),
    run,
    usage=N_("leads [new this week] [by source] [owner:alice]"),
    examples=(("en", "new leads by source this month"), ("zh", "本月新线索按来源")),
    order=32,
)
