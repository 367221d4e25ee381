"""Be reminded, with the time in front: 每周五提醒我写周报, "tomorrow at 9 remind me to prep the deck"."""

import re

from handlers.commands import commands
from handlers.reading import plain_words
from handlers.turn import Outcome, Turn

ORDER = 62
LONGEST = 200
_REMIND = re.compile(
    r"(?P<when>.*?)[,，]?\s*(?:(?:please|pls|can you|could you|请|麻烦|记得|帮我|给我)\s*)*"
    r"(?:remind me(?:\s+(?:to|about|of|that))?\s|提醒我(?:一下)?)(?P<what>.+)",
    re.IGNORECASE | re.DOTALL,
)
_NOISE = re.compile(r"[\s,，.。:：在到的]|\bon\b|\bat\b", re.IGNORECASE)


def take(turn: Turn) -> Outcome | None:
    """As the command does it; None where more stands in front than a time."""
    understood = turn.understood[-1] if turn.understood else None
    found = _REMIND.fullmatch(plain_words(turn, LONGEST, replying=False))
    if understood is None or found is None or not found["when"]:
        return None
    before = found["when"]
    for moment in understood.times:
        before = before.replace(moment.text, " ")
    if _NOISE.sub("", before):
        return None
    return next(each for each in commands() if each.name == "remind").run(turn, f"{found['when']} {found['what']}")
