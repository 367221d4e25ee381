"""/quiet: the hours in which nothing is said that can wait."""

from crm.preferences import rhythm, set_quiet
from domain.errors import NotUnderstood
from handlers.commands import Command
from handlers.saying import own_words, say, text_card, undo_button
from handlers.turn import Outcome, Turn
from handlers.typed.clock import clocks_in
from i18n import N_

OFF = frozenset({"off", "no", "none", "never", "关", "关闭", "不用"})


def run(turn: Turn, rest: str) -> Outcome:
    if not rest:
        return say(turn, text_card(_told(turn)), private=True)
    clocks = clocks_in(rest)
    if rest.lower() not in OFF and len(clocks) != 2:
        raise NotUnderstood("From when to when? For example: quiet 21:00-8:00, or: quiet off")
    set_quiet(turn.uow, turn.member, (clocks[0], clocks[1]) if clocks else None)
    return say(turn, text_card(_told(turn), undo_button(turn)), private=True)


def _told(turn: Turn) -> str:
    t = own_words(turn)
    chosen = rhythm(turn.uow, turn.member)
    if chosen.quiet_from == chosen.quiet_until:
        return t("You have no quiet hours.")
    return t(
        "Nothing that can wait from {first} to {last}.",
        first=f"{chosen.quiet_from:%H:%M}",
        last=f"{chosen.quiet_until:%H:%M}",
    )


COMMAND = Command(
    "quiet",
    ("免打扰", "勿扰", "quiet hours"),
    N_("Choose your quiet hours"),
    run,
    usage=N_("quiet <from>-<to>, or off"),
    examples=(("en", "quiet 21:00-8:00"), ("zh", "免打扰 21:00-8:00")),
    order=76,
)
