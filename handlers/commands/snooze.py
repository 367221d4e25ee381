"""/snooze: be reminded later: in an hour unless told."""

from datetime import timedelta

from crm.follow_ups import find_meant
from domain.errors import NotUnderstood
from handlers.commands import Command
from handlers.filing.hearing import plan_of
from handlers.follow_ups.acting import move, snooze
from handlers.follow_ups.targets import follow_up_in_front
from handlers.turn import Outcome, Turn
from handlers.typed.clock import span_in
from i18n import N_

UNLESS_TOLD = timedelta(hours=1)


def run(turn: Turn, rest: str) -> Outcome:
    follow_up, words = follow_up_in_front(turn, rest)
    follow_up = follow_up or find_meant(turn.uow, turn.member, None)
    if follow_up is None:
        raise NotUnderstood("Which one? For example: snooze F9 2h")
    span = span_in(words)
    if span is not None or not words:
        return snooze(turn, follow_up, span or UNLESS_TOLD)
    understood = turn.understood[-1] if turn.understood else None
    plan = plan_of(turn, understood) if understood else None
    if plan is None:
        raise NotUnderstood("Until when? For example: snooze F9 tomorrow 3pm")
    return move(turn, follow_up, plan.due_at, plan.grain, exact=plan.exact)


COMMAND = Command(
    "snooze",
    ("推迟", "稍后", "延后"),
    N_("Be reminded later"),
    run,
    usage=N_("snooze <follow-up> <how long or until when>"),
    examples=(("en", "snooze F9 2h"), ("zh", "推迟 F9 2小时")),
    order=26,
    reads=True,
)
