"""Slack keeps every promise of an adapter, over Socket Mode and over HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.contract import AdapterContract, Driver
from tests.adapters.slack.driver import driving


class TestSocketMode(AdapterContract):
    @pytest.fixture
    async def driver(self, tmp_path: Path) -> AsyncIterator[Driver]:
        async with driving("socket", tmp_path) as driver:
            yield driver


class TestHttp(AdapterContract):
    @pytest.fixture
    async def driver(self, tmp_path: Path) -> AsyncIterator[Driver]:
        async with driving("http", tmp_path) as driver:
            yield driver
