"""Shared in one's own words: 把海拓共享给小李, "stop sharing Acme with bob", 取消共享华为给小李."""

import re

from handlers.commands import commands
from handlers.reading import plain_words
from handlers.turn import Outcome, Turn

ORDER = 17
LONGEST = 80
_ENGLISH = re.compile(
    r"(?:(?:please|can you|could you|let's)[, ]+)*(?:(?P<stop>stop sharing|unshare|don['’]?t share)|let)\s+(?P<en>.+)",
    re.IGNORECASE,
)
_SEE = re.compile(r"(?P<name>[\w.-]+)\s+(?:see|work on|help with|have access to)\s+(?P<what>.+)", re.IGNORECASE)
_CHINESE = re.compile(
    r"(?:请|帮我|麻烦)*(?:(?P<stop>取消|停止|不再)(?:共享)?)?(?:把|将)?(?P<what>[^，,。]{1,30}?)(?:共享|分享)(?:给|和|跟)(?P<name>[\w.-]+)"
)


def take(turn: Turn) -> Outcome | None:
    """As the command does it; None for words that share nothing with a colleague."""
    said = _meant(plain_words(turn, LONGEST))
    return next(each for each in commands() if each.name == "share").run(turn, said) if said else None


def _meant(words: str) -> str | None:
    """The words as the command wants them."""
    chinese = _CHINESE.fullmatch(words)
    if chinese:
        return f"{'off ' if chinese['stop'] else ''}{chinese['what']} with {chinese['name']}"
    english = _ENGLISH.fullmatch(words)
    if english is None:
        return None
    if english["stop"]:
        return f"off {english['en']}"
    sees = _SEE.fullmatch(english["en"])
    return f"{sees['what']} with {sees['name']}" if sees else None
