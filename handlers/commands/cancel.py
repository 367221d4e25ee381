"""/cancel: what was planned will not be done."""

from crm.reminders import context_of
from domain.cards import Button, Card
from domain.errors import NotUnderstood
from handlers.cards import base
from handlers.cards.base import dotted, heading
from handlers.cards.reminder import title_of
from handlers.commands import Command
from handlers.follow_ups.acting import call_off
from handlers.follow_ups.cancelling import planned_meant
from handlers.follow_ups.targets import follow_up_in_front
from handlers.saying import reader_of, say
from handlers.turn import Outcome, Turn
from i18n import N_
from storage.entities import FollowUp

MOST = 5


def run(turn: Turn, rest: str) -> Outcome | None:
    """None where nothing planned is meant ("cancel culture", "取消了订单"): the words are plain ones then."""
    follow_up, words = follow_up_in_front(turn, rest)
    if follow_up is not None:
        return call_off(turn, follow_up)
    if words.startswith("了"):
        return None
    found = planned_meant(turn, words)
    if len(found) == 1:
        return call_off(turn, found[0])
    if found:
        return say(turn, _which(turn, found[:MOST]))
    if not words:
        raise NotUnderstood("Which one? For example: cancel F9")
    return None


def _which(turn: Turn, found: list[FollowUp]) -> Card:
    reader = reader_of(turn)
    rows = tuple(
        (
            Button(
                dotted(title_of(context_of(turn.uow, turn.member, one)), base.due(reader, one.due_at, one.grain)),
                "cancel_follow_up",
                {"follow_up": str(one.id)},
            ),
        )
        for one in found
    )
    return Card((heading(turn.t("Which one is called off?")),), rows)


COMMAND = Command(
    "cancel",
    ("取消", "call off"),
    N_("Call off what was planned"),
    run,
    usage=N_("cancel <follow-up>, or what and when"),
    examples=(("en", "cancel the call with Li Wei"), ("zh", "取消周四的会")),
    order=25,
    reads=True,
    glued=("取消",),
)
