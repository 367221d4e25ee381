"""What Chinese words ask."""

import re

from crm.pipeline import IDLE_DAYS, NOBODY, Show, Subject
from domain.terms import Axis, Sort
from handlers.questions.amounts import amount, number_of
from handlers.questions.draft import Draft, Known, Rule, is_new, lists, narrows, rule, sets
from handlers.questions.english import with_bound, with_range

_AXES = {
    "阶段": Axis.STAGE, "销售": Axis.OWNER, "负责人": Axis.OWNER, "人": Axis.OWNER, "业务员": Axis.OWNER,
    "同事": Axis.OWNER, "来源": Axis.SOURCE, "渠道": Axis.SOURCE, "原因": Axis.REASON, "月": Axis.MONTH,
    "月份": Axis.MONTH, "状态": Axis.STATUS,
}  # fmt: skip
_AXIS = r"(?P<axis>阶段|销售|负责人|业务员|同事|人|来源|渠道|原因|月份|月|状态)"
_CURRENCIES = {"美元": "USD", "欧元": "EUR", "人民币": "CNY", "港币": "HKD", "日元": "JPY"}
_N = r"(?P<n>\d{1,3}|[一二两三四五六七八九十]+)"


def _axis(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft:
    return draft.having(by=_AXES[found["axis"]])


def _at_least(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft | None:
    return with_bound(draft, found, "at_least")


def _at_most(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft | None:
    return with_bound(draft, found, "at_most")


def _idle(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft:
    per = {"天": 1, "日": 1, "周": 7, "个星期": 7, "个月": 30}[found["unit"]]
    return draft.anchor(idle_days=int(number_of(found["n"]) or 0) * per)


def _top(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft:
    count = max(1, min(50, int(number_of(found["n"]) or 5)))
    return draft.anchor(show=Show.LIST, limit=count, sort=draft.query.sort or Sort.AMOUNT)


def _currency(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft:
    return draft.having(currency=_CURRENCIES[found["currency"]])


def _source(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft:
    return draft.having(source=found["source"])


_LONG = rf"(?:超过|多于|大于)?{_N}(?P<unit>天|日|周|个星期|个月)(?:以上|多)?"

CHINESE_RULES: tuple[Rule, ...] = (
    rule(rf"{_LONG}(?:都|内)?(?:没有?|未|无)(?:人)?(?:跟进|活动|联系|动静|进展|更新|动)(?:过)?", _idle),
    rule(rf"(?:闲置|停滞|没动){_LONG}", _idle),
    rule(
        r"闲置|停滞|(?:长期|好久|很久|一直|最近)(?:都)?(?:没有?|未)(?:人)?(?:跟进|联系|拜访|动静|沟通)(?:过|了)?",
        sets(idle_days=IDLE_DAYS),
    ),
    rule(r"有风险|风险", sets(at_risk=True, show=Show.LIST)),
    rule(r"逾期|过期|超期", narrows(overdue=True)),
    rule(rf"(?:金额|预算|总额)?(?:在|从)?{amount(1)}(?:到|至|-|~){amount(2)}(?:之间)?", with_range),
    rule(rf"(?:金额|预算)?(?:超过|大于|高于|多于|不少于|不低于|至少|≥|>=?){amount()}", _at_least),
    rule(rf"(?:金额|预算)?(?:低于|小于|少于|不超过|不到|≤|<=?){amount()}", _at_most),
    rule(rf"(?:金额|预算)?(?:在)?{amount()}(?:及)?以上", _at_least),
    rule(rf"(?:金额|预算)?(?:在)?{amount()}(?:以下|以内|之内)", _at_most),
    rule(
        r"谁(?:的业绩)?(?:落后|没达标|没完成(?:目标|任务|指标)?)了?|落后(?:的人|的销售)?|没达标的人?",
        sets(show=Show.BEHIND),
    ),
    rule(
        r"完成(?:情况|进度|率)|完成了?多少了?|(?:能不能|能|会|有没有|是否)?(?:达标|(?:完成|达到|达成)了?(?:目标"
        r"|任务|指标|业绩))"
        r"(?:了?(?:吗|没有?|么|(?=$)))|(?:还)?(?:差|要)多少(?:才能?)?(?:达标|完成(?:目标|任务|指标)?|到目标)"
        r"|达标(?:情况|率)|(?:业绩|目标|任务|指标)还?[差剩](?:多少|多远)|离目标(?:还)?(?:差|有)(?:多少|多远)"
        r"|(?:团队|大家)的?(?:业绩|进度|表现)",
        sets(show=Show.BEHIND),
    ),
    rule(
        r"排行榜?|排名|龙虎榜|销冠|谁的?业绩(?:最好|最高|第一)|谁(?:卖|签|赢)得?最多",
        sets(outcome="won", by=Axis.OWNER),
    ),
    rule(r"转化率|转化|赢单率|成交率|胜率", sets(show=Show.CONVERSION)),
    rule(r"(?:业绩|销售|收入)?预测|预计(?:业绩|成交额|收入)", sets(show=Show.FORECAST)),
    rule(rf"(?:金额)?(?:前|最大的?|最高的?|top ?){_N}(?:个|名|大|笔|单|条)?", _top),
    rule(r"(?:签|成|赢|拿下)了?(?:几|多少)(?:个|笔|单|条)", sets(outcome="won", show=Show.COUNT)),
    rule(r"(?:丢|输)了?(?:几|多少)(?:个|笔|单|条)", sets(outcome="lost", show=Show.COUNT)),
    rule(r"(?:有)?多少(?:个|笔|单|条)|(?:有)?几(?:个|笔|单|条)|数量|个数", narrows(show=Show.COUNT)),
    rule(r"(?:丢单|输单|流失)的?原因|为什么(?:丢单|输单)", sets(outcome="lost", by=Axis.REASON)),
    rule(rf"(?:按|分|各个?|每个|每位|每){_AXIS}(?:统计|分组|划分|汇总|分布)?", _axis),
    rule(rf"{_AXIS}(?:分布|排名|占比)", _axis),
    rule(r"(?:预计|将要?|即将|要|能|可以)(?:成交|关单|结单|签约|签单|关闭|签)", sets(outcome="open")),
    rule(
        r"(?:已)?(?:赢单|成交|签单|签约|拿下)(?:了|过)?|(?:签|卖|赢|拿下|成交)了?(?=几|多少|\s*\x1f)"
        r"|赢(?:的|了)(?:单子?)?|销售额|营收|业绩",
        sets(outcome="won"),
    ),
    rule(r"(?:已)?(?:丢单|输单|流失)了?|(?:丢|输)(?:的|了)(?:单子?)?", sets(outcome="lost")),
    rule(r"进行中|未关闭|在谈|跟进中", narrows(outcome="open")),
    rule(r"新增加?|新建|新的?(?=线索|商机|潜客|客户|单)", is_new),
    rule(r"线索|潜客|潜在客户", sets(subject=Subject.LEADS)),
    rule(r"老?客户|联系人", sets(subject=Subject.CUSTOMERS)),
    rule(r"销售漏斗|漏斗|销售管道|管道|商机|单子|pipeline", sets()),
    rule(r"列一?下|列出|列表|清单|哪些|哪几[个笔单]", lists),
    rule(r"无主的?|未分配的?|没人负责的?|没有负责人的?", narrows(owners=(NOBODY,))),
    rule(r"^我(?=\s*\x1f)|我(?=签|赢|丢|成交|卖)", narrows(owners=("me",))),
    rule(r"我(?:自己|本人)?(?:的|负责的|名下的?|所有的?|全部的?|手[上里头](?:的|有)?)", narrows(owners=("me",))),
    rule(r"(?:金额)?最(?:大|高)的?|按金额(?:排序)?", narrows(sort=Sort.AMOUNT)),
    rule(r"(?P<currency>美元|欧元|人民币|港币|日元)的?", _currency),
    rule(r"(?:来自|来源(?:是|为))(?P<source>[\w.-]+?)(?=的|$|\s)", _source),
)

CHINESE_SILENT = re.compile(
    r"请问|请|对比|相比|那(?=么|\s|上|下|本|去|今|按|$)|看看|看|名下的?|单子?|大家|帮我|给我|看一?下|看看|查一?下"
    r"|查询|查看|统计|显示|所有的?|全部的?|整个|全团队|团队的?|我们的?|公司的?|现在的?|目前的?"
    r"|当前的?|情况|怎么样|如何|多少钱|多少|总额|金额|总共|一共|合计|是|有|在|的|了|吗|呢|啊|和|与|内|中|里|年度"
    r"|业绩|销售额?"
    r"|手上|手里|手头|都|还|什么|多大|到期|关闭|到|数据|报表|报告|一下"
)
