"""What the tests of extraction share: a Wednesday in Shanghai or Berlin, and one word to read a text there."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from understanding.extraction import Context, Understanding, understand

Read = Callable[..., Understanding]


def _context(zone: str, currency: str, region: str) -> Context:
    at = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo(zone))
    return Context(at=at, tz=zone, currency=currency, region=region)


@pytest.fixture
def read() -> Read:
    """Reads a text on Wednesday 18 November 2026, ten in the morning, in Shanghai."""
    context = _context("Asia/Shanghai", "CNY", "CN")
    return lambda text: understand(text, context)


@pytest.fixture
def read_in_berlin() -> Read:
    """The same for a rep in Berlin whose workspace counts in euros."""
    context = _context("Europe/Berlin", "EUR", "DE")
    return lambda text: understand(text, context)
