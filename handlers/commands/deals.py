"""/deals: the deals themselves, by any filter."""

from handlers.commands import Command
from handlers.questions.answering import answer_command
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    return answer_command(turn, f"deals {rest}")


COMMAND = Command(
    "deals",
    ("商机列表", "opportunities"),
    N_("List deals"),
    run,
    usage=N_("deals [owner:alice] [stage:proposal] [amount>100k] [close:this-quarter] [idle>14d] [sort:amount]"),
    examples=(
        ("en", "deals over 100k closing this quarter without activity for 14 days"),
        ("zh", "超过10万两周没跟进的商机"),
    ),
    order=31,
)
