"""/today: what is overdue, due today, at risk, and the next best; a tap does it."""

from crm.team_day import team_day
from crm.work_queue import queue_of
from handlers.cards.digest import digest_card
from handlers.commands import Command
from handlers.saying import reader_of, say, text_card
from handlers.turn import Handled, Outcome, Question, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    """More words make a sentence of it ("today I met ...")."""
    del turn
    return None if rest.strip("?？!！") else Question(_answer)


def _answer(turn: Turn) -> Handled:
    """The morning's digest as things stand now: the two cannot disagree."""
    card = digest_card(reader_of(turn), queue_of(turn.uow, turn.member), team_day(turn.uow, turn.member))
    return say(turn, card or text_card(turn.t("Nothing waits for you today.")), private=True)


COMMAND = Command(
    "today",
    ("今天", "今日", "今日待办", "待办", "我的待办", "今天有什么安排", "my day", "my tasks", "todo", "agenda"),
    N_("What waits for you today"),
    run,
    usage=N_("today"),
    examples=(("en", "today"), ("zh", "今日待办")),
    order=5,
    daily=True,
)
