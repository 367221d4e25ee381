"""A target set in a manager's own words: "set alice's target to 50k", 给小李定个月目标30万."""

import re

from crm import members
from handlers.commands import commands
from handlers.questions.amounts import amount
from handlers.reading import plain_words
from handlers.turn import Outcome, Turn

ORDER = 7
LONGEST = 60
_SETS = (
    re.compile(
        rf"(?:(?:please|pls|can you|could you)[, ]+)*(?:set|make|change|raise|lower|put)\s+(?P<name>\S+?)(?:['’]s?)?\s+"
        rf"(?:new\s+|monthly\s+|sales\s+)*(?:target|quota|goal)\s+(?:to|at|as|=)\s*(?P<value>{amount()})"
        rf"(?:\s+(?:a|per|each)\s+month)?",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:请|帮我)*(?:给|把|将)?(?P<name>[^\s的定设]{1,20}?)的?(?:每个?月|本月|这个月|月度?|销售|业绩)*(?:定|设|设定|设置|下)(?:个|一个|了)?"
        rf"(?:每个?月|本月|这个月|月度?|销售|业绩)*(?:目标|指标|任务)(?:为|成|到|是)?\s*(?P<value>{amount()})"
    ),
    re.compile(
        r"(?:请|帮我)*(?:给|把|将)?(?P<name>[^\s的定设]{1,20}?)的?(?:每个?月|本月|这个月|月度?|销售|业绩)*的?(?:目标|指标)"
        rf"(?:定|设|设定|设置|改|调|提|调整|提高)(?:为|成|到|在)\s*(?P<value>{amount()})"
    ),
)


def take(turn: Turn) -> Outcome | None:
    """Set as the command sets it; None for words that set nothing."""
    words = plain_words(turn, LONGEST)
    found = next((match for pattern in _SETS if (match := pattern.fullmatch(words))), None)
    if found is None or members.find_named(turn.uow, found["name"]) is None:
        return None
    return next(each for each in commands() if each.name == "target").run(turn, f"{found['name']} {found['value']}")
