"""How cost grows: with the customers a note might mean, and with the conversations that go on at once."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from benchmarks.load import closed
from benchmarks.measuring import Figure
from benchmarks.office import CONVERSATIONS, empty
from benchmarks.paths.handling import COMMAND, FREE_TEXT
from benchmarks.paths.importing import SIZE, customers

CUSTOMERS = (1_000, 10_000, SIZE)
SIDE_BY_SIDE = (1, 2, 4, 8, 16, 32, 64, 128)
MESSAGES = 192
FEWEST = 64


def measure(place: Path, rounds: int) -> Iterator[Figure]:
    for size in CUSTOMERS:
        _, database = customers(place, size)
        cpu = statistics.median(closed(place, database, FREE_TEXT, CONVERSATIONS, 4).cpu for _ in range(rounds))
        database.close()
        yield Figure("growth", f"CPU a free-text note, {size:,} customers", cpu, "ms", at=size)
    small = empty(place / "growth.db", max(SIDE_BY_SIDE))
    for conversations in SIDE_BY_SIDE:
        each = max(2, max(FEWEST, MESSAGES if conversations >= CONVERSATIONS else FEWEST) // conversations)
        runs = [closed(place, small, COMMAND, conversations, each) for _ in range(rounds)]
        rate = statistics.median(run.rate for run in runs)
        yield Figure("growth", f"commands, {conversations} conversation(s)", rate, "/s", at=conversations)
    small.close()
