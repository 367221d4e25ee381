"""The web chat's room as several processes share it."""

import asyncio
from dataclasses import replace

import pytest

from bot.web_room import StoredWebRoom
from domain.clock import VirtualClock
from domain.house import WebEntry
from storage.database import Database
from storage.writer import Writer, open_writer


@pytest.fixture
def rooms(writer: Writer, database: Database) -> tuple[StoredWebRoom, StoredWebRoom]:
    return StoredWebRoom(writer, 1), StoredWebRoom(writer, 1)


def entry(clock: VirtualClock, identifier: str, text: str = "hello") -> WebEntry:
    return WebEntry(identifier, "#sales", clock.now(), {"kind": "bot", "text": text})


async def test_a_new_line_and_its_change_are_told_to_whoever_asks(
    rooms: tuple[StoredWebRoom, StoredWebRoom], clock: VirtualClock
) -> None:
    here, there = rooms
    _, since = await there.changes(None)
    kept, _ = await here.append(entry(clock, "1"))
    told, since = await there.changes(since)
    assert told == [kept]
    changed = await here.replace("1", replace(kept, payload={"kind": "bot", "text": "changed"}))
    told, _ = await there.changes(since)
    assert told[-1] == changed
    assert told[-1].changed_at != kept.changed_at


async def test_lines_written_at_once_by_two_processes_get_places_of_their_own(
    database_url: str, writer: Writer, clock: VirtualClock
) -> None:
    database = Database(database_url)
    other = open_writer(database, clock)
    here, there = StoredWebRoom(writer, 1), StoredWebRoom(other, 1)
    both = [room.append(entry(clock, f"{n}{name}")) for n in range(20) for name, room in (("a", here), ("b", there))]
    kept = await asyncio.gather(*both)
    assert sorted(stored.position for stored, _ in kept) == list(range(1, 41))
    await asyncio.to_thread(other.close)
    database.close()
