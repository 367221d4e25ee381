"""The web chat keeps every promise of an adapter."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.contract import AdapterContract, Driver
from tests.adapters.web.driver import driving


class TestWebChat(AdapterContract):
    @pytest.fixture
    async def driver(self, tmp_path: Path) -> AsyncIterator[Driver]:
        async with driving(tmp_path) as driver:
            yield driver
