"""Close date, amount and stage of a deal, said in words: right after its card, in a reply, by name or by number."""

import pytest

from tests.talk import Talk


def test_right_after_its_card_a_deal_is_kept_true_in_plain_words(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("deal Nordlicht GmbH, 120k EUR")
    assert bob.says("close date end of january").lines == ["✓ D1 · Nordlicht GmbH", "closes Sun 31 Jan 2027"]
    assert bob.says("raise it to 150k").lines[1] == "€150,000 · before: €120,000"
    assert bob.says("it's in negotiation now").heading == "✓ Deal D1 → Negotiation · Nordlicht GmbH · €150,000"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("D1 closes 15 Feb", "closes Mon 15 Feb 2027"),
        ("D1 expected to close in March", "closes Wed 31 Mar 2027"),
        ("Nordlicht should sign by 11 December", "closes Fri 11 Dec"),
        ("D1 amount is 99k", "€99,000 · before: €120,000"),
    ],
)
def test_later_it_is_named(shanghai: Talk, words: str, said: str) -> None:
    bob = shanghai.person("bob")
    bob.says("deal Nordlicht GmbH, 120k EUR")
    shanghai.passes(hours=3)
    assert bob.says(words).lines[1] == said


def test_a_reply_to_its_card_means_that_deal(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    first = bob.says("deal Nordlicht GmbH, 120k EUR")
    bob.says("deal ZTE, 300k")
    assert bob.says("close date 15 February", reply_to=first).heading == "✓ D1 · Nordlicht GmbH"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("预计月底签", "预计 11月30日 周一 成交"),
        ("预计12月15号成交", "预计 12月15日 周二 成交"),
        ("金额改成25万", "¥250,000 · 原为 ¥200,000"),
        ("提到30万", "¥300,000 · 原为 ¥200,000"),
        ("华为的单子预计下个月签", "预计 12月31日 周四 成交"),
    ],
)
def test_chinese_words_do_the_same(shanghai: Talk, words: str, said: str) -> None:
    wei = shanghai.person("wei")
    wei.says("商机 华为 20万")
    card = wei.says(words)
    assert card.lines == ["✓ D1 · 华为", said]


def test_one_undo_puts_the_old_value_back(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("deal Nordlicht GmbH, 120k EUR")
    bob.says("raise it to 150k")
    bob.taps("Undo")
    assert "€120,000" in bob.says("D1").text


def test_backwards_takes_a_tap_here_too(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("deal Nordlicht GmbH, 120k EUR")
    bob.says("moved to negotiation")
    assert bob.says("it's back in proposal").buttons == ["Move back", "Leave it"]


def test_a_colleagues_deal_stays_as_it_is(shanghai: Talk) -> None:
    shanghai.person("carol").says("deal Quarz Werke, 10k")
    assert "Only carol" in shanghai.person("bob").says("D1 amount is 99k").text or "carol" in shanghai.heard[-1].text
    assert "99" not in shanghai.person("carol").says("D1").text


@pytest.mark.parametrize("words", ["they will close their Hamburg office in March", "the demo is set for friday 3pm"])
def test_what_says_more_is_a_note(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says("deal Nordlicht GmbH, 120k EUR")
    assert "closes" not in bob.says(words).text


@pytest.mark.parametrize("words", ["raise it to 250k", "Acme Robotics的合同金额改成25万", "把预算改成25万"])
def test_a_lead_has_an_amount_too(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says("Met Li Wei of Acme Robotics, wants 50 seats, about 200k")
    card = bob.says(words)
    assert card.heading.startswith("✓ L1")
    assert "250,000" in card.text
    assert "200,000" in card.text
    bob.taps("Undo", card)
    assert "200,000" in bob.says("L1").text
