"""kill -9 while it works: every accepted line has one effect, every reply arrives, copies stay within the bound."""

import random
import re
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from crm import roster
from domain.chat import Actor
from storage.database import Database
from storage.entities import Workspace
from storage.unit_of_work import UnitOfWork
from tests.fakes.telegram.world import BOT_ID
from tests.faults.program import Program, program
from tests.office import work

LINES = 60
DEATHS = 4
IN_FLIGHT = 32
"""How many messages are sent side by side at the most (the platform's limits say so)."""


def the_team(unit: UnitOfWork, people: dict[str, int]) -> None:
    unit.add(Workspace(name="Nord", created_at=unit.now))
    for name, user_id in people.items():
        roster.add_member(unit, name, accounts=[Actor("telegram", str(BOT_ID), str(user_id))])


def notes_in(database: Database) -> Counter[str]:
    with database.reading.connect() as connection:
        rows = connection.exec_driver_sql("SELECT body FROM activities WHERE kind = 'note'").all()
    return Counter(str(row[0]) for row in rows)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("seed", [1, 2])
async def test_killed_again_and_again_it_loses_and_doubles_nothing(
    database_url: str, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a seeded course of events, no secret
    database = Database(database_url)
    async with program(database_url, tmp_path) as run:
        team = {name: run.telegram.person(name.title()) for name in ("alice", "bob", "cleo")}
        people = list(team.values())
        with work(database) as unit:
            the_team(unit, {name: person.id for name, person in team.items()})
        await run.start()
        fatal = set(chance.sample(range(5, LINES), DEATHS))
        said = [f"wants {n} seats, seed {seed}" for n in range(LINES)]
        for n, text in enumerate(said):
            await people[n % 3].says(f"note {text}")
            if n in fatal:
                known = len(taken(run))
                await run.telegram.until(partial(has_more, run, known), seconds=60)
                await run.kill()
                await run.start()
        await run.telegram.until(lambda: answered(taken(run), said), seconds=60)
        assert await run.stop() == 0
        assert notes_in(database) == Counter(said)
        copies = Counter(found for text in taken(run) for found in lines_in(text, said))
        assert sum(copies.values()) - len(said) <= IN_FLIGHT * run.deaths
        assert run.deaths == DEATHS
    database.close()


def taken(run: Program) -> list[str]:
    """The texts the platform took, copies included."""
    return [str(call.params["text"]) for call in run.telegram.calls("sendMessage") if call.outcome == "ok"]


def has_more(run: Program, known: int) -> bool:
    return len(taken(run)) > known


def lines_in(text: str, said: list[str]) -> list[str]:
    return [line for line in said if re.search(rf"\b{re.escape(line)}\b", text)]


def answered(texts: list[str], said: list[str]) -> bool:
    together = "\n".join(texts)
    return all(line in together for line in said)
