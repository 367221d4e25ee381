"""What was planned is called off in words, with Undo; what speaks of something else stays a note."""

import pytest

from tests.talk import Talk

CALL = "Met Priya Nair of Monsoon Logistics, call her thursday 2pm"
DEMO = "demo for Dora Diaz on monday 10am"


def test_the_one_just_planned_is_called_off_and_undo_plans_it_again(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(CALL)
    card = bob.says("cancel the call")
    assert card.lines == ["✓ Called off: Call · Priya Nair · Monsoon Logistics", "Thu 26 Nov, 14:00"]
    assert "⏰" not in bob.says("find priya").text
    bob.taps("Undo", card)
    assert "⏰ Call · Thu 26 Nov, 14:00" in bob.says("find priya").text


@pytest.mark.parametrize("words", ["cancel the demo", "cancel Dora Diaz", "call off the demo with Dora Diaz"])
def test_of_several_the_one_that_is_named(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says(DEMO)
    bob.says(CALL)
    assert "Dora Diaz" in bob.says(words).heading


def test_chinese_names_its_day(shanghai: Talk) -> None:
    wei = shanghai.person("wei")
    wei.says("周四下午四点跟华为的王芳开会")
    wei.says("周五给华为的王芳发报价")
    assert wei.says("取消周四的会").lines[1].startswith("11月26日 周四")


def test_several_that_fit_are_offered(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("call Dora Diaz thursday 2pm")
    bob.says("visit Wang Lei of ZTE thursday 4pm")
    card = bob.says("cancel thursday")
    assert card.heading == "Which one is called off?"
    assert bob.taps(card.buttons[0]).heading == "✓ Called off: Call · Dora Diaz"


@pytest.mark.parametrize("words", ["cancel their subscription discussion is a rumour", "取消了订单"])
def test_what_is_no_plan_is_no_cancelling(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says(CALL)
    assert "Called off" not in bob.says(words).text


def test_a_colleagues_plan_is_not_mine_to_cancel(shanghai: Talk) -> None:
    shanghai.person("carol").says("call Clara Oswald thursday 2pm")
    assert "Clara" not in shanghai.person("bob").says("cancel F1").text
