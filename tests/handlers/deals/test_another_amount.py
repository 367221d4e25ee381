"""Another amount than the deal has: the card asks, one tap sets it, and nothing is overwritten in silence."""

from tests.talk import Talk


def test_another_amount_than_the_deals_is_asked_about_and_set_by_one_tap(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("deal Nordlicht GmbH, 200k EUR")
    card = bob.says("Nordlicht wants the offer over 250k, call them Thursday")
    assert "D1 has €200,000. Set it to €250,000?" in card.lines
    assert card.buttons[:2] == ["Yes", "Keep"]
    assert "D1 amount: €250,000" in bob.taps("Yes").text
    assert "€250,000" in bob.says("D1").text


def test_keep_leaves_the_deal_and_asks_no_more(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("deal Nordlicht GmbH, 200k EUR")
    bob.says("Nordlicht wants the offer over 250k")
    kept = bob.taps("Keep")
    assert "Set it to" not in kept.text
    assert "Yes" not in kept.buttons
    assert "€200,000" in bob.says("D1").text


def test_one_undo_takes_back_the_note_and_the_amount(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("deal Nordlicht GmbH, 200k EUR")
    bob.says("Nordlicht wants the offer over 250k")
    bob.taps("Yes")
    bob.taps("Undo")
    assert "€200,000" in bob.says("D1").text


def test_a_deposit_or_an_amount_of_another_size_is_no_question(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("deal Nordlicht GmbH, 200k EUR")
    assert "Set it to" not in bob.says("Nordlicht paid the 60k deposit").text
    assert "Set it to" not in bob.says("Nordlicht wants 300 EUR of samples").text
    assert "Set it to" not in bob.says("Nordlicht confirmed the 200k").text


def test_chinese_cards_ask_the_same(shanghai: Talk) -> None:
    wei = shanghai.person("wei")
    wei.says("商机 华为 20万")
    card = wei.says("华为那边预算改了，25万，周四再谈")
    assert "D1 现为 ¥200,000，改成 ¥250,000 吗？" in card.lines
    assert card.buttons[:2] == ["改", "不改"]
    assert "¥250,000" in wei.taps("改").text
