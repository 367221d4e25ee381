"""Digests of 1,000 reps become promised messages."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import update

from benchmarks.measuring import Figure, interleaved, seconds
from benchmarks.office import empty
from domain.clock import SystemClock
from scheduler.digests import promise_digests
from storage.entities import Member
from storage.writer import open_writer

REPS = 1_000


def measure(place: Path, rounds: int) -> Iterator[Figure]:
    database = empty(place / "digests.db", REPS)
    writer = open_writer(database, SystemClock())

    def due() -> None:
        at = SystemClock().now() - timedelta(seconds=1)
        with database.writing.begin() as connection:
            connection.execute(update(Member).values(digest_next_at=at))

    def ours() -> float:
        due()

        def promise_all() -> None:
            while writer.submit(1, promise_digests).result():
                pass

        return seconds(promise_all)

    found = interleaved(rounds, ours=ours)
    writer.close()
    yield Figure("digests", f"promised for {REPS:,} reps", found["ours"], "s")
