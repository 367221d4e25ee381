"""What a command does, said in one's own words; English and Chinese alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.handlers.sales_office import open_sales_office
from tests.talk import Talk


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Talk]:
    """Wednesday 18 November 2026, see sales_office."""
    database = open_sales_office(tmp_path)
    yield Talk(database)
    database.close()


@pytest.mark.parametrize("words", ["speak Chinese", "please answer in Chinese", "说中文", "请用中文回复"])
def test_the_language_is_chosen_in_any_words(office: Talk, words: str) -> None:
    assert "中文" in office.person("alice").says(words).text
    assert "不客气" in office.person("alice").says("谢谢").text


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("don't disturb me after 8pm", "from 20:00 to 08:00"),
        ("晚上八点后别打扰我", "from 20:00 to 08:00"),
        ("no messages before 9:30am please", "from 21:00 to 09:30"),
        ("leave me alone between 7pm and 9am", "from 19:00 to 09:00"),
        ("早上九点半之前不要给我发消息", "from 21:00 to 09:30"),
    ],
)
def test_quiet_hours_in_a_sentence(office: Talk, words: str, hours: str) -> None:
    assert hours in office.person("alice").says(words).text


def test_what_a_customer_does_not_want_is_no_quiet_hour_of_ones_own(office: Talk) -> None:
    assert "20:00 to" not in office.person("alice").says("客户说晚上八点后别打扰他").text


@pytest.mark.parametrize("words", ["digest at 7:30 on Mon and Thu", "周一和周四早上七点半发日报给我"])
def test_the_digest_comes_on_the_days_that_were_named(office: Talk, words: str) -> None:
    alice = office.person("alice")
    assert alice.says(words).heading == "Your digest comes at 07:30, Mon, Thu."
    assert alice.says("digest 8:00").heading == "Your digest comes at 08:00, Mon, Thu."
    assert alice.says("digest 8:00 mon-fri").heading == "Your digest comes at 08:00, Mon, Tue, Wed, Thu, Fri."


@pytest.mark.parametrize("words", ["show me my tasks", "我的任务", "what do I have to do today?", "今天要跟进谁"])
def test_ones_tasks_are_the_days_queue(office: Talk, words: str) -> None:
    assert office.person("alice").says(words).heading.startswith("☀ Your day")


@pytest.mark.parametrize(
    "words", ["what is due next week?", "下周要跟进谁", "my follow-ups next week", "下周有什么安排"]
)
def test_what_is_due_is_no_question_about_the_pipeline(office: Talk, words: str) -> None:
    alice = office.person("alice")
    assert alice.says(words).heading == "Nothing is planned for Mon 23 Nov - Sun 29 Nov."
    alice.says("call Bob Stone at Globex next Tuesday 10am")
    card = alice.says(words)
    assert card.lines == [
        "⏰ 1 follow-up planned",
        "Mon 23 Nov - Sun 29 Nov",
        "1. Call · Bob Stone · Globex · Tue 24 Nov, 10:00",
    ]
    assert alice.taps("✓ 1").lines[0] == "⏰ 1 follow-up planned"


def test_deals_that_close_are_still_asked_of_the_pipeline(office: Talk) -> None:
    assert office.person("alice").says("deals closing next week").heading.startswith("Open deals")


@pytest.mark.parametrize(
    "words", ["what do we know about Nordlicht?", "Nordlicht的情况怎么样", "anything on Nordlicht"]
)
def test_what_is_known_is_found_and_not_filed(office: Talk, words: str) -> None:
    card = office.person("bob").says(words)
    assert card.heading.startswith("Nordlicht")
    assert "Undo" not in card.buttons


def test_an_answer_is_asked_anew_with_what_the_next_words_add(office: Talk) -> None:
    mia = office.person("mia")
    mia.says("pipeline this month")
    assert mia.says("by owner").heading.startswith("Pipeline · by owner · closing this month")
    assert "closing next month" in mia.says("next month").heading
    assert "by stage" in mia.says("按阶段").heading


def test_the_same_words_ask_nothing_where_no_answer_was(office: Talk) -> None:
    mia = office.person("mia")
    mia.says("met Lin Tao of Sunrise yesterday")
    assert not mia.says("by owner").heading.startswith("Pipeline")


def test_remind_me_of_somebody_new_files_them(office: Talk) -> None:
    card = office.person("alice").says("remind me tomorrow 10am to call Li Wei of Acme Labs 13800138000")
    assert card.heading == "✓ New contact C1 · Li Wei · Acme Labs"
    assert "⏰ Call · Thu 19 Nov, 10:00" in card.lines


@pytest.mark.parametrize("word", ["won", "成交"])
def test_won_right_after_a_card_is_about_that_card(office: Talk, word: str) -> None:
    alice = office.person("alice")
    alice.says("D1")
    assert alice.says(word).heading.startswith("✓ Won D1")


def test_lost_with_a_reason_right_after_a_lead(office: Talk) -> None:
    alice = office.person("alice")
    alice.says("new lead Sam Hill of Blue Fox, 20 seats")
    card = alice.says("lost to price")
    assert card.heading.startswith("✓ Lost L")
    assert "reason: price" in card.text


def test_won_long_after_asks_which(office: Talk) -> None:
    alice = office.person("alice")
    alice.says("D1")
    office.passes(hours=1)
    assert alice.says("won").heading.startswith("Which deal?")


@pytest.mark.parametrize(
    "words", ["undo that", "oops, undo that", "wrong one, undo it", "ok undo please", "错了，撤销刚才那条", "帮我撤销"]
)
def test_undo_in_the_words_of_somebody_in_a_hurry(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says("Met Li Wei of Acme Robotics, wants 50 seats")
    assert bob.says(words).heading.startswith(("↩ Undone", "↩ 已撤销"))


def test_and_before_a_command_changes_nothing(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    assert bob.says("and remind me tomorrow to prep the deck").heading == "⏰ Prep the deck"
    assert bob.says("note to self: buy milk").text.endswith("buy milk”")


def test_done_means_what_the_card_above_planned_and_else_offers_what_is_planned(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    assert bob.says("done").text == "Nothing is planned, so there is nothing to be done with."
    bob.says("Met Li Wei of Acme Robotics, call her tomorrow")
    bob.says("Met Dora Diaz of Nordlicht, visit her next Friday")
    shanghai.passes(hours=1)
    asked = bob.says("done")
    assert asked.heading == "Which one is done?"
    assert len(asked.buttons) == 2
    assert "What came of it" in bob.taps(asked.buttons[0], asked).text
    bob.says("send Li Wei the offer on Friday")
    assert "What came of it" in bob.says("done").text


@pytest.mark.parametrize(
    "words",
    [
        "create deal Kestrel Labs 60k closing in March",
        "新建商机 Kestrel Labs 6万 预计3月底签",
        "add a deal for Kestrel Labs, 60k, to close in March",
    ],
)
def test_a_deal_is_made_with_the_day_it_closes(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    card = bob.says(words)
    assert card.heading.startswith("✓ New deal D1 · Kestrel Labs")
    assert "60,000" in card.text
    assert "closes" in card.text
    assert "⏰" not in card.text


@pytest.mark.parametrize(
    "words", ["remind me to bring sample beed in 1 minute", "remind me to order the seed in 2 hours"]
)
def test_what_one_wants_to_be_reminded_of_is_never_over(shanghai: Talk, words: str) -> None:
    assert shanghai.person("bob").says(words).heading.startswith("⏰ ")
