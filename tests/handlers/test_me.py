"""Who one is here, and what one is to win."""

from tests.talk import Talk


def test_a_rep_learns_who_they_are_and_what_they_see(talk: Talk) -> None:
    said = talk.person("bob").says("whoami")
    assert said.heading == "bob · rep · East"
    assert "sees your own records, shared ones, and those without an owner" in said.lines


def test_a_manager_and_an_admin_see_more(talk: Talk) -> None:
    assert "sees your own records and those of 3 colleagues" in talk.person("mia").says("me").lines
    assert "sees everything" in talk.person("alice").says("我是谁").lines


def test_a_manager_sets_a_target(talk: Talk) -> None:
    said = talk.person("mia").says("target bob 50k")
    assert said.heading == "✓ Target of bob: €50k a month"
    assert "target €50k a month" in talk.person("bob").says("me").lines
    assert "⚠ bob    €0  €50k · 0 %" in talk.person("bob").says("target").lines


def test_a_rep_sets_no_target(talk: Talk) -> None:
    assert talk.person("bob").says("target carol 50k").text == "Only a manager can do that."


def test_a_target_can_be_taken_away(talk: Talk) -> None:
    mia = talk.person("mia")
    mia.says("target bob 50k")
    assert mia.says("目标 bob 取消").heading == "✓ Target of bob: none a month"
