"""A page connected to one process sees what another process says: the history is followed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.house import WebEntry
from tests.adapters.web.conftest import OpenPage
from tests.adapters.web.standin import Scene, running
from tests.fakes.web_room import FakeWebRoom

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
async def scene(room: FakeWebRoom, tmp_path: Path) -> AsyncIterator[Scene]:
    room.poll_seconds = 0.01
    async with running(room, tmp_path) as made:
        yield made


def line(identifier: str, chat: str, text: str, **more: Any) -> WebEntry:
    """What another process writes: past this one's adapter, into the store."""
    payload = {"kind": "bot", "body": [{"is": "line", "spans": [{"text": text}]}]}
    return WebEntry(identifier, chat, NOON, payload, **more)


async def test_what_another_process_says_arrives_once(scene: Scene, page: OpenPage) -> None:
    alice = await page("alice")
    await scene.room.append(line("1", "dm:alice", "from elsewhere"))
    assert (await alice.hears_entry())["id"] == "1"
    await scene.room.append(line("2", "dm:alice", "and another"))
    assert (await alice.hears_entry())["id"] == "2"  # the first did not come again, however often it was read


async def test_what_this_process_said_itself_does_not_come_again(scene: Scene, page: OpenPage) -> None:
    alice = await page("alice")
    done = await alice.says(do="message", key="key-00000001", chat="dm:alice", text="hello")
    await scene.room.append(line("2", "dm:alice", "an answer"))
    heard = [await alice.hears_entry()]
    while heard[-1]["id"] != "2":
        heard.append(await alice.hears_entry())
    assert [entry["id"] for entry in heard].count(done["entry"]["id"]) <= 1


async def test_what_is_for_one_person_is_shown_to_no_other(scene: Scene, page: OpenPage) -> None:
    alice, bob = await page("alice"), await page("bob")
    await scene.room.append(line("1", "#sales", "for bob alone", only_for="bob"))
    await scene.room.append(line("2", "#sales", "for all"))
    assert (await bob.hears_entry())["id"] == "1"
    assert (await alice.hears_entry())["id"] == "2"


async def test_a_group_made_at_another_process_appears_with_its_first_line(scene: Scene, page: OpenPage) -> None:
    alice = await page("alice")
    scene.room.group("north", "alice", "bob")
    await scene.room.append(line("1", "#north", "welcome"))
    assert (await alice.hears())["chat"]["id"] == "#north"
    assert (await alice.hears_entry())["id"] == "1"
