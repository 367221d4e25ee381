"""Two minutes, four things to try; the tour notices what was done and never stands in the way."""

from tests.talk import Talk


def test_the_tour_goes_on_when_something_was_filed(talk: Talk) -> None:
    bob = talk.person("bob")
    first = bob.says("tour")
    assert first.lines[:2] == ["Hello bob! Four things to try, two minutes.", "Tour 1 of 4"]
    bob.says("Met Lena Vogel of Bergmann Tools today, wants 20 seats, call her Friday 10am")
    card, following = talk.heard[-2:]
    assert "Undo" in card.buttons
    assert following.lines[:2] == ["✓ Filed, with a reminder; Undo takes it back for a day.", "Tour 2 of 4"]


def test_the_tour_notices_a_question(talk: Talk) -> None:
    bob = talk.person("bob")
    bob.says("tour")
    bob.taps("Next")
    bob.says("pipeline by owner")
    assert talk.heard[-2].heading.startswith("Pipeline")
    assert "Tour 3 of 4" in talk.heard[-1].lines


def test_other_words_are_answered_as_always_and_the_tour_waits(talk: Talk) -> None:
    bob = talk.person("bob")
    bob.says("tour")
    assert bob.says("pipeline by owner").heading.startswith("Pipeline")
    bob.says("Met Lena Vogel of Bergmann Tools today, wants 20 seats, call her Friday 10am")
    assert "Tour 2 of 4" in talk.heard[-1].lines


def test_next_leads_through_all_steps_to_the_end(talk: Talk) -> None:
    bob = talk.person("bob")
    bob.says("tour")
    for _ in range(4):
        said = bob.taps("Next")
    assert said.lines == ["That was the tour.", "Type help for everything else."]
    assert said.buttons == []


def test_the_tour_can_be_stopped(talk: Talk) -> None:
    bob = talk.person("bob")
    bob.says("tour")
    assert bob.taps("Stop the tour").text == "The tour has ended. Type tour to take it again."


def test_a_sentence_about_a_tour_is_no_command(talk: Talk) -> None:
    said = talk.person("bob").says("tour through the plant of Bergmann Tools with Lena Vogel went well")
    assert "Tour 1 of 4" not in said.lines
