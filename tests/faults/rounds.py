"""A course of events from beginning to end: begin, let things happen, mend, wait until all is settled, judge."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from storage.database import Database
from tests.faults.evidence import Evidence, gather, is_settled
from tests.faults.invariants import violations
from tests.faults.office import FaultyOffice, open_office
from tests.faults.program import Program, program

PATIENCE = 60.0
"""Seconds until everything must have been settled after the last blow."""


@asynccontextmanager
async def installation(url: str, folder: Path, **more: Any) -> AsyncIterator[tuple[FaultyOffice, Program]]:
    """A team and their program, not started yet, on an empty, migrated database."""
    database = Database(url)
    try:
        async with program(url, folder, **more) as run:
            yield open_office(run.door, database), run
    finally:
        database.close()


async def settled(
    office: FaultyOffice, run: Program, seconds: float = PATIENCE, unless: Callable[[], bool] = lambda: False
) -> bool:
    """Wait until every update was taken and nothing waits in the database; False as soon as `unless` holds instead."""
    deadline = time.monotonic() + seconds
    while not await asyncio.to_thread(is_quiet, office, run):
        if unless():
            return False
        if time.monotonic() > deadline:
            raise Unsettled(gather(office, run), run)
        await run.door.wait_change(0.1)
    await run.door.caught_up()
    return True


def is_quiet(office: FaultyOffice, run: Program) -> bool:
    """Whether nothing waits, neither at the platform nor in the database."""
    return not run.door.unacknowledged and _is_settled(office.database)


def _is_settled(database: Database) -> bool:
    try:
        return is_settled(database)
    except DBAPIError:  # a blow to the database itself
        return False


class Unsettled(AssertionError):  # noqa: N818 - what the reader sees first
    def __init__(self, evidence: Evidence, run: Program) -> None:
        log = "".join(life.log.read_text()[-3000:] for life in run.lives[-2:] if life.log.exists())
        found = "\n".join(violations(evidence))
        super().__init__(f"not settled in time\n{found}\n{log}")


def judge(office: FaultyOffice, run: Program) -> Evidence:
    """AssertionError with everything that is wrong."""
    evidence = gather(office, run)
    found = violations(evidence)
    assert not found, "\n".join(found)
    return evidence
