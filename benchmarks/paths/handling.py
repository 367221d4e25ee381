"""Handling: understood, written, audited, reply queued and delivered in memory; beside a naive async-ORM bot."""

import asyncio
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks.measuring import Figure, interleaved
from benchmarks.naive import answer_all
from benchmarks.office import CONVERSATIONS, MemoryPlatform, empty, program, update
from benchmarks.paths.importing import customers
from domain.clock import SystemClock
from storage.database import Database

EACH = 12
COMMAND = "note wants 50 seats"
FREE_TEXT = "Met {name} today, wants 50 seats, call back on Friday"


def measure(place: Path, rounds: int) -> Iterator[Figure]:
    numbers = count()
    small = empty(place / "handling.db")
    empty(place / "naive.db").close()
    rates = {"command": 0.0}

    def handling(database: Database, text: str, kind: str) -> float:
        rate, cpu = asyncio.run(_handle(place, database, text, numbers))
        rates[kind] = cpu
        return cpu if kind == "text" else rate

    def naive() -> float:
        rate, rates["naive"] = asyncio.run(answer_all(place / "naive.db", CONVERSATIONS, EACH))
        return rate

    command: list[float] = []

    def commands() -> float:
        rate = handling(small, COMMAND, "command")
        command.append(rates["command"])
        return rate

    found = interleaved(rounds, ours=commands, naive=naive)
    ratio = found["ours"] / found["naive"]
    yield Figure(
        "handling", "commands, 32 conversations", found["ours"], "/s", peer=found["naive"],
        peer_is="async ORM on aiosqlite, a commit a message", ratio=ratio, target=">= 4", reached=ratio >= 4,
    )  # fmt: skip
    cpu = sorted(command)[len(command) // 2]
    yield Figure(
        "handling", "CPU a command, intake and delivery included", cpu, "ms", peer=rates["naive"],
        peer_is="the same peer", target="<= 2 ms", reached=cpu <= 2,
    )  # fmt: skip
    size, large = customers(place)
    text = FREE_TEXT.format(name="Ada Vortex7")
    text_cpu = interleaved(rounds, text=lambda: handling(large, text, "text"))["text"]
    yield Figure(
        "handling", f"CPU a free-text note, {size:,} customers", text_cpu, "ms", target="<= 5 ms", reached=text_cpu <= 5
    )


async def _handle(place: Path, database: Database, text: str, numbers: "count[int]") -> tuple[float, float]:
    """Messages a second until all are handled and answered; CPU milliseconds each."""
    app = program(place, database, MemoryPlatform())
    clock = SystemClock()

    async def converse(who: int, each: int) -> None:
        for _ in range(each):
            await app.intake.accept(update(f"k{next(numbers)}", who, text, clock.now()))

    async def all_converse(each: int) -> None:
        await asyncio.gather(*(converse(who, each) for who in range(CONVERSATIONS)))
        await app.intake.idle()
        await app.delivery.idle()

    await all_converse(1)
    began, cpu = time.perf_counter(), time.process_time()
    await all_converse(EACH)
    n = CONVERSATIONS * EACH
    result = n / (time.perf_counter() - began), (time.process_time() - cpu) / n * 1e3
    app.writer.close()
    return result
