"""What a soak's samples and its last look say: flat or not, lost or not. Pure: numbers in, findings out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import linear_regression, mean, median, quantiles
from typing import Any

WARM_UP = 0.3
"""Of the time: caches fill, pages are read for the first time."""

MEGABYTE = 1_000_000
CONNECTIONS, CACHE = 3, 32 * MEGABYTE
"""The writer's and two readers', each with a page cache of that size (storage/database.py)."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The program at one moment. `at` is seconds since the traffic began; sizes in bytes, ages in seconds."""

    at: float
    memory: float
    blocks: float
    database: float
    files: float
    threads: float
    log: float
    inbox_oldest: float
    outbox_oldest: float
    lease_overdue: float
    writer_waiting: float
    cpu: float

    def plain(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Ending:
    """What database and platform say when all is drained; the counts that must be 0 are named for it."""

    lost_notes: int
    doubled_notes: int
    lost_reminders: int
    unhandled_updates: int
    put_aside: int
    unsent: int
    dead: int
    parts_sent: int
    taken_by_platform: int
    refused_by_platform: int
    exit_status: int


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    good: bool
    told: str


def judge(
    samples: Sequence[Sample], rows: Mapping[str, tuple[int, int]], cleaned: frozenset[str], ending: Ending
) -> list[Finding]:
    """Each thing looked at, in order. `rows`: table -> (rows at first, rows at last)."""
    warm = [one for one in samples if one.at >= samples[-1].at * WARM_UP]
    return [
        _flat_objects(warm),
        _flat_memory(warm),
        _steady("open files", [one.files for one in warm], 8),
        _steady("threads", [one.threads for one in warm], 2),
        _log(warm),
        _ages(warm),
        _leases(samples),
        _tables(rows, cleaned),
        *_effects(ending),
    ]


def _flat_objects(warm: Sequence[Sample]) -> Finding:
    """A line through what Python's objects hold: what it adds in the time looked at is little beside what there is."""
    per_second = linear_regression([one.at for one in warm], [one.blocks for one in warm]).slope
    grown = per_second * (warm[-1].at - warm[0].at)
    size = mean(one.blocks for one in warm)
    told = (
        f"{size / 1000:.0f} thousand blocks, slope {grown / size:+.1%} in {(warm[-1].at - warm[0].at) / 60:.0f} minutes"
    )
    return Finding("no leak of objects", grown <= 0.03 * size, told)


def _flat_memory(warm: Sequence[Sample]) -> Finding:
    """Resident memory may rise by what SQLite's page caches take in of a growing database, and by little else."""
    first, last = warm[0], warm[-1]
    grown, cached = last.memory - first.memory, CONNECTIONS * max(0.0, last.database - first.database)
    told = (
        f"{first.memory / MEGABYTE:.1f} MB after warm-up, {last.memory / MEGABYTE:.1f} MB at the end;"
        f" meanwhile the database grew by {(last.database - first.database) / MEGABYTE:.1f} MB"
    )
    return Finding("flat memory", grown <= 0.05 * first.memory + min(cached, CONNECTIONS * CACHE), told)


def _steady(what: str, values: Sequence[float], slack: int) -> Finding:
    """The last quarter needs no more than the first quarter did, but for a few."""
    quarter = max(1, len(values) // 4)
    before, after = max(values[:quarter]), max(values[-quarter:])
    return Finding(what, after <= before + slack, f"{before:.0f} after warm-up, {after:.0f} at the end at the most")


def _log(warm: Sequence[Sample]) -> Finding:
    most = max(one.log for one in warm)
    return Finding("write-ahead log", most <= 64 * MEGABYTE, f"{most / MEGABYTE:.1f} MB at the most")


def _ages(warm: Sequence[Sample]) -> Finding:
    """What waits is young on most looks: a queue that grows is old on all of them."""
    inbox, outbox = [one.inbox_oldest for one in warm], [one.outbox_oldest for one in warm]
    told = (
        f"oldest update {median(inbox):.2f} s on half of the looks, {max(inbox):.2f} s at the most;"
        f" oldest message {median(outbox):.2f} s and {max(outbox):.2f} s"
    )
    return Finding("nothing piles up", median(inbox) <= 5 and median(outbox) <= 5, told)


def _leases(samples: Sequence[Sample]) -> Finding:
    most = max(one.lease_overdue for one in samples)
    return Finding("no stuck lease", most <= 10, f"overdue {most:.1f} s at the most")


def _tables(rows: Mapping[str, tuple[int, int]], cleaned: frozenset[str]) -> Finding:
    """Each table that grew is trimmed by its days, or holds what people entered and its trail."""
    grown = {table for table, (first, last) in rows.items() if last > first}
    unclean = sorted(grown - cleaned)
    told = f"{len(grown)} tables grew, " + (
        f"without a cleanup: {', '.join(unclean)}" if unclean else "each has its own"
    )
    return Finding("no growing table without its cleanup", not unclean, told)


def _effects(ending: Ending) -> list[Finding]:
    zeros = (
        ("no note lost or doubled", {"lost": ending.lost_notes, "doubled": ending.doubled_notes}),
        ("no reminder lost", {"lost": ending.lost_reminders}),
        ("every update handled", {"left": ending.unhandled_updates, "put aside": ending.put_aside}),
        ("every message sent", {"left": ending.unsent, "given up": ending.dead}),
        ("nothing the strict platform refused", {"refused": ending.refused_by_platform}),
    )
    found = [
        Finding(what, not any(counts.values()), ", ".join(f"{count} {word}" for word, count in counts.items()))
        for what, counts in zeros
    ]
    sent = f"{ending.parts_sent} sent, {ending.taken_by_platform} taken by the platform"
    found.append(Finding("no message doubled", ending.parts_sent == ending.taken_by_platform, sent))
    found.append(Finding("a graceful stop", ending.exit_status == 0, f"exit status {ending.exit_status}"))
    return found


def spread(seconds: Sequence[float]) -> str:
    """Half, 99 of a hundred, and the longest."""
    if len(seconds) < 2:
        return "too few"
    cuts = quantiles(seconds, n=100)
    return f"half within {median(seconds):.3f} s, 99 % within {cuts[98]:.3f} s, the longest {max(seconds):.2f} s"
