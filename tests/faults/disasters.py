"""What befalls the database's own server while people talk, each a course of its own: they take more than a moment."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from tests.faults.office import FaultyOffice
from tests.faults.program import Program
from tests.faults.rounds import installation, is_quiet, judge, settled
from tests.faults.small_disk import a_small_disk
from tests.faults.standby import a_pair

LINES = 25
FULL_SECONDS = 4.0


@dataclass(frozen=True)
class Told:
    """Whether the server said that its disk was full, and whether work waited for that to end."""

    refused: bool
    waited: bool


async def full_disk(url: str, folder: Path) -> Told | None:
    """PostgreSQL's disk is full for a while; None where no small disk can be mounted."""
    with a_small_disk(url) as disk:
        if disk is None:
            return None
        async with installation(url, folder) as (office, run):
            await _begin(office, run)
            await asyncio.to_thread(disk.fill)
            refused = await asyncio.to_thread(disk.refuses)
            run.note_blow("the server's disk was full")
            await _talk(office)
            await asyncio.sleep(FULL_SECONDS)  # as long as it is full
            waited = not await asyncio.to_thread(is_quiet, office, run)
            disk.free()
            await _end(office, run)
            return Told(refused, waited)


async def failover(programs: Path, folder: Path) -> None:
    """The primary is struck down for good while people talk, and its standby promoted."""
    with a_pair(programs) as pair:
        async with installation(pair.url, folder) as (office, run):
            await _begin(office, run)
            await _talk(office)
            await asyncio.to_thread(pair.fail_over)
            run.note_blow("the standby took over")
            await _talk(office)
            await _end(office, run)


async def _begin(office: FaultyOffice, run: Program) -> None:
    await run.start()
    await office.says(office.people[0])
    await settled(office, run)


async def _talk(office: FaultyOffice) -> None:
    for number in range(LINES):
        await office.says(office.people[number % 3])


async def _end(office: FaultyOffice, run: Program) -> None:
    await settled(office, run)
    assert await run.stop() == 0, run.told_by(0)
    judge(office, run)
