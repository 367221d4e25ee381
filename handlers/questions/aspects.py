"""What of a customer a question asks: their number, who is there, what was promised ... English and Chinese."""

import re
from enum import StrEnum


class Aspect(StrEnum):
    """`BEYOND` is what no record can tell (why, whether they will); `CARD` is everything there is."""

    PHONE = "phone"
    EMAIL = "email"
    REACH = "reach"
    PEOPLE = "people"
    LAST = "last"
    NEXT = "next"
    OWNER = "owner"
    AMOUNT = "amount"
    STAGE = "stage"
    CLOSE = "close"
    SAID = "said"
    WORK = "work"
    CARD = "card"
    BEYOND = "beyond"


def _asked(aspect: Aspect, pattern: str) -> tuple[Aspect, re.Pattern[str]]:
    return aspect, re.compile(pattern, re.IGNORECASE)


_MET = (
    r"(?:talk\w*|sp(?:eak|oke|oken)|contact\w*|call\w*|touch\w*|me(?:e)?t(?:ing)?|visit\w*|s(?:ee|aw|een)|hear\w*"
    r"|e-?mail\w*"
    r"|messag\w+|conversation|interaction|activit\w+|chat\w*|repl\w+|follow\w* ?up)"
)
_ENGLISH = (
    _asked(Aspect.CARD, r"^\W*(?:and |so |then )*(?:what|how) about\W*$"),
    _asked(
        Aspect.BEYOND,
        r"^why\b|how come|do you (?:think|believe|reckon)|\bshould (?:i|we)\b|^shall\b|^will\b(?!.*\bwhen\b)|good idea"
        r"|how (?:do|can|should|could) (?:i|we) (?:win|convince|persuade|close|get them)|likely|chances?\b|odds\b",
    ),
    _asked(
        Aspect.LAST,
        rf"\b(?:last|latest|most recent(?:ly)?)\b.*\b{_MET}|\b{_MET}\b.*\blast\b(?! (?:month|week|quarter|year)\b)"
        r"|how long (?:since|ago|has it been)|since when|been quiet"
        rf"|^\W*(?:did|have|has) (?:i|we|anyone|anybody|somebody|someone)\b.*\b{_MET}"
        rf"|(?:when|how often) (?:did|have|has|was) .*\b{_MET}|have (?:i|we) (?:ever |already )?(?:talked|spoken"
        rf"|met|called)",
    ),
    _asked(
        Aspect.CLOSE,
        r"(?:when|what date|by when|which (?:month|quarter)).*\b(?:clos\w+|sign\w*|land\b|decid\w+|decision|order)"
        r"|clos(?:e|ing) date|expected (?:close|to (?:close|sign))|decision date",
    ),
    _asked(
        Aspect.NEXT,
        r"\b(?:i|we)(?:['’]ve| have| had)?(?: ever)? (?:promise\w*|commit\w*|owe\w*|agree\w* to|offer\w* to)"
        r"|promised to\b"
        r"|\bnext\b|\bfollow(?:ing)?[- ]?ups?\b|\bto[- ]?dos?\b|\btasks?\b|\bpending\b|\bplanned\b|\bscheduled\b"
        r"|\bdue\b|reminders?"
        r"|appointments?|(?:when|what) (?:do|am|should|shall|will|must|are|have) (?:i|we)\b|anything (?:open|left)",
    ),
    _asked(
        Aspect.AMOUNT,
        r"(?!.*\b(?:budget|say|said|mention)).*(?:how (?:big|large|much)|\bworth\b|\bvalue\b|\bamount\b|\bsize\b"
        r"|\b(?:we|i)(?: have)? (?:quoted?|offer(?:ed)?|charged?)\b|price (?:did|do|have) (?:we|i)"
        r"|what(?:['’]?s| is) (?:the|our|their) (?:price|quote|offer))",
    ),
    _asked(
        Aspect.STAGE,
        r"\bstages?\b|how far (?:along|are)|where (?:are|do) (?:we|they) (?:at|stand)|\bdeals?\b(?! with)|opportunit"
        r"|(?:\bis|\bhas|\bhave|did) .*\b(?:sign(?:ed)?|won|closed?|lost)\b",
    ),
    _asked(Aspect.SAID, r"\b(?:mention\w*|say|said|says|talk(?:ed)? about|complain\w*|discuss\w*|comment\w*)\b"),
    _asked(
        Aspect.OWNER,
        r"(?!.*\b(?:at|inside|over there)\b).*(?:\bown(?:s|er|ed|ing)?\b|look(?:s|ing)? after|handl\w+|responsible"
        r"|account manager"
        r"|\bcover(?:s|ing)?\b|work(?:s|ing) (?:on|with)|\bwhose\b|\b(?:is|are) .*\b(?:mine|ours|taken|free)\b"
        r"|in charge"
        r"|manag(?:es|ing)|deal(?:s|ing) with|who has\b)|account manager",
    ),
    _asked(
        Aspect.WORK,
        r"where (?:does|do|did) .*work|(?:which|what) company|\btitle\b|\bposition\b|\brole\b|what does .* do\b"
        r"|what do they do\b"
        r"|still (?:at|with|work)",
    ),
    _asked(
        Aspect.PEOPLE,
        r"^who (?:do|did|have|can|should|else|all)\b|\bwho\b.*\b(?:at|in|from|inside|there|contact|decid\w+|signs?"
        r"|boss|buyer)\b"
        r"|\bcontacts?\b(?! (?:info|details|data))|(?:anyone|anybody|somebody|someone|people"
        r"|colleagues?)\b.*\b(?:at|in|from|there)\b"
        r"|who\b.*decision[- ]?makers?|key (?:people|person)",
    ),
    _asked(
        Aspect.SAID,
        r"\b(?:say|said|says|mention\w*|talk(?:ed)? about|comment\w*|ask(?:ed)?|complain\w*|think|thinks|feel|feels"
        r"|told"
        r"|discuss\w*|agree\w*|object\w*|repl(?:y|ied)|react\w*|feedback|want\w*|requirements?|about)\b",
    ),
    _asked(Aspect.EMAIL, r"\be-?mails?\b|mail address"),
    _asked(
        Aspect.REACH,
        r"\breach\b|get hold of|get in touch|contact (?:details|info\w*|data)|\bhandle\b|telegram|linkedin|wechat"
        r"|whatsapp"
        r"|how (?:do|can|could) (?:i|we) (?:call|contact|ring)",
    ),
    _asked(Aspect.PHONE, r"\b(?:phone|mobile|cell|tel|telephone)\b|\bnumbers?\b(?! of)"),
    _asked(
        Aspect.CARD,
        r"story|\bgoing\b|status|situation|latest|\bnews\b|\bupdates?\b|\bnew\b|\bup with\b|happening|background"
        r"|stand\b"
        r"|^who(?:['’]?s| is)\b|what about|\binfo\b|\bknow\b|\bhave on\b|\bdetails?\b|\bdeals? with\b",
    ),
)
_WHEN = r"(?:什么时候|啥时候|何时|哪天|几号|几月|多久)"
_CHINESE = (
    _asked(
        Aspect.BEYOND,
        r"为什么|为啥|为何|咋[不还]|你(?:觉得|认为|看)|[应该]不[应该]|要不要|会不会|会[^，。什]{0,6}吗"
        r"|能不能(?:拿下|成|签)|怎么(?:搞定|拿下|说服|办|谈)"
        r"|靠谱吗|怎么(?:不|还不|还没)",
    ),
    _asked(
        Aspect.LAST,
        rf"上次|最后一次|上回|最近一次|上一次|多久(?:没|没有|未|不)|{_WHEN}[^，。]*(?:联系|聊|见|拜访|打|跟进"
        rf"|沟通)[过的]"
        rf"|(?:联系|聊|见|拜访|跟进|沟通)[^，。]*是{_WHEN}|(?:最近|近期)(?:还|也)?(?:有没有|有"
        rf"|没)?(?:和[^，。]{1, 8}|跟[^，。]{1, 8})?(?:联系|跟进|拜访|聊)",
    ),
    _asked(
        Aspect.CLOSE,
        rf"(?:{_WHEN}|预计)[^，。]*(?:签|成交|关单|结单|下单|拍板|定下|落地)|(?:签约|成交|关单)(?:日期|时间|日)",
    ),
    _asked(
        Aspect.NEXT,
        rf"(?:我们?|咱们?)[^，。]{{0,6}}(?:答应|承诺|说好|欠|许诺)|下次|下回|下一次|下一步|接下来|后续"
        rf"|{_WHEN}[^，。]{{0,8}}(?:联系|跟进|拜访|见|打|聊|回访)"
        r"|待办|跟进计划|要[跟做]的|没做的|任务|提醒|安排|计划",
    ),
    _asked(
        Aspect.AMOUNT,
        r"(?!.*(?:预算|说|提)).*(?:多大|[报开谈给][了的过]?[^，。]{0,8}(?:多少|什么价)|多少钱|金额|单子?有?多少"
        r"|值多少|报价|价格是?多少|总价)",
    ),
    _asked(
        Aspect.STAGE,
        r"到了?[哪什几啥]|哪个?一?(?:阶段|步)|[什啥]么?阶段|走到|推进到|[签成赢定]了(?:吗|没|么)"
        r"|[这那]个?单(?!.*怎么)|商机|单子",
    ),
    _asked(
        Aspect.PEOPLE,
        r"对接人|联系人|有谁|有哪些人|认识(?:谁|哪些人)|(?:谁|哪位)[^，。]{0,2}(?:拍板|决策|说了算|做主|管采购)"
        r"|决策人|关键人|找谁|那[边里][^，。]{0,4}(?:谁|哪些人)",
    ),
    _asked(
        Aspect.OWNER,
        r"(?:谁|哪个同事|哪位)[^，。]{0,3}(?:跟|负责|管|对接|维护|手上|名下|手里)|归谁|是谁的|谁的客户|负责人"
        r"|所有人|有人跟",
    ),
    _asked(Aspect.EMAIL, r"邮箱|(?i:e-?mail)|邮件地址"),
    _asked(Aspect.REACH, r"(?:怎么|如何)(?:联系|找)|联系方式|联系得上|微信"),
    _asked(Aspect.PHONE, r"电话|手机|号码|座机"),
    _asked(
        Aspect.WORK,
        r"哪家|哪个公司|什么公司|[什啥]么?(?:职位|岗位|身份|角色|级别|职务)|[做干](?:什么|啥)的|还在[^，。]{1,10}吗"
        r"|在哪(?:里|儿)?(?:上班|工作)",
    ),
    _asked(
        Aspect.SAID,
        r"[说提讲聊谈问]|反馈|回复|表示|关心|担心|要求|考虑|想|需要|介意|在意|怎么看|看法|意见|态度|反应|需求|诉求"
        r"|满意|感兴趣",
    ),
    _asked(Aspect.CARD, r"情况|进展|怎么样|如何|消息|动静|动态|了解|知道|背景|资料|信息|是谁|呢\s*[?？]*$"),
)
_ALL = {"en": _ENGLISH, "zh": _CHINESE}
_HAN = re.compile(r"[\u3400-\u9fff]")


def aspect_of(words: str) -> Aspect | None:
    """What the question asks of a customer; `words` without the customer's name. None: nothing that has a name here."""
    language = "zh" if _HAN.search(words) else "en"
    return next((aspect for aspect, pattern in _ALL[language] if pattern.search(words.strip())), None)
