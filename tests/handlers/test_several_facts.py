"""Several facts in one sentence: all of them on one card, and one Undo takes all of them back."""

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
