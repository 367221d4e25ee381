"""Reminders that are wanted no more are called off, whatever the words; nothing is filed of them."""

import pytest

from tests.talk import Talk


@pytest.mark.parametrize(
    ("promise", "stop"),
    [
        ("remind me every Monday to check the pipeline", "stop reminding me every Monday"),
        ("remind me every Monday to check the pipeline", "please don't remind me every Monday any more"),
        ("每周五提醒我写周报", "别再每周五提醒我了"),
        ("每周五提醒我写周报", "不用每周五提醒我了"),
    ],
)
def test_a_reminder_that_recurs_stops(shanghai: Talk, promise: str, stop: str) -> None:
    bob = shanghai.person("bob")
    bob.says(promise)
    card = bob.says(stop)
    assert card.heading.startswith(("✓ Called off", "✓ 已取消"))
    assert bob.says(stop).text.startswith(("I found no such reminder", "没有找到"))


def test_what_was_planned_with_somebody_is_called_off_by_name(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("Met Li Wei of Acme Robotics, call her next Tuesday 3pm")
    bob.says("Met Dora Diaz of Nordlicht, call her next Friday 3pm")
    assert "Li Wei" in bob.says("don't remind me about Li Wei").heading


def test_no_reminders_after_eight_is_still_a_setting(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    assert "20:00" in bob.says("don't remind me after 8pm").text
