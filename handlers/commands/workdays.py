"""/workdays: on which days the member works; the digest and what can wait keep to them."""

from crm.preferences import rhythm, set_days
from domain.errors import NotUnderstood
from handlers.commands import Command
from handlers.saying import own_words, say, text_card, undo_button
from handlers.turn import Outcome, Turn
from handlers.typed.clock import weekdays_in
from handlers.typed.weekdays import days_named
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome:
    if not rest:
        return say(turn, text_card(_told(turn)), private=True)
    days = weekdays_in(rest)
    if not days:
        raise NotUnderstood("Which days? For example: workdays mon-fri")
    set_days(turn.uow, turn.member, days)
    return say(turn, text_card(_told(turn), undo_button(turn)), private=True)


def _told(turn: Turn) -> str:
    t = own_words(turn)
    return t("You work on {days}.", days=days_named(t, rhythm(turn.uow, turn.member).days))


COMMAND = Command(
    "workdays",
    ("工作日", "working days", "work days"),
    N_("Choose your working days"),
    run,
    usage=N_("workdays <days>"),
    examples=(("en", "workdays mon-fri"), ("zh", "工作日 周一到周五")),
    order=78,
)
