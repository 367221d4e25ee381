"""Each test here runs once over python-telegram-bot and once over aiogram, on a fake of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.telegram.driver import TelegramDriver, driving
from tests.fakes.telegram import FakeTelegram


@pytest.fixture(params=["ptb", "aiogram"])
def library(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def driver(library: str, tmp_path: Path) -> AsyncIterator[TelegramDriver]:
    """Alice and a bot that is receiving."""
    async with driving(library, tmp_path) as running:
        yield running
