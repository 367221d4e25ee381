"""A list of deals wanted as a file: "export deals closing this month", 导出本月商机."""

import re

from handlers.questions.answering import known_to
from handlers.questions.exporting import export_words
from handlers.questions.reading import LONGEST, read
from handlers.reading import plain_words
from handlers.turn import Outcome, Turn

ORDER = 19
_EXPORT = re.compile(
    r"(?:(?:please|pls|can you|could you|i want to|i need to)[, ]+)*(?:export|download)\s+(?P<en>.+?)"
    r"(?:\s+(?:to|as|into)\s+(?:excel|csv|a? ?(?:spreadsheet|file)|xlsx))?"
    r"|(?:请|帮我|给我|麻烦)*(?:导出|下载)(?:一下)?(?P<zh>.+?)(?:(?:到|成|为)?(?:excel|表格|csv|文件))?",
    re.IGNORECASE,
)


def take(turn: Turn) -> Outcome | None:
    """The deals the words mean; None where they mean none."""
    found = _EXPORT.fullmatch(plain_words(turn, LONGEST))
    asked = (found["en"] or found["zh"]) if found else None
    if not asked:
        return None
    reading = read(asked, known_to(turn))
    return export_words(turn, asked) if reading.anchored and not reading.leftover else None
