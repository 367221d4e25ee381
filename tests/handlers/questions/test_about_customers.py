"""A question about a customer is answered in a line or two, says whose answer it is, and files nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.handlers.customer_office import open_customer_office
from tests.talk import Talk


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Talk]:
    """Wednesday 18 November 2026, see customer_office."""
    database = open_customer_office(tmp_path)
    yield Talk(database)
    database.close()


def test_a_number_is_said_with_whose_it_is(office: Talk) -> None:
    card = office.person("alice").says("what's Sofia's number")
    assert card.lines == ["Sofia Marin · Lumen Optics · C1 · phone", "+34 612 34 56 78"]
    assert card.buttons == ["Show Sofia Marin"]


def test_the_same_is_asked_in_chinese(office: Talk) -> None:
    card = office.person("bob").says("王芳电话多少")
    assert card.lines == ["王芳 · 华为 · C4 · 电话", "139 0013 9000"]


def test_what_is_missing_is_said_with_what_there_is(office: Talk) -> None:
    alice = office.person("alice")
    assert alice.says("what's the email of Peter Hansen?").lines[1] == "No e-mail address is on file."


@pytest.mark.parametrize("words", ["when did I last talk to Sofia?", "how long since anyone called Sofia Marin"])
def test_the_last_touch_is_quoted_with_its_day(office: Talk, words: str) -> None:
    assert office.person("alice").says(words).lines[1:] == [
        "Thu 12 Nov · 6 days ago · call · alice",
        "“Talked about delivery times, sending samples”",
    ]


@pytest.mark.parametrize("words", ["what did I promise Sofia?", "when is my next call with Sofia Marin"])
def test_what_was_promised_is_what_is_planned(office: Talk, words: str) -> None:
    assert "⏰ Send the revised quote · Fri 20 Nov, 10:00" in office.person("alice").says(words).lines


def test_who_is_there_and_who_looks_after_them(office: Talk) -> None:
    alice = office.person("alice")
    there = alice.says("who do we know at Lumen?")
    assert [line.split(" C")[0] for line in there.lines[1:]] == ["Sofia Marin", "Tom Becker"]
    assert alice.says("who owns them").lines[1] == "Lumen Optics is your customer."
    assert office.person("mia").says("who looks after Globex?").lines[1] == "alice looks after Globex."


def test_of_a_deal_what_was_asked_stands_first(office: Talk) -> None:
    bob = office.person("bob")
    assert bob.says("华为这单多大").lines[1].startswith("¥200,000 · D3 华为二期")
    assert bob.says("到哪一步了").lines[1].startswith("商务谈判 · D3 华为二期")
    assert bob.says("这单预计什么时候签").lines[1].startswith("预计 11月30日 周一 成交")


def test_what_was_said_of_something_is_quoted(office: Talk) -> None:
    alice = office.person("alice")
    card = alice.says("did Sofia say anything about the budget?")
    assert card.heading == "Sofia Marin · Lumen Optics · C1 · what was said about “budget”"
    assert "“Sofia said the price is too high, their budget is 100k until March”" in card.lines
    assert alice.says("did she mention horses?").lines[1:3] == ["No note speaks of “horses”.", "The last note:"]


def test_other_words_of_the_same_thing_are_found_and_the_other_language(office: Talk) -> None:
    bob = office.person("bob")
    bob.says("王芳")
    assert "“聊了交期，她要样品”" in bob.says("她提过货期吗").lines


def test_a_colleagues_customer_stays_theirs(office: Talk) -> None:
    card = office.person("alice").says("what's 王芳's phone number")
    assert card.lines == ["taken · owner bob"]
    assert card.buttons == ["Ask bob"]
    assert "139" not in office.person("alice").says("王芳电话多少").text


def test_a_name_nobody_has_is_said(office: Talk) -> None:
    assert office.person("alice").says("what's Zorro's number").heading.startswith("I know nobody called “Zorro”")


def test_a_reply_that_asks_is_answered_about_the_card(office: Talk) -> None:
    alice = office.person("alice")
    sofia = alice.says("Sofia Marin")
    alice.says("Globex")
    assert alice.says("what's her email?", reply_to=sofia).lines[1] == "sofia@lumen-optics.com"


def test_what_the_customer_asked_is_a_note(office: Talk) -> None:
    alice, bob = office.person("alice"), office.person("bob")
    assert "Undo" in alice.says("Sofia Marin wants to know if we ship to Peru").buttons
    assert "撤销" in bob.says("王芳问什么时候发货").buttons
    assert "撤销" in bob.says("她问能不能便宜").buttons


def test_in_a_group_the_answer_is_for_the_asker_alone(office: Talk) -> None:
    assert office.person("alice").says("what's Sofia Marin's number", in_group="#sales").private


def test_what_nobody_can_know_gets_a_kind_line_and_is_kept_with_one_tap(office: Talk) -> None:
    alice = office.person("alice")
    asked = alice.says("why is Sofia so slow to reply?")
    assert asked.heading.startswith("I have no answer to that. About Sofia Marin you may ask")
    assert asked.buttons == ["Show Sofia Marin", "Keep as a note"]
    kept = alice.taps("Keep as a note", asked)
    assert kept.heading.startswith("✓ Sofia Marin · Lumen Optics")
    assert "“why is Sofia so slow to reply?”" in kept.lines
    assert "Undo" in kept.buttons


def test_what_has_nothing_to_do_with_customers_files_nothing_either(office: Talk) -> None:
    assert office.person("bob").says("今天天气怎么样").heading.startswith("这个我答不上来。")
    assert not office.person("alice").says("what's the weather in Berlin?").buttons


def test_a_note_that_was_asked_for_is_a_note_whatever_it_is(office: Talk) -> None:
    alice = office.person("alice")
    alice.says("Sofia Marin")
    alice.taps("Note")
    assert "Undo" in alice.says("does she like coffee?").buttons


@pytest.mark.parametrize("words", ["am I free on Thursday?", "what's on tomorrow morning?", "busy tomorrow?"])
def test_ones_day_is_asked_in_any_words(office: Talk, words: str) -> None:
    assert "1. Call · Tom Becker · Lumen Optics · Thu 19 Nov, 14:00" in office.person("alice").says(words).lines


@pytest.mark.parametrize("words", ["我明天有什么事", "明天忙吗", "明天要见谁", "这周还有哪些要跟的"])
def test_ones_day_in_chinese(office: Talk, words: str) -> None:
    assert "1. 寄样品 · 王芳 · 华为 · 11月19日 周四 10:00" in office.person("bob").says(words).lines


def test_who_asks_for_a_free_day_hears_that_it_is(office: Talk) -> None:
    assert office.person("bob").says("周五有空吗").heading == "11月20日 周五 没有安排，据我所知您有空。"


@pytest.mark.parametrize(
    "words", ["anything I need to do before the weekend?", "what do I have to do before Saturday?"]
)
def test_what_is_to_be_done_before_a_time_is_all_until_then(office: Talk, words: str) -> None:
    card = office.person("alice").says(words)
    assert [line[:2] for line in card.lines[2:]] == ["1.", "2."]


def test_what_is_to_be_asked_tomorrow_is_a_follow_up(office: Talk) -> None:
    assert any(line.startswith("⏰") for line in office.person("bob").says("明天问问王芳合同怎么样了").lines)


def test_what_the_customer_just_shown_asked_is_filed_on_them(office: Talk) -> None:
    bob = office.person("bob")
    bob.says("王芳")
    assert bob.says("他问什么时候发货").heading.startswith("✓ 王芳")


def test_a_question_that_points_at_nobody_is_not_about_the_customer_just_shown(office: Talk) -> None:
    bob = office.person("bob")
    bob.says("王芳")
    assert "王芳" not in bob.says("今天天气怎么样").text
    assert "“王芳说预算只有18万，要领导批”" in bob.says("有没有说要领导批").lines


def test_when_something_was_spoken_of_is_the_note_that_speaks_of_it(office: Talk) -> None:
    alice = office.person("alice")
    assert "Thu 5 Nov · alice" in alice.says("when did I talk to Sofia about price?").lines
    assert alice.says("what about Tom?").heading.startswith("Tom Becker · Lumen Optics")


def test_how_many_customers_one_has_is_no_question_of_the_agenda(office: Talk) -> None:
    assert office.person("bob").says("我手上有几个客户").lines[1] == "3 个客户"
