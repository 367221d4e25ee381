"""Asked to add a deal right after somebody was shown: "add a deal for 45k", 加个商机4.5万."""

import re

from crm.filing import file
from crm.recognise import Known
from crm.topics import find_subject
from domain.chat import IncomingKind
from handlers.filing.filed import say_filed
from handlers.filing.hearing import facts_of
from handlers.reading import words_of
from handlers.turn import Outcome, Turn

ORDER = 70
LONGEST = 60
_ADD = re.compile(
    r"(?:please |pls |ok,? )?(?:add|create|open|make|start)(?: (?:a|an|the|one|new))* (?:deal|opportunity)"
    r"(?: (?:for|of|worth|at|with|over|about|them|her|him|it|this|that))*"
    r"|(?:请|帮我|给[他她]们?)?(?:再)?(?:新?加|新?建|开|新增|创建|立)(?:一?个|一条|一单)?新?(?:商机|单子|项目)",
    re.IGNORECASE,
)


def take(turn: Turn) -> Outcome | None:
    """A deal of the customer just shown; None where somebody is named, or more is said."""
    last = turn.last
    understood = turn.understood[-1] if turn.understood else None
    words = words_of(last)
    if understood is None or len(words) > LONGEST or last.kind is not IncomingKind.MESSAGE or not last.is_private:
        return None
    for amount in understood.money:
        words = words.replace(amount.text, " ")
    if understood.people or not _ADD.fullmatch(" ".join(words.strip(" .,，。!！").split())):
        return None
    record = find_subject(turn.uow, turn.member, last.address)
    if record is None:
        return None
    facts = facts_of(turn)
    facts.wants, facts.company = "deal", None
    return say_filed(turn, file(turn.uow, turn.member, facts, Known(record, ("just mentioned",))))
