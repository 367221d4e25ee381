"""Where a company stands in a Chinese sentence, whatever it is called: who does, to whom, whose.

Each pattern is generous about the name and strict about the words around it; what in the stretch is no everyday word is
the name (everyday.unexplained), and where everything is explained there is none.
"""

import re
from collections.abc import Iterator

from understanding.extraction.page import COVER
from understanding.extraction.zh.everyday import PLACES, unexplained

_CHAR = rf"[^\s,.;:!?()<>/|，。；：、！？（）【】《》“”\"'{COVER}\-]"
_EDGE = rf"(?:^|[\s,.;:!?、，。；：！？（）()\-{COVER}])"
_CLOSE = rf"(?=$|[\s,.;:!?、，。；：！？（）()\-{COVER}]|了(?:$|[\s,.;，。；]))"
# What only a firm does, or has done to it.
_DOES = (
    r"(?:又|还|也|已经?|终于|刚刚?|今天|昨天|可能|应该|估计|确定|决定|打算|准备|计划)?(?:"
    r"签[了单约下合]|退[了货款]|续[约签费了]|要求|嫌|招标|开标|立项|中标|流标|回款|付款|付了|打款|下单|下了(?:订?单)|加单|追加|"
    r"退货|"
    r"退款|投诉|催货|催交货|压价|砍价|比价|"
    r"丢了|丢单|黄了|流失|倒闭|裁员|融资|上市|扩产|扩建|换供应商|换了|要货|要样|要报价|要方案|要加|要换|要买|要上|"
    r"要做|要续|要延|要退|要改|要降|要|想上|想买|想换|想做|"
    r"想加|想要|想续|想试|想|不续|不买|不签|不要|不做|不考虑|没签|没续|没回|没付|暂停|取消|推迟|延期|验收|上线|试用|"
    r"采购|同意|拒绝|确认|通过了|批了|选了|选择|决定|准备|打算|"
    r"计划|邀请|介绍|推荐|回复|反馈|答应|希望|需要|觉得|认为|说|问|催|来了|派|安排|成交|拿下|搞定|输了|赢了|定了|"
    r"换人|有(?:意向|兴趣|需求|预算|新|个|两|三)|"
    r"那边|这边|那里|那家|这家|那个|这个|那单|这单|今年|明年|去年|目前|最近|上周|下周|本周|上个?月|下个?月|这个?月|"
    r"年底|"
    r"的|合同|项目|订单|单子|大单|尾款|首付|报价|方案|续约|续费|客户)"
)
# What weighs less: many things besides firms want, are and say.
_WEAK = re.compile(
    r"(?:又|还|也|已经?|终于|刚刚?)?(?:想|要(?!求|货|样|报价|方案)|说|问|希望|需要|觉得|认为|催|来了|有|准备|打算|"
    r"计划|决定|确认|介绍|目前|最近|今年|明年|去年|的|方案|客户|那个|这个)"
)
_SUBJECT = re.compile(rf"{_EDGE}(?P<company>{_CHAR}{{2,10}}?)(?={_DOES})")
# Whom one gives, sells, loses or goes to.
_OBJECT = re.compile(
    r"(?:(?:丢|输|败|让|卖|报|给|推|发|寄|送|打|转|做|开|供|交付)给了?|(?<![交发寄转派分让打报输])给|(?:丢|赢|签|拿|搞|"
    r"攻|谈)(?:下|定|了|掉|成)了?|"
    r"(?:拜访|走访|回访|跟进|联系|对接|服务|约|见|陪|接待|考察|参观|攻克|流失|失去|续签|催|跑|去|到|在|跟|和|与|向|"
    r"从|把|被|帮|替|约好|约了|"
    r"见了|去了|跑了|拜访了|服务于|来自|就职于|任职于|跳槽到了?|跳槽去了?|竞品是|对手是|客户是|公司是|换成|改成|改用|"
    r"用的是|选了|选的是)(?:一?[下趟])?)"
    rf"(?P<company>{_CHAR}{{2,10}}?)"
    rf"(?:{_CLOSE}|(?=的(?!时候|话)|那边|这边|那里|总部|谈|聊|签|开会|见面|碰|沟通|对接|合作|推荐|介绍|续|催|要|"
    rf"过来|做|负责|上班|任职|工作|当|发|寄|送|报|回|打|"
    r"演示|做演示|讲|开|培训|考察|参观|退|换|今年|明年|下|也|都|还|抢))"
)
_LABEL = re.compile(
    r"(?:到期|续费|续约|新?客户|新?线索|新?商机|公司|单位|致|竞品|对手|签约|成交|赢单|丢单|输单|流失|跟进|拜访|关于|"
    r"主题|项目|甲方|乙方|抬头)(?:名称)?[:：] ?"
    rf"(?P<company>{_CHAR}{{2,14}}?)(?:{_CLOSE}|(?=的|{COVER}|联系|续|签|要|想|项目|合同))"
)
_THEY = re.compile(
    rf"(?:他们|她们|我们|他|她|其|[是叫])(?:公司|单位|东家)?(?:是|叫)?(?P<company>{_CHAR}{{2,6}}?)(?=今年|明年|去年|"
    rf"目前|现在|内部|总部|集团|不|没|还|也|要|想|的)"
)
# Nouns that no lexicon lists end so: 屏幕要换, 暖气的合同.
_THING = re.compile(
    r"[机器件品板线屏单表书卡票费款价量期会室部科处组员人师者性度率力法式型版图章车房楼店站包盒箱油水电灯纸布料钢铁膜漆胶幕气话事点段步条项类种层号码文字图片照茶饭菜肉果树花狗猫鞋衣裤帽镜笔桌椅柜墙窗门锁匙刀阀泵管缆轮胎炉锅杯壶碗床座块刷]$"
)
# What may stand between the verb or the clause's beginning and the name.
_FILLER = re.compile(r"(?:新|老|大)?客户|公司|单位|一?[下趟]|了|过|竞品|对手|友商|厂家|供应商|代理商?|经销商|渠道|同行")
_ANOTHER_VERB = re.compile(r"[给跟和把被向买卖发送拿找带看听约见催问帮替陪做]")

# Verbs whose object is as often a thing or a place.
_ANYWHERE = frozenset("把被去到在跑看从向用换选改开做找催问服帮替")
# What no name holds: a verb's ending.
_BROKEN = re.compile(r"[了着过吗呢吧]")
# A clause that begins so speaks of the rep or of nobody.
_NO_NAME = re.compile(r"^[我你您他她它咱这那哪谁每各]|[吗呢吧啊哦]$|^(?:麻烦|请|帮|别|再|先|等)")


def find_slots(cased: str) -> Iterator[tuple[int, int]]:
    """Stretches that stand where a company does, cut to the name; the surest places first."""
    for pattern in (_LABEL, _OBJECT, _SUBJECT, _THEY):
        position = 0
        while match := pattern.search(cased, position):
            start, end = match.span("company")
            span = _name(cased, start, end)
            if span and _THING.search(cased[slice(*span)]) and _may_be_thing(cased, match, span):
                span = None
            if span and _may_lead(cased[start : span[0]], subject=pattern is _SUBJECT):
                yield span
                start = end
            position = max(start, match.start() + 1)


def _may_lead(words: str, *, subject: bool) -> bool:
    """Whether `words` may stand before a name in its slot: no other verb does."""
    if subject:
        return not _ANOTHER_VERB.search(words)
    return not words or words in PLACES or _FILLER.fullmatch(words) is not None


def _may_be_thing(cased: str, match: re.Match[str], span: tuple[int, int]) -> bool:
    """Whether what ends like a thing may be one there: 屏幕要换, 去车间; nothing is sent to 宏图 but by a firm's "
    "name.
    """
    if match.re is _SUBJECT:
        return span[1] - span[0] <= len("宏图") or _WEAK.match(cased, match.end()) is not None
    return match[0][0] in _ANYWHERE


def _name(cased: str, start: int, end: int) -> tuple[int, int] | None:
    text = cased[start:end]
    found = unexplained(text)
    if not found or (_NO_NAME.search(text[: found[1]]) and found[0] == 0):
        return None
    first, last = start + found[0], start + found[1]
    name = cased[first:last]
    if end - last == 1 and cased[last] in "和得" and cased[end : end + 1] in "的那":
        last, name = end, cased[first:end]  # 金和的: nothing is joined there
    if not 1 < len(name) <= 8 or last != end or name.isascii() or _BROKEN.search(name):
        return None
    return first, last
