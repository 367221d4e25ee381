"""Work and blows in a seeded order: kills, freezes, a full disk, cut wires, a platform that misbehaves.

The short set: two seeds a database. `make faults SEED=... ROUNDS=...` plays as many as wanted.
"""

from pathlib import Path

import pytest

from tests.faults.nemesis import plan, play


@pytest.mark.timeout(240)
@pytest.mark.parametrize("seed", [1])
async def test_whatever_happens_everything_holds(database_url: str, tmp_path: Path, seed: int) -> None:
    await play(database_url, tmp_path, seed, steps=18)


def test_the_same_seed_is_the_same_course() -> None:
    courses = [[act.__name__ for act in plan(seed, postgresql=True, clocks=True)] for seed in (7, 7, 8)]
    assert courses[0] == courses[1] != courses[2]
