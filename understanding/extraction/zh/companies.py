"""Companies in Chinese text: by what their names end with, by whose people they are, by what one does with them."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from understanding.extraction.model import Organisation
from understanding.extraction.page import COVER, Page
from understanding.extraction.zh import lexicon
from understanding.extraction.zh.everyday import PLACES, unexplained
from understanding.extraction.zh.firms import find_firms
from understanding.extraction.zh.slots import find_slots

Spans = Sequence[tuple[int, int]]
_STOP = "给跟与找约见叫请催问陪让帮由替等是的了在把去说和，。；：、！？（）【】"
# A character a company's name may hold.
_CHAR = rf"(?:(?<=美)的(?!人)|(?<=[协永人谐雍])和|[^{_STOP}\s,.;:!?()<>/|\-{COVER}])"
_END = "|".join(sorted(lexicon.COMPANY_ENDS, key=len, reverse=True))
_PLACE = r"(?:（[\u4e00-\u9fff]{2,6}）|\([\u4e00-\u9fff]{2,6}\))"
_LEGAL = "股份有限公司|有限责任公司|有限公司|集团公司|公司|集团"
# Names that end so that nothing else can be meant.
NAMED_SURELY = re.compile(
    rf"(?P<company>{_CHAR}{{2,10}}?(?:{_PLACE}{_CHAR}{{0,12}}?)?(?:{_CHAR}{{0,10}}?(?:股份有限公司|"
    r"有限责任公司|有限公司)|银行|集团(?!客户)))"
)
_SUFFIXED = re.compile(
    rf"(?P<company>{_CHAR}{{1,10}}?{_PLACE}{_CHAR}{{0,12}}?(?:{_LEGAL})|"
    rf"{_CHAR}{{1,16}}?(?:{_END})(?:附属{_CHAR}{{1,8}}?医院)?(?:{_CHAR}{{0,12}}?(?:{_LEGAL}))?"
    rf"{_PLACE}?(?:[\u4e00-\u9fff]{{2,6}}分公司)?)"
)
# Verbs between a company and its people that a name swallows: 去金山办公拜访江强.
_TRAILING = re.compile(
    r"(?:(?:采购|销售|技术|市场|财务)部|新来|拜访|回访|走访|联系|开会|见面|见|找|约|谈|聊|"
    r"(?<!美)的|那边|这边)+$"
)
_SURELY_ENDED = re.compile(
    rf"(?:{_LEGAL}|银行|大学|医院|学校|[\u4e00-\u9fff]{{2}}局|[\u4e00-\u9fff]{{2}}委|法院|检察院|政府|管委会|"
    rf"街道办|博物馆|图书馆|"
    rf"中学|小学|幼儿园|学院|卫生院|证券|保险|药业|股份|集团|事务所|研究院|酒店)$"
)
# Which part of a bank or a company: 招商银行信用卡中心, 工商银行苏州分行.
_PART = re.compile(
    r"(?:信用卡中心|总行|[\u4e00-\u9fff]{2,4}[分支]行|营业部|[\u4e00-\u9fff]{2,4}(?:分公司|办事处|研究院|事业部))"
)
# 成都七中, 武汉三院: a city's schools and hospitals by their number.
_NUMBERED = re.compile(
    rf"(?:{'|'.join(sorted(PLACES))})(?:市|第)?[一二三四五六七八九十\d]{{1,3}}(?:中(?!心)|小(?!时)|院|医院|中学|小学)"
)
_LATIN = re.compile("[A-Za-z]")
_PLACE_BEHIND = re.compile(rf"{_PLACE}$")
# What may follow a name that ends with a mere field of business (光电, 网络); else it goes on, as in 阳光电源.
_ENDED = re.compile(
    r"$|[^\u4e00-\u9fff]|的|那边|这边|签|丢|成交|说|要|想|愿|打|发|表|决|采购|总|经理|给|跟|"
    r"和|与|找|约|让|去|在|把|拿|来|拜访|开会|项目|合同|单|付|回|下单|定|续|投|招|询|黄|流|输|"
    r"赢|搞|嫌|不|没|已|也|都|客户|那|这|是|有|对|想|提|客|希|催|需|准备|打算"
)
# What the words before a company's name leave in front of it.
_LEADING = re.compile(
    r"^(?:一?趟|顺便|谈|聊|收到|在?展会(?:上)?(?:遇到|碰到|认识)?|遇到|碰到|约了?|记录|意向|一下|进一下|进下|"
    r"完|今天|今日|刚才|刚刚|刚|已经|已|新线索|新客户|新商机|线索|客户|"
    r"公司名称|公司|拜访了?|"
    r"走访了?|回访了?|见了|联系了?|认识了?|跟进|打给|发给|寄给|转给|交给|我们|我|他们|他|她|"
    r"提醒我?|记得|记一下|记录|记|电话|给|跟|和|与|找|约|去了?|到|在|"
    r"丢了|丢单|拿下了?|赢了|签了|输了|成交了?|成交|报价给|报价已发|报价发|报价|方案发|又|再|"
    r"开(?=民宿|餐|店|厂|公司|网吧)|就|还|帮|把|向|对(?!接)|从|是|叫|一起(?:来|去|到|回)?|来自|这家|那家|一家|"
    r"个|请|麻烦|需要|新增|新加|添加|加一下|"
    r"查一下|查|名片|你好|您好|转发|"
    r"(?:采购|销售|技术|市场|运营|财务|行政)?(?:总监|经理|主管|负责人|部长)|采购|联系人|改成|"
    r"改为|换成|不是|与|及|丢失|失去|恭喜|搞定了?|签约|签下了?|中标|安排|准备|下午|上午|晚上|"
    r"中午|早上)+"
)
_OF = re.compile(
    rf"(?P<company>{_CHAR}{{2,14}})(?:的|那边的|这边的|那边|"
    rf"[ 　]?)(?:[\u4e00-\u9fff]{{0,2}}(?:采购|销售|总监|经理|主任|主管|工程师|负责人|老板|"
    r"董事长|总裁|副总|厂长|校长|院长|会计|助理|秘书|财务|技术)(?:总监|经理|主管|负责人)?)?[ 　]?$"
)
_SIDE = re.compile(
    rf"(?P<company>{_CHAR}{{2,12}}?)(?:那边|这边|那里|的人(?!民)|目前|{COVER}{{1,8}}(?:对接人|"
    rf"负责人|联系人)|的?{COVER}{{1,12}}的?(?:项目|单子|合同|订单|大单)|{COVER}{{0,8}}(?:要|想|"
    r"准备|计划)?(?:下单|续约|签约|付款|采购)|(?:的|这个|那个|这)?(?:单子|大单|合同|"
    r"项目|订单|商机|续费|续约|采购|尾款|回款|招标|标书|标)(?!经理|总监|主管|部|说)|的单|"
    r"的报价|的客户|的(?:询价|付款|需求|发票|样品|样机|货|验收|流程|账期|对账单|反馈)|签了|签约|签单|签下|签合同|"
    r"成交|丢单|丢了|输了|输给|付款|付了|回款|下单|下了单|定了|黄了|流失|拿下|决定(?:买|签|"
    r"采购|续|要|用)|同意|要货|嫌贵|嫌价|"
    rf"中标|搞定|赢单|(?:分配给|转给|移交给|交给|派给|分给|给)(?=[\u4e00-\u9fff]{{1,4}}(?:$|"
    r"[,。,;\s跟负])|[a-z]))"
)
_OBJECT = re.compile(
    r"(?:丢了|拿下了?|赢了|赢下|签下了?|签了|签约|输了|搞定了?|成交了?|拜访[了完过]?|走访[了完]?|"
    r"回访[了完]?|去了?|跟进(?:一?下)?|公司(?:名称|名)?(?:是|叫|为|改成|改为|:|:)\s?|单位(?:是|:|:)\s?|来自|"
    r"客户(?:是|叫|:|:)\s?|把|报价(?:已经?)?发(?:给|到)?了?|"
    r"(?:合同|方案|样品|资料|发票)(?:已经?)?(?:发|寄|送)(?:给|到)了?|丢单了?[: ]|"
    rf"成交了?[: ]|赢单了?[: ])(?P<company>{_CHAR}{{2,14}}?)"
    rf"(?=$|[了,。;！!？（(\s{COVER}\n:]|的(?!话)|分配|转给|交给|派给|那边|这边|单子|"
    r"项目|合同|给|这|改|拜访|见|找|谈|开会|演示|签|做|看|拿)"
)
_WITH = re.compile(
    rf"(?:(?:^|[\s,。;{COVER}])(?:刚才?|又)?[和同]|跟|"
    rf"与)(?P<company>{_CHAR}{{2,12}}?)(?:开[了完]?会|谈|聊|签|吃|见了?面|合作|沟通|通了?电话|"
    r"对接|碰了?面|碰一?下)"
)
_BEFORE_BRACKET = re.compile(rf"(?P<company>{_CHAR}{{2,20}})[（(]$")
_IS = re.compile(
    rf"(?<=是)(?P<company>{_CHAR}{{2,14}})的(?:采购|销售|技术|市场|财务|行政|运营|总|经理|主管|"
    r"负责人|老板|人)"
)
# Whom one writes, sends or reports to, and from whom something came.
_TO_WHOM = re.compile(
    rf"(?:(?<![交发寄转派打分回])给|向|帮)(?P<company>{_CHAR}{{2,8}}?)(?=(?:推荐|推了?|介绍|报了?|汇报|提了?|寄|发|"
    rf"送|开票|"
    r"开发票|演示|回复|回电|回个|打款|打个?电话|出方案|准备|做(?:个|一|方案|演示)|安排))|"
    r"(?:收到了?|接到了?|拿到了?|拿下了?)(?P<from>[^的,。;\s\ue000]{2,8})的(?=询价|招标|邀请|需求|订单|合同|回款|"
    r"付款|报价|标书|采购|尾款|定金|预付|样品|中标|RFP|PO)|"
    r"(?:报价|方案|合同|样品|标书|资料|发票|材料|案例|"
    r"对账单)[^,。;\s\ue000]{0,3}?给(?P<at_end>[^\s,。;给\ue000]{2,8})(?=$|[,。;\s])|"
    r"(?:对方|他|她)(?:们)?(?:现在)?是(?P<whose>[^\s,。;是\ue000]{2,8})的(?=$|[,。;\s])|"
    r"(?:去了?|跑了?)(?:一)?趟(?P<visited>[^\s,。;\ue000]{2,8})(?=$|[,。;\s])|"
    r"(?:新|老)客户(?P<new>[^\s,。;\ue000]{2,8}?)(?=$|[,。;\s]|介绍|推荐|要|想|说|来)"
)
# Who does at the beginning of a clause what only a customer does.
_WHO_DOES = re.compile(
    rf"(?:^|[\s,。;！!？])(?P<company>{_CHAR}{{2,6}}?)(?=(?:还在|还|一直|已经|又|也|终于|在|最后){{0,2}}(?:犹豫|"
    rf"比价|考虑|觉得|"
    rf"要求(?:[降延换改退赔加提先]|我们|{COVER})|"
    rf"想要|想买|想换|想砍|想续|嫌|催(?!款)|反馈|表示|希望|打算|要{COVER}|确认(?:续|要|买|签|了)|要续|要加|要换|"
    rf"要降|要买))"
)
_NOBODY = re.compile(
    r"客户|对方|领导|老板|系统|方案|价格|合同|报价|项目|预算|[我他她它你您们谁]|大家|法务|财务|采购|技术|同事|产品|"
    r"样品|"
    r"发票|今|明|现在|[先再刚又也都就还不没很太]|后天|下周|会议|需|应该|可能|一定|电话|微信|催|问|经理|总监|主任|"
    r"老师|总$|工$|"
    r"介绍|推荐|投诉|供应商|回款|工程师|工厂|交货|质量|孩子|家人|家里|朋友|爸|妈|老婆|太太|上汇|汇报|部门|部$|公司$|"
    r"团队|司机|物流|快递|竞品|"
    r"对手|用户|甲方|乙方|代理|渠道|经销商|学生|员工|机场|车站|医院$|银行$|学校$|税务|政府|市场$|销售|研发|售后|"
    r"客服|运营|行政|人事|院长|校长|"
    r"北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|成都|武汉|西安|长沙|青岛|厦门|香港|台湾|澳门|日本|美国|欧洲|德国|"
    r"[省市县区]$"
)
_AT = re.compile(rf"在(?P<company>{_CHAR}{{2,12}}?)(?:负责|任职|工作|上班|做采购|当)")
_BRACKET = re.compile(
    r"[（(](?:(?:采购|销售|技术|市场)?(?:总监|经理|主管|CEO|CTO|CFO|VP|老板|"
    rf"总)[, ]\s?)?(?P<company>[^（）()\d,{COVER}]{{2,20}})[）)]"
)
_ROLE = "|".join(sorted(lexicon.ROLES, key=len, reverse=True))
_BESIDE_ROLE = re.compile(
    rf"(?:{_ROLE})[ 　@]{{1,2}}(?P<company>{_CHAR}{{2,16}})(?=$|[\s,。\n{COVER}])|(?:^|"
    rf"[\n ])(?P<first>{_CHAR}{{2,16}})[ 　]{{1,2}}(?:{_ROLE})(?=$|[\n ,{COVER}])",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:联系人|对接人|负责人|姓名|客户|新?线索|介绍|记录)[: ]?")
_ROLE_END = re.compile(rf"(?:的)?(?:{_ROLE})$")
_SEGMENT = re.compile(
    rf"[^\n,、;/|:。{COVER}（）()]+?(?=\s?(?:[\n,、;/|:。{COVER}（）()]|\s[-—]\s|"
    r"$))"
)
_NO_NAME = re.compile(
    r"打|发|说|联系|提醒|见面|聊|签|要|(?<![联理])想|看|问|报价|预算|电话|手机|邮箱|微信|方案|"
    r"合同|跟进|认识|负责|地址|采购|经理|总监|主任|新的|线索|意向|备注|客户|展会|介绍|今天|明天|下周|上周|"
    r"需要|价格|好|谢|吗|呢|一下|名片|转发|会|做|买|用|台|套|个|官网|咨询|朋友|推荐"
)
# Words of doing and pointing: who stands before 合同 or 项目 with one of them is no company.
DEED = re.compile(
    r"开会|讨论|谈判|准备|确认|安排|提交|审批|发|催|寄|送|写|签|改|看|打|问|(?<![联理])想|"
    r"需要|关于|跟进|这|那|哪|几|两|上次|下次|之前|最近|一起|已经|马上|还|都|不|没|就|才|正在|"
    r"负责|目前|现在|演示|拜访|沟通|对方|客户|我们|他们|(?<!美)的|了|是|在|把|说|选|竞争|打来|"
    r"愿意|进入|推进|嫌|因为|太|很|忙|阶段|要|分配|转交|移交|派给|[双对我乙甲]方$|没|上$|^完|"
    r"^前"
)
# A noun and a field of business without a name before it: 现场培训, 客户信息.
_PLAIN_NOUNS = re.compile(
    r"(?:现场|客户|产品|技术|员工|项目|系统|方案|合同|市场|销售|内部|线上|线下|在线|个人|联系|"
    r"用户|人员|设备|财务|行业|企业|公司|我司|贵司|对方|新|老)"
    r"(?:培训|教育|咨询|文化|信息|数据|工程|建设|投资|网络|服务|软件|材料|电子|包装|物流|广告|设备)$"
)
_NOT_COMPANY = frozenset(
    "分管 主管 主抓 专管 信息科 设备科 采购科 财务科 技术科 HR "
    "付款 接到 意向 下一步 备注 情况 来公司 到公司 去公司 回公司 助理 秘书 同事 司机 老婆 "
    "朋友 客户 对方 公司 "
    "我们 他们 她们 你们 今天 明天 昨天 后天 "
    "大家 领导 老板 采购 销售 财务 "
    "技术 本月 上月 下月 本周 上周 下周 合同 报价 方案 项目 单子 订单 商机 线索 发票 样品 "
    "产品 最近 之前 以前 现在 上次 这次 下次 新的 一个 这个 那个 "
    "所有 全部 部分 团队 部门 总部 会议 电话 微信 邮件 名片 展会 朋友 同事 本人 竞品 对手 "
    "竞争对手 别人 别家 人家 自己 甲方 乙方 客户公司 新客户 老客户 大客户 什么 怎么 哪些 "
    "哪个 多少 谁 销售额 这单 那单 一单 几单 各销售 每个 这家公司 那家公司 贵公司 我公司 "
    "该公司 新公司 分公司 总公司 子公司 数据 信息 文化 网络 教育 培训 咨询 服务 软件 工程 "
    "投资 贸易 物流 大学 学校 医院 银行 酒店 项目信息 联系信息 个人信息 客户信息 产品信息 "
    "培训教育 技术培训 产品培训 员工培训 数据信息 送样品 二期工程 一期工程 新项目 老项目 "
    "合同已经 合同都 大单 小单 这笔 那笔 订金 定金 尾款 首付 全款 预付 本季度 上季度 下季度 "
    "今年 去年 明年 展会上 会上 现场 "
    "预计 预期 预估 争取 力争 有望 估计 大概 可能 目前 已经 计划 打算 准备 应该 希望 如果 要是 金额 价格 预算".split()
)


_LATIN_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")
_DEPARTMENT = re.compile(r"[\u4e00-\u9fff]{2,3}部")
_END_WORDS = frozenset(lexicon.COMPANY_ENDS)
_NOT_BEFORE = frozenset("对我乙甲双贵该")  # 对方公司, 我司
# English words that stand in Chinese notes and name nobody.
_LATIN_WORDS = frozenset(
    "met call called visited visit spoke meeting demo poc rfp rfq crm erp saas api app ok ppt pdf excel email wechat "
    "vip kpi roi it hr pm am usb led logo bug ui web wifi ai id sn sku".split()
)
_MOST_COMPANIES = 100


def find_companies(page: Page, people: Spans) -> list[Organisation]:
    """The companies of a page, in order; `people` are the places of those already found."""
    firms = _firms(page.cased)
    taken = [span for span in _taken(_candidates(page.cased, people), people, firms) if span not in people]
    taken = taken or _taken(_beside_people(page.cased, people), people)
    return [Organisation(page.written(start, end), page.written(start, end), start) for start, end in sorted(taken)]


def _firms(cased: str) -> list[tuple[int, int]]:
    """The well-known firms, each with the place before it: 深圳大疆, and whole where a legal form ends the name."""
    found = []
    for start, end in islice(find_firms(cased), _MOST_COMPANIES):
        place = next((size for size in (3, 2) if size <= start and cased[start - size : start] in PLACES), 0)
        found.append((start - place, end))
    whole = [match.span("company") for match in islice(NAMED_SURELY.finditer(cased), _MOST_COMPANIES)]
    return [span for span in found if _free(*span, whole)]


def _taken(candidates: Iterator[tuple[int, int]], people: Spans, firms: Spans = ()) -> list[tuple[int, int]]:
    taken: list[tuple[int, int]] = [span for span in firms if _free(*span, people)]
    for span in candidates:
        if _free(*span, [*people, *taken]):
            taken.append(span)
        if len(taken) > _MOST_COMPANIES:
            break
    return taken


def _candidates(cased: str, people: Spans) -> Iterator[tuple[int, int]]:
    """What may be a company, cut to its name, the surest first."""
    for match in _NUMBERED.finditer(cased):
        yield match.span()
    begins = {start for start, _ in people}
    for loose in (_by_their_ends(cased, begins), _of_people(cased, people), _by_what_is_done(cased)):
        for span in loose:
            trimmed = _trimmed(cased, *span)
            if trimmed:
                yield trimmed
    for span in find_slots(cased):
        name = _without_place(cased[slice(*span)])
        if not DEED.search(name) and not _NOBODY.search(name):
            yield span


def _by_their_ends(cased: str, begins: set[int]) -> Iterator[tuple[int, int]]:
    """Who is called a company, a bank or a trade; `begins` are the places where a person's name follows."""
    for match in _SUFFIXED.finditer(cased):
        part = _PART.match(cased, match.end())
        if part:
            yield match.start("company"), part.end()
        if match.end() in begins or _ENDED.match(cased, match.end()) or _SURELY_ENDED.search(match[0]):
            yield match.span("company")


def _by_what_is_done(cased: str) -> Iterator[tuple[int, int]]:
    """Who stands where a company does, whatever it is called."""
    for match in _BESIDE_ROLE.finditer(cased):
        yield match.span("company") if match["company"] else match.span("first")
    for pattern in (_OBJECT, _WITH, _AT, _IS, _SIDE):
        for match in pattern.finditer(cased):
            if not DEED.search(match["company"]):
                yield match.span("company")
    for pattern in (_TO_WHOM, _WHO_DOES):
        for match in pattern.finditer(cased):
            name = match[match.lastgroup or 0]
            if not DEED.search(name) and not _NOBODY.search(_without_place(name)):
                yield match.span(match.lastgroup or 0)


def _without_place(name: str) -> str:
    """What remains of 深圳同洲 without the city, if it is more than a character."""
    size = next((size for size in (3, 2) if name[:size] in PLACES and len(name) > size + 1), 0)
    return name[size:]


def _of_people(cased: str, people: Spans) -> Iterator[tuple[int, int]]:
    """Whose people they are: 华为的王芳, 王芳（华为）, 华为（王芳）."""
    for start, end in people:
        owner = _OF.search(cased, max(0, start - 24), start)
        if owner and not DEED.search(owner["company"]):
            yield owner.span("company")
        outside = _BEFORE_BRACKET.search(cased, max(0, start - 24), start)
        if outside:
            yield outside.span("company")
        bracket = _BRACKET.search(cased, end, end + 30)
        if bracket and (bracket.start() == end or not DEED.search(bracket["company"])):
            yield bracket.span("company")


def _beside_people(cased: str, people: Spans) -> Iterator[tuple[int, int]]:
    """In a list such as 张伟，宁德时代，139... the words right beside the name alone are the company."""
    segments = [_stripped(cased, *match.span()) for match in _SEGMENT.finditer(cased)]
    stripped = [_without_label(cased, *_without_role(cased, start, end)) for start, end in segments if end > start]
    for place, (start, end) in enumerate(stripped):
        if (start, end) not in people:
            continue
        for neighbour in (place + 1, place - 1):
            if 0 <= neighbour < len(stripped):
                left, right = _trimmed(cased, *stripped[neighbour]) or (0, 0)
                text = cased[left:right]
                if (
                    2 <= len(text) <= 16
                    and re.fullmatch(_CHAR + "+", text)
                    and not _NO_NAME.search(text)
                    and not DEED.search(text)
                ):
                    yield left, right
                    break


def _stripped(cased: str, start: int, end: int) -> tuple[int, int]:
    text = cased[start:end]
    lead = len(text) - len(text.lstrip(" -—　"))
    return start + lead, start + lead + len(text.strip(" -—　"))


def _without_label(cased: str, start: int, end: int) -> tuple[int, int]:
    label = _LABEL.match(cased, start, end)
    return (label.end(), end) if label and label.end() < end else (start, end)


def _without_role(cased: str, start: int, end: int) -> tuple[int, int]:
    role = _ROLE_END.search(cased[:end], start)
    return (start, role.start()) if role and role.start() > start else (start, end)


def _trimmed(cased: str, start: int, end: int) -> tuple[int, int] | None:
    """The name without the words before it; None where nothing of a name is left."""
    if cased[max(0, start - 1) : start + 1] == "跟进":
        start += 1
    lead = _LEADING.match(cased[start:end])
    if cased[start - 1 : start] == "跟" and cased[start : start + 1] == "进":
        start += 1  # 跟进海大集团: the verb is 跟进
        lead = _LEADING.match(cased[start:end])
    if lead:
        start += lead.end()
    trail = _TRAILING.search(cased[start:end])
    if trail:
        end = start + trail.start()
    name = cased[start:end]
    if _is_no_name(cased, start, name):
        return None
    if not _has_end(name):
        first, last = unexplained(name) or (0, 0)
        start, end, name = start + first, start + last, name[first:last]
    if len(name) < 2 or name in _NOT_COMPANY or re.search(r"[,。！？]|^[的了是]", name):
        return None
    return (start, end) if re.search(r"[\u4e00-\u9fffA-Za-z]{2}", name) else None


def _has_end(name: str) -> bool:
    """Whether a name ends as companies' do, a place in brackets aside, or has Latin letters."""
    return _PLACE_BEHIND.sub("", name).endswith(lexicon.COMPANY_ENDS) or _LATIN.search(name) is not None


_WHAT_THEY_DO = re.compile(r"(?:专门|专|主要|一直|就)?(?:做|搞|卖|从事|经营|主营|批发)[^,。]+(?<!公司)(?<!集团)$")
"""做跨境电商: what somebody does, and no firm's name."""


def _is_no_name(cased: str, start: int, name: str) -> bool:
    """Whether what is left is a mere ending (公司), an everyday word, or of a person's name in Latin letters."""
    if _WHAT_THEY_DO.match(name):
        return True
    before = cased[max(0, start - 2) : start]
    if (
        name in _END_WORDS
        or name.startswith("们")
        or _DEPARTMENT.fullmatch(name)
        or (name.startswith(("方", "司")) and before[-1:] in _NOT_BEFORE)
    ):
        return True
    if name.isascii():
        part = before[-1:] == " " and before[:1].isascii() and before[:1].isalpha()
        person = before[-1:] == "的" and _LATIN_NAME.fullmatch(name)  # 华为的Wang Fang
        return bool(part or person or name.lower() in _LATIN_WORDS or name.upper() in lexicon.ROLES)
    return bool(_PLAIN_NOUNS.match(name)) or (not _SURELY_ENDED.search(name) and _is_explained(name))


def _is_explained(name: str) -> bool:
    """Whether everyday words are all there is to it."""
    return name in PLACES or unexplained(name) is None


def _free(start: int, end: int, taken: Spans) -> bool:
    return all(end <= begin or start >= stop for begin, stop in taken)
