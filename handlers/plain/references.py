"""A reference alone (C7), or a handle alone (@wanglei): its card."""

import re

from domain.terms import Ref
from handlers.finding import show_found
from handlers.reading import words_of
from handlers.turn import Outcome, Turn

ORDER = 10
_HANDLE = re.compile(r"@[\w.]{2,64}")


def take(turn: Turn) -> Outcome | None:
    if len(turn.burst) > 1 or turn.last.forward or turn.last.files or turn.last.contacts:
        return None
    words = words_of(turn.last).strip("?？ ")
    return show_found(turn, words) if Ref.parse(words) or _HANDLE.fullmatch(words) else None
