"""Two are one: "Li Wei and Wei Li are the same person", 把周敏和小周合并."""

import re

from handlers.commands import commands
from handlers.reading import plain_words
from handlers.turn import Outcome, Turn

ORDER = 16
LONGEST = 80
_SAME = re.compile(
    r"(?P<en>\S.{0,40}? (?:and|&) .{0,40}?\S) (?:are|is) (?:actually |really |in fact )?(?:the )?same"
    r"(?: (?:person|company|customer|contact|guy|woman|one|record|client))?"
    r"|(?:请|帮我|麻烦)*[把将](?P<merge>[^，,。]{1,20}?[和与跟][^，,。]{1,20}?)合并(?:成|为|到|在)?(?:一个|一起|同一个)?(?:客户|联系人|公司|人)?"
    r"|(?P<zh>[^，,。]{1,20}?[和与跟][^，,。]{1,20}?)(?:其实|就|都|应该)?是同一?(?:个|家)?(?:人|客户|公司|联系人)",
    re.IGNORECASE,
)


def take(turn: Turn) -> Outcome | None:
    """Merged as the command does it, which says which two it wants where a name is nobody's for sure."""
    found = _SAME.fullmatch(plain_words(turn, LONGEST))
    if found is None:
        return None
    both = found["en"] or found["merge"] or found["zh"]
    return next(each for each in commands() if each.name == "merge").run(turn, both)
