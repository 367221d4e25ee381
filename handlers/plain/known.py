"""Asked about a customer in one's own words: "do we have anything on Globex?", "华为的情况怎么样"; its card."""

import re

from crm.finding import find
from handlers.reading import plain_words
from handlers.records.finding import show_found
from handlers.turn import Outcome, Turn

ORDER = 25
LONGEST = 60
_ASKED = (
    re.compile(
        r"(?:(?:please|hey|ok|so) )*(?:what (?:else )?(?:do|did) (?:we|you|i) (?:know|have|hear)(?: so far)? (?:about|"
        r"on|of)"
        r"|(?:do|have) (?:we|you) (?:have |got |know )?(?:anything|something|a contact|any notes?|"
        r"any info)(?: on file)? (?:on|about|at|for)"
        r"|(?:can you |could you )?(?:show|give|tell|remind|brief|update|fill) me (?:all |everything |the details? |"
        r"details |more |up |in )?"
        r"(?:we know )?(?:on|about|of)|(?:what's|what is) (?:the (?:story|status|latest|news|situation|state)"
        r"|new|up|next|"
        r"happening) (?:with|on|of|at)"
        r"|how (?:is|are) (?:things|it|we)(?: going| doing)? (?:with|at)"
        r"|where (?:are|do) we (?:stand |at )?(?:with|on|at)"
        r"|any (?:news|updates?) (?:on|from|about|with)|status (?:of|on)|background on|details (?:of|on|for)|"
        r"everything (?:on|about)"
        r"|(?:summar(?:y|i[sz]e)|recap|sum up|overview|catch me up|bring me up to (?:speed|date))(?: of| on)?)"
        r" (?P<name>.+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:帮我|给我|请|麻烦)*(?:看看|查查|看一下|查一下|说说|讲讲|介绍下|介绍一下|总结一?下|汇总一?下|我们|我|你)?(?:对|有|关于|跟)?(?P<name>.{2,20}?)"
        r"(?:这家公司|这个?客户|那边|这边|那家)?(?:的|是|现在|目前|最近|都?有)*"
        r"(?:总结|汇总|概况|情况|信息|资料|联系方式|背景|进展|详情|什么情况|谁|了解多少|知道多少|了解什么|知道什么|什么信息|哪些信息|啥情况)"
        r"(?:怎么样|如何|是什么|是啥|有哪些|有吗|吗|呢|怎样)?"
    ),
)


def take(turn: Turn) -> Outcome | None:
    """The card of whom the words ask about, where somebody of that name is there; None else."""
    words = plain_words(turn, LONGEST, replying=False)
    name = _name(words) if words else None
    if name is None:
        return None
    findings = find(turn.uow, turn.member, name)
    there = findings.sure is not None or findings.taken is not None or findings.hits
    return show_found(turn, name) if there else None


def _name(words: str) -> str | None:
    for asked in _ASKED:
        found = asked.fullmatch(words)
        if found:
            return found["name"].strip()
    return None
