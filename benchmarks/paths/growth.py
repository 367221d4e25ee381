"""How cost grows: with the customers a note might mean, and with the conversations that go on at once.

The third axis, workers, is that of `benchmarks/paths/workers.py`.
"""

import statistics
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.customers import base, people
from benchmarks.load import closed
from benchmarks.measuring import Figure
from benchmarks.office import BASES, CONVERSATIONS, empty
from benchmarks.paths.handling import COMMAND

CUSTOMERS = (1_000, 10_000, 100_000, 1_000_000)
NAMED = 64
"""So many of the first customers, who are in every base, are written about in turn."""
SIDE_BY_SIDE = (1, 2, 4, 8, 16, 32, 64, 128)
MESSAGES = 192
FEWEST = 64


def measure(place: Path, rounds: int) -> Iterator[Figure]:
    yield from _by_customers(place, rounds)
    small = empty(place / "growth.db", max(SIDE_BY_SIDE))
    for conversations in SIDE_BY_SIDE:
        each = max(2, max(FEWEST, MESSAGES if conversations >= CONVERSATIONS else FEWEST) // conversations)
        runs = [closed(place, small, COMMAND, conversations, each) for _ in range(rounds)]
        rate = statistics.median(run.rate for run in runs)
        yield Figure("growth", f"commands, {conversations} conversation(s)", rate, "/s", at=conversations)
    small.close()


def _by_customers(place: Path, rounds: int) -> Iterator[Figure]:
    """Interleaved, as the differences are to be seen and not the moments."""
    notes = [f"Met {row['name']} today, wants 50 seats, call back on Friday" for row in islice(people(NAMED), NAMED)]
    bases = {size: base(size, place / BASES, place) for size in CUSTOMERS}
    cpu: dict[int, list[float]] = {size: [] for size in CUSTOMERS}
    for _ in range(rounds):
        for size, database in bases.items():
            cpu[size].append(closed(place, database, notes, CONVERSATIONS, 4).cpu)
    for size, database in bases.items():
        database.close()
        (place / f"base{size}.db").unlink()
        cost = statistics.median(cpu[size])
        yield Figure("growth", f"CPU a free-text note, {size:,} customers", cost, "ms", at=size)
