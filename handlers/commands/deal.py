"""/deal: make a deal outright."""

import re
from datetime import date

from handlers.commands import Command
from handlers.deals.facts import last_day
from handlers.filing.making import is_question, make
from handlers.turn import Outcome, Turn
from i18n import N_

_FOR = re.compile(r"^(?:(?:for|with|at|of|worth|over|about|给|为)\s*)+", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:for|with|at|of|worth|over|about|them|her|him|it|this|that|[他她它]们?|给|\W|\d)*", re.IGNORECASE
)
_CLOSES = re.compile(
    r"[,，]?\s*(?:(?:(?:expected|likely|should|will|to|it)\s+)*(?:clos(?:e|es|ing)|sign(?:s|ing)?)"
    r"(?:\s+(?:date|in|on|by|at|is|of))*"
    r"|(?:预计|预期|大概|争取|计划|\s)*)\s*WHEN\s*(?:前|之前|左右)?\s*(?:成交|签约|签单|签合同|签|结单|关单|落单)?",
    re.IGNORECASE,
)


def run(turn: Turn, rest: str) -> Outcome | None:
    """None for a question, and for words that name nobody: the deal is of whom the talk is about then."""
    if is_question(turn, rest):
        return None
    closes, words = _closing(turn, _FOR.sub("", rest))
    understood = turn.understood[-1] if turn.understood else None
    amounts = [one.text for one in understood.money] if understood else []
    bare = words
    for amount in amounts:
        bare = bare.replace(amount, " ")
    return make(turn, words, "deal", closes=closes) if not rest or not _NOBODY.fullmatch(bare) else None


def _closing(turn: Turn, words: str) -> tuple[date | None, str]:
    """The last day of the time it is to close in, and the words without that."""
    understood = turn.understood[-1] if turn.understood else None
    for moment in understood.times if understood else ():
        before, said, after = words.partition(moment.text)
        found = _CLOSES.search(f"{before}WHEN{after}") if said else None
        if found is not None and found[0].strip(" ,，") != "WHEN":
            rest = _CLOSES.sub(" ", f"{before}WHEN{after}", count=1)
            return last_day(turn, moment), " ".join(rest.replace("WHEN", said).split())
    return None, words


COMMAND = Command(
    "deal",
    (
        "商机",
        "新商机",
        "new deal",
        "create deal",
        "create a deal",
        "add deal",
        "add a deal",
        "open a deal",
        "新建商机",
        "加商机",
    ),
    N_("Add a deal"),
    run,
    usage=N_("deal <customer>, <amount>"),
    examples=(("en", "deal Acme Robotics, 200k"), ("zh", "新商机 华为，20万")),
    order=16,
    reads=True,
)
