"""The program dies at each named place, each death taking up what the one before left; nothing is lost or doubled.

This is the short set: every point once, every kind of work. `make faults` enumerates every hit of every point for each.
"""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest

from tests.faults.deaths import chain
from tests.faults.doors.door import Door
from tests.faults.doors.slack import MortalSlack
from tests.faults.doors.telegram import MortalTelegram
from tests.faults.doors.web import WebDoor
from tests.faults.office import KINDS
from tests.faults.points import INSIDE, Fate


@pytest.mark.timeout(240)
async def test_a_death_at_each_point_loses_and_doubles_nothing(database_url: str, tmp_path: Path) -> None:
    await die_everywhere(database_url, tmp_path, MortalTelegram())


@pytest.mark.timeout(240)
@pytest.mark.parametrize("door", [MortalSlack, WebDoor])
async def test_so_on_the_other_platforms(sqlite_url: str, tmp_path: Path, door: Callable[[], Door]) -> None:
    await die_everywhere(sqlite_url, tmp_path, door())


async def die_everywhere(url: str, folder: Path, door: Door) -> None:
    kinds = cycle(KINDS)
    points = (*INSIDE, *door.deadly)
    fates = [("message" if point.endswith("inbox") else next(kinds), Fate(point, 1)) for point in points]
    deaths = await chain(url, folder, fates, door)
    assert [death for death in deaths if not death.met] == []
