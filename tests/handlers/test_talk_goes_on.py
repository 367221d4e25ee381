"""What is said right after a card goes on about whom it showed, and says so; a while later it is about nobody."""

import pytest

from domain.chat import ForwardKind
from tests.talk import Talk

PRIYA = (
    "Call with Priya Nair from Monsoon Logistics, budget around 60k USD, wants a demo thursday 2pm, priya@monsoonlog.in"
)


@pytest.mark.parametrize(
    "words",
    [
        "she's the CFO btw",
        "left a voicemail",
        "budget got approved by their board",
        "call back friday",
        "sending the quote monday",
        "they think the price is too high",
    ],
)
def test_words_about_nobody_are_noted_on_the_customer_just_shown(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    card = bob.says(words)
    assert card.heading.startswith("✓ Priya Nair · Monsoon Logistics (C")
    assert "linked by what we just talked about" in card.text
    assert card.buttons[0] == "Not them"


@pytest.mark.parametrize("words", ["他是采购总监", "没接电话，明天再打", "对方嫌贵", "下周一发报价"])
def test_so_are_chinese_ones(shanghai: Talk, words: str) -> None:
    wei = shanghai.person("wei")
    wei.says("刚跟顺达物流的李建国聊完，想要30个账号，预算15万左右")
    card = wei.says(words)
    assert card.heading.startswith("✓ 李建国 · 顺达物流")
    assert "刚才聊到的客户" in card.text


def test_a_card_that_was_only_looked_at_counts_as_well(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("find dora diaz")
    assert "Dora Diaz" in bob.says("left a voicemail").heading


def test_after_a_while_they_are_about_nobody(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    shanghai.passes(minutes=30)
    assert bob.says("left a voicemail").heading == "✓ Note saved, about nobody yet"


def test_a_plan_that_may_be_about_anything_is_asked_about_with_one_tap(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    card = bob.says("buy milk tomorrow")
    assert card.heading == "✓ Follow-up for you"
    tapped = bob.taps(next(label for label in card.buttons if label.startswith("Priya Nair")))
    assert tapped.heading.startswith("✓ Priya Nair · Monsoon Logistics")


def test_not_them_leaves_the_note_about_nobody(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    bob.says("left a voicemail")
    assert bob.taps("Not them").heading == "✓ Note saved, about nobody yet"


@pytest.mark.parametrize("words", ["lol ok", "how are they doing?", "what do they pay", "他们什么时候签？", "谢谢"])
def test_small_talk_and_questions_are_not_filed_on_anybody(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    assert "linked by" not in bob.says(words).text


def test_they_signed_closes_what_was_just_filed_in_its_own_currency(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    card = bob.says("they signed! 72k")
    assert card.heading == "✓ Won D1 · Priya Nair · Monsoon Logistics · $72,000"


def test_a_colleague_in_another_chat_means_nobody(shanghai: Talk) -> None:
    shanghai.person("bob").says(PRIYA)
    assert "Priya" not in shanghai.person("carol").says("left a voicemail").text


def test_a_forward_is_about_its_sender_not_about_the_last_card(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    shanghai.passes(seconds=30)
    card = bob.forwards("we want to order", sender="Zed Quill", kind=ForwardKind.USER, user_id="9")
    assert "Priya" not in card.heading


@pytest.mark.parametrize(
    "words", ["move it to friday", "push it to friday please", "make it Friday instead", "改到周五"]
)
def test_moving_it_moves_what_is_planned_with_them(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    bob.says("left a voicemail")
    card = bob.says(words)
    assert card.heading == "⏰ Demo · Priya Nair · Monsoon Logistics"
    assert card.lines[1] == "I remind you on Fri 27 Nov, 14:00"


def test_undo_after_moving_puts_the_time_back(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    bob.says("left a voicemail")
    bob.says("move it to friday")
    bob.taps("Undo")
    assert "⏰ Demo · Thu 26 Nov, 14:00" in bob.says("find priya").text


def test_his_full_name_is_put_right(shanghai: Talk) -> None:
    wei = shanghai.person("wei")
    wei.says("刚跟顺达物流的李总聊完，想要30个账号")
    assert "李建国 · 顺达物流" in wei.says("他全名叫李建国").heading


@pytest.mark.parametrize("words", ["priya", "Priya", "nair", "Monsoon"])
def test_a_part_of_a_name_alone_shows_them(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    shanghai.passes(hours=2)
    assert "Monsoon Logistics" in bob.says(words).heading


def test_a_surname_with_a_title_alone_shows_them(shanghai: Talk) -> None:
    wei = shanghai.person("wei")
    wei.says("刚跟顺达物流的李总聊完，想要30个账号")
    shanghai.passes(hours=2)
    assert wei.says("李总").heading.startswith("李总 · 顺达物流")


def test_assign_right_after_a_card_means_that_record_and_its_former_owner_hears(shanghai: Talk) -> None:
    bob, mia = shanghai.person("bob"), shanghai.person("mia")
    bob.says(PRIYA)
    mia.says("L1")
    assert mia.says("assign to carol").heading == "✓ L1 · Priya Nair · Monsoon Logistics → carol"
    told = {said.to: said.text for said in shanghai.heard[-2:]}
    assert told["bob"] == "mia gave L1 · Priya Nair · Monsoon Logistics to carol"


def test_a_first_name_means_the_one_just_shown(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    assert bob.says("call Priya tomorrow 3pm").heading.startswith("✓ Priya Nair · Monsoon Logistics")


def test_chinese_asks_to_be_reminded_without_a_space(shanghai: Talk) -> None:
    card = shanghai.person("wei").says("提醒我周五上午带样品")
    assert card.heading == "⏰ 带样品"


def test_a_manager_gives_a_record_away_in_chinese(shanghai: Talk) -> None:
    shanghai.person("bob").says(PRIYA)
    assert shanghai.person("mia").says("把L1给carol").heading == "✓ L1 · Priya Nair · Monsoon Logistics → carol"


def test_a_reminder_that_names_nobody_is_about_the_customer_just_shown(shanghai: Talk) -> None:
    wei = shanghai.person("wei")
    wei.says("刚跟顺达物流的李建国聊完，想要30个账号")
    assert wei.says("提醒我月底问一下预算").heading == "⏰ 问一下预算 · 李建国 · 顺达物流"


def test_what_is_somebody_elses_is_not_written_on_the_one_just_shown(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    bob.says("peter's email is p.braun@kuehne-logistik.de")
    assert "p.braun" not in bob.says("find priya").text


def test_a_signature_gives_the_senders_full_name(shanghai: Talk) -> None:
    card = shanghai.person("bob").forwards(
        "Could you send pricing for 25 licences? Best, Tomás Herrera, Ferrería del Norte SL", sender="Tomás H."
    )
    assert "Tomás Herrera · Ferrería del Norte SL" in card.heading


@pytest.mark.parametrize("words", ["预计12月15号成交", "争取月底签下来", "we expect they signed by friday"])
def test_what_is_only_expected_is_not_won(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    assert "Won" not in bob.says(words).heading


@pytest.mark.parametrize("words", ["add a deal for 45k", "加个商机4.5万"])
def test_a_deal_can_be_added_to_the_one_just_shown(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    card = bob.says(words)
    assert card.heading == "✓ New deal D1 · Priya Nair · Monsoon Logistics"
    assert "45,000" in card.text


@pytest.mark.parametrize("words", ["her assistant is Tom Reed, tom@monsoonlog.in", "他助理叫张小雨，电话13788889999"])
def test_whoever_is_theirs_works_where_they_do(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    assert bob.says(words).heading.endswith("· Monsoon Logistics")


@pytest.mark.parametrize("words", ["I'm on vacation next week", "我下周休假"])
def test_what_one_says_of_oneself_is_about_no_customer(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says(PRIYA)
    card = bob.says(words)
    assert "Priya" not in card.text
    assert not any("Priya" in label for label in card.buttons)


def test_a_first_name_in_lower_case_means_whom_the_chat_showed_not_the_last_one(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("lunch with Anna Verdi from Nordwind")
    bob.says("Met Li Wei of Acme Robotics, wants 50 seats")
    assert "Anna Verdi" in bob.says("just got off the phone with anna, she is happy with the trial").heading


def test_a_colleague_of_somebody_works_where_they_do(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("Met Li Wei of Acme Robotics, wants 50 seats")
    bob.says("her email is li.wei@acmerobotics.cn")
    assert "Acme Robotics" in bob.says("add Marco Bianchi, m.bianchi@acmerobotics.cn").heading
    bob.says("lunch with Anna Verdi from Nordwind")
    assert "Acme Robotics" in bob.says("Li Wei's colleague Elena Neri wants a quote too").heading


def test_a_number_given_alone_stands_once_on_its_card(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("Met Li Wei of Acme Robotics, wants 50 seats")
    assert bob.says("her email is li.wei@acmerobotics.cn").text.count("li.wei@") == 1
