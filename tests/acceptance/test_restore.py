"""A backup is taken while people talk and put back elsewhere: Rapport runs on it, what was acknowledged is there."""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from crm import roster
from domain.chat import Actor
from storage.database import Database
from storage.entities import Workspace
from storage.unit_of_work import UnitOfWork
from tests import databases
from tests.fakes.telegram import FakeTelegram, Person
from tests.fakes.telegram.world import BOT_ID
from tests.office import work
from tests.soak.program import Program

ENOUGH = 12
"""Notes acknowledged before the backup begins, and again while it is taken and afterwards."""


@pytest_asyncio.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as started:
        yield started


@pytest.fixture
def elsewhere(database_url: str, tmp_path: Path, worker_id: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Another database of the same kind, not there yet or empty; PostgreSQL's programs are put on the path."""
    if database_url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'elsewhere' / 'rapport.db'}"
    monkeypatch.setenv("PATH", f"{databases.client_programs(database_url)}:{os.environ['PATH']}")
    return databases.empty_database(database_url, f"elsewhere_{worker_id}")


def the_team(unit: UnitOfWork, people: dict[str, Person]) -> None:
    unit.add(Workspace(name="Nord", created_at=unit.now))
    for name, person in people.items():
        roster.add_member(unit, name, accounts=[Actor("telegram", str(BOT_ID), str(person.id))])


class Talk:
    """People who say one note after the other; `acknowledged` are those that were answered."""

    def __init__(self, people: dict[str, Person]) -> None:
        self._people = people
        self.acknowledged: list[str] = []
        self._tasks = [asyncio.create_task(self._goes_on(name, person)) for name, person in people.items()]

    async def _goes_on(self, name: str, person: Person) -> None:
        for n in range(100_000):
            body = f"wants {n} seats, {name}"
            await person.says(f"/note {body}")
            while body not in (await person.reads(within=60)).text:
                pass
            self.acknowledged.append(body)

    async def reaches(self, count: int) -> None:
        while len(self.acknowledged) < count:
            done, _ = await asyncio.wait(self._tasks, timeout=0.05)
            for task in done:
                task.result()

    async def ends(self) -> None:
        """Cut off, again where a wait that just ended has swallowed it (as asyncio.wait_for of Python 3.11 may)."""
        left = set(self._tasks)
        while left:
            for task in left:
                task.cancel()
            _, left = await asyncio.wait(left, timeout=1)


def notes_in(url: str) -> Counter[str]:
    return Counter(str(row[0]) for row in ask(url, "SELECT body FROM activities WHERE kind = 'note'"))


def ask(url: str, sql: str) -> list[tuple[object, ...]]:
    database = Database(url)
    try:
        with database.reading.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql)]
    finally:
        database.close()


def trail_is_whole(url: str) -> bool:
    """Every note has the event of its creation, and every event its operation."""
    without_event = ask(
        url,
        "SELECT id FROM activities a WHERE NOT EXISTS (SELECT 1 FROM audit_events e WHERE e.record_id = a.id"
        " AND e.record_table = 'activities' AND e.action = 'create')",
    )
    without_operation = ask(
        url, "SELECT id FROM audit_events e WHERE NOT EXISTS (SELECT 1 FROM operations o WHERE o.id = e.operation_id)"
    )
    return not without_event and not without_operation


@pytest.mark.timeout(400)
async def test_what_was_acknowledged_before_the_backup_lives_on_elsewhere(
    database_url: str, elsewhere: str, tmp_path: Path, telegram: FakeTelegram
) -> None:
    people = {name: telegram.person(name.title()) for name in ("alice", "bob", "cleo")}
    database = Database(database_url)
    with work(database) as unit:
        the_team(unit, people)
    database.close()
    old = Program(tmp_path, database_url, telegram.url, telegram.token)
    new = Program(tmp_path / "elsewhere", elsewhere, telegram.url, telegram.token)
    new.folder.mkdir(exist_ok=True)
    await old.start()
    talk = Talk(people)
    try:
        await talk.reaches(ENOUGH)
        before = list(talk.acknowledged)
        assert await old.command("backup", "copy") == 0
        await talk.reaches(len(before) + ENOUGH)
    finally:
        await talk.ends()
        assert await old.stop() == 0

    copy = str(tmp_path / "copy")
    assert await new.command("restore", copy) == 0
    assert await new.command("doctor", "--offline") in {0, 1}
    restored = notes_in(elsewhere)
    assert set(before) <= set(restored)
    assert max(restored.values()) == 1
    assert trail_is_whole(elsewhere)

    await new.start()
    try:
        await people["alice"].says("/note and on it goes")
        while "on it goes" not in (await people["alice"].reads(within=60)).text:
            pass
    finally:
        assert await new.stop() == 0
    assert notes_in(elsewhere)["and on it goes"] == 1
    assert max(notes_in(elsewhere).values()) == 1

    assert await new.command("restore", copy) == 1
    assert notes_in(elsewhere)["and on it goes"] == 1
    assert await new.command("restore", copy, "--force") == 0
    assert notes_in(elsewhere) == restored
