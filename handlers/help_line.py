"""One line of help, where words are nothing for a CRM."""

from handlers.saying import own_words, tell
from handlers.turn import Handled, Turn


def help_line(turn: Turn) -> Handled:
    """Nothing was filed, and what would be."""
    t = own_words(turn)
    return tell(turn, t("I filed nothing. Tell me about a customer, forward a message, or type help."))


def unknown_command(turn: Turn, word: str) -> Handled:
    t = own_words(turn)
    return tell(turn, t("I do not know /{word}. Type help for what I can do.", word=word[:40]))
