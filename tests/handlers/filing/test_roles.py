"""What a customer does is kept with them: learnt from a note, from what is said right after, and shown."""

from tests.talk import Talk

NOTE = "Call with Priya Nair from Monsoon Logistics, budget around 60k USD, wants a demo thursday 2pm"


def test_a_new_contact_is_made_with_the_role(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    card = bob.says("Met Lena Brandt, procurement lead at Nordlicht GmbH, wants 20 seats")
    assert "procurement lead" in card.text
    assert "procurement lead" in bob.says("find lena brandt").text


def test_she_is_the_cfo_of_whom_the_chat_just_showed(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(NOTE)
    card = bob.says("she's the CFO btw")
    assert card.heading.startswith("✓ Priya Nair · Monsoon Logistics (C")
    assert "Role: CFO" in card.text
    assert "CFO" in bob.says("find priya nair").text


def test_undo_takes_the_role_back(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(NOTE)
    bob.says("she's the CFO btw")
    bob.taps("Undo")
    assert "CFO" not in bob.says("find priya nair").text


def test_a_role_said_outright_takes_the_place_of_another_and_says_so(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(NOTE)
    bob.says("she's the office manager")
    assert "Role: CFO (was office manager)" in bob.says("she is the CFO now").text


def test_a_role_in_passing_overwrites_none(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(NOTE)
    bob.says("she's the CFO")
    card = bob.says("Priya Nair, office manager at Monsoon Logistics, asked for the invoice")
    assert "On file: CFO" in card.text
    assert "CFO" in bob.says("find priya nair").text


def test_so_in_chinese(shanghai: Talk) -> None:
    wei = shanghai.person("wei")
    wei.says("刚跟顺达物流的李建国聊完，想要30个账号，预算15万左右")
    assert "职务：采购总监" in wei.says("他是采购总监").text
