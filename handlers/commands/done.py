"""/done: a follow-up is done, by its number, its customer, its card, or as the one said last."""

import re

from crm.follow_ups import find_meant, list_own_open
from crm.reminders import context_of
from crm.topics import find_planned
from domain.cards import Button, Card
from domain.errors import NotUnderstood
from handlers.cards.base import dotted, due, heading
from handlers.cards.reminder import title_of
from handlers.commands import Command
from handlers.follow_ups.acting import finish
from handlers.follow_ups.targets import follow_up_in_front
from handlers.records.targets import named
from handlers.saying import reader_of, say
from handlers.turn import Outcome, Turn
from i18n import N_

MOST = 5
_OF_ITS_OWN = re.compile(r"with\b|deal\b|了", re.IGNORECASE)


def run(turn: Turn, rest: str) -> Outcome | None:
    """What follows the number is the result; words that name nobody are no command after all."""
    follow_up, words = follow_up_in_front(turn, rest)
    if follow_up is not None:
        return finish(turn, follow_up, words or None)
    record = named(turn, rest) if rest else None
    if rest and record is None:
        return _with_result(turn, rest)
    meant = find_meant(turn.uow, turn.member, record)
    if meant is None and record is None and turn.last.is_private:
        meant = find_planned(turn.uow, turn.member, turn.last.address)
    return finish(turn, meant) if meant is not None else say(turn, _which(turn), private=True)


def _which(turn: Turn) -> Card:
    """What is planned, a tap each. Raises NotUnderstood where nothing is."""
    found = list_own_open(turn.uow, turn.member)[:MOST]
    if not found:
        raise NotUnderstood("Nothing is planned, so there is nothing to be done with.")
    reader = reader_of(turn)
    rows = tuple(
        (
            Button(
                dotted(title_of(context_of(turn.uow, turn.member, one)), due(reader, one.due_at, one.grain)),
                "follow_up_done",
                {"follow_up": str(one.id)},
            ),
        )
        for one in found
    )
    return Card((heading(turn.t("Which one is done?")),), rows)


def _with_result(turn: Turn, words: str) -> Outcome | None:
    """What came of the one said last; "done with ..." is a sentence of its own, and so is all else."""
    meant = None if _OF_ITS_OWN.match(words) else find_meant(turn.uow, turn.member, None)
    return finish(turn, meant, words) if meant else None


COMMAND = Command(
    "done",
    ("完成", "搞定", "做完了"),
    N_("A follow-up is done"),
    run,
    usage=N_("done <follow-up> <result>"),
    examples=(("en", "done F9 she wants an offer"), ("zh", "完成 F9 要报价")),
    order=24,
)
