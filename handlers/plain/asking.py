"""Plain words that ask us something, about a customer or anything else: answered, never filed, no follow-up made."""

from domain.chat import IncomingKind
from handlers.questions.in_own_words import answer_asked
from handlers.reading import words_of
from handlers.turn import Outcome, Turn
from understanding.asking import asks

ORDER = 28


def take(turn: Turn) -> Outcome | None:
    """The answer, or a kind line where there is none; None for words that ask nothing of us."""
    last = turn.last
    if len(turn.burst) > 1 or last.forward or last.files or last.contacts or last.kind is not IncomingKind.MESSAGE:
        return None
    return answer_asked(words_of(last)) if asks(words_of(last)) else None
