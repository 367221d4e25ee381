"""Reminders due at one instant become promised messages; beside APScheduler firing jobs it keeps in SQLite."""

import asyncio
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from apscheduler.events import EVENT_JOB_EXECUTED
from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import func, insert, select

from benchmarks.load import watch
from benchmarks.measuring import Figure, interleaved
from benchmarks.office import KINDS, POSTGRESQL, SQLITE, bases
from domain.clock import SystemClock
from scheduler.ticker import Ticker
from storage.database import Database
from storage.entities import FollowUp, Member, OutboxMessage, new_id
from storage.writer import open_writer

MEMBERS = 500
JOBS = 500
TARGETS = {SQLITE: {10_000: 0.15, 100_000: 1.5}, POSTGRESQL: {10_000: 0.4, 100_000: 4.0}}
Fresh = Callable[[str, str, int], Database]


def measure(place: Path, rounds: int) -> Iterator[Figure]:
    with bases(place) as fresh:
        for kind in KINDS:
            for size, target in TARGETS[kind].items():
                yield from _figures(place, fresh, kind, size, target, 1 if size > 10_000 else rounds)


def _figures(place: Path, fresh: Fresh, kind: str, size: int, target: float, rounds: int) -> Iterator[Figure]:
    turn = itertools.count()
    stalls: list[float] = []

    def ours() -> float:
        database = fresh(kind, f"storm{size}_{next(turn)}", MEMBERS)
        taken = asyncio.run(_storm(database, size, stalls))
        database.close()
        return taken

    found = interleaved(rounds, ours=ours, jobs=lambda: _jobs(place / "jobs.db"))
    rate, jobs = size / found["ours"], JOBS / found["jobs"]
    yield Figure(
        "reminders", f"{size:,} due at one instant, {kind}", found["ours"], "s", peer=jobs,
        peer_is=f"APScheduler's jobs a second, {JOBS} in SQLite; the ratio is of rates", ratio=rate / jobs,
        target=f"<= {target} s, ratio >= 20", reached=found["ours"] <= target and rate / jobs >= 20,
    )  # fmt: skip
    stall = max(stalls) * 1e3
    yield Figure(
        "reminders", f"{size:,}: longest stall of the loop, {kind}", stall, "ms", target="<= 20 ms", reached=stall <= 20
    )


async def _storm(database: Database, size: int, stalls: list[float]) -> float:
    """As the program rings: in a thread beside the event loop, which is watched meanwhile."""
    _plan(database, size)
    writer = open_writer(database, SystemClock())
    ticker = Ticker(writer, 1, 3600, lambda: None)
    watcher = asyncio.create_task(watch(stalls))
    await asyncio.sleep(0.05)
    stalls.clear()
    began = time.perf_counter()
    await asyncio.to_thread(ticker.ring)
    taken = time.perf_counter() - began
    watcher.cancel()
    writer.close()
    with database.reading.connect() as connection:
        said = connection.scalar(select(func.count()).select_from(OutboxMessage))
    if said != size:
        raise AssertionError(f"{size} reminders were due and {said} promised")
    return taken


def _plan(database: Database, size: int) -> None:
    at = SystemClock().now() - timedelta(seconds=1)
    with database.writing.begin() as connection:
        owners = list(connection.scalars(select(Member.id)))
        shared = {"workspace_id": 1, "action": "call", "due_at": at, "remind_at": at, "exact": True, "created_at": at}
        rows = [
            {**shared, "id": new_id(), "number": n + 1, "owner_id": owners[n % len(owners)], "status": "open"}
            for n in range(size)
        ]
        connection.execute(insert(FollowUp), rows)
        connection.exec_driver_sql("ANALYZE")  # a database at work has statistics; PostgreSQL gathers them by itself


def fire() -> None:
    """What a job does: nothing. Jobs are stored by their function's name."""


def _jobs(path: Path) -> float:
    """How long APScheduler takes to fire its jobs, stored durably and all due at once."""
    path.unlink(missing_ok=True)
    left, done = [JOBS], threading.Event()

    def executed(_: object) -> None:
        left[0] -= 1
        if not left[0]:
            done.set()

    store = SQLAlchemyJobStore(url=f"sqlite:///{path}")
    scheduler = BackgroundScheduler(
        jobstores={"default": store}, executors={"default": DebugExecutor()}, timezone="UTC"
    )
    scheduler.add_listener(executed, EVENT_JOB_EXECUTED)
    scheduler.start(paused=True)
    at = SystemClock().now()
    for _ in range(JOBS):
        scheduler.add_job(fire, "date", run_date=at, misfire_grace_time=None)
    began = time.perf_counter()
    scheduler.resume()
    done.wait(300)
    taken = time.perf_counter() - began
    scheduler.shutdown()
    return taken
