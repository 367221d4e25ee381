"""People and companies, known or never seen, in both scripts."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.understanding.extraction.conftest import Read
from understanding.extraction import Context, KnownName, understand


@pytest.mark.parametrize(
    ("text", "person", "company"),
    [
        ("Met Li Wei of Acme Robotics today", "Li Wei", "Acme Robotics"),
        ("had coffee w/ Maria Garcia (CTO, Solaria Energy)", "Maria Garcia", "Solaria Energy"),
        ("Tara Van Houten (Tokyo Trading) will decide soon", "Tara Van Houten", "Tokyo Trading"),
        ("new lead: Omar Haddad, Gulf Logistics, found us at Gitex", "Omar Haddad", "Gulf Logistics"),
        ("spoke to Jane Doe, VP Sales @ Initech", "Jane Doe", "Initech"),
        ("Bluebird Ltd - Tom King - tom.king@bluebird.io - send the quote", "Tom King", "Bluebird Ltd"),
        ("lost the deal with Regatta, Lucy Jarrow went with a competitor", "Lucy Jarrow", "Regatta"),
        ("call back Dr. Klaus Weber from Siemens AG", "Klaus Weber", "Siemens AG"),
        ("met bob from acme", "bob", "acme"),
        ("John Smith\nSenior Buyer | Acme Corp\nT: +1 415 555 2671", "John Smith", "Acme Corp"),
        ("April from Kite called", "April", "Kite"),
        ("给华为的王芳打电话", "王芳", "华为"),
        ("今天拜访了顺丰的李总", "李总", "顺丰"),
        ("跟京东方孙磊通完话", "孙磊", "京东方"),
        ("新线索：张伟，宁德时代，官网来的", "张伟", "宁德时代"),
        ("郑海涛\n采购总监 宁德时代", "郑海涛", "宁德时代"),
        ("欧阳娜（贵州茅台）决定了", "欧阳娜", "贵州茅台"),
        ("小米的何静加我微信了", "何静", "小米"),
        ("报价已发给杭州微联网络科技有限公司，联系人王磊", "王磊", "杭州微联网络科技有限公司"),
        ("歐陽小姐（台積電）請我們寄樣品", "歐陽小姐", "台積電"),
        ("Acme的John说下周给答复", "John", "Acme"),
    ],
)
def test_who_and_where_they_work(read: Read, text: str, person: str, company: str) -> None:
    found = read(text)
    assert [each.name for each in found.people] == [person]
    assert [each.name for each in found.companies] == [company]


@pytest.mark.parametrize(
    ("text", "person"),
    [("找张三", "张三"), ("半小时后提醒我回老周电话", "老周"), ("吴经理说再联系", "吴经理"), ("ping Petra", "Petra")],
)
def test_a_person_alone(read: Read, text: str, person: str) -> None:
    assert [each.name for each in read(text).people] == [person]


@pytest.mark.parametrize(
    "text",
    [
        "高端客户多，方案要改",
        "客户说预算不够",
        "明天开会讨论合同",
        "lol ok",
        "the budget is too high",
        "成本高，不方便",
    ],
)
def test_nobody_is_invented(read: Read, text: str) -> None:
    found = read(text)
    assert found.people == ()
    assert found.companies == ()


class _Known:
    def find(self, text: str) -> Sequence[KnownName]:
        start = text.find("June Carter")
        return [KnownName("June Carter", "June Carter", start, is_person=True)] if start >= 0 else []


def test_known_customers_come_first_and_are_no_time() -> None:
    context = Context(datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("UTC")), "UTC", known=_Known())
    found = understand("call June Carter on Friday", context)
    assert [(each.name, each.known) for each in found.people] == [("June Carter", True)]
    assert [moment.text for moment in found.times] == ["Friday"]


def test_a_vcard_names_its_person_outright(read: Read) -> None:
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nN:Smith;John;;;\nFN:John Smith\nORG:Acme "
        "Inc;Sales\nTEL;TYPE=CELL:+1 415 555 2671\nEND:VCARD"
    )
    found = read(card)
    assert [each.name for each in found.people] == ["John Smith"]
    assert [each.name for each in found.companies] == ["Acme Inc"]
    assert [each.number for each in found.phones] == ["+14155552671"]


def test_an_address_is_kept_as_text(read: Read) -> None:
    assert read("地址：上海市浦东新区张江路88号，联系人周敏").address == "上海市浦东新区张江路88号"
    assert read("Visit Globex, 12 Main Street, Springfield on Monday").address == "12 Main Street, Springfield"


def test_following_up_is_no_part_of_a_chinese_company(read: Read) -> None:
    for text in ("每周五下午三点跟进华为王芳", "下周一跟进一下华为王芳"):
        understood = read(text)
        assert [one.name for one in understood.people] == ["王芳"]
        assert [one.name for one in understood.companies] == ["华为"]


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("捷顺还在犹豫，后天再问", "捷顺"),
        ("收到远景的招标邀请", "远景"),
        ("给云南白药寄样", "云南白药"),
        ("去了趟南瑞，客户挺满意", "南瑞"),
        ("大华的付款流程走完了", "大华"),
    ],
)
def test_a_company_without_an_ending_is_known_by_what_is_done_with_it(read: Read, text: str, company: str) -> None:
    assert [found.name for found in read(text).companies] == [company]


@pytest.mark.parametrize(
    "text", ["领导要求本周五前提交周报", "客户觉得贵，后天再谈", "质量要求高", "给供应商打款", "收到了投诉的邮件"]
)
def test_who_does_so_in_everybody_s_name_is_no_company(read: Read, text: str) -> None:
    assert read(text).companies == ()


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("把合同寄给启帆了", "启帆"),
        ("输给卓锐了，差两万", "卓锐"),
        ("宏远要求账期60天", "宏远"),
        ("从杭州云驰过来谈合作", "杭州云驰"),
        ("和利时的吴工来了", "和利时"),
        ("lost to Fenwick on price", "Fenwick"),
        ("Halden renewed for a year", "Halden"),
        ("they are comparing us with Larkwell", "Larkwell"),
    ],
)
def test_a_company_is_known_by_where_it_stands(read: Read, text: str, company: str) -> None:
    assert [found.name for found in read(text).companies] == [company]


@pytest.mark.parametrize(
    "text", ["去了趟上海，客户没见到", "屏幕要换", "产线停了两天", "trip to Iowa", "和质检部开会", "API docs please"]
)
def test_places_things_and_departments_are_no_companies(read: Read, text: str) -> None:
    assert read(text).companies == ()
    assert read(text).people == ()


def test_those_present_are_people_each(read: Read) -> None:
    found = read("demo for Acadia Robotics, attendees: Wendy Liu, Aoife Nolan")
    assert [each.name for each in found.people] == ["Wendy Liu", "Aoife Nolan"]


@pytest.mark.parametrize(
    ("text", "people", "companies"),
    [
        ("met Joost van den Heuvel of Delta Pumps", ["Joost van den Heuvel"], ["Delta Pumps"]),
        ("Isabel Ruiz de la Torre, Iberia Cement", ["Isabel Ruiz de la Torre"], ["Iberia Cement"]),
        ("Shopee's Kenta Mori wants a call", ["Kenta Mori"], ["Shopee"]),
        ("got a referral from Paula Meyer", ["Paula Meyer"], []),
        ("sent the proposal to anjali rao at lumen labs", ["anjali rao"], ["lumen labs"]),
        ("vikram from flipkart called", ["vikram"], ["flipkart"]),
        ("met zhao xiaoming today", ["zhao xiaoming"], []),
        ("met raj and tom from globex", ["raj", "tom"], ["globex"]),
        ("booking.com wants a new quote", [], ["booking.com"]),
        ("3M asked for samples", [], ["3M"]),
        ("Stripe are happy with the trial", [], ["Stripe"]),
        ("City of Leeds wants 40 licences", [], ["City of Leeds"]),
        ("met Alan Kay at the Data Summit", ["Alan Kay"], []),
    ],
)
def test_names_of_the_whole_world_are_read(read: Read, text: str, people: list[str], companies: list[str]) -> None:
    found = read(text)
    assert [each.name for each in found.people] == people
    assert [each.name for each in found.companies] == companies


@pytest.mark.parametrize(
    ("text", "people", "companies"),
    [
        ("吐尔逊·买买提，新疆天山乳业", ["吐尔逊·买买提"], ["新疆天山乳业"]),
        ("次仁卓玛想了解价格", ["次仁卓玛"], []),
        ("Tony陈说下周答复", ["Tony陈"], []),
        ("zhang wei从华为离职了", ["zhang wei"], ["华为"]),
        ("市公安局的项目要招标", [], ["市公安局"]),
        ("去协和医院拜访了信息科王主任", ["王主任"], ["协和医院"]),
        ("李强（中建八局）要报价", ["李强"], ["中建八局"]),
        ("王伟和李敏明天一起来公司", ["王伟", "李敏"], []),
        ("市场部的叶子薇问能不能月结", ["叶子薇"], []),
    ],
)
def test_chinese_names_of_every_kind_are_read(read: Read, text: str, people: list[str], companies: list[str]) -> None:
    found = read(text)
    assert [each.name for each in found.people] == people
    assert [each.name for each in found.companies] == companies


@pytest.mark.parametrize("text", ["他是分管采购的副总", "刚加了个微信，叫周敏，做跨境电商的，想了解我们的系统"])
def test_what_somebody_does_is_no_company(read: Read, text: str) -> None:
    assert read(text).companies == ()
