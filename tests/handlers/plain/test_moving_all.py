"""A whole day is moved with one line and one Undo; each thing keeps its time of day."""

import pytest

from tests.talk import Person, Talk


def _planned(shanghai: Talk) -> Person:
    bob = shanghai.person("bob")
    bob.says("Met Li Wei of Acme Robotics, call her today at 18:00")
    bob.says("Met Dora Diaz of Nordlicht, visit her next Friday")
    return bob


@pytest.mark.parametrize(
    "words",
    [
        "I'm sick today, move everything to tomorrow",
        "move everything to tomorrow",
        "please push all my calls to tomorrow",
        "今天的事都推到明天",
        "我今天请假，所有跟进顺延到明天",
    ],
)
def test_what_is_due_today_is_due_tomorrow_at_the_same_hour(shanghai: Talk, words: str) -> None:
    bob = _planned(shanghai)
    card = bob.says(words)
    assert card.heading.startswith(("✓ 1 follow-up moved", "✓ 1 个跟进改到"))
    assert "Li Wei" in card.text
    assert "18:00" in card.text
    assert "Dora" not in card.text
    assert bob.taps("Undo", card).heading.startswith("↩")
    assert "18:00" in bob.says("today").text


def test_nothing_planned_until_then_is_said(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    assert "nothing was moved" in bob.says("move everything to tomorrow").text


def test_a_note_that_speaks_of_moving_is_a_note(shanghai: Talk) -> None:
    bob = _planned(shanghai)
    assert "moved to" not in bob.says("Li Wei says they move everything to the new office tomorrow").text
