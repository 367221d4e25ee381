"""Somebody is found by whatever one has of them; a colleague's private customer stays theirs."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crm.identify import reindex
from storage.database import Database
from tests.office import NOW, Office, new_database, work
from tests.talk import Talk, known_as


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Alice and Bob are reps; Alice has Acme and 王芳, Bob has Nordlicht."""
    database = new_database(tmp_path)
    with work(database) as uow:
        office = Office(uow)
        alice, bob = office.member("alice"), office.member("bob")
        li = office.member("li", "admin", language="zh")
        for member in (alice, bob, li):
            known_as(uow, member.id, member.name)
        acme = office.company("Acme Robotics", alice)
        anna = office.contact(
            "Anna Weber", owner=alice, company=acme, phone="+49301234567", email="anna@acme.example", handle="annaw"
        )
        wang = office.contact("王芳", owner=alice, company=office.company("华为", alice))
        lars = office.contact("Lars Nilsen", owner=bob, company=office.company("Nordlicht", bob), phone="+4790012345")
        office.note("wants 50 seats", alice, contact=anna, at=NOW - timedelta(days=2))
        office.deal("Robots for Acme", "120000", owner=alice, stage="Proposal", company=acme, contact=anna)
        office.follow_up("call", alice, NOW + timedelta(days=6), contact=anna)
        old = office.contact("Anna Berg", owner=alice, touched_at=NOW - timedelta(days=90))
        for record in (anna, wang, lars, old):
            reindex(uow, record)
    yield database
    database.close()


@pytest.fixture
def talk(database: Database) -> Talk:
    return Talk(database)


def test_the_card_of_a_customer_has_all_one_needs_before_a_call(talk: Talk) -> None:
    said = talk.person("alice").says("C1")
    assert said.lines == [
        "Anna Weber · Acme Robotics · C1 · your customer",
        "+49 30 1234567 · anna@acme.example · telegram: annaw",
        "“wants 50 seats”",
        "Mon 16 Nov · alice",
        "D1 Robots for Acme · €120,000 · Proposal",
        "⏰ Call · Tue 24 Nov, 10:00",
    ]
    assert said.buttons == ["Note", "Follow up", "History"]


@pytest.mark.parametrize(
    "words",
    [
        "find anna weber",
        "who is +49 30 1234567",
        "@annaw",
        "find anna@acme.example",
        "/find C1",
        "查 Anna Weber",
        "c1?",
    ],
)
def test_whatever_one_has_of_somebody_finds_them(talk: Talk, words: str) -> None:
    assert talk.person("alice").says(words).heading.startswith("Anna Weber · Acme Robotics · C1")


def test_chinese_names_are_found_and_shown_in_chinese(talk: Talk) -> None:
    assert talk.person("li").says("查 王芳").heading == "王芳 · 华为 · C2 · 负责人 alice"


def test_several_of_a_name_are_offered_the_last_used_first(talk: Talk) -> None:
    alice = talk.person("alice")
    said = alice.says("find anna")
    assert said.heading == "Which “anna”?"
    assert said.buttons == ["C1 · Anna Weber · Acme Robotics", "C4 · Anna Berg"]
    assert alice.taps("C4 · Anna Berg").heading.startswith("Anna Berg · C4")


def test_somebody_elses_customer_is_taken_without_contact_details(talk: Talk) -> None:
    alice = talk.person("alice")
    for words in ("find Lars Nilsen", "who is +47 900 12 345", "C3"):
        said = alice.says(words)
        assert said.lines == ["taken · owner bob"]
        assert said.buttons == ["Ask bob"]


def test_the_owner_hears_who_asked_and_the_asker_may_not_nag(talk: Talk) -> None:
    alice = talk.person("alice")
    alice.says("find Lars Nilsen")
    assert alice.taps("Ask bob").text == "I asked bob."
    told = [said for said in talk.heard if said.to == "bob"]
    assert told[0].heading == "alice asks about your customer Lars Nilsen · C3."
    assert told[0].lines[1] == "They looked for “Lars Nilsen”."
    alice.says("find Lars Nilsen")
    assert alice.taps("Ask bob").text == "You asked bob already today."


def test_the_history_of_a_customer_tells_who_asked(talk: Talk) -> None:
    alice = talk.person("alice")
    alice.says("C3")
    alice.taps("Ask bob")
    said = talk.person("bob").says("history C3")
    assert said.lines[1] == "Wed 18 Nov asked for by a colleague · alice"


def test_nobody_found_is_said(talk: Talk) -> None:
    assert talk.person("alice").says("find zzyzx").text == "I found nobody called “zzyzx”."
    assert talk.person("alice").says("find").text == "Whom shall I find? For example: find acme"


def test_a_percent_sign_is_no_wildcard(talk: Talk) -> None:
    assert talk.person("alice").says("find %").text == "I found nobody called “%”."


def test_a_follow_up_is_planned_by_a_tap_and_undone_by_another(talk: Talk) -> None:
    alice = talk.person("alice")
    alice.says("C1")
    asked = alice.taps("Follow up")
    said = alice.taps(asked.buttons[0])
    assert said.lines == ["✓ Anna Weber · C1", "⏰ Follow up · Thu 19 Nov, 10:00"]
    assert said.buttons == ["Undo"]


def test_in_a_group_a_card_goes_to_the_asker_alone(talk: Talk) -> None:
    assert talk.person("alice").says("find anna weber", in_group="#sales").private


def test_a_company_stands_for_the_deals_that_bear_its_name(talk: Talk) -> None:
    assert talk.person("alice").says("find acme").heading.startswith("Acme Robotics · A1")


def test_one_word_of_a_name_is_found_though_mistyped(talk: Talk) -> None:
    assert "Anna Weber" in talk.person("alice").says("find webber").heading
