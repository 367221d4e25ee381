"""One file a command. Help, platforms' menus and the docs derive from what stands in them.

Each module holds `COMMAND`, a Command; a new file is all it takes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from domain.terms import Role
from handlers.turn import Outcome, Turn


@dataclass(frozen=True, slots=True)
class Command:
    """`name` is the menu's word (ASCII, lower case), `triggers` all words it answers to, English and Chinese.

    `summary`, `usage` and `examples` are English, marked with N_ and translated where shown; an example is
    (language, text). `run` gets the turn and what follows the trigger, stripped.
    """

    name: str
    triggers: tuple[str, ...]
    summary: str
    run: Callable[[Turn, str], Outcome]
    usage: str = ""
    examples: tuple[tuple[str, str], ...] = ()
    role: Role = Role.REP
    in_menu: bool = True
    order: int = 50
    bare: bool = True  # whether the word alone, without a slash, begins the command


@cache
def commands() -> tuple[Command, ...]:
    """Every command there is, in the order of the menu."""
    return tuple(sorted(_load(), key=lambda command: (command.order, command.name)))


def _load() -> Iterator[Command]:
    for module in iter_modules(__path__):
        yield import_module(f"{__name__}.{module.name}").COMMAND
