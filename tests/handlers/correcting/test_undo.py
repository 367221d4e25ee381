"""Undo takes back all that one message wrote, once, within a day, and never what others built on."""

from tests.talk import Talk

LEAD = "Met Li Wei of Acme Robotics, wants 50 seats, 138-0013-8000"


def test_undo_takes_back_everything_and_the_customer_is_unknown_again(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(LEAD)
    card = bob.taps("Undo")
    assert card.heading == "↩ Undone: New lead L1 · Li Wei · Acme Robotics"
    assert bob.says(LEAD).heading.startswith("✓ New lead")


def test_undone_twice_says_so(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    card = bob.says(LEAD)
    bob.taps("Undo", card)
    assert "already" in bob.taps("Undo", card).text


def test_typed_undo_means_the_last_thing_in_this_chat_and_then_the_one_before(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(LEAD)
    bob.says("Dora Diaz wants a quote")
    assert "Dora Diaz" in bob.says("undo").heading
    assert "New lead L1" in bob.says("撤销").heading
    assert bob.says("undo").text == "There is nothing to undo."


def test_undoing_a_correction_by_word_says_so_and_puts_the_card_back_as_it_was(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(LEAD + ", 200k")
    corrected = bob.says("not 200k, 250k")
    bob.says("undo")
    said, edited = shanghai.heard[-2:]
    assert said.heading.startswith("↩ Undone")
    assert said.edit_of is None
    assert edited.edit_of == corrected.id
    assert "200,000" in edited.text


def test_after_a_day_it_is_too_late(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(LEAD)
    shanghai.passes(hours=25)
    assert "24 hours" in bob.says("undo").text


def test_what_has_been_used_since_stays(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    card = bob.says(LEAD)
    bob.says("he called again", reply_to=card)
    kept = bob.taps("Undo", card)
    assert "used since" in kept.text
    assert "Li Wei" in bob.says("138-0013-8000 called").heading


def test_what_a_colleague_changed_since_is_not_undone(shanghai: Talk) -> None:
    bob, mia = shanghai.person("bob"), shanghai.person("mia")
    bob.says("deal Nordlicht GmbH, 50k")
    moved = bob.says("stage D1 proposal")
    mia.says("stage D1 negotiation")
    assert bob.taps("Undo", moved).text == "mia changed D1 since, so nothing was undone."


def test_somebody_elses_button_does_nothing(shanghai: Talk) -> None:
    bob, carol = shanghai.person("bob"), shanghai.person("carol")
    card = bob.says(LEAD, in_group="#sales")
    assert carol.taps("Undo", card, in_group="#sales").text == "That button is somebody else's."


def test_undo_of_an_assignment_gives_it_back(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says(LEAD)
    bob.says("assign L1 to carol")
    bob.taps("Undo")
    assert "your customer" in bob.says("138-0013-8000 called").heading


def test_undo_of_the_first_claim_gives_the_lead_back(shanghai: Talk) -> None:
    bob, carol = shanghai.person("bob"), shanghai.person("carol")
    bob.describes("#sales", ["bob", "carol"], "East")
    bob.says(LEAD)
    carol.taps("Claim", shanghai.heard[-1], in_group="#sales")
    private = next(said for said in shanghai.heard if said.to == "carol")
    carol.taps("Undo", private)
    assert "your customer" in bob.says("138-0013-8000 called").heading
