"""/duplicates: who probably stands in the books twice."""

from crm.access import check_role
from domain.terms import Role
from handlers.commands import Command
from handlers.records.twins import probable
from handlers.turn import Outcome, Question, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome:
    del rest
    check_role(turn.member, Role.MANAGER)
    return Question(probable)


COMMAND = Command(
    "duplicates",
    ("查重", "重复客户"),
    N_("List customers who probably stand here twice"),
    run,
    role=Role.MANAGER,
    examples=(("en", "duplicates"), ("zh", "查重")),
    order=70,
)
