"""Several facts in one sentence: all of them on one card, and one Undo takes all of them back."""

import pytest

from tests.talk import Talk


def test_two_things_to_do_are_two_follow_ups_on_one_card(shanghai: Talk) -> None:
    card = shanghai.person("bob").says("call Dora Diaz tomorrow at 10 and send her the quote Friday")
    assert "Dora Diaz" in card.heading
    assert [line for line in card.lines if line.startswith("⏰")] == [
        "⏰ Call · Sun 22 Nov, 10:00",
        "⏰ Send her the quote · Fri 27 Nov",
    ]


def test_so_they_are_in_chinese(shanghai: Talk) -> None:
    card = shanghai.person("wei").says("明天给王芳打电话，周五发报价")
    assert "王芳" in card.heading
    plans = [line for line in card.lines if line.startswith("⏰")]
    assert [plan.split(" · ")[0] for plan in plans] == ["⏰ 打电话", "⏰ 发报价"]
    assert "11月27日" in plans[1]


def test_one_undo_takes_back_both(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("call Dora Diaz on Monday at 10, then send her the quote on Friday")
    assert "⏰ Call" in bob.says("C5").text
    bob.says("undo")
    assert "⏰" not in bob.says("C5").text


def test_an_alternative_is_no_second_thing_to_do(shanghai: Talk) -> None:
    card = shanghai.person("bob").says("call Dora Diaz Monday at 10 or Tuesday at 3")
    assert len([line for line in card.lines if line.startswith("⏰")]) == 1


def test_people_met_together_are_contacts_each(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    card = bob.says("Met Jane Doe and Tim Burr of Hooli at the fair")
    assert card.heading == "✓ New contact C21 · Jane Doe · Hooli"
    assert "Also new: Tim Burr (C22)" in card.lines
    assert bob.says("C22").heading.startswith("Tim Burr · Hooli")
    bob.says("undo")
    assert "nobody" in bob.says("find Tim Burr").text


def test_so_they_are_in_chinese_too(shanghai: Talk) -> None:
    card = shanghai.person("wei").says("今天见了张敏和刘洋，都是采购部的")
    assert "张敏" in card.heading
    assert any(line.startswith("同时新建：刘洋") for line in card.lines)


def test_a_colleague_and_somebody_only_mentioned_are_no_new_contacts(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    assert "Also new" not in bob.says("Carol and I met Jane Doe of Hooli").text
    assert "Also new" not in bob.says("Call Rita Moss of Initech about the order of Ned Low").text


def test_an_amount_where_nothing_is_under_way_is_a_deal_by_one_tap(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("lunch with Anna Verdi from Nordwind")
    noted = bob.says("Anna Verdi may order for about 60k, call her Friday")
    assert "Add a deal of ¥60,000" in noted.buttons
    card = bob.taps("Add a deal of ¥60,000", noted)
    assert card.heading.startswith("✓ New deal D1 · Anna Verdi · Nordwind")
    assert "¥60,000" in card.text
    assert "⏰ Call" in card.text
    assert "D1" in bob.says("find Anna Verdi").text
    bob.taps("Undo", card)
    assert "D1" not in bob.says("find Anna Verdi").text


def test_what_was_paid_is_offered_as_no_deal(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("lunch with Anna Verdi from Nordwind")
    assert not any("deal" in label for label in bob.says("Anna Verdi paid the deposit of 6k").buttons)


@pytest.mark.parametrize(
    "words", ["Anna Verdi的老板姓郑，郑总，电话 139 1111 2222", "Anna Verdi's assistant Tom Brown, 139 1111 2222"]
)
def test_the_number_of_somebodys_colleague_is_his(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says("lunch with Anna Verdi from Nordwind")
    card = bob.says(words)
    assert card.heading.startswith("✓ New contact")
    assert "Nordwind" in card.heading
    assert "139 1111 2222" not in bob.says("find Anna Verdi").text


def test_what_a_competitor_asks_is_no_amount_of_ours(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("Met Li Wei of Acme Robotics, wants 50 seats")
    assert "L1" not in bob.says("竞品报了40万").lines[1]
    assert "400,000" not in bob.says("L1").lines[0]
