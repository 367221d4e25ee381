"""A list is wanted as a file: the words after "export" say which."""

import pytest

from tests.talk import Talk


@pytest.mark.parametrize(
    "words", ["export my deals", "download deals to excel", "导出我的商机", "帮我导出全部商机到表格"]
)
def test_the_deals_come_as_a_file(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says("deal Nordlicht GmbH, 50k")
    card = bob.says(words)
    (file,) = card.card.files
    assert file.name == "deals.csv"


def test_what_cannot_be_exported_is_said(shanghai: Talk) -> None:
    assert shanghai.person("bob").says("export my leads").text == "Only deals can be exported here."


def test_a_customers_exports_are_a_note(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("met Li Wei from Acme Robotics, wants 20 seats")
    assert bob.says("Acme Robotics exports robots to Brazil").heading.startswith("✓ ")
