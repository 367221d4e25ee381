"""The day as a work queue: overdue, today, at risk; a tap does the thing and the card says so."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.office import NOW, Office, new_database, work
from tests.talk import Talk, known_as


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    """Alice has a call from yesterday, a quote for this afternoon, one for next week, and a deal left alone."""
    database = new_database(tmp_path)
    with work(database) as uow:
        office = Office(uow)
        alice = office.member("alice")
        li = office.member("li", language="zh")
        known_as(uow, alice.id, "alice")
        known_as(uow, li.id, "li")
        anna = office.contact("Anna Weber", owner=alice, company=office.company("Acme Robotics", alice))
        office.follow_up("call", alice, NOW - timedelta(days=1), contact=anna)
        office.follow_up("send the quote", alice, NOW + timedelta(hours=5), contact=anna)
        office.follow_up("ask for the decision", alice, NOW + timedelta(days=7), contact=anna)
        office.deal("Robots", "120000", owner=alice, stage="Proposal", idle_days=19)
    yield Talk(database)
    database.close()


def test_the_day_lists_what_waits_in_order(talk: Talk) -> None:
    said = talk.person("alice").says("today")
    text = said.text
    assert text.index("Overdue") < text.index("Call · Anna Weber") < text.index("Send the quote") < text.index("D1")
    assert "idle 19 days" in text
    assert "Ask for the decision" not in text


def test_a_tap_does_the_thing_and_the_same_card_strikes_it_through(talk: Talk) -> None:
    alice = talk.person("alice")
    shown = alice.says("今日待办")
    alice.taps("✓ 1")
    edited = next(said for said in reversed(talk.heard) if said.edit_of == shown.id)
    assert "✓ 1" not in edited.buttons
    assert "✓ 2" in edited.buttons


def test_an_empty_day_says_so_in_the_readers_language(talk: Talk) -> None:
    assert talk.person("li").says("今天").text == "今天没有待办事项。"


def test_a_sentence_about_today_is_no_command(talk: Talk) -> None:
    said = talk.person("alice").says("today I met Lena Vogel of Bergmann Tools, wants 20 seats")
    assert "Overdue" not in said.text
