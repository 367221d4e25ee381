"""A reply to a card that asks: answered about the card's record, and no note on it."""

from domain.chat import IncomingKind
from handlers.questions.in_own_words import answer_asked
from handlers.reading import words_of
from handlers.turn import Outcome, Turn
from understanding.asking import asks

ORDER = 30


def take(turn: Turn) -> Outcome | None:
    """None for words that ask nothing, and for those we asked for ([Note]), which are kept whatever they are."""
    last = turn.last
    if turn.replied is None or last.kind is not IncomingKind.MESSAGE or last.files or turn.pending is not None:
        return None
    return answer_asked(words_of(last)) if asks(words_of(last)) else None
