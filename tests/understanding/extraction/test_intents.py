"""What a text wants, and corrections."""

from decimal import Decimal

import pytest

from domain.terms import Intent
from tests.understanding.extraction.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "pipeline this month",
        "how many deals did we win last month",
        "who is behind",
        "won last week",
        "lost by reason",
        "new leads by source",
        "forecast Q1",
        "top 5",
        "conversion",
        "what did Alice do today",
        "deals over 100k closing this quarter without activity for 14 days",
        "deal owner:alice stage:proposal amount>100k",
        "which deals are at risk?",
        "本月各销售的商机",
        "上个月赢了几单",
        "谁落后了",
        "超过14天没跟进的商机",
        "张三今天做了什么",
        "转化率",
        "丢单原因",
        "今天的待办",
    ],
)
def test_a_managers_question_is_a_question_and_plans_nothing(read: Read, text: str) -> None:
    found = read(text)
    assert found.intents == (Intent.QUERY,)
    assert found.due_at is None


@pytest.mark.parametrize(
    "text",
    [
        "lol ok",
        "thanks!",
        "see you tomorrow",
        "happy friday everyone",
        "no thanks",
        "好的",
        "收到，谢谢",
        "早上好",
        "明天见",
    ],
)
def test_small_talk_is_nothing_for_a_crm(read: Read, text: str) -> None:
    found = read(text)
    assert found.intents == (Intent.NONE,)
    assert found.due_at is None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("they signed!", "won"),
        ("Acme signed the contract", "won"),
        ("won", "won"),
        ("lost Vortex to price", "lost"),
        ("deal with Orion is dead", "lost"),
        ("中通的单子成交了！28.8万", "won"),
        ("比亚迪那边丢单了，嫌贵", "lost"),
    ],
)
def test_a_stage_changes_with_its_outcome(read: Read, text: str, outcome: str) -> None:
    found = read(text)
    assert Intent.STAGE in found.intents
    assert found.outcome == outcome


def test_why_a_deal_was_lost_is_kept_as_written(read: Read) -> None:
    assert read("lost, they chose Salesforce").reason == "they chose Salesforce"
    assert read("比亚迪那边丢单了，嫌贵").reason == "嫌贵"
    assert read("lost Tom Baker too expensive").reason == "too expensive"
    assert read("lost Vortex to price").reason == "price"


def test_another_stage_is_named(read: Read) -> None:
    assert read("move the Acme deal to negotiation").stage == "negotiation"
    assert read("华为的单子进入合同阶段了").stage == "合同"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("assign Acme to bob", "bob"),
        ("reassign it to @Carol", "Carol"),
        ("把顺丰转给张三", "张三"),
        ("分配给小李", "小李"),
    ],
)
def test_a_colleague_is_assigned_and_is_no_customer(read: Read, text: str, who: str) -> None:
    found = read(text)
    assert Intent.ASSIGN in found.intents
    assert found.assignee == who
    assert found.people == ()


@pytest.mark.parametrize("text", ["new lead: Omar Haddad, Gulf Logistics", "新线索：张伟，展会认识的"])
def test_a_lead_is_a_lead(read: Read, text: str) -> None:
    assert Intent.LEAD in read(text).intents


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("call her next Tuesday", "call her"),
        ("send the quote by Friday", "send the quote"),
        ("visit Globex on Monday", "visit"),
        ("明天下午三点给王芳打电话", "打电话"),
        ("下周二发方案", "发方案"),
        ("周五拜访李总", "拜访"),
    ],
)
def test_the_verb_of_the_follow_up_is_kept(read: Read, text: str, action: str) -> None:
    found = read(text)
    assert Intent.FOLLOW_UP in found.intents
    assert found.action == action


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("not 200k, 250k", "250000"),
        ("不是20万，是25万", "250000"),
        ("budget is 80k not 60k", "80000"),
        ("25万", "250000"),
    ],
)
def test_a_corrected_amount_is_only_the_new_one(read: Read, text: str, amount: str) -> None:
    found = read(text)
    assert found.intents == (Intent.CORRECT,)
    assert [each.amount for each in found.money] == [Decimal(amount)]


@pytest.mark.parametrize(
    "text", ["Thursday", "no, Thursday", "改到周四", "周四", "不对，是周四", "change it to thursday"]
)
def test_a_corrected_day_is_due(read: Read, text: str) -> None:
    found = read(text)
    assert found.intents == (Intent.CORRECT,)
    assert found.due_at is not None
    assert found.due_at.day == 19


def test_a_corrected_name_is_only_the_new_one(read: Read) -> None:
    assert [each.name for each in read("公司是华为").companies] == ["华为"]
    assert [each.name for each in read("not Anna, it's Petra").people] == ["Petra"]
    assert [each.name for each in read("他叫李明不是李鸣").people] == ["李明"]


def test_several_facts_of_a_sentence_stand_together(read: Read) -> None:
    found = read("Acme signed, 45k! Call Petra on Friday")
    assert set(found.intents) >= {Intent.STAGE, Intent.FOLLOW_UP}
    assert found.outcome == "won"
    assert found.money[0].amount == 45_000


@pytest.mark.parametrize(
    "text", ["I lost my phone", "lost my notes from the call with Tom", "she lost her laptop at the expo"]
)
def test_what_somebody_mislaid_is_no_lost_deal(read: Read, text: str) -> None:
    assert Intent.STAGE not in read(text).intents


@pytest.mark.parametrize(
    "text", ["Brightpath renewed!! 48k for 2 yrs", "they renewed for another year", "腾达续约了，两年", "客户续费成功"]
)
def test_who_renews_is_won(read: Read, text: str) -> None:
    assert read(text).outcome == "won"


@pytest.mark.parametrize("text", ["renewed interest in the demo", "they have not renewed yet", "客户还没续约"])
def test_who_has_not_renewed_is_not(read: Read, text: str) -> None:
    assert read(text).outcome != "won"


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("send Bo Chan of Delta the offer today", "send Bo Chan of Delta the offer"),
        ("email jane the deck tomorrow", "email jane the deck"),
        ("send an email to Tom tomorrow", "send an email"),
        ("just got off the phone with Sofia, decision next Tuesday", None),
        ("he didn't pick up, try again Thursday", None),
    ],
)
def test_what_is_to_be_done_keeps_what_it_is_done_with(read: Read, text: str, action: str | None) -> None:
    assert read(text).action == action
