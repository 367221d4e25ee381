"""/help: what one can say, derived from the commands."""

from crm.access import has_role
from domain.cards import Button, Card
from domain.chat import Bullets, Span, Style
from domain.errors import NotFound
from domain.terms import Role
from handlers.cards.base import heading, line
from handlers.commands import Command, commands
from handlers.saying import say
from handlers.turn import Outcome, Turn
from i18n import N_

_SELF = frozenset({"", "me", "me please", "please", "一下", "我"})
_ALL = frozenset({"all", "commands", "全部", "所有", "全部命令"})


def run(turn: Turn, rest: str) -> Outcome | None:
    wanted = rest.strip("?？ ").removeprefix("/").lower()
    if wanted in _SELF:
        return say(turn, _overview(turn))
    if wanted in _ALL:
        return say(turn, all_commands(turn))
    found = next((one for one in commands() if wanted == one.name or wanted in one.triggers), None)
    if found is None:
        raise NotFound("I do not know /{word}. Type help for what I can do.", word=wanted[:40])
    return say(turn, _detail(turn, found))


def _overview(turn: Turn) -> Card:
    """The one thing to know, and what people ask for each day, as they would type it."""
    t = turn.t
    daily = [one for one in _allowed(turn) if one.daily]
    items = tuple((Span(_example(turn, one), Style.BOLD), Span(f" · {t(one.summary)}")) for one in daily)
    return Card(
        (
            heading(t("Just tell me what happened, or forward a message.")),
            line(t("For example: Met Li Wei of Acme, wants 50 seats, call her next Tuesday 3pm")),
            Bullets(items),
        ),
        ((Button(t("All commands"), "all_commands"), Button(t("Try it: a tour"), "begin_tour")),),
    )


def all_commands(turn: Turn) -> Card:
    """Every command the member may use, with what it does."""
    items = tuple(
        (Span(_word(turn, one), Style.BOLD), Span(f" · {turn.t(one.summary)}")) for one in _allowed(turn) if one.in_menu
    )
    return Card((heading(turn.t("All commands")), Bullets(items), line(turn.t("help and a word tells more of it."))))


def _allowed(turn: Turn) -> list[Command]:
    return [one for one in commands() if has_role(turn.member, Role(one.role))]


def _example(turn: Turn, command: Command) -> str:
    own = (text for language, text in command.examples if language == turn.t.language)
    return next(own, _word(turn, command))


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
