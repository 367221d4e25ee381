"""The time may stand in front: what one wants to be reminded of is what stands behind."""

import pytest

from tests.talk import Talk


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("每周五提醒我写周报", "⏰ 写周报"),
        ("明天上午9点提醒我给客户发合同", "⏰ 给客户发合同"),
        ("tomorrow at 9 remind me to prep the deck", "⏰ Prep the deck"),
        ("every monday please remind me to check the pipeline", "⏰ Check the pipeline"),
    ],
)
def test_what_stands_behind_is_what_it_reminds_of(shanghai: Talk, words: str, what: str) -> None:
    assert shanghai.person("bob").says(words).heading == what


def test_what_somebody_said_is_told_of_them(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("Met Li Wei of Acme Robotics, wants 50 seats")
    assert "Li Wei" in bob.says("Li Wei asked me tomorrow at 9 to remind me of the quote").heading
