"""In a group the bot speaks when spoken to, hears who may see what, and tells the team's news."""

from tests.talk import Talk

LEAD = "Met Li Wei of Acme Robotics, wants 50 seats, ¥200k, 138-0013-8000"


def test_a_new_lead_is_told_to_the_teams_group_without_contact_details(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.describes("#sales", ["bob", "carol"], "East")
    bob.says(LEAD)
    news = shanghai.heard[-1]
    assert news.to == "#sales"
    assert news.lines == ["🆕 New lead L1 · Li Wei · Acme Robotics", "¥200,000 · from bob"]
    assert news.buttons == ["Claim"]


def test_the_first_tap_gets_the_lead_and_the_details_alone(shanghai: Talk) -> None:
    bob, carol, wei = (shanghai.person(name) for name in ("bob", "carol", "wei"))
    bob.describes("#sales", ["bob", "carol", "wei"], "East")
    bob.says(LEAD)
    news = shanghai.heard[-1]
    card = carol.taps("Claim", news, in_group="#sales")
    assert card.edit_of == news.id
    assert card.lines == ["L1 · Li Wei · Acme Robotics", "✓ Claimed by carol"]
    to_carol = next(said for said in shanghai.heard if said.to == "carol")
    assert "138 0013 8000" in to_carol.text
    assert "138" not in card.text
    assert shanghai.heard[-1].to == "bob"
    assert "已经处理过了" in wei.taps("Claim", news, in_group="#sales").text


def test_news_of_what_was_undone_is_taken_back(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.describes("#sales", ["bob"], "East")
    card = bob.says(LEAD)
    news = shanghai.heard[-1]
    bob.taps("Undo", card)
    assert shanghai.heard[-1].edit_of == news.id
    assert shanghai.heard[-1].text == "↩ Taken back by bob"


def test_won_and_lost_deals_are_told(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.describes("#sales", ["bob"], "East")
    bob.says("deal Nordlicht GmbH, 50k")
    bob.says("won D1")
    assert shanghai.heard[-1].lines == ["🎉 Won D1 · Nordlicht GmbH · ¥50,000", "by bob"]


def test_a_group_without_a_team_hears_nothing(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.describes("#others", ["bob"])
    bob.says(LEAD)
    assert {said.to for said in shanghai.heard} == {"bob"}


def test_a_manager_chooses_the_team_and_the_language_of_a_group(shanghai: Talk) -> None:
    bob, mia = shanghai.person("bob"), shanghai.person("mia")
    assert "manager" in bob.says("/group team East", in_group="#sales").text
    assert mia.says("/group team East", in_group="#sales").heading == "This group gets the news of East"
    mia.says("/群 语言 中文", in_group="#sales")
    bob.says(LEAD)
    assert shanghai.heard[-1].heading == "🆕 新线索 L1 · Li Wei · Acme Robotics"


def test_what_is_not_said_to_the_bot_is_not_heard(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    assert bob.hears(bob.line(LEAD, "#sales", to_me=False)) == []


def test_a_known_customer_is_shown_in_private_and_only_a_word_in_the_group(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    public = bob.says("@rapport Dora Diaz wants a quote", in_group="#sales")
    assert public.text == "✓ Noted. Its card is for your eyes only."
    private = shanghai.heard[-1]
    assert (private.to, private.private) == ("bob", True)
    assert "Dora Diaz" in private.heading


def test_a_refusal_goes_to_the_person_alone(shanghai: Talk) -> None:
    refused = shanghai.person("bob").says("/invite rep", in_group="#sales")
    assert (refused.to, refused.private) == ("bob", True)


def test_a_new_lead_said_in_the_group_shows_no_phone_there(shanghai: Talk) -> None:
    card = shanghai.person("bob").says(f"@rapport {LEAD}", in_group="#sales")
    assert card.heading == "✓ New lead L1 · Li Wei · Acme Robotics"
    assert "138" not in card.text
