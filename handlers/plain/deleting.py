"""Words that ask to delete somebody: nothing is deleted by words, and nobody is made of the name either."""

import re

from domain.chat import IncomingKind
from handlers.reading import words_of
from handlers.saying import own_words, tell
from handlers.turn import Outcome, Turn

ORDER = 15
_DELETE = re.compile(
    r"(?:please |pls )?(?:delete|erase|get rid of)\s+\S.{0,60}"
    r"|(?:请|帮我)?(?:删除|删掉|删了)\S.{0,40}|把.{1,30}删(?:除|掉|了)",
    re.IGNORECASE,
)


def take(turn: Turn) -> Outcome | None:
    """What takes back and what joins, said plainly."""
    if turn.last.kind is not IncomingKind.MESSAGE or turn.last.forward or not _DELETE.fullmatch(words_of(turn.last)):
        return None
    t = own_words(turn)
    return tell(
        turn, t("Nothing was deleted. Undo under a card takes back what it filed; merge C7 C9 joins two of one.")
    )
