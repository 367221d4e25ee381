"""What a Chinese text wants."""

import re

from domain.terms import Intent
from understanding.extraction.language import Facts, Meaning
from understanding.extraction.page import Page

_WON = re.compile(
    r"成交|签了(?!到)|签约|签单|签下|签合同了|拿下|中标|赢单|赢了|搞定了|合同(?:已经?)?签|"
    r"下单了|下了单|定了合同|付了?(?:定金|订金|首付|全款)了?|已签|成单|谈成"
)
_LOST = re.compile(
    r"丢单|丢了|输单|输了|输给|黄了|没成|没谈成|谈崩|流失|选了(?:别家|别人|竞品|竞争对手|"
    r"对手)|(?:被|让).{1,10}(?:抢|截|拿)(?:走|胡|了)|不做了|不合作了|不买了|不要了|"
    r"取消了?(?:订单|合作|项目)|死单|战败|没戏"
)
_REASON = re.compile(
    r"(?:因为|原因是?|由于|嫌|输给|丢给|败给|输在|丢在)(?P<reason>[^，。；！\n]{1,30})|"
    r"(?:丢单|丢了|输了|黄了|丢|战败)[了]?[，,。：: ](?P<after>[^，。；！\n]{1,30})"
)
_STAGE = re.compile(
    r"(?:推进|进入|转到|转入|改成|改为|改到|移到|变成|更新到|推到|到了?)(?P<stage>初步接触|"
    r"需求确认|方案|报价|谈判|商务谈判|合同|招标|投标|试用|演示|立项|赢单|输单|成交|线索|"
    r"商机)(?:阶段)?(?![一-龥]*(?:给|发|寄))"
)
_ASSIGN = re.compile(
    r"(?:分配|分派|指派|转交|移交|派|分|转|交|划)给(?P<who>@?[A-Za-z][A-Za-z0-9_.-]{0,30}|"
    r"[一-龥]{2,4}?)(?=$|[，。；！,;!\s]|跟进|负责|处理|来|去|吧)|(?:由|让|"
    r"归)(?P<by>[一-龥]{2,3}|[A-Za-z]+)(?:来)?(?:跟进|负责|接手)|负责人(?:改成|改为|是|"
    r"换成)(?P<owner>[一-龥]{2,3}|[A-Za-z]+)"
)
_QUERY = re.compile(
    r"[?？]\s*$|吗\s*$|呢\s*$|多少|几个|几单|几家|哪些|哪个|哪几|哪家|谁(?:的|在|是|有|丢|赢|"
    r"没|负责|最|跟|落后|签|成交)|什么时候|怎么样|如何|为什么|^(?:查(?:一下|下|询|看|找)?|搜|"
    r"找一下|看(?:一?下|看)?|列(?:出|一下)?|显示|统计|汇总|给我看|导出|对比|比较|预测|排名|"
    r"报表|帮我(?:查|看|找|列|统计))|"
    r"(?:排行|排名|转化率|赢率|赢单率|漏斗|业绩|管道|销售额|目标完成|完成率|完成情况|预测|"
    r"回款率|丢单原因|成交率|达成率|情况)\s*[。!！]?\s*$|"
    r"^(?:本|这个?|上个?|下个?|今|去|昨|明|全)?(?:一?个?)?(?:月|周|季度|年|天|日|星期|"
    r"团队)?(?:各|每个|所有|全部|全)(?:销售|团队|部门|人|客户|阶段|地区|区域|来源|商机|线索|"
    r"跟进|单)|"
    r"^[^，。；,;]{0,14}(?:的|新增|未跟进|待跟进|没跟进|逾期|超过|大于|即将|没有跟进|到期|"
    r"丢掉|丢失|赢下|成交|关闭|预计)(?:的)?[^，。；,;给]{0,12}(?:商机|线索|客户|跟进|订单|"
    r"单子|业绩|漏斗|待办|任务|合同|公海|列表|清单|记录|情况|数量|总额|金额|"
    r"数据)\s*[。!！?？]?$|"
    r"^(?:我|我们|团队|今天|今日|明天|本周|本月|上周|上月|这周|这个月|本季度|全部|所有|大家|"
    r"逾期|未完成|待处理|公海|最近|华东|华南|华北)?的?(?:商机|线索|待办|跟进|任务|业绩|公海|"
    r"日程|客户列表|客户|管道|漏斗|逾期|报表|日报|周报)\s*$"
)
_LEAD = re.compile(
    r"新线索|新客户|新增(?:线索|客户)|新商机|线索[:：]|潜在客户|意向客户|展会(?:上)?(?:认识|"
    r"碰到|加的|遇到)|找上门|转介绍|介绍(?:来)?的|官网(?:咨询|留言|来的|注册)|来(?:电|访)咨询|"
    r"主动(?:联系|咨询)|加我微信|加了微信|加微信|咨询(?:了)?(?:产品|价格|报价)|想(?:了解|看看|"
    r"试用|买|要|采购|咨询)|有(?:兴趣|意向|需求)|感兴趣|询价"
)
_CONTACT = re.compile(
    r"新联系人|加(?:个|一个)?联系人|联系人[:：]|名片|(?:电话|手机|邮箱|微信|地址)(?:是|换成|"
    r"改成|变成|:|：|\s|号)"
)
_CORRECT = re.compile(
    r"^\W{0,2}(?:不对|不是|错了|说错了|写错了|打错了|搞错了|更正|纠正|修正|改(?:到|成|为|一下|"
    r"下)|换(?:到|成)|应该是|应为|是说|我是说|哦不|不不|噢不|啊不|不[，,])|^(?:公司|名字|姓名|"
    r"电话|手机|金额|预算|价格|时间|日期|报价|邮箱|客户|联系人|地址)(?:应该)?(?:是|改成|改为|"
    r"改到|换成|应为)|^[^，。]{0,12}(?:不是[^，。]{1,16}[，,]?\s?(?:而?是|应该是))|"
    r"^把?[^，。]{0,8}(?:改成|改到|改为|推迟到|提前到|挪到|延到)|(?:写|说|打|搞)错了"
)
_SMALL_TALK = re.compile(
    r"(?:好(?:的|啊|嘞|哒|滴|吧|呀)?|嗯+|哦+|噢|行(?:吧|啊)?|可以(?:的|啊)?|收到|知道了|"
    r"明白(?:了)?|了解(?:了)?|谢谢(?:你|您|啦|大家)?|多谢|辛苦(?:了|啦)?|哈+|呵呵|嘿嘿|嘻嘻|"
    r"早(?:上好|安|啊)?|晚安|晚上好|下午好|中午好|你好(?:啊)?|您好|大家好|在吗|在不在|再见|"
    r"拜拜|加油|厉害|牛|棒|赞|没事(?:了|的)?|没问题|不客气|客气了|ok|okay|对(?:的|啊|呀)?|"
    r"是(?:的|啊)?|不是|不用(?:了)?|算了|随便|吃(?:饭)?了(?:吗|没)?|去吃饭|吃饭去|下班(?:了|"
    r"啦)?|周末愉快|新年快乐|生日快乐|恭喜(?:恭喜|发财|啊)?|666+|测试(?:一下)?|test|lol|haha|"
    r"天气(?:真|不错|好|热|冷)*|今天(?:真|好)(?:热|冷|累|困)(?:啊)?|累(?:死)?(?:了|啊)?|"
    r"困(?:了)?|饿(?:了|死了)?|开会(?:去)?了?|稍等|等一下|等下|马上|一会儿|"
    r"[\s，。！!~～、,.?？^_…👍😂😄🙏]+)+"
)
_NOTE = re.compile(r"^\W{0,2}(?:记(?:一下|录|笔记|住|得)?|备注|笔记|备忘|note)")
_WORK = re.compile(
    r"客户|合同|报价|方案|电话|拜访|跟进|联系|预算|价格|单子|项目|演示|试用|签|采购|需求|订单|"
    r"发票|付款|回款|样品|产品|会议|开会|见面|微信|邮件|寄|发|谈|聊|约|提醒|交货|投诉|售后|"
    r"续费|续约|竞品|投标|招标|领导|决策|折|优惠|账期|验收|交付|上线|部署|培训"
)


def read_intents(page: Page, facts: Facts) -> Meaning:
    plain = page.plain.strip()
    if not plain or (_SMALL_TALK.fullmatch(plain[:120]) and len(plain) <= 120):
        return Meaning((Intent.NONE,))
    if _CORRECT.search(plain):
        return Meaning((Intent.CORRECT,))
    if not _NOTE.search(plain) and _QUERY.search(plain):
        return Meaning((Intent.QUERY,))
    return _statement(plain, facts)


def _statement(plain: str, facts: Facts) -> Meaning:
    intents: list[Intent] = []
    lost, won = _LOST.search(plain), _WON.search(plain)
    stage, assign = _STAGE.search(plain), _ASSIGN.search(plain)
    if lost or won or stage:
        intents.append(Intent.STAGE)
    if assign:
        intents.append(Intent.ASSIGN)
    if _LEAD.search(plain):
        intents.append(Intent.LEAD)
    if _CONTACT.search(plain) or (facts.has_contact and facts.has_name and not facts.has_plan):
        intents.append(Intent.CONTACT)
    if facts.has_plan:
        intents.append(Intent.FOLLOW_UP)
    if not intents and not (
        _WORK.search(plain)
        or facts.has_name
        or facts.has_amount
        or facts.has_contact
        or facts.has_time
        or _NOTE.search(plain)
    ):
        return Meaning((Intent.NONE,))
    if not intents or intents == [Intent.FOLLOW_UP] or Intent.LEAD in intents:
        intents.append(Intent.NOTE)
    reason = _REASON.search(plain) if lost else None
    who = (assign["who"] or assign["by"] or assign["owner"]) if assign else None
    return Meaning(
        tuple(intents),
        outcome="lost" if lost else "won" if won else None,
        stage=stage["stage"] if stage and not (lost or won) else None,
        reason=(reason["reason"] or reason["after"]).strip() if reason else None,
        assignee=who.lstrip("@") if who else None,
    )
