"""Digests of 1,000 reps become promised messages; beside the one set query that writes as many messages."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import update

from benchmarks.measuring import Figure, interleaved, seconds
from benchmarks.office import KINDS, bases
from domain.clock import SystemClock
from scheduler.digests import promise_digests
from storage import digests
from storage.database import Database
from storage.entities import Member
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer, open_writer

REPS = 1_000


def measure(place: Path, rounds: int) -> Iterator[Figure]:
    with bases(place) as fresh:
        for kind in KINDS:
            yield _figure(kind, fresh(kind, "digests", REPS), max(rounds, 5))


def _figure(kind: str, database: Database, rounds: int) -> Figure:
    writer = open_writer(database, SystemClock())
    found = interleaved(rounds, ours=lambda: _ours(database, writer), floor=lambda: _floor(database, writer))
    writer.close()
    database.close()
    ratio = found["ours"] / found["floor"]
    return Figure(
        "digests", f"promised for {REPS:,} reps, {kind}", found["ours"] * 1e3, "ms", found["floor"] * 1e3,
        "one INSERT ... SELECT of them", ratio=ratio, target="<= 2", reached=ratio <= 2,
    )  # fmt: skip


def _due(database: Database) -> None:
    at = SystemClock().now() - timedelta(seconds=1)
    with database.writing.begin() as connection:
        connection.execute(update(Member).values(digest_next_at=at))
        connection.exec_driver_sql("DELETE FROM outbox")


def _ours(database: Database, writer: Writer) -> float:
    _due(database)
    taken = seconds(lambda: writer.submit(1, promise_digests).result())
    _check(database)
    return taken


def _floor(database: Database, writer: Writer) -> float:
    _due(database)

    def insert(unit: UnitOfWork) -> None:
        for group in digests.list_due(unit):
            digests.promise(unit, group, "2026-01-01", unit.now)

    taken = seconds(lambda: writer.submit(1, insert).result())
    _check(database)
    return taken


def _check(database: Database) -> None:
    with database.reading.connect() as connection:
        said = connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar_one()
    if said != REPS:
        raise AssertionError(f"{REPS} digests were due and {said} promised")
