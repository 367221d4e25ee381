"""A plain sentence, a forward, a shared contact: filed with no tap when sure, with one when doubtful."""

from domain.chat import ForwardKind, SharedContact
from tests.talk import Talk

MET = "Met Li Wei of Acme Robotics today, wants 50 seats, about ¥200k, call her next Tuesday 3pm, 138-0013-8000"


def test_a_sentence_becomes_lead_contact_company_and_follow_up(shanghai: Talk) -> None:
    card = shanghai.person("bob").says(MET)
    assert card.lines == [
        "✓ New lead L1 · Li Wei · Acme Robotics",
        "138 0013 8000 · ¥200,000",
        "“wants 50 seats”",
        "⏰ Call · Tue 24 Nov, 15:00",
    ]
    assert card.buttons == ["Undo", "Edit", "Pick time"]


def test_a_known_customer_gets_a_note_in_the_reps_language(shanghai: Talk) -> None:
    card = shanghai.person("wei").says("明天下午三点给华为的王芳打电话，报价20万")
    assert card.heading == "✓ 王芳 · 华为（C1，您的客户）"
    assert "记录：报价 ¥200,000" in card.lines
    assert "⏰ 打电话 · 11月22日 周日 15:00" in card.lines
    assert {"撤销", "改时间"} <= set(card.buttons)


def test_the_same_phone_links_whatever_the_name_and_says_why(shanghai: Talk) -> None:
    card = shanghai.person("bob").says("135 0013 5000 wants 20 more seats")
    assert "Dora Diaz" in card.heading
    assert "linked by same phone" in card.text


def test_a_doubtful_name_is_asked_about_once_and_the_answer_is_remembered(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    card = bob.says("Wang Lei wants cheaper licences")
    assert card.heading == "✓ Note saved. Which “Wang Lei” is it?"
    assert [label for label in card.buttons if "Wang Lei" in label] == [
        "Wang Lei · Nordlicht GmbH (C2)",
        "Wang Lei · ZTE (C3)",
    ]
    assert "New" in card.buttons
    linked = bob.taps("Wang Lei · ZTE (C3)")
    assert linked.edit_of == card.id
    assert linked.heading == "✓ Wang Lei · ZTE (C3, your customer)"
    again = bob.says("Wang Lei asks for a discount")
    assert again.heading.startswith("✓ Wang Lei · ZTE")
    assert "your earlier answer" in again.text


def test_one_undo_takes_back_the_note_and_the_answer(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("Wang Lei wants cheaper licences")
    bob.taps("Wang Lei · ZTE (C3)")
    assert bob.taps("Undo").heading.startswith("↩ Undone")
    assert "Which “Wang Lei”" in bob.says("Wang Lei wants cheaper licences").heading


def test_new_makes_somebody_new_of_a_doubtful_name(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("Wang Lei wants cheaper licences")
    card = bob.taps("New")
    assert "New " in card.heading
    assert "Wang Lei" in card.heading


def test_not_them_takes_the_link_back_and_remembers_it(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("Dora Diaz called about the invoice")
    card = bob.taps("Not them")
    assert "(C5, your customer)" not in card.heading
    assert "C5" not in bob.says("Dora Diaz called again about the invoice").heading


def test_a_colleagues_customer_is_taken_and_shows_nothing(shanghai: Talk) -> None:
    card = shanghai.person("bob").says("Clara Oswald wants a quote, 137 0013 7000")
    assert card.heading == "✓ Note kept as your own"
    assert "Clara Oswald · taken · owner carol" in card.lines
    assert "137" not in card.text.replace("137 0013 7000", "", 1) or card.text.count("137 0013 7000") == 1


def test_another_phone_is_held_and_both_are_shown(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    card = bob.says("Dora Diaz has a new number, 136 1111 2222")
    assert "⚠ On file: 135 0013 5000 · you wrote: 136 1111 2222. Nothing was overwritten." in card.lines
    both = bob.taps("Dora Diaz (C5)")
    assert both.heading == "✓ Dora Diaz (C5, your customer)"
    assert "136 1111 2222" in both.lines
    assert "⚠" not in both.text
    for number in ("136 1111 2222", "135 0013 5000"):
        assert "Dora Diaz" in bob.says(f"{number} wants a quote").heading


def test_unknown_is_never_written_as_a_value(shanghai: Talk) -> None:
    card = shanghai.person("bob").says("lead Tom Hanks")
    assert card.lines == ["✓ New lead L1 · Tom Hanks"]


def test_several_forwards_and_a_comment_become_one_note_with_one_question(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.forwards("hi", "can you", "send a quote", sender="Wang Lei", comment="he wants a demo next week")
    card = bob.taps("Wang Lei · Nordlicht GmbH (C2)")
    assert card.heading == "✓ 3 messages + your comment → note on Wang Lei · Nordlicht GmbH (C2, your customer)"
    assert "“Wang Lei: send a quote”" in card.lines
    assert card.lines[-1] == "When should I remind you?"
    assert card.buttons[:4] == ["Mon 10:00", "Wed 10:00", "Pick", "No"]
    assert bob.taps("Mon 10:00").lines[-1] == "⏰ Demo · Mon 23 Nov, 10:00"


def test_a_forwarding_account_once_known_links_by_itself(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.forwards("we need 20 seats", sender="Zed", kind=ForwardKind.USER, user_id="777")
    card = bob.forwards("any news?", sender="Zed The Great", kind=ForwardKind.USER, user_id="777")
    assert card.heading.startswith("✓ 1 message → note on Zed (")


def test_forwards_right_after_a_text_extend_its_note_and_edit_its_card(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    first = bob.says("wants the brochure by post")
    shanghai.passes(seconds=1)
    card = bob.forwards("please send it", sender="Dora Diaz")
    assert card.edit_of == first.id
    assert "1 message + your comment → note on Dora Diaz" in card.heading
    assert "Undone" in bob.taps("Undo").heading


def test_forwards_later_are_a_note_of_their_own(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("wants the brochure by post")
    shanghai.passes(seconds=10)
    assert bob.forwards("please send it", sender="Dora Diaz").edit_of is None


def test_a_shared_contact_becomes_one_and_is_known_the_second_time(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    card = bob.shares(SharedContact("Zhao Min", ("138 1111 2222",), ("zm@x.cn",), "Lenovo"))
    assert card.heading.endswith("Zhao Min · Lenovo")
    assert card.lines[1] == "138 1111 2222 · zm@x.cn"
    assert "same phone" in bob.shares(SharedContact("Zhao Min", ("138 1111 2222",))).text


def test_a_file_is_kept_with_the_note(shanghai: Talk) -> None:
    card = shanghai.person("bob").says("Dora Diaz sent the contract", files=["contract.pdf"])
    assert "📎 contract.pdf" in card.lines


def test_an_edited_message_takes_its_note_and_amount_along(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    line = bob.line("Anna Smith of Globex wants 20 seats, ¥20k")
    [first] = [said for said in bob.hears(line) if said.to == "bob"]
    card = bob.says("Anna Smith of Globex wants 30 seats, ¥30k", edit_of=line)
    assert card.edit_of == first.id
    assert "¥30,000" in card.text
    assert "“wants 30 seats”" in card.lines


def test_a_follow_up_needs_no_customer(shanghai: Talk) -> None:
    assert "⏰" in shanghai.person("bob").says("send the weekly report on Friday").text


def test_another_mail_of_somebody_known_by_phone_is_added_or_put_in_the_olds_place(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.shares(SharedContact("Zhao Min", ("138 1111 2222",), ("zm@x.cn",), "Lenovo"))
    card = bob.shares(SharedContact("Zhao Min", ("138 1111 2222",), ("min@x.cn",), "Lenovo"))
    assert "⚠ On file: zm@x.cn · you wrote: min@x.cn. Nothing was overwritten." in card.lines
    assert card.buttons[:2] == ["Add", "Replace"]
    assert "min@x.cn" in bob.taps("Replace").lines
    assert "zm@x.cn" not in bob.shares(SharedContact("Zhao Min", ("138 1111 2222",), ("min@x.cn",))).text


def test_her_means_whom_the_last_card_was_about(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("Dora Diaz wants a quote")
    card = bob.says("call her on Monday at 10am")
    assert "Dora Diaz" in card.heading
    assert "what we just talked about" in card.text


def test_a_name_in_lower_case_is_recognised_when_it_is_known(shanghai: Talk) -> None:
    assert "Dora Diaz" in shanghai.person("bob").says("dora diaz wants cheaper licences").heading


def test_markup_in_a_customers_words_is_data(shanghai: Talk) -> None:
    card = shanghai.person("bob").says("Dora Diaz wrote <b>*now*</b> [x](http://e.vil) @channel")
    assert any("<b>*now*</b>" in line for line in card.lines)


def test_a_deal_nobody_had_heard_of_is_filed_won_or_lost(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    assert bob.says("Bluebird Ltd signed! 45k").heading == "✓ Won D1 · Bluebird Ltd · ¥45,000"
    lost = bob.says("lost Vortex to price")
    assert (lost.heading, lost.lines[-1]) == ("✓ Lost D2 · Vortex", "reason: price")
    bob.taps("Undo")
    assert "There is no D2." in bob.says("won D2").text


def test_an_unknown_person_with_something_to_sell_is_a_lead_and_others_a_contact(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    assert bob.says("Ivan Petrov of Initech wants a quote").heading.startswith("✓ New lead")
    assert bob.says("Met Jane Doe of Hooli at the fair").heading.startswith("✓ New contact")


def test_small_talk_is_not_filed(shanghai: Talk) -> None:
    for words in ("lol ok", "好的", "👍", "", "\x00\x07"):
        assert "I filed nothing" in shanghai.person("bob").says(words).text


def test_a_megabyte_is_kept_as_far_as_it_fits_and_that_is_said(shanghai: Talk) -> None:
    card = shanghai.person("bob").says("Dora Diaz wants a quote. " + "blah " * 250_000)
    assert "The text was too long; I kept its first 1999" in card.text


def test_a_name_that_only_sounds_like_one_on_file_is_kept_as_it_was_written(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("记：李伟，华为，13912345678")
    assert bob.says("Met Li Wei of Acme Robotics, wants 50 seats").heading == "✓ New lead L1 · Li Wei · Acme Robotics"


def test_a_name_typed_in_a_hurry_is_written_as_names_are(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    assert "Mike Chen" in bob.says("met mike chen from acme robotics, wants 30 seats").heading
