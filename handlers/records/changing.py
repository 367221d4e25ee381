"""A customer is called otherwise now, or is reached otherwise: which of them the words say, and of whom.

"rename Lumen to Lumen SpA", "change her phone to ...", 把中南改名为中南集团, 王芳换号了，新号码是...
A number that is only told ("her new number is ...") changes nothing by itself: it is filed, and held where it
contradicts what is on file.
"""

import re
from dataclasses import dataclass

from crm.facts import Point
from handlers.filing.hearing import points_of
from understanding.extraction.model import Understanding

LONGEST = 160
_PLEASE = r"(?:(?:please|pls|ok|hey|can you|could you|btw)[, ]+)*"
_WAY = (
    r"(?:(?:phone|mobile|cell|office|work|direct|telephone|contact)\s+)*"
    r"(?:phone|number|mobile|cell|telephone|e-?mail|mail|address|no\.?|wechat|telegram|whatsapp|handle|id)"
    r"(?:\s+(?:address|number|id|account))?"
)
_WAY_ZH = (
    r"(?:手机|电话|联系|微信|邮箱|邮件|电子邮箱)?"
    r"(?:手机号码?|电话号码?|号码?|电话|手机|邮箱|邮件|微信号?|联系方式|地址)"
)
_RENAMED = (
    re.compile(
        rf"{_PLEASE}(?:rename|change (?:the )?name of)\s+(?P<who>.+?)\s+(?:to|as|into)\s+(?P<new>.+)", re.IGNORECASE
    ),
    re.compile(
        r"(?P<who>.+?)(?:,? (?:got|is|was) married,?)?(?:,? and)?\s+"
        r"(?:(?:is|are) now (?:called|named|known as)|(?:has |have |was |were |got )?(?:been )?renamed"
        r"(?: itself| themselves)?(?: to| as| into)?|(?:has |have )?changed (?:its|their|her|his) (?:company )?name to)"
        r"\s+(?P<new>.+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:请|帮我|麻烦)*把?(?P<who>.+?)(?:的(?:名字|名称|公司名)?)?(?:已经?)?"
        r"(?:改名|更名|改称)(?:了[，,]?)?(?:为|成|叫|现在叫|[:：])(?P<new>.+)"
    ),
    re.compile(r"(?:请|帮我|麻烦)*把(?P<who>.+?)的(?:名字|名称|公司名)(?:改|换)(?:为|成|叫)(?P<new>.+)"),
)
_FULL_NAME = (
    re.compile(
        r"(?P<who>.+?)['’]s (?:full|real|last|first|proper) name is (?P<new>[^\W\d_][\w .'-]{1,60})", re.IGNORECASE
    ),
    re.compile(
        r"(?P<who>[^，,。\s]{2,12}?)的?(?:全名|大名|本名|真名)(?:是|叫|为|[:：])?(?P<new>[\u4e00-\u9fff·]{2,8})"
    ),
)
_REACHED = (
    re.compile(
        rf"{_PLEASE}(?:change|update|replace|correct|set|fix)\s+(?P<who>.*?)(?:['’]s?)?\s*(?:new\s+)?{_WAY}"
        rf"(?:\s+(?:for|of)\s+(?P<of>.+?))?\s*(?:to|with|:|=|is)*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<who>.*?)(?:['’]s?)?\s*\b{_WAY}\s*(?:has\s+)?(?:changed|is now)(?:\s+to)?\s*[:,]?"
        r"(?:\s*(?:it is|it's|now)\s*)*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:请|帮我|麻烦)*把?(?P<who>.*?)的?(?:新的?)?{_WAY_ZH}(?:改|换|更新|变更?|变)(?:成|为|到)?了?(?:[，,]?(?:现在)?(?:是|用))?[:：]?"
    ),
    re.compile(
        rf"(?P<who>.*?)(?:换|改)了?个?新?的?{_WAY_ZH}了?[，,。]?\s*(?:现在)?(?:新的?)?(?:{_WAY_ZH})?(?:现在)?(?:是|用|叫)?[:：]?"
    ),
)
_OF_TALK = frozenset(
    {"", "it", "them", "they", "her", "his", "him", "their", "she", "he", "the", "this", "this company", "the company"}
    | {"他", "她", "它", "他们", "她们", "对方", "客户", "这个客户", "这家公司", "该公司", "公司", "他的", "她的"}
)
_ENDS = " .。!！,，\"“”「」'"


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be changed: a name, or a way to reach somebody. `who` is None for whom the talk is about.

    `of_person`: only a person has that name ("her full name").
    """

    who: str | None
    name: str | None = None
    of_person: bool = False
    point: Point | None = None


def change_meant(words: str, understood: Understanding) -> Change | None:
    """The change the words ask for and nothing else; None for words that say more, or something else."""
    if not words or len(words) > LONGEST or "\n" in words:
        return None
    points = points_of(understood)
    if len(points) == 1 and not understood.money and understood.due_at is None:
        return _reached(words, points[0], understood)
    return None if points else _renamed(words)


def _renamed(words: str) -> Change | None:
    for pattern in (*_RENAMED, *_FULL_NAME):
        found = pattern.fullmatch(words.strip(_ENDS))
        if found and found["new"].strip(_ENDS):
            return Change(_named(found["who"]), name=found["new"].strip(_ENDS), of_person=pattern in _FULL_NAME)
    return None


def _reached(words: str, point: Point, understood: Understanding) -> Change | None:
    texts = [*(one.text for one in understood.phones), *(one.text for one in understood.emails)]
    written = next(iter([*texts, *(one.text for one in understood.handles)]), "")
    rest = " ".join(words.replace(written, " ").split()).strip(_ENDS)
    for pattern in _REACHED:
        found = pattern.fullmatch(rest)
        if found is not None:
            parts = found.groupdict()
            return Change(_named(parts.get("of") or parts["who"]), point=point)
    return None


def _named(who: str) -> str | None:
    """None where the words mean whom the talk is about."""
    bare = re.sub(r"(?:['’]s?)$|的$", "", who.strip(_ENDS)).strip(_ENDS)
    return None if bare.casefold() in _OF_TALK else bare
