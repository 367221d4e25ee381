"""One file a command. Help, platforms' menus and the docs derive from what stands in them.

Each module holds `COMMAND`, a Command; a new file is all it takes.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from domain.terms import Role
from handlers.discovery import modules
from handlers.turn import Outcome, Turn

MOST_WORDS = 5
SEPARATORS = " \t\n:：,，"
_LEAD_IN = re.compile(
    r"(?:(?:and|also|ok|okay|please|pls|then|hey|yes|oops|sorry|wait|my bad|wrong (?:one|person|deal))[ ,.!:]+)+"
    r"|(?:(?:那就|那|请|麻烦你?|帮我|给我|好的?|对了|哦|不对|错了|[弄记写搞]错了)[，,。！!\s]*)+(?=[\u3400-\u9fff])",
    re.IGNORECASE,
)
"""What people say before a command's own word."""


@dataclass(frozen=True, slots=True)
class Command:
    """`name` is the menu's word (ASCII, lower case), `triggers` all words it answers to, English and Chinese.

    `summary`, `usage` and `examples` are English, marked with N_ and translated where shown; an example is
    (language, text). `run` gets the turn and what follows the trigger, stripped; None means "these words are no
    command after all" ("won last week" is a question), and they are tried as plain words. `bare`: whether the word
    alone, without a slash, begins the command. `reads`: whether what follows is understood as a sentence beforehand,
    into turn.understood. `glued` are triggers after which Chinese leaves no space ("提醒我周五带样品").
    `daily`: what help shows first, by its example.
    """

    name: str
    triggers: tuple[str, ...]
    summary: str
    run: Callable[[Turn, str], Outcome | None]
    usage: str = ""
    examples: tuple[tuple[str, str], ...] = ()
    role: Role = Role.REP
    in_menu: bool = True
    order: int = 50
    bare: bool = True
    reads: bool = False
    glued: tuple[str, ...] = ()
    daily: bool = False


@dataclass(frozen=True, slots=True)
class Invocation:
    """A command somebody wrote; `command` is None for a slash and a word we do not know."""

    command: Command | None
    rest: str
    word: str


@cache
def commands() -> tuple[Command, ...]:
    """Every command there is, in the order of the menu."""
    found = (module.COMMAND for module in modules(__name__, __path__))
    return tuple(sorted(found, key=lambda command: (command.order, command.name)))


@cache
def _triggers() -> Mapping[str, Command]:
    return {word: command for command in commands() for word in (command.name, *command.triggers)}


def invoked(text: str, *, meant: bool = False) -> Invocation | None:
    """The command that a text begins with: `/note ...`, `/记...`, `note ...`, `记 ...`; None for plain words.

    `meant`: the first word is surely a command if it can be one (Slack's `/rapport group ...`).
    """
    if text.startswith("/"):
        return _slash(text[1:])
    found = _by_words(text) or _by_words(text[lead.end() :] if (lead := _LEAD_IN.match(text)) else "")
    if found is None or found.command is None or not (meant or found.command.bare):
        return None
    return found


def _slash(text: str) -> Invocation | None:
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    at, _, _ = word.partition("@")
    if at != word:  # Telegram's /note@our_bot
        text = at + text[len(word) :]
    found = _by_words(text) or _by_prefix(text)
    return found or (Invocation(None, text, at) if at else None)


def _by_words(text: str) -> Invocation | None:
    """The longest trigger of whole words at the beginning."""
    ends = [i for i, c in enumerate(text[:60]) if c in SEPARATORS][:MOST_WORDS]
    for end in reversed([*ends, len(text)] if len(text) <= 60 else ends):
        word = text[:end].strip().lower()
        command = _triggers().get(word) or _triggers().get(word.rstrip("?？"))
        if command is not None:
            return Invocation(command, text[end:].strip(SEPARATORS), word)
    return _by_glued(text)


def _by_glued(text: str) -> Invocation | None:
    for command in commands():
        for word in command.glued:
            if text.startswith(word) and len(text) > len(word):
                return Invocation(command, text[len(word) :].strip(SEPARATORS), word)
    return None


def _by_prefix(text: str) -> Invocation | None:
    """After a slash Chinese needs no space: /记王芳要报价."""
    for end in range(min(6, len(text)), 0, -1):
        command = _triggers().get(text[:end])
        if command is not None and not text[:end].isascii():
            return Invocation(command, text[end:].strip(SEPARATORS), text[:end])
    return None
