"""Commands, with a slash or bare, in English and in Chinese."""

import pytest

from handlers.commands import commands, invoked
from tests.talk import Talk


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("/note C7 wants a demo", "note", "C7 wants a demo"),
        ("note C7 wants a demo", "note", "C7 wants a demo"),
        ("/记王芳要报价", "note", "王芳要报价"),
        ("记 王芳要报价", "note", "王芳要报价"),
        ("/note@rapport_bot C7 hi", "note", "C7 hi"),
        ("New Lead: Ann, Acme", "lead", "Ann, Acme"),
        ("成交 D42", "won", "D42"),
        ("撤销", "undo", ""),
        ("帮助", "help", ""),
    ],
)
def test_a_command_is_known_by_its_words(text: str, name: str, rest: str) -> None:
    invocation = invoked(text)
    assert invocation is not None
    assert invocation.command is not None
    assert (invocation.command.name, invocation.rest) == (name, rest)


@pytest.mark.parametrize("text", ["记得给王芳打电话", "noted, thanks", "contact Wang Fang tomorrow", "leading edge"])
def test_words_that_only_begin_like_one_are_no_command(text: str) -> None:
    assert invoked(text) is None


def test_every_command_has_a_chinese_word() -> None:
    for command in commands():
        if command.in_menu:
            assert any(not word.isascii() for word in command.triggers), command.name


def test_no_word_means_two_commands() -> None:
    words = [word for command in commands() for word in {command.name, *command.triggers}]
    assert len(words) == len(set(words))


def test_a_name_is_enough_for_a_lead(shanghai: Talk) -> None:
    assert shanghai.person("wei").says("新线索 张伟，云帆科技，13912345678").lines == [
        "✓ 新线索 L1 · 张伟 · 云帆科技",
        "139 1234 5678",
    ]


def test_a_deal_of_a_known_company(shanghai: Talk) -> None:
    card = shanghai.person("bob").says("deal Nordlicht GmbH, 50k")
    assert card.heading == "✓ New deal D1 · Nordlicht GmbH"
    assert "¥50,000" in card.text


def test_a_deal_of_an_unknown_customer_makes_the_customer(shanghai: Talk) -> None:
    card = shanghai.person("bob").says("deal Globex, 50k")
    assert card.lines == ["✓ New deal D1 · Globex", "¥50,000"]


def test_won_by_reference_and_a_question_that_begins_alike(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("deal Nordlicht GmbH, 50k")
    assert bob.says("won D1").heading.startswith("✓ Won D1")
    assert "Won deals" in bob.says("won this week").heading


def test_a_customer_is_given_away_in_plain_words(shanghai: Talk) -> None:
    assert shanghai.person("wei").says("把王芳转给 mia").heading == "✓ C1 · 王芳 · 华为 → mia"
    assert shanghai.person("bob").says("assign Dora Diaz to carol").heading == "✓ C5 · Dora Diaz → carol"


def test_lost_names_its_reason(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("deal Nordlicht GmbH, 50k")
    assert "reason: price" in bob.says("lost D1 to price").text


def test_an_unknown_stage_names_those_there_are(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("deal Nordlicht GmbH, 50k")
    assert "Qualified, Proposal" in bob.says("stage D1 frobnicated").text


def test_a_colleagues_record_is_refused_by_its_reference(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    for words in ("note C4 hello", "won C4", "assign C4 to bob", "C4 wants a quote"):
        assert "carol" in bob.says(words).text
        assert "Clara" not in bob.last.text if bob.last else True


def test_a_reference_nobody_has_is_said(shanghai: Talk) -> None:
    assert shanghai.person("bob").says("note C99 hello").text == "There is no C99."


def test_an_unknown_colleague_is_said(shanghai: Talk) -> None:
    assert "zoe" in shanghai.person("bob").says("assign C5 to zoe").text


def test_help_lists_what_one_may_do_and_each_commands_example(shanghai: Talk) -> None:
    bob, alice = shanghai.person("bob"), shanghai.person("alice")
    assert "invite ·" not in bob.says("help all").text
    assert "invite ·" in alice.says("/help all").text
    assert "› note C7 wants a demo next week" in bob.says("help note").text
    assert "› 记 王芳 下周要看演示" in shanghai.person("wei").says("帮助 记").text


def test_help_is_short_and_shows_what_one_would_type(shanghai: Talk) -> None:
    bob, wei = shanghai.person("bob"), shanghai.person("wei")
    card = bob.says("help")
    assert "find acme · Find a customer" in card.lines
    assert len(card.lines) < 12
    assert card.buttons == ["All commands", "Try it: a tour"]
    assert "snooze · Be reminded later" in bob.taps("All commands").lines
    assert "查 王芳 · 查找客户" in wei.says("帮助").lines


def test_the_tour_begins_from_help(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("help")
    assert "Tour 1 of 4" in bob.taps("Try it: a tour").text


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("hi", "Hello bob."),
        ("good morning!", "Hello bob."),
        ("thanks!", "You're welcome."),
        ("ok thanks", "You're welcome."),
    ],
)
def test_courtesy_is_answered_in_kind(shanghai: Talk, words: str, answer: str) -> None:
    assert shanghai.person("bob").says(words).text.startswith(answer)


@pytest.mark.parametrize("words", ["delete Peter", "delete C5", "删除王芳", "把C1删掉"])
def test_nobody_is_deleted_or_made_by_asking_to_delete(shanghai: Talk, words: str) -> None:
    card = shanghai.person("bob").says(words)
    assert card.text.startswith("Nothing was deleted.")
    assert card.buttons == []
