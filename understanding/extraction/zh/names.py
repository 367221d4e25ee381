"""People and companies in Chinese text: cue words, surnames and titles, and the words a company's name ends with."""

import re
from collections.abc import Iterator

from understanding.extraction.language import Names
from understanding.extraction.model import Organisation, Person
from understanding.extraction.page import COVER, Page
from understanding.extraction.zh import lexicon

_HAN = r"[\u4e00-\u9fff]"
_TITLE = "|".join(lexicon.TITLES)
_COMPOUND = "|".join(lexicon.COMPOUND)
_SURNAME = rf"(?:{_COMPOUND}|[{''.join(sorted(lexicon.SURNAMES))}])"
# 王总, 李经理, 欧阳小姐, 张伟经理; a title of one character only where no longer word goes on.
_TITLED = re.compile(
    rf"(?P<name>{_SURNAME}(?P<given>{_HAN}{{1,2}})?(?P<title>{_TITLE}))(?!(?<=总)(?:部|共|是|之|体|的来说|价|数|额|量|包|代|结|监)|(?<=工)(?:作|程|厂|业|资|具|期|艺|商|地|人)|(?<=科)(?:技|学|研|室)|(?<=局)(?:面|势|部|限)|(?<=院)(?:校|线|长)|(?<=处)(?:理|于|置|方)|(?<=董)(?:事)|(?<=导)(?:致|师|出|入|航)|(?<=总)经)"
)
_NICK = re.compile(
    rf"(?<!{_HAN})(?:老|小|阿){_SURNAME}(?!{_HAN}{{0,1}}(?:板|师|客|时|程|额|组|区|心|型|规|公))|(?<=[给跟和找约见问回催陪请与等叫让帮访系拜])(?:老|小|阿)(?:{_SURNAME})(?!板|师|客|时|程|额|组|区|心|型|规|公)"
)
_BEFORE = r"(?:^|[给跟和与找约见叫请催问陪同让帮由替等向对回访系给的:，,。;；、\s（(!！]|拜访了?|联系了?|见了|认识了?|是|姓名|联系人|客户|提醒|约了|找了|通知|打给|发给|寄给|转给|交给|到)"
_FULL = re.compile(rf"(?P<name>(?:(?:{_COMPOUND}){_HAN}{{1,2}}|[{''.join(sorted(lexicon.SURNAMES))}]{_HAN}{{1,2}}))")
_AFTER = re.compile(
    r"$|[\s，,。、；;：:（）()!！?？\n/|\-"
    + COVER
    + r"]|打|说|发|聊|见|谈|吃|确|签|要|想|问|回|电|微|通|约|加|觉|表|答|嫌|提|反|那|这|的|和|跟|在|来|去|是|负|做|把|需|让|介|推|已|刚|过|也|会|对|给|催|开|看|寄|送|演|沟|碰|交|报|安|视|喝|了|先|女|经|总|主|希|请|拜|催|讨|预|下|上|明|今|后|再|一|吗|吧|定|收|买|订|试|都|不|没|有|同|联|等|跑|换|升|续|参|带|关"
)
_COMPANY_END = "|".join(sorted(lexicon.COMPANY_ENDS, key=len, reverse=True))
_STOP = "给跟和与找约见叫请催问陪让帮由替等向对是的了在把去来到从为被想要说，。；：、！？（）() \n"
_SUFFIXED = re.compile(
    rf"(?P<name>[^{_STOP}\s,.;:!?{COVER}]{{1,16}}?(?:{_COMPANY_END})(?:（{_HAN}{{2,6}}）|\({_HAN}{{2,6}}\))?(?:股份有限公司|有限责任公司|有限公司|集团|公司|股份)?(?:{_HAN}{{2,6}}分公司)?)"
)
_LEADING = re.compile(
    r"^(?:今天|刚才|刚刚|刚|上午|下午|晚上|已经|已|新线索|新客户|线索|客户|公司|拜访了?|见了|联系了?|认识了?|跟进|打给|发给|寄给|转给|交给|我们|我|他们|他|她|提醒我?|记得|记一下|记录|记|电话|给|跟|和|与|找|约|去了?|到|在|丢了|拿下了?|赢了|签了|输了|成交了?|报价给|又|再|先|就|还|帮|把|向|对|从|是|叫|来自|这家|那家|一家|的|了|有|个|要|请|麻烦|需要|新增|新加|添加|加一下|查一下|查|名片|采购总监|采购经理|销售总监|总经理|经理|总监|采购|主管|老板|负责人|联系人|和|改成|改为|换成|不是)+"
)
_COMPANY_OF = re.compile(rf"(?P<company>[^{_STOP}\s,.;:!?{COVER}]{{2,12}})(?:的|那边的|这边的| )$")
_SIDE = re.compile(
    rf"(?P<company>[^{_STOP}\s,.;:!?{COVER}]{{2,12}})(?:那边|这边|的单子|的单|的合同|的项目|的订单|的商机|的客户|的采购|的报价|的续费|的续约|的款|项目|签了|签约|签单|成交|丢单|丢了|输了|付款|回款|下单|定了|黄了|拿下|要货|嫌贵|中标|单子|(?:给|分给|交给|转给|分配给|派给)(?={_HAN}|[a-z]))"
)
_OBJECT = re.compile(
    rf"(?:丢了|拿下了?|赢了|签下了?|签了|签约|输了|搞定了?|成交了?|拜访了?|走访了?|去了?|公司是|公司叫|公司名?:?|单位:?|来自|把)(?P<company>[^{_STOP}\s,.;:!?{COVER}\d]{{2,12}}?)(?=$|[的了，,。；;！!（(给\s{COVER}\n]|分配|转给|那边|单|项目|合同)"
)
_BRACKET = re.compile(rf"[（(](?P<company>[^（）()\d，,{COVER}]{{2,16}})[）)]")
_NOT_COMPANY = frozenset(
    "客户 对方 公司 我们 他们 她们 你们 今天 明天 昨天 后天 大家 领导 老板 采购 销售 财务 技术 本月 上月 下月 本周 上周 下周 合同 报价 方案 项目 单子 订单 商机 线索 发票 样品 产品 最近 之前 以前 现在 上次 这次 下次 新的 一个 这个 那个 "
    "所有 全部 部分 团队 部门 总部 会议 电话 微信 邮件 名片 展会 朋友 同事 本人 竞品 对手 竞争对手 别人 别家 人家 自己 甲方 乙方 客户公司 新客户 老客户 大客户 什么 怎么 哪些 哪个 多少 谁 销售额 这单 那单 一单 几单".split()
)


def find_names(page: Page) -> Names:
    people = sorted(_people(page), key=lambda person: person.start)
    spans = [(person.start, person.start + len(person.text)) for person in people]
    companies = _companies(page, spans)
    return Names(tuple(people), tuple(companies))


def _people(page: Page) -> Iterator[Person]:
    taken: list[tuple[int, int]] = []
    for match in _TITLED.finditer(page.cased):
        start, end = _titled_span(match)
        if _free(start, end, taken):
            taken.append((start, end))
            text = page.written(start, end)
            yield Person(text, text, start, title=page.written(*match.span("title")))
    for match in _NICK.finditer(page.cased):
        if _free(*match.span(), taken):
            taken.append(match.span())
            yield Person(page.written(*match.span()), page.written(*match.span()), match.start())
    for start, end in _full_names(page.cased):
        if _free(start, end, taken):
            taken.append((start, end))
            yield Person(page.written(start, end), page.written(start, end), start)


def _titled_span(match: re.Match[str]) -> tuple[int, int]:
    return match.start("name"), match.end("name")


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return all(end <= begin or start >= stop for begin, stop in taken)


def _full_names(cased: str) -> Iterator[tuple[int, int]]:
    position = 0
    while match := _FULL.search(cased, position):
        position = match.start() + 1
        if not re.search(_BEFORE + "$", cased[max(0, match.start() - 4) : match.start()]):
            continue
        end = _name_end(cased, match)
        if end:
            yield match.start(), end
            position = end


def _name_end(cased: str, match: re.Match[str]) -> int | None:
    """Where the name ends: the longer of two readings unless its last character begins the next word."""
    surname = 2 if cased[match.start() : match.start() + 2] in lexicon.COMPOUND else 1
    if cased[match.start() : match.start() + 2] in lexicon.NOT_NAMES:
        return None
    for given in (2, 1):
        end = match.start() + surname + given
        name = cased[match.start() : end]
        if len(name) < surname + given or not all("\u4e00" <= char <= "\u9fff" for char in name):
            continue
        if any(char in lexicon.NOT_GIVEN for char in name[surname:]):
            continue
        if _AFTER.match(cased, end):
            return end
    return None


def _companies(page: Page, people: list[tuple[int, int]]) -> list[Organisation]:
    found: dict[int, tuple[int, int]] = {}

    def take(start: int, end: int) -> None:
        lead = _LEADING.match(page.cased[start:end])
        start += lead.end() if lead and lead.end() < end - start else 0
        name = page.cased[start:end]
        if (
            len(name) < 2
            or name in _NOT_COMPANY
            or not re.search(r"[\u4e00-\u9fffA-Za-z]", name)
            or not _free(start, end, [*people, *found.values()])
        ):
            return
        found[start] = (start, end)

    for match in _SUFFIXED.finditer(page.cased):
        take(*match.span("name"))
    for start, _ in people:
        owner = _COMPANY_OF.search(page.cased, max(0, start - 16), start)
        if owner:
            take(*owner.span("company"))
    for pattern in (_SIDE, _OBJECT):
        for match in pattern.finditer(page.cased):
            take(*match.span("company"))
    for match in _BRACKET.finditer(page.cased):
        if any(match.start() == end for _, end in people):
            take(*match.span("company"))
    return [
        Organisation(page.written(start, end), page.written(start, end), start) for start, end in sorted(found.values())
    ]
