"""A customer is shared with a colleague: who then sees it and may work on it; the owner stays, and Undo ends it."""

import pytest

from tests.talk import Talk

LEAD = "Met Li Wei of Acme Robotics, wants 50 seats, 138-0013-8000"


@pytest.mark.parametrize(
    "words",
    [
        "share Acme Robotics with carol",
        "share her with carol",
        "把Acme Robotics共享给carol",
        "let carol see Acme Robotics",
    ],
)
def test_a_colleague_sees_what_is_shared_and_is_told(shanghai: Talk, words: str) -> None:
    bob, carol = shanghai.person("bob"), shanghai.person("carol")
    bob.says(LEAD)
    assert "138 0013 8000" not in carol.says("find Li Wei").text
    card = bob.says(words)
    assert "shared with carol" in shanghai.heard[-2].heading
    assert (shanghai.heard[-1].to, "bob" in shanghai.heard[-1].text) == ("carol", True)
    assert "138 0013 8000" in carol.says("find Li Wei").text
    assert carol.says("note Li Wei wants a demo").heading.startswith("✓ Li Wei")
    bob.says("find Li Wei")
    assert "owner" not in bob.says("find Li Wei").heading
    bob.taps("Undo", card)
    assert "138 0013 8000" not in carol.says("find Li Wei").text


@pytest.mark.parametrize(
    "words", ["stop sharing Li Wei with carol", "share off Li Wei with carol", "取消把Li Wei共享给carol"]
)
def test_it_ends_when_it_is_ended(shanghai: Talk, words: str) -> None:
    bob, carol = shanghai.person("bob"), shanghai.person("carol")
    bob.says(LEAD)
    bob.says("share Li Wei with carol")
    bob.says(words)
    assert "138 0013 8000" not in carol.says("find Li Wei").text


def test_who_may_not_see_it_shares_nothing(shanghai: Talk) -> None:
    bob, carol = shanghai.person("bob"), shanghai.person("carol")
    bob.says(LEAD)
    carol.says("share Li Wei with carol")
    assert "138 0013 8000" not in carol.says("find Li Wei").text


def test_words_that_only_begin_alike_are_a_note(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(LEAD)
    assert bob.says("share price of Acme Robotics fell").heading.startswith("✓ ")
