"""/start: what a platform sends when somebody opens the bot; a member is welcomed, a code links or is not needed."""

from crm import invites
from handlers.commands import Command
from handlers.saying import say, text_card
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome:
    t = turn.t
    if invites.code_in(rest):
        return say(turn, text_card(t("You are in already; the code is still good for somebody else.")), private=True)
    welcome = t("Welcome, {name}!", name=turn.member.shown)
    return say(turn, text_card(f"{welcome}\n{t('Just tell me what happened, or forward a message.')}"))


COMMAND = Command(
    "start",
    ("开始",),
    N_("Begin"),
    run,
    examples=(("en", "/start"), ("zh", "/开始")),
    in_menu=False,
    order=90,
    bare=False,
)
