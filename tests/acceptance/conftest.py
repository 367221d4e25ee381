"""Telegram, whole: each dialogue is had once over python-telegram-bot and once over aiogram."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.telegram_stage import Stage, stage


@pytest.fixture(params=["ptb", "aiogram"])
async def telegram_stage(request: pytest.FixtureRequest, sqlite_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(request.param, sqlite_url, tmp_path) as running:
        yield running
