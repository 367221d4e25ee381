"""Intake: a raw update is durable, then acknowledged. Handling is held back (no lane runs)."""

import asyncio
import os
import sqlite3
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks.measuring import Figure, interleaved
from benchmarks.office import CONVERSATIONS, MemoryPlatform, empty, program, update
from domain.chat import RawUpdate
from domain.clock import SystemClock

SINGLE, EACH = 150, 40
TEXT = "note wants 50 seats"


def measure(place: Path, rounds: int) -> Iterator[Figure]:
    numbers = count()
    database = empty(place / "intake.db")
    clock = SystemClock()

    async def accepting(conversations: int, each: int) -> float:
        app = program(place, database, MemoryPlatform(), lanes=0)

        async def converse(updates: list[RawUpdate]) -> None:
            for one in updates:
                await app.intake.accept(one)

        said = [
            [update(f"k{next(numbers)}", who, TEXT, clock.now()) for _ in range(each)] for who in range(conversations)
        ]
        began = time.perf_counter()
        await asyncio.gather(*map(converse, said))
        rate = conversations * each / (time.perf_counter() - began)
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        app.writer.close()
        return rate

    found = interleaved(
        rounds,
        one=lambda: asyncio.run(accepting(1, SINGLE)),
        append=lambda: _appends(place / "floor.log", SINGLE),
        many=lambda: asyncio.run(accepting(CONVERSATIONS, EACH)),
        driver=lambda: _driver(place / "floor.db", CONVERSATIONS * EACH),
    )
    yield _figure("one at a time", found["one"], found["append"], "append + fdatasync")
    yield _figure(f"{CONVERSATIONS} side by side", found["many"], found["driver"], "raw driver, 32 rows a commit")


def _figure(what: str, value: float, floor: float, floor_is: str) -> Figure:
    ratio = value / floor
    return Figure("intake", what, value, "/s", floor, floor_is, ratio=ratio, target=">= 0.5", reached=ratio >= 0.5)


def _appends(path: Path, n: int) -> float:
    line = b"x" * 120 + b"\n"
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    began = time.perf_counter()
    for _ in range(n):
        os.write(file, line)
        os.fdatasync(file)
    rate = n / (time.perf_counter() - began)
    os.close(file)
    return rate


def _driver(path: Path, n: int) -> float:
    """The same columns under the same two unique keys, by the driver alone."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS inbox (w INTEGER, id BLOB, platform TEXT, tenant TEXT, key TEXT, lane TEXT,"
        " payload BLOB, received_at INTEGER, state TEXT, attempts INTEGER, PRIMARY KEY (w, id),"
        " UNIQUE (w, platform, tenant, key))"
    )
    began = time.perf_counter()
    for _ in range(n // CONVERSATIONS):
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(CONVERSATIONS):
            row = (1, os.urandom(16), "p", "t", os.urandom(6).hex(), "l", b"x" * 60, 1, "pending", 0)
            connection.execute("INSERT INTO inbox VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("COMMIT")
    rate = n / (time.perf_counter() - began)
    connection.close()
    return rate
