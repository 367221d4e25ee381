"""Work and blows in a seeded order: kills, freezes, a full disk, cut wires, a platform that misbehaves.

The short set: two seeds a database. `make faults SEED=... ROUNDS=...` plays as many as wanted.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.faults.doors.door import Door
from tests.faults.doors.slack import MortalSlack
from tests.faults.doors.web import WebDoor
from tests.faults.nemesis import plan, play


@pytest.mark.timeout(240)
@pytest.mark.parametrize("seed", [1])
async def test_whatever_happens_everything_holds(database_url: str, tmp_path: Path, seed: int) -> None:
    await play(database_url, tmp_path, seed, steps=18)


@pytest.mark.timeout(240)
@pytest.mark.parametrize("door", [partial(MortalSlack, http=True), WebDoor], ids=["slack", "web"])
async def test_so_it_does_on_the_other_platforms(postgresql_url: str, tmp_path: Path, door: Callable[[], Door]) -> None:
    await play(postgresql_url, tmp_path, 2, steps=18, door=door())


def test_the_same_seed_is_the_same_course() -> None:
    courses = [[act.__name__ for act in plan(seed, postgresql=True, clocks=True)] for seed in (7, 7, 8)]
    assert courses[0] == courses[1] != courses[2]
