"""The program dies at each named place, each death taking up what the one before left; nothing is lost or doubled.

This is the short set: every point once, every kind of work. `make faults` enumerates every hit of every point for each.
"""

from itertools import cycle
from pathlib import Path

import pytest

from tests.faults.deaths import chain
from tests.faults.office import KINDS
from tests.faults.points import AT_THE_DOOR, INSIDE, Fate


@pytest.mark.timeout(240)
async def test_a_death_at_each_point_loses_and_doubles_nothing(database_url: str, tmp_path: Path) -> None:
    kinds = cycle(KINDS)
    fates = [
        ("message" if point.endswith("inbox") else next(kinds), Fate(point, 1)) for point in (*INSIDE, *AT_THE_DOOR)
    ]
    deaths = await chain(database_url, tmp_path, fates)
    assert [death for death in deaths if not death.met] == []
