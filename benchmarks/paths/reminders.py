"""Reminders due at one instant become promised messages; beside APScheduler firing jobs it keeps in SQLite."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from apscheduler.events import EVENT_JOB_EXECUTED
from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import func, insert, select

from benchmarks.measuring import Figure, interleaved, seconds
from benchmarks.office import empty
from domain.clock import SystemClock
from scheduler.ticker import Ticker
from storage.database import Database
from storage.entities import FollowUp, Member, OutboxMessage, new_id
from storage.writer import open_writer

MEMBERS = 500
JOBS = 500
TARGETS = {10_000: 0.15, 100_000: 1.5}


def measure(place: Path, rounds: int) -> Iterator[Figure]:
    for size, target in TARGETS.items():
        turn = iter(range(1_000))

        def ours(size: int = size, turn: Iterator[int] = turn) -> float:
            return _storm(place / f"storm{size}-{next(turn)}.db", size)

        found = interleaved(1 if size > 10_000 else rounds, ours=ours, jobs=lambda: _jobs(place / "jobs.db"))
        rate, jobs = size / found["ours"], JOBS / found["jobs"]
        yield Figure(
            "reminders", f"{size:,} due at one instant", found["ours"], "s", target=f"<= {target} s",
            reached=found["ours"] <= target,
        )  # fmt: skip
        yield Figure(
            "reminders", f"{size:,}: rate", rate, "/s", peer=jobs, peer_is=f"APScheduler, {JOBS} jobs in SQLite",
            ratio=rate / jobs, target=">= 20", reached=rate / jobs >= 20,
        )  # fmt: skip


def _storm(path: Path, size: int) -> float:
    database = empty(path, MEMBERS)
    _plan(database, size)
    writer = open_writer(database, SystemClock())
    ticker = Ticker(writer, 1, 3600, lambda: None)
    taken = seconds(ticker.ring)
    writer.close()
    with database.reading.connect() as connection:
        said = connection.scalar(select(func.count()).select_from(OutboxMessage))
    database.close()
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
