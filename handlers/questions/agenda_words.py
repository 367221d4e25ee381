"""What one asks of one's own agenda: "what is due next week?", "am I free on Friday?", 明天忙吗, 下周要跟进谁."""

import re

from understanding.asking import asks

_TASKS = (
    r"(?:tasks?|to-?dos?|to do(?:s| list)?|follow-?ups?|reminders?|agenda|calls|appointments?|schedule|day|week|"
    r"plans?|promises)"
)
_ENGLISH = re.compile(
    r"(?:(?:please|hey|ok|so|and) )*"
    rf"(?:(?:(?:can you |could you )?(?:show|list|give|tell|send|display|see|get|open|check)(?: me)?|what(?:'s| is|"
    rf" are|s)?|any|which)? ?"
    rf"(?:all )?(?:of )?(?:my |the )?(?:open |next |upcoming |planned |pending |own )?{_TASKS}(?: list)?(?: do i have|"
    rf" are there| have i got)?"
    r"|what(?:'s| is| are|s| will be)? (?:is )?(?:due|on my plate|coming up|planned|scheduled|waiting|pending|"
    r"left(?: to do)?|up|next up|on)(?: for me)?"
    r"|what (?:do|must|should|shall|have) i (?:have|need|got)?(?: to)?(?: do| on| due| planned)?(?: next| now| first)?"
    r"|(?:who|whom) (?:do|should|must|shall) i (?:have to |need to )?(?:call|ring|visit|see|meet|contact|"
    r"follow up(?: with)?|email|chase)"
    r"|(?:anything|something|nothing) (?:due|planned|scheduled|to do|on)|(?:is|are) there (?:anything|"
    r"something) (?:due|to do|planned))"
    r"(?: (?:due|planned|scheduled|open|for|on|in|during|do i have|coming up|to do|until|by))*",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:my|i|me|due|plate|agenda|to-?do|planned|coming up|scheduled)\b", re.IGNORECASE)
_CHINESE = re.compile(
    r"(?:请|麻烦|帮我|给我|我要|我想)*(?:看(?:一?下|看)?|查(?:一?下|看)?|列(?:出|一下)?|显示)?(?:一?下)?"
    r"(?:我的?|本人)?(?:都?有|还有|要|得|该|需要|应该|安排了?|计划)*(?:什么|哪些|啥|谁|多少|几个)?(?:人|客户)?(?:要"
    r"|该|得|需要)?的?"
    r"(?:任务|待办|待办事项|跟进|提醒|安排|日程|计划|事情?|工作|事项|拜访|做|联系|打电话|到期)+的?(?:任务|跟进|客户"
    r"|事情?|事项|提醒|列表|清单|人)?"
    r"(?:谁|什么|啥|哪些(?:客户|人)?|有哪些|有什么|有啥|要做)?(?:吗|呢|吧)?"
)
_BUSY = re.compile(
    r"(?:am|are|will) (?:i|we)(?: be)? (?:all )?(?:free|busy|available|booked(?: up)?|open)"
    r"|(?:do|have|did|will) (?:i|we) (?:have|get|got)?(?: (?:anything|something|any|much|a lot|many|time|plans"
    r"|stuff|things|what"
    r"|an?|the|free|else|calls?|meetings?|visits?|appointments?|reminders?|follow-?ups?|tasks?|to do|to|on|going on"
    r"|coming up"
    r"|planned|scheduled|due|left|with customers))*"
    r"|(?:anything|something|what)(?: else)?(?: that)? (?:i|we) (?:(?:still|really) )?(?:need|have|should|must"
    r"|ought|forgot|am)"
    r"(?: (?:to|do|supposed|left|still|get|done|finish|take care of|remember|be doing|for me))*"
    r"|(?!how (?:am|are) (?:i|we))(?:what|anything|something|how)(?:['’]?s| is| are| does| do| have| am"
    r"| did)?(?: (?:i|we|my|the|else|on|up"
    r"|going on|doing"
    r"|got|have|look|looks|looking|like|day|week|schedule|calendar|diary|planned|scheduled|coming up|due|for me"
    r"|left|to do|busy"
    r"|am|is|in|happening|there))*"
    r"|(?:any|how many)(?: (?:calls?|meetings?|visits?|appointments?|reminders?|follow-?ups?|tasks?|plans|to-?dos?))"
    r"(?: (?:do|have|i|we|got|there|are|planned|due|scheduled|for me|left|on))*"
    r"|(?:busy|free|full|booked)(?: day| week)?|(?:what|when)(?:['’]?s| is| are) (?:my|the) next (?:call|meeting"
    r"|task|appointment"
    r"|visit|follow-?up|reminder|thing|one)s?(?: (?:due|scheduled|to do))?|who am i (?:seeing|meeting|calling"
    r"|visiting)",
    re.IGNORECASE,
)
_BUSY_CHINESE = re.compile(
    r"(?:请问|帮我看看|看看|那)?(?:我|我们|我自己)?(?:的)?(?:日程|时间|一天|安排)?(?:都|还|会|要|得|该|最近)*"
    r"(?:忙不忙|忙吗|忙么|忙|有空|有时间|空闲|闲不闲|空不空|排得?满|满不满|有没有空|有没有时间"
    r"|(?:有没有|有|安排了?|排了?|剩|没)(?:什么|啥|哪些|几个|多少|别的|其他)*(?:要|该|得|需要)?(?:跟|做|办|见|打"
    r"|拜访|联系|回访|开)?(?:进|理)?的?"
    r"(?:事情?|安排|会议?|计划|活儿?|日程|任务|行程|约|电话|拜访|跟进|待办|提醒|空|时间)?"
    r"|(?:要|该|得)?(?:做|干|忙|跟|见|拜访|联系|去|跟进)(?:什么|啥|嘛|谁|哪些(?:人|客户)?|哪儿|哪里)(?:客户|事)?"
    r"|怎么(?:安排|样)的?|(?:安排|日程|行程)(?:怎么样|如何|是什么|满不满|满))"
    r"(?:的|要做)?(?:吗|么|没有|没|呢|吧|啊|嘛|不)?"
)
_BEFORE = re.compile(r"\b(?:before|until|till)\b(?: the)?(?:\s*$| \S)", re.IGNORECASE)
_FREE = re.compile(r"\b(?:free|busy|available|booked)\b|忙|空|有时间|满", re.IGNORECASE)
_OWN = re.compile(r"\b(?:i|my|me)\b|我", re.IGNORECASE)
_NEXT = re.compile(r"\bmy next\b", re.IGNORECASE)
_SELF = re.compile(r"我|什么|啥|谁|哪些|待办|任务")
_WEEK = re.compile(r"\b(?:my|the) week\b|一周", re.IGNORECASE)
_LOOSE = re.compile(
    r"^(?:之前|以前|前)\s*|(?: (?:on|in|at|for|this|during|by|due|before|until|till|the))+$|\s+(?=[\u3400-\u9fff])"
    r"|(?<=[\u3400-\u9fff])\s+",
    re.IGNORECASE,
)


def asks_agenda(words: str, when: str) -> bool:
    """Whether the words ask what one has to do, `when` being the time that stands in them ("" for none)."""
    kept = " due " if when.lower().startswith("due") else " "
    rest = " ".join((words.replace(when, kept, 1) if when else words).split()).strip(" ,，")
    if (_ENGLISH.fullmatch(rest) and _ASKED.search(rest)) or (
        _CHINESE.fullmatch(rest) and (_SELF.search(rest) or when)
    ):
        return True
    rest = _LOOSE.sub("", rest)
    return bool(
        (when or _OWN.search(rest)) and (_BUSY.fullmatch(rest) or _BUSY_CHINESE.fullmatch(rest)) and asks(f"{words}?")
    )


def asks_next(words: str) -> bool:
    """Whether it is about whatever comes first."""
    return _NEXT.search(words) is not None


def asks_free(words: str) -> bool:
    """Whether one wants to know that there is nothing."""
    return _FREE.search(words) is not None


def asks_week(words: str) -> bool:
    """Whether "my week" is meant, which is no time that is read."""
    return _WEEK.search(words) is not None


def asks_until(words: str, when: str) -> bool:
    """Whether the time that stands in the words ends what is asked about: "before the weekend", 周五之前."""
    start = words.find(when)
    before, after = words[:start], words[start + len(when) :]
    if _BEFORE.match(when) or _BEFORE.search(before):
        return True
    return when.endswith("前") or after.startswith(("之前", "以前", "前"))
