"""Several processes on PostgreSQL, restarted one by one while people talk, then one killed: all of it arrives, once."""

import asyncio
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from crm import roster
from domain.chat import Actor
from storage.database import Database
from storage.entities import Workspace
from storage.unit_of_work import UnitOfWork
from tests.fakes.telegram.people import Person
from tests.fakes.telegram.world import BOT_ID
from tests.fleet import Fleet, fleet
from tests.office import work

PEOPLE, EACH = 24, 10
IN_FLIGHT = 32
"""How many messages one process sends side by side at the most (the platform's limits say so)."""


def the_team(unit: UnitOfWork, people: dict[str, int]) -> None:
    unit.add(Workspace(name="Nord", created_at=unit.now))
    for name, user_id in people.items():
        roster.add_member(unit, name, accounts=[Actor("telegram", str(BOT_ID), str(user_id))])


@pytest.mark.timeout(400)
async def test_a_rolling_restart_and_a_kill_lose_double_and_reorder_nothing(
    postgresql_url: str, tmp_path: Path
) -> None:
    database = Database(postgresql_url)
    async with fleet(postgresql_url, tmp_path) as run:
        team = {f"rep{n}": run.telegram.person(f"Rep{n}") for n in range(PEOPLE)}
        with work(database) as unit:
            the_team(unit, {name: person.id for name, person in team.items()})
        for name, role in (("web", "web"), ("one", "worker"), ("two", "worker")):
            await run.start(name, role)
        await run.until_ready("web", "one", "two")
        talking = asyncio.create_task(talk(run, list(team.values())))
        for name, role in (("one", "worker"), ("two", "worker"), ("web", "web")):
            assert await run.stop(name) == 0
            await run.start(name, role)
            await run.until_ready(name)
        await run.kill("one")
        said = await talking
        await run.telegram.until(lambda: not missing(run, said), seconds=90)
        for name in ("two", "web"):
            assert await run.stop(name) == 0
        assert order_of_effects(database) == {f"rep{n}": lines for n, lines in enumerate(said)}
        copies = Counter(line for texts in taken(run).values() for line in texts)
        assert sum(copies.values()) - PEOPLE * EACH <= IN_FLIGHT * run.deaths
        for person, lines in zip(team.values(), said, strict=True):
            assert list(dict.fromkeys(taken(run)[person.id])) == lines
        assert "Traceback" not in run.log()
    database.close()


async def talk(run: Fleet, people: list[Person]) -> list[list[str]]:
    """Each person says their lines one after the other, all of them at once; what each said, in order."""
    said: list[list[str]] = [[] for _ in people]
    for n in range(EACH):
        for place, person in enumerate(people):
            said[place].append(f"wants {n} seats of kind {place}x")
            await person.says(f"note {said[place][-1]}")
        await asyncio.sleep(0.5)  # the traffic goes on while processes come and go
    return said


def taken(run: Fleet) -> dict[int, list[str]]:
    """By chat the lines that stand in what the platform took, in its order, copies included."""
    found: dict[int, list[str]] = defaultdict(list)
    for call in run.telegram.calls("sendMessage"):
        if call.outcome == "ok":
            lines = re.findall(r"wants \d+ seats of kind \d+x", str(call.params["text"]))
            found[int(call.params["chat_id"])] += lines
    return found


def missing(run: Fleet, said: list[list[str]]) -> set[str]:
    return {line for lines in said for line in lines} - {line for lines in taken(run).values() for line in lines}


def order_of_effects(database: Database) -> dict[str, list[str]]:
    """By author the notes there are, in the order in which they were written."""
    with database.reading.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT m.name, a.body FROM activities a JOIN members m ON m.id = a.author_id "
            "WHERE a.kind = 'note' ORDER BY a.created_at, a.id"
        ).all()
    found: dict[str, list[str]] = defaultdict(list)
    for name, body in rows:
        found[name].append(body)
    return dict(found)
