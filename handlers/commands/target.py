"""/target: what somebody is to win a month; a manager sets it."""

import re

from crm.access import check_may_lead
from crm.members import get_named
from crm.targets import set_target
from domain.cards import Card
from domain.errors import NotUnderstood
from domain.money import Money
from handlers.cards.amounts import short_money
from handlers.cards.base import heading
from handlers.commands import Command
from handlers.questions.amounts import amount, amount_in
from handlers.questions.answering import answer_words
from handlers.saying import reader_of, say, undo_button
from handlers.turn import Outcome, Turn
from i18n import N_

_SETS = re.compile(rf"(?P<name>\S+)\s+(?:{amount()}|(?P<none>off|none|取消|无))", re.IGNORECASE)


def run(turn: Turn, rest: str) -> Outcome | None:
    """Without words how far one is; "alice 50k" sets hers."""
    if not rest:
        return answer_words(turn, "who is behind owner:me")
    found = _SETS.fullmatch(rest.strip())
    if not found and not (turn.last.text or "").startswith("/"):
        return None  # "target group are plumbers" is no command
    if not found:
        raise NotUnderstood("Whose target, and how much a month? For example: target alice 50k")
    member = get_named(turn.uow, found["name"])
    check_may_lead(turn.uow, turn.member, member)
    read = None if found["none"] else amount_in(found)
    target = Money.of(read[0], read[1] or turn.workspace.currency) if read else None
    set_target(member, target)
    shown = short_money(reader_of(turn), target) if target else turn.t("none")
    body = (heading(turn.t("✓ Target of {name}: {amount} a month", name=member.shown, amount=shown)),)
    return say(turn, Card(body, ((undo_button(turn),),)), private=True)


COMMAND = Command(
    "target",
    ("目标", "quota"),
    N_("What is to be won a month"),
    run,
    usage=N_("target [alice 50k]"),
    examples=(("en", "target alice 50k"), ("zh", "目标 小李 30万")),
    order=36,
)
