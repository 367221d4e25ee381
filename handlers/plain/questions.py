"""Plain words that ask about the pipeline: "won last week", "本月各销售的商机"."""

import re

from domain.chat import IncomingKind
from handlers.questions.answering import find_question, refine_question
from handlers.questions.comparing import find_comparison
from handlers.questions.reading import LONGEST
from handlers.reading import words_of
from handlers.talk_goes_on import just_shown
from handlers.turn import Outcome, Turn
from understanding.asking import asks

ORDER = 20
_THE_ONE = re.compile(r"\b(?:the|this|that|their|her|his) (?:deal|opportunity)\b|[这那]个?(?:单|商机)", re.IGNORECASE)


def take(turn: Turn) -> Outcome | None:
    """The answer; None for words that file something, or are no question."""
    last = turn.last
    if len(turn.burst) > 1 or last.forward or last.files or last.contacts or last.kind is not IncomingKind.MESSAGE:
        return None
    words = words_of(last)
    if not words or len(words) > LONGEST or "\n" in words:
        return None
    if _THE_ONE.search(words) and asks(words) and just_shown(turn) is not None:
        return None  # the deal of whom the talk is about
    return find_comparison(turn, words) or find_question(turn, words) or refine_question(turn, words)
