"""Chinese put together; see extraction/language.py for what each part is."""

import re

from understanding.extraction.language import Language
from understanding.extraction.money import AmountFinder
from understanding.extraction.zh import amounts, clocks, days, intents, names

_DONE = re.compile(
    r"拜访了|见了|聊了|谈了|联系了|打了|发了|寄了|去了|来了|说了|通完话|通了话|通过话|开了|"
    r"签了|演示了|吃了|认识了|拜访过|联系过|刚[和跟给才从见打聊]|回来|成交了|丢了|碰了|收到|"
    r"见过|沟通了|介绍了|报了|给了|加了|没联系上|没接|未接|没打通|没见到|没人接|约过|回了|问了"
)
_PLANNED = re.compile(
    r"打电话|打给|回电|回复|回访|电话|拜访|提醒|发|寄|送|给|跟进|联系|约|见|开会|演示|答复|交|"
    r"签|催|安排|准备|确认|谈|聊|讨论|再|去|前|截止|到期|续约|续费|汇报|报价|开始|要|决定|定|"
    r"出|吃饭|视频|会议|上门|交付|过来|来|请|微信|沟通|碰|看|做|讲|测试|试用|参观|考察|付款|"
    r"打款|别忘|记得|帮|汇款|上线|改到|改|推迟到|提前到|挪到|拿|取|问|找|培训|验收|回"
)
_ACTIONS = re.compile(
    r"回?打(?:个)?电话|打给|回电话?|回访|回复|答复|拜访|上门|(?:发|寄|送|交|给|出|提交|准备|"
    r"确认|改)(?:一?[份个下])?(?:(?!给)[一-龥]){0,4}?(?:方案|合同|报价单?|样品|资料|发票|周报|"
    r"月报|日报|邮件|文件|标书|材料|协议|清单|计划书|产品手册|案例|链接|ppt|账单|对账单|名片|"
    r"礼品|短信|微信)|视频演示|演示|开会|视频会议|见面|吃饭|跟进|联系|催(?:款|合同|付款|"
    r"回款)?|签(?:合同|约)|约(?:见|谈)?|确认|沟通|谈|聊|续约|培训|验收|考察|参观|回款|"
    r"收款|发|寄|送|打"
)

CHINESE = Language(
    code="zh",
    times=days.PATTERNS + clocks.PATTERNS,
    amounts=AmountFinder(amounts.WORDING),
    counters=amounts.COUNTERS,
    find_names=names.find_names,
    cues=intents.CUES,
    done=_DONE,
    planned=_PLANNED,
    actions=_ACTIONS,
    clause_end=re.compile(r"[,。;！？,;!?\n]"),
    negated=re.compile(r"(?:不是|别|不要|不在|而非|并非)$"),
    moved=re.compile(r"(?:改到了?|改成|改为|改在|推迟到|推到|提前到|挪到|换到|延到|延期到|调到|调整到|移到)$"),
    barred=re.compile(r"[ ,]{0,2}(?:别|不要|不用|不行|没空|不在|不方便|没时间|休息|放假)"),
    digits=dict(zip("零〇洞一幺二两三四五六七八九", "00011223456789", strict=True)),
    address=re.compile(
        r"(?:(?<=地址)|(?<=地址[是:])|(?<=地址[是:] )|(?=[一-龥]{2,8}(?:省|市|区|"
        r"县)[一-龥\d]{1,20}(?:路|街|道|巷|弄)\d{1,5}号))(?P<address>[一-龥][^,。;\n]{4,60}?(?=$|[,。;\n]|"
        r"\s?(?:联系人|电话|手机)))"
    ),
)
