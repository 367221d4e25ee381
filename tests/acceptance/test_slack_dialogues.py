"""Whole dialogues on Slack, over Socket Mode and over HTTP: the same words, the same effect."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.entities import Activity, Entity
from tests.acceptance.slack_office import SlackOffice, slack_office


@pytest.fixture(params=["socket", "http"])
async def office(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[SlackOffice]:
    async with slack_office(tmp_path, str(request.param)) as opened:
        yield opened


def count(office: SlackOffice, entity: type[Entity]) -> int:
    with office.database.reading.connect() as connection:
        found: int = connection.scalar(select(func.count()).select_from(entity)) or 0
        return found


async def test_a_note_is_filed_shown_and_undone(office: SlackOffice) -> None:
    await office.bob.says("note Acme wants 50 seats")
    card = await office.bob.receives()
    assert card.shown.startswith("✓")
    assert "Acme wants 50 seats" in card.shown
    assert "Undo" in card.buttons

    await office.bob.presses("Undo")
    assert "Undone" in await office.bob.reads()


async def test_a_command_does_what_its_words_would(office: SlackOffice) -> None:
    await office.bob.slash("note Acme wants 50 seats")
    assert "Acme wants 50 seats" in await office.bob.reads()


async def test_a_button_pressed_twice_does_its_thing_once(office: SlackOffice) -> None:
    await office.bob.says("note Acme wants 50 seats")
    card = await office.bob.receives()
    element_text = "Undo"
    await office.bob.presses(element_text, card)
    await office.bob.receives()
    await office.bob.presses(element_text, card)
    assert "nothing changed" in await office.bob.reads()


async def test_one_mention_is_one_note_answered_in_its_thread(office: SlackOffice) -> None:
    sales = office.slack.world.add_channel("sales", "UBOB", "UCAROL")
    bob, carol = office.bob.in_(sales), office.carol.in_(sales)
    said = await bob.says("@rapport note Acme wants 50 seats")
    card = await bob.receives()
    await office.is_quiet()
    assert card.thread_ts == said.ts
    assert count(office, Activity) == 1
    assert len(bob.sees) == len(carol.sees) == 1


async def test_talk_between_people_is_left_alone(office: SlackOffice) -> None:
    sales = office.slack.world.add_channel("sales", "UBOB", "UCAROL")
    await office.bob.in_(sales).says("lunch, anyone?")
    await office.is_quiet()
    assert office.bob.in_(sales).sees == []
    assert office.bob.sees == []


async def test_everything_twice_has_one_effect(office: SlackOffice) -> None:
    office.slack.duplicate_next = 2
    await office.bob.says("note Acme wants 50 seats")
    await office.bob.receives()
    await office.slack.repeats()
    await office.is_quiet()
    assert count(office, Activity) == 1
    assert len(office.bob.sees) == 1


async def test_a_stranger_gets_one_polite_line(office: SlackOffice) -> None:
    eve = office.slack.person("UEVE", "Eve")
    await eve.says("find acme")
    assert "invitation" in await eve.reads()
    assert count(office, Activity) == 0


async def test_a_stranger_in_a_channel_without_us_hears_it_alone(office: SlackOffice) -> None:
    office.slack.person("UEVE", "Eve")
    other = office.slack.world.add_channel("elsewhere", "UEVE", "UBOB", with_bot=False)
    eve = office.slack.person("UEVE", "Eve").in_(other)
    await eve.slash("find acme")
    line = await eve.receives()
    assert "invitation" in line.shown
    assert line.only_for == "UEVE"
    assert office.bob.in_(other).sees == []


async def test_a_patient_bot_waits_when_slack_says_so(office: SlackOffice) -> None:
    office.slack.fail("chat.postMessage", "ratelimited", retry_after=1)
    await office.bob.says("note Acme wants 50 seats")
    assert "Acme wants 50 seats" in await office.bob.reads()
    await office.is_quiet()
    assert len(office.bob.sees) == 1


async def test_a_message_whose_answer_was_lost_is_not_said_twice(office: SlackOffice) -> None:
    office.slack.fail("chat.postMessage", "drop")
    await office.bob.says("note Acme wants 50 seats")
    await office.bob.receives()
    await office.is_quiet()
    assert len(office.bob.sees) == 1


async def test_words_with_markup_are_kept_and_shown_as_typed(office: SlackOffice) -> None:
    nasty = "note <!channel> *Acme* & <b>co</b> `x` 👩‍👩‍👧 \u202eabc"
    await office.bob.says(nasty)
    card = await office.bob.receives()
    assert nasty.removeprefix("note ") in card.shown
    assert card.rings == []


async def test_an_edited_note_follows(office: SlackOffice) -> None:
    said = await office.bob.says("note Acme wants 50 seats")
    await office.bob.receives()
    await office.bob.haunts(said)
    await office.is_quiet()
    assert count(office, Activity) == 1
