"""Telegram keeps every promise of an adapter, through either client library."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.contract import AdapterContract, Driver
from tests.adapters.telegram.driver import driving


class TestPythonTelegramBot(AdapterContract):
    @pytest.fixture
    async def driver(self, tmp_path: Path) -> AsyncIterator[Driver]:
        async with driving("ptb", tmp_path) as driver:
            yield driver


class TestAiogram(AdapterContract):
    @pytest.fixture
    async def driver(self, tmp_path: Path) -> AsyncIterator[Driver]:
        async with driving("aiogram", tmp_path) as driver:
            yield driver
