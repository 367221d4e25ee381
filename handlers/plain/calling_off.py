"""Reminders that are wanted no more: "stop reminding me every Monday", "don't remind me about Acme", 别再提醒我了."""

import re

from handlers.commands import commands
from handlers.reading import plain_words
from handlers.saying import own_words, tell
from handlers.turn import Outcome, Turn

ORDER = 13
LONGEST = 100
_ENGLISH = re.compile(
    r"(?:(?:please|pls|ok|hey|can you|could you)[, ]+)*"
    r"(?:(?:stop|quit|no more|end|switch off|turn off)\s+(?:the\s+|my\s+|those\s+|these\s+|sending me\s+)?(?P<a>.*?)"
    r"(?:reminding me|reminders?|remind me|nagging me)"
    r"|(?:do ?n['o]?t|do not|never|no need to|you needn['’]?t)\s+(?:to\s+)?remind me)(?P<b>.*)",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?:请|麻烦|以后|你)*(?:别|不要|不用|不必|无需|停止|停掉|关掉)再?(?P<a>.{0,20}?)提醒(?:我)?(?P<b>.*?)(?:了|啦|吧)?"
)
_LEADS_TO = re.compile(
    r"^(?:\s*(?:about|to|of|for|on|any ?more|again|please|的)\b)+|\s*(?:any ?more|again)\s*$", re.IGNORECASE
)


def take(turn: Turn) -> Outcome | None:
    """What is meant is called off, or one of several is picked; where nothing is, that is said."""
    words = plain_words(turn, LONGEST)
    found = (_ENGLISH.fullmatch(words) or _CHINESE.fullmatch(words)) if words else None
    if found is None:
        return None
    rest = " ".join(part for each in (found["a"], found["b"]) if (part := _LEADS_TO.sub("", each or "").strip()))
    called_off = next(each for each in commands() if each.name == "cancel").run(turn, rest) if rest else None
    t = own_words(turn)
    return called_off or tell(turn, t("I found no such reminder. Type today to see what is planned."))
