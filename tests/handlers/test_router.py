"""The one path from what came in to what goes out."""

from tests.talk import Talk


def test_a_note_is_kept_and_shown(talk: Talk) -> None:
    bob = talk.person("bob")
    card = bob.says("note the fair in Berlin went well")
    assert card.heading.startswith("✓")
    assert "the fair in Berlin" in card.text
    assert "Undo" in card.buttons


def test_small_talk_is_not_filed(talk: Talk) -> None:
    assert "I filed nothing" in talk.person("bob").says("lol ok").text


def test_a_stranger_is_not_served(talk: Talk) -> None:
    assert "Ask an admin" in talk.person("eve").says("note hello there").text


def test_in_a_group_only_what_is_addressed_is_answered(talk: Talk) -> None:
    bob = talk.person("bob")
    assert bob.hears(bob.line("note the fair in Berlin", "#sales", to_me=False)) == []
    assert bob.says("note the fair in Berlin", in_group="#sales").to == "#sales"


def test_an_unknown_command_says_so(talk: Talk) -> None:
    assert "/frobnicate" in talk.person("bob").says("/frobnicate now").text


def test_a_button_counts_once(talk: Talk) -> None:
    bob = talk.person("bob")
    card = bob.says("note the fair in Berlin went well")
    bob.taps("Undo", card)
    assert "already done" in bob.taps("Undo", card).text
