"""A real browser for tests: the machine's own Chromium, never one downloaded for the occasion."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb")


def require_chromium() -> str:
    """Where Chromium is; without one the test is skipped, or fails where TEST_REQUIRE_ALL=1 asks for everything."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is not None:
        return found
    reason = "there is no Chromium on this machine, and tests download none"
    if os.environ.get("TEST_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """A headless browser, closed at the end."""
    path = require_chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, headless=True, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()
