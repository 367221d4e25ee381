"""Load on the whole program: as fast as it goes (closed), or at a given rate whatever it does (open)."""

import asyncio
import gc
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.office import MemoryPlatform, program, update
from bot.app import App
from domain.clock import SystemClock
from storage.database import Database

NUMBERS = count()
LOOK_SECONDS = 0.005
Text = str | Sequence[str]
"""What everybody says, or what is said in turn."""


@dataclass(frozen=True, slots=True)
class Closed:
    """Messages a second until all were handled and answered; CPU milliseconds each."""

    rate: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Open:
    """Milliseconds from the moment a message was due until its answer was there; the longest stall of the loop."""

    p50: float
    p99: float
    stall: float


def closed(place: Path, database: Database, text: Text, conversations: int, each: int) -> Closed:
    """So many conversations side by side, each says the next thing when the last is taken in."""
    return asyncio.run(_closed(place, database, text, conversations, each))


def opened(place: Path, database: Database, text: Text, conversations: int, rate: float, seconds: float) -> Open:
    """Messages at that rate, however long each takes: what waits for its turn counts as waiting.

    What stands before is left out of the search for garbage, as the program does with what it has loaded
    (`bot/loading.py`): else the benchmark's own hundred thousands of objects are searched through in between.
    """
    gc.collect()
    gc.freeze()
    return asyncio.run(_opened(place, database, text, conversations, rate, seconds))


async def _closed(place: Path, database: Database, text: Text, conversations: int, each: int) -> Closed:
    app = program(place, database, MemoryPlatform())

    async def converse(who: int, times: int) -> None:
        for _ in range(times):
            await _say(app, who, text)

    async def all_converse(times: int) -> None:
        await asyncio.gather(*(converse(who, times) for who in range(conversations)))
        await app.intake.idle()
        await app.delivery.idle()

    await all_converse(1)
    began, cpu = time.perf_counter(), time.process_time()
    await all_converse(each)
    n = conversations * each
    result = Closed(n / (time.perf_counter() - began), (time.process_time() - cpu) / n * 1e3)
    app.writer.close()
    _check(database)
    return result


async def _opened(place: Path, database: Database, text: Text, conversations: int, rate: float, seconds: float) -> Open:
    platform = MemoryPlatform()
    app = program(place, database, platform)
    for who in range(conversations):
        await _say(app, who, text)
    await app.intake.idle()
    stalls: list[float] = []
    watcher = asyncio.create_task(watch(stalls))
    began, due = time.perf_counter(), {}
    saying = []
    for n, at in enumerate(_moments(began, rate, seconds)):
        await asyncio.sleep(max(0.0, at - time.perf_counter()))
        key = f"o{next(NUMBERS)}"
        due[key] = at
        saying.append(asyncio.create_task(_say(app, n % conversations, text, key)))
    await asyncio.gather(*saying)
    await app.intake.idle()
    await app.delivery.idle()
    watcher.cancel()
    app.writer.close()
    _check(database)
    late = sorted((platform.answered[key] - at) * 1e3 for key, at in due.items())
    return Open(late[len(late) // 2], late[int(len(late) * 0.99)], max(stalls) * 1e3)


def _check(database: Database) -> None:
    """A figure of work that failed says nothing."""
    with database.reading.connect() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM inbox WHERE state <> 'done'").scalar_one()
    if left:
        raise AssertionError(f"{left} messages were not handled")


async def watch(stalls: list[float]) -> None:
    """How much later than asked the loop comes back, again and again, until cancelled."""
    while True:
        at = time.perf_counter()
        await asyncio.sleep(LOOK_SECONDS)
        stalls.append(time.perf_counter() - at - LOOK_SECONDS)


def _moments(began: float, rate: float, seconds: float) -> Iterator[float]:
    return (began + n / rate for n in range(int(rate * seconds)))


async def _say(app: App, who: int, text: Text, key: str | None = None) -> None:
    number = next(NUMBERS)
    line = text if isinstance(text, str) else text[number % len(text)]
    await app.intake.accept(update(key or f"k{number}", who, line, SystemClock().now()))
