"""/digest: when the morning digest comes, or that it does not."""

from crm.preferences import rhythm, set_digest
from domain.errors import NotUnderstood
from handlers.commands import Command
from handlers.saying import own_words, say, text_card, undo_button
from handlers.turn import Outcome, Turn
from handlers.typed.clock import clocks_in, days_of_digest
from handlers.typed.weekdays import days_named
from i18n import N_

OFF = frozenset({"off", "no", "none", "stop", "关", "关闭", "关掉", "不要"})


def run(turn: Turn, rest: str) -> Outcome:
    if not rest:
        return say(turn, text_card(_told(turn)), private=True)
    clocks = clocks_in(rest)
    if rest.lower() not in OFF and len(clocks) != 1:
        raise NotUnderstood("At what time? For example: digest 8:30, or: digest off")
    set_digest(turn.uow, turn.member, clocks[0] if clocks else None, days_of_digest(rest))
    return say(turn, text_card(_told(turn), undo_button(turn)), private=True)


def _told(turn: Turn) -> str:
    t = own_words(turn)
    chosen = rhythm(turn.uow, turn.member)
    if chosen.digest_at is None:
        return t("You get no digest. For one at 8:30: digest 8:30")
    return t(
        "Your digest comes at {time}, {days}.",
        time=f"{chosen.digest_at:%H:%M}",
        days=days_named(t, chosen.days_of_digest),
    )


COMMAND = Command(
    "digest",
    ("日报", "早报", "摘要"),
    N_("Choose when your morning digest comes"),
    run,
    usage=N_("digest <time, days, or off>"),
    examples=(("en", "digest 7:30 mon, thu"), ("zh", "早报 8:30")),
    order=74,
)
