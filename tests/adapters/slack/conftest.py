"""The adapter at work, in either mode."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.slack.running import Running, running


@pytest.fixture(params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def run(tmp_path: Path, mode: str) -> AsyncIterator[Running]:
    async with running(tmp_path, mode) as started:
        yield started


@pytest.fixture
async def over_socket(tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path, "socket") as started:
        yield started
