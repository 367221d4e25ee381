"""The buttons of help."""

from collections.abc import Mapping

from handlers.commands.help import all_commands
from handlers.saying import say
from handlers.tour import step_card, wait_for
from handlers.turn import Handler, Outcome, Turn


def show_all(turn: Turn) -> Outcome:
    return say(turn, all_commands(turn))


def begin_tour(turn: Turn) -> Outcome:
    wait_for(turn, 0)
    return say(turn, step_card(turn, 0), private=True)


ACTIONS: Mapping[str, Handler] = {"all_commands": show_all, "begin_tour": begin_tour}
REPEATABLE = frozenset(ACTIONS)
