"""An edited message: what it had planned follows what it says now."""

from tests.talk import Talk


def plans(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("⏰")]


def test_each_follow_up_of_an_edited_message_follows_its_words(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    first = bob.line("New lead Li Wei of Acme Robotics: call her tomorrow and send the quote on Friday")
    bob.hears(first)
    card = bob.says("New lead Li Wei of Acme Robotics: call her tomorrow and send the quote on Monday", edit_of=first)
    assert [("Fri" in line, "Mon" in line) for line in plans(card.text)][1] == (False, True)
    assert len(plans(card.text)) == 2


def test_what_an_edit_takes_out_is_planned_no_more(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    first = bob.line("New lead Li Wei of Acme Robotics: call her tomorrow and send the quote on Friday")
    bob.hears(first)
    card = bob.says("New lead Li Wei of Acme Robotics: send the quote on Friday", edit_of=first)
    (only,) = plans(card.text)
    assert "quote" in only.lower()
    assert "Fri" in only


def test_what_an_edit_adds_is_planned_too(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    first = bob.line("New lead Li Wei of Acme Robotics: call her tomorrow")
    bob.hears(first)
    card = bob.says("New lead Li Wei of Acme Robotics: call her tomorrow and send the quote on Friday", edit_of=first)
    assert len(plans(card.text)) == 2


def test_an_edit_that_plans_nothing_leaves_what_was_promised(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    first = bob.line("New lead Li Wei of Acme Robotics: call her tomorrow")
    bob.hears(first)
    assert len(plans(bob.says("New lead Li Wei of Acme Robotics", edit_of=first).text)) == 1
