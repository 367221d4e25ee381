"""The words of a question that are neither grammar nor what it asks: a name, or what was spoken about."""

import re

MOST_TOPICS = 4

_ENGLISH_SILENT = frozenset(
    """
    a about account actually address after afternoon again ago agree agreed all already also always am amount an
    and any anybody anyone anything are around as ask asked at away back background based be because been before
    being best big booked boss business busy but buyer by call called calling calls can case cell chance check
    client clients close closed closing come comes comment commit committed company contact contact's contacted
    contacts could customer customers d date day days deal deals decide decides detail details did different
    discuss discussed do does does'nt doing done due each else email emails evening ever every everyone
    everything expected far feel feels find first follow follow-up follow-ups following for forget forgot
    forward free friday from get give go going gone good got had handle handles handling happen happened
    happening happy has have he hear heard her here hers hey him his hold how hows i idea if im in info
    information into is it its just keep key kind know known large last lately latest least left let like
    linkedin ll located long look looking looks made mail make manager managing many may me mean meet meeting
    meetings mention mentioned mentioning met might mine mobile monday month more morning most much must my name
    names need new news next no nobody not note notes now number objected of off offer offered often ok old on
    once one only open opportunity or order other our ours out over owe owed own owner owns past pending people
    person phone place planned please position possible price's promise promised put quarter question quick
    quote quoted re reach reaching really recent recently remember remind replied reply reps responsible right
    role s said saturday say saying says scheduled see seen send sent she should show sign signed since
    situation size so some somebody someone something soon speak spoke spoken stage stages stand status step
    steps still story stuff such sunday supposed t take talk talked talking task tasks team tel telegram
    telephone tell than that the their theirs them then there these they thing things think thinks this those
    thursday time times title to today together told tomorrow tonight too touch tuesday until up update updates
    us use value ve versus very visit visited want wanted wants was way we wechat wednesday week well went were
    what whatever whats whatsapp when whens where wheres whether which while who whom whos whose why will with
    wonder wondering work working works worth would wrote year yesterday yet you your
    """.split()
)
_CHINESE_SILENT = re.compile(
    r"请问|问一?下|帮我|给我|麻烦|告诉我?|想知道|我们?|咱们?|你们?|您|[他她它]们?|对方|客户|那边|这边|那里|那家"
    r"|这家|这个|那个|这单|那单|单子|商机"
    r"|有没有|是不是|能不能|会不会|什么时候|啥时候|什么|哪些|哪个|哪家|哪天|哪里|哪儿?|谁|多少|多久|多大"
    r"|几[个号月天点]?|怎么样?|如何|为什么|为啥|咋样?"
    r"|上次|上回|上一次|最后一次|最近|近期|下次|下回|下一步|之前|以前|刚才|后来|接下来|现在|目前|今天|昨天|明天"
    r"|后天|本周|这周|下周|上周|本月|这个?月"
    r"|联系方式|联系|跟进|拜访|沟通|聊[到过]?|谈[到过]?|说[到过]?|提[到过起]?|讲[过]?|问[过到]?|答应|承诺|反馈|回复"
    r"|表示|关心|担心|要求|考虑|想要?|需要|觉得|看法"
    r"|意见|态度|反应|怎么看|满意|感兴趣|喜欢|电话|手机|号码|邮箱|微信|地址|负责人|负责|归|对接人|对接|联系人|认识|签约"
    r"|签|成交|预计|阶段|哪一步|到哪|金额|报价了?|一共"
    r"|情况|进展|消息|动静|动态|信息|资料|事情|一下|关于|方面|看看|查查|看|查|记得|来着|公司|老板|那位|这位|有过"
    r"|没有|没|有|是|在|的|地|得|了|过|吗|么|嘛|呢|啊|吧|呀"
    r"|和|跟|与|对|给|把|被|让|都|还|也|就|又|再|很|太|会|能|要|该|去|来|到|个|些|点|下|不|没|做|打"
    r"|[，。,.?？!！、：:；;\s]"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_POSSESSIVE = re.compile(r"['’](?:s|re|d|ll|ve|t|m)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_][\w&.-]*", re.UNICODE)

ALIKE: tuple[frozenset[str], ...] = tuple(
    frozenset(line.split())
    for line in (
        "price prices pricing cost costs expensive cheap quote quotation 价格 价钱 价位 报价 贵 便宜 单价",
        "budget budgets 预算 经费",
        "delivery deliver delivered shipping ship lead-time 交期 交货 发货 交付 货期",
        "contract contracts agreement 合同 协议",
        "sample samples 样品 样机 打样",
        "discount discounts rebate 折扣 优惠 打折 让利",
        "payment payments pay invoice invoices deposit 付款 账期 回款 打款 发票 定金",
        "competitor competitors competition rival rivals 竞品 竞争对手 对手 友商",
        "trial pilot poc demo 试用 试点 演示",
        "decision approve approval boss 决策 拍板 领导 审批",
    )
)
"""What is said in other words, and in the other language."""


def without_possessives(text: str) -> str:
    return _POSSESSIVE.sub(" ", text)


def content_of(text: str) -> list[str]:
    """The stretches of words that say something of their own, in order: names, and what was spoken about."""
    if _HAN.search(text):
        return _chinese(text)
    stretches: list[list[str]] = [[]]
    for found in _WORD.findall(without_possessives(text)):
        word = found.strip(".-")
        if word.lower() in _ENGLISH_SILENT or word.isdigit():
            stretches.append([])
        else:
            stretches[-1].append(word)
    return [" ".join(words) for words in stretches if words]


def _chinese(text: str) -> list[str]:
    """What is left of Chinese between the words that only ask; Latin words among them stay whole."""
    rest = _CHINESE_SILENT.sub("\x1f", re.sub(r"(?<=[\w.]) (?=[A-Za-z])", "\x00", without_possessives(text)))
    pieces = (piece.replace("\x00", " ").strip() for piece in rest.split("\x1f"))
    return [piece for piece in pieces if len(piece) > 1 and piece.lower() not in _ENGLISH_SILENT]


def likenesses(topics: list[str]) -> list[frozenset[str]]:
    """For each topic the words that would tell of it, in lower case."""
    return [
        _alike(word) for topic in topics[:MOST_TOPICS] for word in ([topic] if _HAN.search(topic) else topic.split())
    ]


def _alike(word: str) -> frozenset[str]:
    word = word.lower()
    group = next((words for words in ALIKE if word in words), frozenset({word}))
    stem = word[:-1] if word.isascii() and word.endswith("s") and len(word) > 4 else word
    return group | {stem}
