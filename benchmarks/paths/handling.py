"""Handling: understood, written, audited, reply queued and delivered in memory; beside what others do for a message."""

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.echo import AIOGRAM, PYTHON_TELEGRAM_BOT, echo_all
from benchmarks.load import Closed, Open, closed, opened
from benchmarks.measuring import Figure, interleaved
from benchmarks.naive import answer_all
from benchmarks.office import CONVERSATIONS, POSTGRESQL, bases, empty
from benchmarks.paths.importing import customers
from storage.database import Database

EACH = 12
OPEN_SECONDS = 4.0
COMMAND = "note wants 50 seats"
FREE_TEXT = "Met Ada Vortex7 today, wants 50 seats, call back on Friday"


def measure(place: Path, rounds: int) -> Iterator[Figure]:
    small = empty(place / "handling.db")
    empty(place / "naive.db").close()
    ours: list[Closed] = []
    naive: list[Closed] = []
    echoes: dict[str, list[float]] = {PYTHON_TELEGRAM_BOT: [], AIOGRAM: []}
    found = interleaved(
        rounds,
        ours=lambda: _kept(ours, lambda: closed(place, small, COMMAND, CONVERSATIONS, EACH)),
        naive=lambda: _kept(naive, lambda: Closed(*asyncio.run(answer_all(place / "naive.db", CONVERSATIONS, EACH)))),
        **{name: partial(_echoed, seen, name) for name, seen in echoes.items()},
    )
    yield from _commands(found["ours"], found["naive"], ours, naive)
    for name, seen in echoes.items():
        yield Figure("handling", f"CPU a message of {name}'s echo, nothing stored", statistics.median(seen), "ms")
    yield from _under_load("a command", partial(opened, place, small, COMMAND), found["ours"], 25)
    yield from _on_postgresql(place, rounds)
    yield from _free_text(place, rounds)


def _commands(rate: float, naive_rate: float, ours: list[Closed], naive: list[Closed]) -> Iterator[Figure]:
    ratio = rate / naive_rate
    yield Figure(
        "handling", f"commands, {CONVERSATIONS} conversations", rate, "/s", peer=naive_rate,
        peer_is="async ORM on aiosqlite, a commit a message", ratio=ratio, target=">= 4", reached=ratio >= 4,
    )  # fmt: skip
    cpu, theirs = _cpu(ours), _cpu(naive)
    yield Figure(
        "handling", "CPU a command, intake and delivery included", cpu, "ms", peer=theirs, peer_is="the same peer",
        ratio=cpu / theirs, target="<= 2 ms", reached=cpu <= 2,
    )  # fmt: skip


def _on_postgresql(place: Path, rounds: int) -> Iterator[Figure]:
    with bases(place) as fresh:
        database = fresh(POSTGRESQL, "handling", CONVERSATIONS)
        runs = [closed(place, database, COMMAND, CONVERSATIONS, EACH) for _ in range(rounds)]
        database.close()
    rate = statistics.median(run.rate for run in runs)
    yield Figure("handling", "commands on PostgreSQL, one process", rate, "/s")
    yield Figure("handling", "CPU a command on PostgreSQL, without the server's", _cpu(runs), "ms")


def _free_text(place: Path, rounds: int) -> Iterator[Figure]:
    size, large = customers(place)
    runs: list[Closed] = []
    peer = interleaved(
        rounds,
        ours=lambda: _kept(runs, lambda: closed(place, large, FREE_TEXT, CONVERSATIONS, EACH // 2)),
        extract=lambda: _extract_one(large),
    )
    cpu = _cpu(runs)
    yield Figure(
        "handling", f"CPU a free-text note, {size:,} customers", cpu, "ms", peer=peer["extract"],
        peer_is="rapidfuzz extractOne over all names, nothing stored", ratio=cpu / peer["extract"], target="<= 5 ms",
        reached=cpu <= 5,
    )  # fmt: skip
    rate = statistics.median(run.rate for run in runs)
    yield from _under_load("a free-text note", partial(opened, place, large, FREE_TEXT), rate, 40)
    large.close()


def _under_load(what: str, load: Callable[[int, float, float], Open], rate: float, most: int) -> Iterator[Figure]:
    """At half of what was measured when all hurried."""
    seen = load(CONVERSATIONS, rate / 2, OPEN_SECONDS)
    yield Figure(
        "handling", f"{what}: p99 at {rate / 2:,.0f}/s, half the rate", seen.p99, "ms", floor=seen.p50,
        floor_is="its median", target=f"<= {most} ms", reached=seen.p99 <= most,
    )  # fmt: skip
    yield Figure("handling", f"{what}: longest stall of the loop then", seen.stall, "ms")


def _extract_one(database: Database) -> float:
    """CPU milliseconds of finding whom a text names by comparing it with everybody."""
    from rapidfuzz import process  # noqa: PLC0415 - the peer's library, wanted here only

    with database.reading.connect() as connection:
        names = [row[0] for row in connection.exec_driver_sql("SELECT name FROM contacts")]
    began = time.process_time()
    process.extractOne("Ada Vortex7", names)
    return (time.process_time() - began) * 1e3


def _cpu(runs: list[Closed]) -> float:
    return statistics.median(run.cpu for run in runs)


def _kept(runs: list[Closed], run: Callable[[], Closed]) -> float:
    runs.append(run())
    return runs[-1].rate


def _echoed(seen: list[float], framework: str) -> float:
    seen.append(echo_all(framework, CONVERSATIONS * EACH))
    return seen[-1]
