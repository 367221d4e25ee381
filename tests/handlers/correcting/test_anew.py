"""Somebody else was meant: the words move to them, and who was linked by mistake keeps name and timeline."""

import pytest

from tests.talk import Talk


@pytest.mark.parametrize(
    "words",
    ["it's Li Wen, not Li Wei", "not Li Wei, Li Wen", "不是Li Wei，是Li Wen", "刚才那条记错了，是Li Wen不是Li Wei"],
)
def test_a_known_customer_is_not_renamed_by_a_slip(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says("met Li Wen from Acme Robotics")
    bob.says("met Li Wei from Globex, wants 20 seats")
    wrong = bob.says("Li Wei wants a discount")
    card = bob.says(words)
    assert card.edit_of == wrong.id
    assert card.heading.startswith("✓ Li Wen · Acme Robotics")
    assert "wants a discount" not in bob.says("find Li Wei").text
    assert "Globex" in bob.says("find Li Wei").heading


def test_one_undo_takes_it_all_back(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("met Li Wei from Globex, wants 20 seats")
    shanghai.passes(hours=2)
    bob.says("Li Wei wants a discount")
    card = bob.says("it's Li Wen, not Li Wei")
    assert card.heading.startswith("✓ New lead L2 · Li Wen")
    bob.taps("Undo", card)
    assert "Li Wen" not in bob.says("find Li Wei").text


def test_who_was_just_made_is_renamed(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("met Li Wei from Globex, wants 20 seats")
    assert bob.says("it's Li Wen, not Li Wei").heading.startswith("✓ New lead L1 · Li Wen")


def test_who_was_made_a_few_cards_ago_is_misspelt(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("met Li Wei from Globex, wants 20 seats")
    bob.says("Li Wei wants a discount")
    bob.says("remind me tomorrow to prep the deck")
    assert bob.says("it's Li Wen, not Li Wei").heading.startswith("✓ Li Wen · Globex")


def test_her_company_is_called_otherwise_is_a_correction_of_the_card(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("今天见了周敏，想要20套")
    assert bob.says("她公司叫海拓贸易，深圳的").heading.endswith("周敏 · 海拓贸易")
