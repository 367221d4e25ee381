"""A reply to a card does what it says on that record; a correction edits the card."""

from tests.talk import Said, Talk

MET = "Met Li Wei of Acme Robotics today, wants 50 seats, about ¥200k, call her next Tuesday 3pm, 138-0013-8000"


def met(talk: Talk) -> Said:
    return talk.person("bob").says(MET)


def test_a_correction_right_after_the_card_edits_it(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    first = met(shanghai)
    card = bob.says("not 200k, 250k")
    assert card.edit_of == first.id
    assert "138 0013 8000 · ¥250,000" in card.lines


def test_a_corrected_amount_keeps_the_currency_unless_it_names_one(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("Ann Lee of Prada wants 10 seats, €20k")
    assert "€25,000" in bob.says("not 20k, 25k").text
    assert "$30,000" in bob.says("not 25k, $30k").text


def test_undo_of_a_correction_shows_what_was_before(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    met(shanghai)
    bob.says("not 200k, 250k")
    card = bob.taps("Undo")
    assert "138 0013 8000 · ¥200,000" in card.lines
    assert bob.taps("Undo").heading.startswith("↩ Undone")


def test_a_company_is_corrected_in_chinese_as_in_english(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    met(shanghai)
    assert bob.says("公司是云帆科技").heading == "✓ New lead L1 · Li Wei · 云帆科技"
    assert bob.says("the company is Globex").heading == "✓ New lead L1 · Li Wei · Globex"


def test_a_name_and_a_phone_are_corrected_and_found_anew(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    card = met(shanghai)
    card = bob.says("her name is Li Wen", reply_to=card)
    assert "Li Wen" in card.heading
    bob.says("no, the number is 136 1111 2222", reply_to=card)
    assert "Li Wen" in bob.says("136 1111 2222 wants a call back").heading


def test_a_bare_day_moves_the_follow_up_and_keeps_its_time_of_day(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    card = met(shanghai)
    assert "⏰ Call · Thu 26 Nov, 15:00" in bob.says("Thursday", reply_to=card).lines
    assert "⏰ Call · Fri 27 Nov, 15:00" in bob.says("no, next Friday").lines


def test_a_bare_time_of_day_keeps_the_day(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    card = met(shanghai)
    assert "⏰ Call · Tue 24 Nov, 17:00" in bob.says("yes 5pm", reply_to=card).lines
    assert "⏰ Call · Tue 24 Nov, 18:00" in bob.says("下午六点").lines


def test_a_name_is_put_right_by_saying_what_it_is_not(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    met(shanghai)
    assert bob.says("it's Acme Rockets, not Acme Robotics").heading == "✓ New lead L1 · Li Wei · Acme Rockets"
    assert bob.says("不是Li Wei，是Li Wen").heading == "✓ New lead L1 · Li Wen · Acme Rockets"
    assert "Acme Robotics" not in bob.says("L1").text.split("\n")[0]


def test_his_address_is_that_of_whom_was_just_spoken_of(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("Spoke with John Miller from Globex")
    card = bob.says("his email is john@globex.example")
    assert "John Miller" in card.heading
    assert "john@globex.example" in card.lines


def test_a_known_name_or_number_alone_is_looked_up(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    met(shanghai)
    assert bob.says("Li Wei").heading.startswith("Li Wei · Acme Robotics")
    assert bob.says("138 0013 8000").heading.startswith("Li Wei · Acme Robotics")


def test_pick_time_asks_once_and_takes_one_line(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    assert bob.taps("Pick time", met(shanghai)).text.startswith("When?")
    assert "⏰ Call · Wed 25 Nov, 16:00" in bob.says("Wednesday 4pm").lines


def test_what_is_no_answer_is_handled_as_if_nothing_had_been_asked(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.taps("Edit", met(shanghai))
    assert "Dora Diaz" in bob.says("Dora Diaz wants a quote").heading
    assert "¥250,000" in bob.says("250k").text


def test_call_her_friday_is_a_follow_up_on_that_record(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    card = bob.says("call her Friday", reply_to=met(shanghai))
    assert "Li Wei · Acme Robotics" in card.heading
    assert "⏰ Call · Fri 27 Nov" in card.lines


def test_free_words_are_a_note_on_that_record(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    card = bob.says("the competitor is cheaper", reply_to=met(shanghai))
    assert "Li Wei · Acme Robotics" in card.heading
    assert "“the competitor is cheaper”" in card.lines


def test_won_makes_the_lead_a_deal_that_is_won(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    card = bob.says("won", reply_to=met(shanghai))
    assert card.heading == "✓ Won D1 · Li Wei · Acme Robotics · ¥200,000"
    bob.taps("Undo")
    assert bob.says("won 220k", reply_to=met(shanghai)).heading.endswith("¥220,000")


def test_lost_keeps_the_reason_or_asks_for_it_in_one_tap(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    deal = bob.says("deal Nordlicht GmbH, 50k")
    card = bob.says("lost", reply_to=deal)
    assert card.buttons[:2] == ["Price", "Competitor"]
    assert "reason: Price" in bob.taps("Price").text
    assert "Undone" in bob.taps("Undo").heading
    assert "reason: too expensive" in bob.says("lost, too expensive", reply_to=deal).text


def test_a_stage_never_goes_back_without_a_tap(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    deal = bob.says("deal Nordlicht GmbH, 50k")
    bob.says("stage negotiation", reply_to=deal)
    asked = bob.says("move to proposal", reply_to=deal)
    assert asked.text == "D1 is in Negotiation. Move it back to Proposal?"
    assert bob.taps("Move back").heading.startswith("✓ Deal D1 → Proposal")


def test_assign_tells_the_new_owner_and_ends_the_old_ones_rights(shanghai: Talk) -> None:
    bob, carol = shanghai.person("bob"), shanghai.person("carol")
    card = met(shanghai)
    bob.says("assign to carol", reply_to=card)
    told = shanghai.heard[-1]
    assert (told.to, told.heading) == ("carol", "bob gave you L1 · Li Wei · Acme Robotics")
    assert "1 follow-up" in told.lines[1]
    assert "Li Wei" in carol.says("show me my tasks for next week").text
    assert "carol" in bob.says("won", reply_to=card).text
    assert carol.says("the budget is approved", reply_to=told).heading.startswith("✓ Li Wei")


def test_a_note_by_reference_keeps_every_letter(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    met(shanghai)
    assert "“likes golf”" in bob.says("/note L1 likes golf").lines


def test_from_now_on_talk_to_somebody_is_no_order_to_give_anything_away(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("今天见了中科云的周敏，要20套")
    assert bob.says("周敏离职了，以后找郑总对接").heading.startswith("✓ ")
    assert "zoe" in bob.says("把周敏转给zoe").text
