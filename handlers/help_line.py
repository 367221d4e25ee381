"""One line of help, where words are nothing for a CRM."""

import re

from handlers.reading import words_of
from handlers.saying import own_words, tell
from handlers.turn import Handled, Turn

_GREETING = re.compile(
    r"\W*(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|morning)(?: there| rapport)?\W*"
    r"|\W*(?:你好啊?|您好|嗨|哈[喽啰]|早(?:上好|安)?|(?:中午|下午|晚上)好|在吗|在不在)\W*",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|great|cool),? )?(?:thanks?(?: you)?|thx|ty|cheers)(?: a lot| so much)?\W*"
    r"|\W*(?:好的?[，,]?)?(?:谢谢(?:你|您|啦)?|多谢|辛苦了?)\W*",
    re.IGNORECASE,
)


def help_line(turn: Turn) -> Handled:
    """Nothing was filed, and what would be; a greeting and thanks are answered in kind."""
    t, words = own_words(turn), words_of(turn.last)
    if _GREETING.fullmatch(words):
        return tell(turn, t("Hello {name}. Tell me about a customer, or type help.", name=turn.member.shown))
    if _THANKS.fullmatch(words):
        return tell(turn, t("You're welcome."))
    return tell(turn, t("I filed nothing. Tell me about a customer, forward a message, or type help."))


def unknown_command(turn: Turn, word: str) -> Handled:
    t = own_words(turn)
    return tell(turn, t("I do not know /{word}. Type help for what I can do.", word=word[:40]))
