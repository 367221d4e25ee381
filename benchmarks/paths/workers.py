"""Many workers on PostgreSQL: a full inbox handled and answered by 1, 2 and 4 processes, and what each message costs.

Where there are fewer cores than processes the rate cannot grow with them; what tells then is the CPU time a message
takes, the workers' and the server's, beside what a worker costs that only waits: as long as that stays, more cores are
more messages.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine

from benchmarks.measuring import Figure, interleaved
from benchmarks.office import a_team, update
from domain.clock import SystemClock
from storage import inbox
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from storage.writer import open_writer
from tests import databases

WORKERS = (1, 2, 3, 4)
CONVERSATIONS, EACH = 96, 10
MESSAGES = CONVERSATIONS * EACH
IDLE_SECONDS = 3.0
CORES_WANTED = 6
"""Four workers and the server's own processes."""


@dataclass(frozen=True, slots=True)
class Run:
    """Messages a second; CPU milliseconds a message, of the workers and of the server; of an idle worker a second."""

    rate: float
    own: float
    server: float
    idle: float


def measure(place: Path, rounds: int) -> Iterator[Figure]:
    with databases.postgresql_server() as url:
        if url is None:
            raise RuntimeError("PostgreSQL's wheel does not run here")
        seen: dict[int, list[Run]] = defaultdict(list)

        def with_workers(count: int) -> float:
            seen[count].append(_run(place, url, count))
            return seen[count][-1].rate

        rates = interleaved(
            rounds, **{f"of{count}": lambda count=count: with_workers(count) for count in WORKERS}
        )  # fmt: skip
    for count in WORKERS:
        yield from _figures(count, rates[f"of{count}"], rates["of1"], seen)
    idle = statistics.median(run.idle for runs in seen.values() for run in runs)
    yield Figure("workers", "CPU a second of a worker that waits", idle, "ms")


def _figures(count: int, rate: float, alone: float, seen: dict[int, list[Run]]) -> Iterator[Figure]:
    runs = sorted(seen[count], key=lambda run: run.own + run.server)
    middle, first = runs[len(runs) // 2], sorted(seen[1], key=lambda run: run.own + run.server)[len(seen[1]) // 2]
    cores = os.cpu_count() or 1
    wanted = {4: 2.5}.get(count)
    target = f">= {wanted} x one where the cores allow ({cores} here)" if wanted else ""
    yield Figure(
        "workers", f"{MESSAGES} notes, {count} worker(s)", rate, "/s", ratio=rate / alone, target=target,
        reached=rate / alone >= wanted if wanted and cores >= CORES_WANTED else None, at=count,
    )  # fmt: skip
    cost, once = middle.own + middle.server, first.own + first.server
    yield Figure(
        "workers", f"CPU a note, {count} worker(s) and the server", cost, "ms", floor=middle.server,
        floor_is="the server's part", ratio=cost / once, target="<= 1.5 x one worker's", reached=cost / once <= 1.5,
        at=count,
    )  # fmt: skip


def _run(place: Path, server: str, count: int) -> Run:
    url = databases.fresh_database(server, "bench")
    database = Database(url)
    writer = open_writer(database, SystemClock())
    writer.submit(1, lambda unit: a_team(unit, CONVERSATIONS)).result()
    command = [sys.executable, "-m", "benchmarks.worker", url, str(place)]
    workers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
        for _ in range(count)
    ]
    for worker in workers:
        _line(worker)
    time.sleep(IDLE_SECONDS)
    _say(workers)
    before, began = _server_cpu(url), time.perf_counter()
    writer.submit(1, _arrive).result()
    _until_done(database)
    took, used = time.perf_counter() - began, _server_cpu(url) - before
    _say(workers)
    told = [json.loads(_line(worker)) for worker in workers]
    for worker in workers:
        worker.communicate()
    _check(database)
    writer.close()
    database.close()
    idle = statistics.mean(one["idle"] for one in told)
    own = sum(one["cpu"] for one in told) - idle * took * count
    return Run(MESSAGES / took, own / MESSAGES * 1e3, used / MESSAGES * 1e3, idle * 1e3)


def _arrive(unit: UnitOfWork) -> None:
    now = SystemClock().now()
    updates = [
        update(f"k{n}-{who}", who, f"note wants {n} seats", now) for n in range(EACH) for who in range(CONVERSATIONS)
    ]
    inbox.store_all(unit, updates)


def _until_done(database: Database) -> None:
    waiting = "SELECT (SELECT count(*) FROM inbox WHERE state = 'pending') + "
    waiting += "(SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending'))"
    deadline = time.monotonic() + 300
    with database.reading.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while connection.exec_driver_sql(waiting).scalar_one():
            if time.monotonic() > deadline:
                raise AssertionError("it was not done within five minutes")
            time.sleep(0.02)


def _check(database: Database) -> None:
    """Nothing lost, nothing doubled, no order broken."""
    with database.reading.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT author_id, body FROM activities WHERE kind = 'note' ORDER BY created_at, id"
        ).all()
    notes: dict[object, list[str]] = defaultdict(list)
    for author, body in rows:
        notes[author].append(body)
    wanted = [f"wants {n} seats" for n in range(EACH)]
    if len(notes) != CONVERSATIONS or any(found != wanted for found in notes.values()):
        raise AssertionError(
            f"a note was lost, doubled or out of order {len(notes)} {[f for f in notes.values() if f != wanted][:5]}"
        )


def _server_cpu(url: str) -> float:
    """CPU seconds of the server's processes so far."""
    engine = create_engine(url)
    with engine.connect() as connection:
        pids = [row[0] for row in connection.exec_driver_sql("SELECT pid FROM pg_stat_activity")]
    engine.dispose()
    return sum(_cpu_of(pid) for pid in pids)


def _cpu_of(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _line(worker: "subprocess.Popen[str]") -> str:
    line = worker.stdout.readline() if worker.stdout else ""
    if not line:
        raise AssertionError("a worker ended before its time")
    return line


def _say(workers: Sequence["subprocess.Popen[str]"]) -> None:
    for worker in workers:
        if worker.stdin:
            worker.stdin.write("go\n")
            worker.stdin.flush()
