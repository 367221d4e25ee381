"""Questions about the team's days: who has not kept in touch, what is new; English and Chinese."""

import re
from datetime import date, timedelta

from crm.keeping_in_touch import keeping_in_touch
from crm.news import news_since
from crm.periods import Period
from domain.cards import Card
from handlers.cards.team import keeping_card, news_card
from handlers.questions.answering import known_to
from handlers.questions.spans import PERIOD_RULES, read_period
from handlers.saying import reader_of
from handlers.turn import Turn

_WHO = (
    r"(?:who|which (?:\w+ )?(?:reps?|people|colleagues?|sales ?(?:people|reps)|of (?:us|my|the)\b.*?)"
    r"|is anyone|is anybody|anyone)"
)
_QUIET = re.compile(
    rf"{_WHO}\b(?!.*\b(?:i|we)\b).*(?:(?:has|have|did|does|is|are)(?:n['’]?t| not)\b.*\b(?:follow|contact|call"
    rf"|touch|talk|log|fil"
    r"|updat|work|enter|sp(?:eak|oke)|visit|active|done|do\b|keep|been)|never .*\b(?:follow|log|updat|contact|call)"
    r"|(?:gone|been|going|is|are|was|were) .*(?:quiet|silent|dark|idle|inactive|lazy)"
    r"|neglect\w*|slack\w*|(?:follow\w*(?: up)?|did|does|logs?|logged) (?:the )?least|least (?:active|follow))"
    r"|(?:谁|哪(?:个|些|几个|位)?(?:人|销售|同事|业务员|组员)?)[^，。]{0,8}(?:没(?:有)?(?:怎么|好好)?|不(?:怎么"
    r"|太)?|很少|少)"
    r"(?:跟进|跟|联系|拜访|写|录|记|更新|动静|干活|活跃|动)(?:过)?(?:客户|记录|单子|进展|线索|了)*"
    r"|(?:谁|哪(?:个|些|位)\S{0,3})[^，。]{0,6}(?:跟进|跟|联系|拜访|记录?)得?(?:客户)?(?:的)?(?:次数)?最少"
    r"|(?:谁|哪(?:个|些|位)\S{0,3})[^，。]{0,6}(?:偷懒|摸鱼|最闲|不活跃|没动静|掉队|懈怠)",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"(?:(?:so|hey|ok|hi|and)[, ]+)*(?:what(?:['’]?s| is| has| have)?(?: been)?(?: there)? (?:new|up|happening"
    r"|happened|going on|changed"
    r"|the (?:news|latest))|any(?:thing)?(?: (?:new|news|updates?|changes?|happen\w*|interesting|important|going on"
    r"|progress))+"
    r"|(?:has |did )?(?:anything|something) (?:new|happen\w*|chang\w*|important)(?: happen\w*)?|what did i miss"
    r"|did i miss anything"
    r"|what have i missed|catch me up|bring me up to (?:speed|date)|news)"
    r"(?: (?:since|in|on|with|for|from|over|at|to|here|today|yesterday|lately|recently|now|while i was (?:away|out"
    r"|off)|i was \w+"
    r"|the|my|our|us|team|sales|customers?|clients?|pipeline|deals?|report|us|last|past|few|days?|morning|week|this"
    r"|me))*"
    r"|(?:请问|咱们?|我们|团队|大家|同事们?|公司|这边|那|都|最近|近期|这两天|这几天|今天|昨天|本周|这周|刚才"
    r"|客户们?|的)*"
    r"(?:有没有|有|来了|发生了?|出了?)?(?:什么|啥|哪些)?(?:新的?|最新的?|重要的?)?(?:进展|消息|动态|动静|变化|新闻"
    r"|情况|新鲜事|事情?|事儿)"
    r"(?:发生|可以看|要看)?(?:吗|么|没有?|呢|了)*"
    r"|(?:最近|今天|昨天|这周|这两天|我不在的?时候)*(?:都)?(?:发生|错过|漏)了?(?:些)?(?:什么|啥)(?:事|消息)?"
    r"|有(?:什么|啥)新的(?:吗|没)?",
    re.IGNORECASE,
)
_YESTERDAY = timedelta(days=1)


def answer_team(turn: Turn, words: str) -> Card | None:
    """The card of a question about the team's days; None for any other."""
    plain = words.strip(" .!?。！？~")
    if _QUIET.search(plain):
        return keeping_card(reader_of(turn), keeping_in_touch(turn.uow, turn.member))
    period, rest = _period(turn, plain)
    if _NEWS.fullmatch(plain) or _NEWS.fullmatch(rest):
        first = _since(reader_of(turn).today, period)
        since = Period("", first, first).starts_at(turn.member.tz)
        return news_card(reader_of(turn), news_since(turn.uow, turn.member, first, since))
    return None


def _since(today: date, period: Period | None) -> date:
    """The first day of the time that was named, if it began; else yesterday."""
    return period.first if period is not None and period.first <= today else today - _YESTERDAY


def _period(turn: Turn, words: str) -> tuple[Period | None, str]:
    """The time that stands in the words, and the words without it."""
    known = known_to(turn)
    for each in PERIOD_RULES:
        found = each.pattern.search(words)
        if found:
            return read_period(found[0], known), _without(words, found.start(), found.end())
    understood = turn.understood[-1] if turn.understood else None
    for time in understood.times if understood else ():
        start = words.find(time.text)
        if start >= 0:
            day = reader_of(turn).local(time.start_at).date()
            first = day if day <= known.today else day - timedelta(days=7)  # "since Monday" is the one gone by
            return Period("", first, first), _without(words, start, start + len(time.text))
    return None, words


def _without(words: str, start: int, end: int) -> str:
    return " ".join(f"{words[:start]} {words[end:]}".split())
