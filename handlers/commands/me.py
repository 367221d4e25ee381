"""/me: who one is here, and what one sees."""

from crm.self_portrait import self_portrait
from handlers.cards.person import self_card
from handlers.commands import Command
from handlers.saying import reader_of, say
from handlers.turn import Handled, Outcome, Question, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    """More words make a sentence of it ("me and Anna met ...")."""
    del turn
    return None if rest.strip("?？!") else Question(_answer)


def _answer(turn: Turn) -> Handled:
    return say(turn, self_card(reader_of(turn), self_portrait(turn.uow, turn.member)), private=True)


COMMAND = Command(
    "me",
    ("whoami", "who am i", "settings", "我是谁", "我", "设置", "我的设置"),
    N_("Who you are here"),
    run,
    usage=N_("me"),
    examples=(("en", "whoami"), ("zh", "我是谁")),
    order=80,
)
