"""/help: what one can say, derived from the commands."""

from crm.access import has_role
from domain.cards import Card
from domain.chat import Bullets, Span, Style
from domain.errors import NotFound
from domain.terms import Role
from handlers.cards.base import heading, line
from handlers.commands import Command, commands
from handlers.saying import say
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    wanted = rest.strip("?？ ").removeprefix("/").lower()
    if not wanted:
        return say(turn, _overview(turn))
    found = next((one for one in commands() if wanted == one.name or wanted in one.triggers), None)
    if found is None:
        raise NotFound("I do not know /{word}. Type help for what I can do.", word=wanted[:40])
    return say(turn, _detail(turn, found))


def _overview(turn: Turn) -> Card:
    t = turn.t
    shown = [one for one in commands() if one.in_menu and has_role(turn.member, Role(one.role))]
    items = tuple((Span(_word(turn, one), Style.BOLD), Span(f" · {t(one.summary)}")) for one in shown)
    return Card(
        (
            heading(t("Just tell me what happened, or forward a message.")),
            line(t("For example: Met Li Wei of Acme, wants 50 seats, call her next Tuesday 3pm")),
            Bullets(items),
        )
    )


def _detail(turn: Turn, command: Command) -> Card:
    t = turn.t
    body = [heading(f"{_word(turn, command)} · {t(command.summary)}")]
    if command.usage:
        body.append(line(t(command.usage)))
    body += [line("› ", text) for language, text in command.examples if language == t.language]
    return Card(tuple(body))


def _word(turn: Turn, command: Command) -> str:
    """The word as this reader types it: Chinese for a Chinese reader, with a slash where it needs one."""
    chinese = (word for word in command.triggers if not word.isascii())
    word = command.name if turn.t.language == "en" else next(chinese, command.name)
    return word if command.bare else f"/{word}"


COMMAND = Command(
    "help",
    ("帮助", "?", "？", "what can you do", "你能做什么", "你会什么"),
    N_("What I can do"),
    run,
    examples=(("en", "help note"), ("zh", "帮助 记")),
    order=1,
)
