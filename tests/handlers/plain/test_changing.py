"""A customer is called otherwise, or reached otherwise: one line does it, says what was before, and can be undone."""

import pytest

from tests.talk import Talk

LEAD = "Met Li Wei of Acme Robotics, wants 50 seats, 138-0013-8000"


def test_a_company_is_renamed_and_is_still_found_by_its_old_name(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(LEAD)
    card = bob.says("rename Acme Robotics to Acme Automation")
    assert card.heading.startswith("✓ Acme Automation (A")
    assert "was Acme Robotics" in card.text
    assert "Acme Automation" in bob.says("find Acme Robotics").heading
    bob.taps("Undo", card)
    assert "Acme Automation" not in bob.says("find Acme Robotics").text


@pytest.mark.parametrize(
    "words",
    [
        "change her phone to 139 1111 2222",
        "Li Wei's phone has changed, it's now 13911112222",
        "Li Wei换号了，新号码是13911112222",
        "她的电话改成13911112222",
        "把Li Wei的手机号换成13911112222",
    ],
)
def test_another_number_takes_the_place_of_the_old_one(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says(LEAD)
    card = bob.says(words)
    assert "139 1111 2222" in card.text
    assert "138 0013 8000" in card.text.partition("was ")[2]
    bob.taps("Undo", card)
    assert "138 0013 8000" in bob.says("find Li Wei").text


def test_a_number_that_is_only_told_is_held_beside_the_one_on_file(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(LEAD)
    assert "Nothing was overwritten" in bob.says("Li Wei has a new number: 13911112222").text


@pytest.mark.parametrize(
    "words", ["把Li Wei的名字改成李维", "Li Wei is now called Li Wei-Brown", "Li Wei改名叫李维维了"]
)
def test_a_person_is_called_otherwise(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says(LEAD)
    assert "was Li Wei, " in bob.says(words).text


@pytest.mark.parametrize("words", ["她说下周换手机", "change of plan: they want 60 seats", "把时间改成周四"])
def test_words_that_change_nothing_of_that_kind_are_read_as_ever(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says(LEAD + ", call her Tuesday")
    assert "was " not in bob.says(words).text


def test_who_may_not_change_it_is_told_so_and_nothing_is_changed(shanghai: Talk) -> None:
    bob, carol = shanghai.person("bob"), shanghai.person("carol")
    bob.says(LEAD)
    carol.says("rename Acme Robotics to Nobody Inc")
    assert "Nobody" not in bob.says("find Acme Robotics").text
