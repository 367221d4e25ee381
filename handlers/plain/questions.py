"""Plain words that ask about the pipeline: "won last week", "本月各销售的商机"."""

from domain.chat import IncomingKind
from handlers.questions.answering import find_question, refine_question
from handlers.questions.reading import LONGEST
from handlers.reading import words_of
from handlers.turn import Outcome, Turn

ORDER = 20


def take(turn: Turn) -> Outcome | None:
    """The answer; None for words that file something, or are no question."""
    last = turn.last
    if len(turn.burst) > 1 or last.forward or last.files or last.contacts or last.kind is not IncomingKind.MESSAGE:
        return None
    words = words_of(last)
    if not words or len(words) > LONGEST or "\n" in words:
        return None
    return find_question(turn, words) or refine_question(turn, words)
