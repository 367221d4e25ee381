"""What every room's tests may use."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser

from tests.browser import open_browser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A real Chromium, started once; tests that use it are marked `pytest.mark.asyncio(loop_scope="session")`."""
    async with open_browser() as opened:
        yield opened
