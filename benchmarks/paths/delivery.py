"""Delivery under a platform's limit: how near it comes, and whether a second ever holds more than the limit."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Figure, interleaved
from benchmarks.office import NAME, MemoryPlatform, empty, program
from bot.promises import promise
from domain.cards import Card, Message
from domain.chat import Address, Limits, Line, Outgoing, Sent, Span
from storage.unit_of_work import UnitOfWork

LIMIT, MESSAGES = 30.0, 240


class Counting(MemoryPlatform):
    """Notes when each message came."""

    def __init__(self) -> None:
        super().__init__(Limits(per_second=LIMIT))
        self.at: list[float] = []

    async def send(self, message: Outgoing) -> Sent:
        self.at.append(time.perf_counter())
        return await super().send(message)


def measure(place: Path, rounds: int) -> Iterator[Figure]:
    turn = iter(range(1_000))
    over: list[float] = []

    def once() -> float:
        at = asyncio.run(_deliver(place, next(turn)))
        over.append(sum(1 for n, moment in enumerate(at) if _within_a_second(at, n, moment) > LIMIT * 1.1) / len(at))
        return (len(at) - 1) / (at[-1] - at[0])

    rate = interleaved(min(rounds, 2), rate=once)["rate"]
    ratio = rate / LIMIT
    yield Figure(
        "delivery", f"{MESSAGES} messages, limit {LIMIT:.0f}/s", rate, "/s", LIMIT, "the platform's limit", ratio=ratio,
        target=">= 0.95", reached=ratio >= 0.95,
    )  # fmt: skip
    yield Figure(
        "delivery", "sends a strict platform (10 % burst) would refuse", max(over) * 100, "%", target="<= 0.1 %",
        reached=max(over) <= 0.001,
    )  # fmt: skip


def _within_a_second(at: list[float], n: int, moment: float) -> int:
    return sum(1 for other in at[max(0, n - 100) : n + 1] if moment - other < 1.0)


async def _deliver(place: Path, turn: int) -> list[float]:
    database = empty(place / f"delivery{turn}.db", 1)
    platform = Counting()
    app = program(place, database, platform)

    def fill(unit: UnitOfWork) -> None:
        for n in range(MESSAGES):
            card = Card((Line((Span(f"message {n}"),)),))
            promise(unit, Message(Address(NAME, "bot", f"chat{n % 80}"), card), {NAME: platform})

    await asyncio.wrap_future(app.writer.submit(1, fill))
    await app.delivery.sweep()
    await app.delivery.idle()
    await app.close()
    return platform.at
