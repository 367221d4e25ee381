"""A strict Bot API on loopback: it refuses what Telegram refuses, keeps a ledger, and breaks on demand.

In a test: `async with FakeTelegram() as telegram: alice = telegram.person("Alice")`. As a process:
`python -m tests.fakes.telegram --port 8081` (its control API is described in __main__.py).
Rules come from https://core.telegram.org/bots/api and the texts of errors from what its server answers.
"""

from tests.fakes.telegram.people import Group, Person
from tests.fakes.telegram.seen import Seen
from tests.fakes.telegram.server import FakeTelegram, Fault

__all__ = ["FakeTelegram", "Fault", "Group", "Person", "Seen"]
