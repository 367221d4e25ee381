"""/stage: move a deal."""

from handlers.commands import Command
from handlers.deals.closing import move
from i18n import N_

COMMAND = Command(
    "stage",
    ("阶段", "推进"),
    N_("Move a deal to another stage"),
    move,
    usage=N_("stage <deal> <stage>"),
    examples=(("en", "stage D42 proposal"), ("zh", "推进 D42 谈判")),
    order=34,
)
