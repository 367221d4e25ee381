"""Roles in Chinese: a head word (经理, CFO) with the department it is for (采购, 华东区销售)."""

import re

from understanding.extraction.marks import MARK, hidden
from understanding.extraction.page import COVER
from understanding.extraction.roles import Roles

_FIELD = (
    r"(?:采购|销售|市场|技术|运营|财务|行政|人事|人力资源|人力|法务|研发|生产|质量|品质|品控|供应链|物流|仓储|"
    r"仓库|信息|信息化|it|"
    r"项目|产品|客户|大客户|区域|华东|华南|华北|华中|西南|西北|东北|大区|全国|商务|售后|售前|品牌|设备|工程|"
    r"安全|渠道|电商|"
    r"海外|进出口|外贸|总务|招聘|培训|数据|数字化|战略|投资|业务|运维|网络|系统|软件|硬件|测试|设计|工艺|计划|"
    r"后勤|合规|风控|"
    r"审计|税务|医务|护理|教务|招商|拓展|策划|公关|媒体|新媒体|内容|直播|门店|营运|首席|常务|执行|高级|资深|副|"
    r"助理|总)"
)
_HEAD = (
    r"(?:总监|经理|主管|主任|总经理|总裁|董事长|董事|总助|部长|科长|处长|局长|厂长|院长|校长|店长|行长|所长|会长|"
    r"工程师|架构师|设计师|会计|出纳|秘书|顾问|律师|医生|教授|创始人|合伙人|专员|代表|"
    r"总工|副总|执行官|技术官|财务官|运营官|负责人|采购员|业务员|销售员|经纪人|"
    r"(?<![a-z])(?:ceo|cto|cfo|coo|cmo|cio|cpo|vp|svp|gm|hrd|hrbp|pm)(?![a-z]))"
)
_DEPARTMENT = r"(?:采购|销售|商务|财务|法务|行政|技术|人事|市场|运营|设计)"
# A department alone is what somebody does where nothing goes on from it: 他是采购, 华为的采购王芳.
_ROLE = re.compile(
    rf"(?:分管|主管|主抓|负责){_FIELD}{{1,3}}(?:工作|业务|这块)?的{_FIELD}{{0,2}}{_HEAD}|"
    rf"(?:{_FIELD}{{1,4}}(?:部门?|科|处|中心)?的?)?{_FIELD}{{0,2}}{_HEAD}|老板|法人|{_FIELD}{{1,2}}助理|"
    rf"{_DEPARTMENT}(?=$|[,，。;；的、\n 了])|(?<=的){_DEPARTMENT}"
)
_SAID = rf"(?P<role>{MARK})"


def stand_in(plain: str) -> str:
    """The text with each role hidden behind a mark."""
    return hidden(plain, (match.span() for match in _ROLE.finditer(plain) if match[0] != "负责人"))


_NEW = r"(?:新来的|新任|新的|新上任的|现任|前|兼|一个|个|位)?"
_WHOSE = r"(?:(?:他们?|她们?|我们|那边|这边|你们)?(?:公司|单位|集团|那边|这边|部门|厂里?|院里?|学校|总部)?的?)"
# What goes on from a role so that it is none: 负责人说, a manager's office.
_NOT_AFTER = r"(?!级|室|助理|办公|部|们|那边|这边|办)"

ROLES = Roles(
    stand_in=stand_in,
    before=re.compile(rf"{_SAID}(?:是|叫|[:： ])?$"),
    beside=re.compile(
        rf"(?:[,，、/ \n]|\s?[（(]|-| - "
        rf")+(?:[^,，。;；\n（）()\ue000]{{1,14}}?的)?{_WHOSE}{_SAID}{_NOT_AFTER}"
        rf"(?=$|[,，。;；、/\n）)（( |{COVER}\d]|说|想|要|来|打|发|约)"
    ),
    told=re.compile(
        rf"(?:现在|目前|已经|刚|就)?(?:是|任|担任|升任?|升职?为?|当上?|做了?|当了|调任|出任|接任|"
        rf"改任)了?(?:现在|目前)?"
        rf"(?:[^,，。;；\n（）()是]{{1,12}}?的)?{_WHOSE}{_NEW}{_SAID}{_NOT_AFTER}(?!介绍|推荐)"
    ),
    unnamed=re.compile(
        rf"(?:[他她](?:现在|目前|已经|刚|就|其实|原来|好像)?(?:是|任|担任|升任?|升职?为?|当上?|做|当)了?(?:现在|"
        rf"目前)?|职位(?:是|[:：]) ?|职务(?:是|[:：]) ?)"
        rf"(?:[^,，。;；\n（）()是]{{1,8}}?的)?{_WHOSE}{_NEW}{_SAID}{_NOT_AFTER}(?!介绍|推荐)"
    ),
)
