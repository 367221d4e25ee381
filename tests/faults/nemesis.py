"""Who strikes: from one seed, a course of work and blows that can be played again."""

import asyncio
import random
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crm import roster
from tests.faults.clocks import jump, turn_postgresqls_clock
from tests.faults.doors.door import Door
from tests.faults.invariants import copies, excused
from tests.faults.lease_watch import watched_leases
from tests.faults.life import rapport, rapport_by_another_clock
from tests.faults.office import FaultyOffice, now
from tests.faults.points import INSIDE, Fate
from tests.faults.program import LEASE_SECONDS, TIMEOUT_SECONDS, Program
from tests.faults.rounds import installation, judge, settled
from tests.faults.servers import end_connections, fill_disk, free_disk, restart_postgresql
from tests.faults.wire import Wire, through, wire_to
from tests.office import work

BLOW = 600.0
"""Seconds, longer than any."""
STEPS = 36
"""How many things happen in a round, a third of them blows."""


@dataclass
class Round:
    """One course of events on one database."""

    seed: int
    office: FaultyOffice
    run: Program
    chance: random.Random
    workers: int
    wire: Wire | None = None
    blows: list[str] = field(default_factory=list)
    copies: int = 0
    excused: int = 0
    looks: int = 0

    @property
    def is_postgresql(self) -> bool:
        return self.wire is not None

    def anyone(self) -> int:
        return self.chance.randrange(self.workers)

    async def works(self, calls: int, seconds: float = 4.0) -> None:
        """Until the program has called the platform that often again (or that much time has passed)."""
        door, deadline = self.run.door, time.monotonic() + seconds
        wanted = door.heard + calls
        while door.heard < wanted and (left := deadline - time.monotonic()) > 0:
            await door.wait_change(left)

    async def pause(self, seconds: float) -> None:
        """Let the program go on for that long."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            await self.run.door.wait_change(left)


Act = Callable[[Round], Awaitable[None]]


# --- work -------------------------------------------------------------------------------------------


async def say(round_: Round) -> None:
    await round_.office.says(round_.chance.choice(round_.office.people[:3]))


async def make_lead(round_: Round) -> None:
    await round_.office.makes_lead(round_.chance.choice(round_.office.people[:3]))


async def plan_reminders(round_: Round) -> None:
    await asyncio.to_thread(round_.office.plan_reminders, round_.chance.sample(round_.office.staying, 2))


async def plan_digest(round_: Round) -> None:
    await asyncio.to_thread(round_.office.plan_digests, [round_.chance.choice(round_.office.staying)])


WORK: Mapping[Act, int] = {say: 10, make_lead: 3, plan_reminders: 3, plan_digest: 1}


# --- blows ------------------------------------------------------------------------------------------


async def kill(round_: Round) -> None:
    """In the midst of it."""
    number = round_.anyone()
    await round_.works(round_.chance.randint(1, 8))
    await round_.run.kill(number)
    await round_.run.start(number)


async def doom(round_: Round) -> None:
    """Reborn with a fate: it dies at one of the named points."""
    number, chance = round_.anyone(), round_.chance
    await round_.run.kill(number)
    fate = Fate(chance.choice(INSIDE), chance.randint(1, 6))
    await round_.run.start(number, fate)
    for _ in range(3):
        await say(round_)
    deadline = time.monotonic() + 5
    while round_.run.is_alive(number) and time.monotonic() < deadline:
        await round_.run.door.wait_change(0.1)
    if round_.run.is_alive(number):
        await round_.run.kill(number)
    else:
        round_.run.note_blow(f"died at {fate}")
    await round_.run.start(number)


async def freeze(round_: Round) -> None:
    """Stopped until its leases have ended, and then it goes on as if nothing had been."""
    number = round_.anyone()
    if round_.run.is_alive(number):
        round_.run.freeze(number)
        await say(round_)
        await round_.pause(LEASE_SECONDS + 0.5)
        round_.run.thaw(number)


async def remove_dora(round_: Round) -> None:
    office, dora = round_.office, round_.office.people[3]
    if dora.chat in office.removed:
        return

    def remove() -> None:
        with work(office.database, now()) as unit:
            roster.remove_member(unit, office.account_of(unit, dora)[0].name)

    await asyncio.to_thread(remove)
    office.removed[dora.chat] = time.time()


async def jump_clock(round_: Round) -> None:
    jump(round_.run.folder / "clock", round_.chance.choice((-3600, -60, 60, 3600)))


async def jump_database_clock(round_: Round) -> None:
    """Ahead: leases end early, so what is under way may be sent again. Behind: they last longer."""
    seconds = round_.chance.choice((-3, 3, 30))
    round_.run.note_blow("the database's clock jumped")
    if round_.is_postgresql:
        turn_postgresqls_clock(round_.run.url, seconds)
    else:
        jump(round_.run.folder / "database-clock", seconds)


async def restart_database(round_: Round) -> None:
    await asyncio.to_thread(restart_postgresql, round_.run.url)
    round_.run.note_blow("the database restarted")


async def cut_connections(round_: Round) -> None:
    await round_.works(round_.chance.randint(1, 6))
    await asyncio.to_thread(end_connections, round_.run.url)
    round_.run.note_blow("the database ended every connection")


async def cut_wire(round_: Round) -> None:
    assert round_.wire is not None
    await round_.works(round_.chance.randint(1, 6))
    round_.wire.cut()
    round_.run.note_blow("the wire to the database was cut")


async def hold_wire(round_: Round) -> None:
    """Nothing comes through for a while, and then everything."""
    assert round_.wire is not None
    round_.wire.hold()
    round_.run.note_blow("the wire to the database was held")
    await say(round_)
    await round_.pause(LEASE_SECONDS + 0.5)
    round_.wire.release()


async def fill(round_: Round) -> None:
    """No write succeeds for a while; then there is room again."""
    number = round_.anyone()
    pid = round_.run.workers[number].pid
    assert pid is not None
    fill_disk(pid)
    round_.run.note_blow("the disk was full")
    await say(round_)
    await round_.pause(1.5)
    if round_.run.is_alive(number):
        free_disk(pid)


async def break_sending(round_: Round) -> None:
    round_.run.door.breaks_sending(round_.chance, TIMEOUT_SECONDS + 0.5)


async def break_receiving(round_: Round) -> None:
    reordered = round_.run.door.breaks_receiving(round_.chance, TIMEOUT_SECONDS)
    round_.office.reordered = round_.office.reordered or reordered


async def offer_again(round_: Round) -> None:
    """The platform forgets every receipt it ever had."""
    round_.run.door.offers_again()


EVERYWHERE: Mapping[Act, int] = {
    kill: 3,
    doom: 3,
    freeze: 1,
    remove_dora: 1,
    break_sending: 5,
    break_receiving: 3,
    offer_again: 2,
}
ON_SQLITE: Mapping[Act, int] = {fill: 2}
ON_POSTGRESQL: Mapping[Act, int] = {restart_database: 1, cut_connections: 2, cut_wire: 2, hold_wire: 1}
DATABASE = frozenset({*ON_SQLITE, *ON_POSTGRESQL})
"""Blows to the database, or to its disk: meanwhile nobody can act."""
WITH_CLOCKS: Mapping[Act, int] = {jump_clock: 2, jump_database_clock: 2}


def plan(seed: int, *, postgresql: bool, clocks: bool, steps: int = STEPS) -> list[Act]:
    """The course of a seed: the same seed, the same course."""
    chance = random.Random(seed)  # noqa: S311 - a seeded course of events, no secret
    blows = {**EVERYWHERE, **(ON_POSTGRESQL if postgresql else ON_SQLITE), **(WITH_CLOCKS if clocks else {})}
    return [_draw(chance, WORK if n % 3 else blows) for n in range(1, steps + 1)]


def _draw(chance: random.Random, acts: Mapping[Act, int]) -> Act:
    return chance.choices(list(acts), list(acts.values()))[0]


@asynccontextmanager
async def wired(url: str) -> AsyncIterator[Wire | None]:
    if not url.startswith("postgresql"):
        yield None
        return
    async with wire_to(url) as wire:
        yield wire


async def play(
    url: str, folder: Path, seed: int, workers: int = 1, steps: int = STEPS, door: Door | None = None
) -> Round:
    """One round from its seed; AssertionError with every violation. Every third seed has clocks that jump."""
    clocks = seed % 3 == 0
    async with wired(url) as wire:
        more: dict[str, Any] = {"door": door, "run": rapport_by_another_clock if clocks else rapport}
        by_wire = {"worker_url": lambda _: through(wire, url)} if wire else {}
        async with installation(url, folder, **more, **by_wire) as (office, run):
            chance = random.Random(seed + 1_000_000)  # noqa: S311 - as above
            round_ = Round(seed, office, run, chance, workers, wire)
            if clocks and wire:
                turn_postgresqls_clock(url, 0)
            for number in range(workers):
                await run.start(number)
            async with watched_leases(office.database) as leases:
                run.leases = None if clocks else leases
                for act in plan(seed, postgresql=bool(wire), clocks=clocks, steps=steps):
                    await _happen(round_, act)
                    await round_.pause(chance.choice((0, 0.02, 0.1, 0.3)))
                _mend(round_)
                await _keep(round_, kill)
                await settled(office, run)
            round_.looks = leases.looks
            for number in range(workers):
                code = await run.stop(number)
                told = run.told_by(number)
                unborn = code == -signal.SIGTERM and "Rapport runs on" not in told
                assert code == 0 or unborn, f"worker {number} stopped with {code}: {told}"
            evidence = judge(office, run)
            round_.copies, round_.excused = sum(copies(evidence).values()), excused(evidence)
            return round_


async def _happen(round_: Round, act: Act) -> None:
    """An act, and what a keeper of services does about it. Nobody looks at leases while nobody can act on them."""
    if act not in WORK:
        round_.blows.append(act.__name__)
    is_hindering = act in DATABASE or (act in (kill, doom, freeze) and round_.workers == 1)
    if is_hindering and round_.run.leases:
        round_.run.leases.look_away(BLOW)
    await act(round_)
    await _keep(round_, act)
    if is_hindering and round_.run.leases:
        round_.run.leases.look_again()


async def _keep(round_: Round, act: Act) -> None:
    """As a keeper of services does: who gave up while it was beginning (no database, no disk) begins again."""
    for number in range(round_.workers):
        if not round_.run.is_alive(number):
            told = round_.run.told_by(number)
            assert "Rapport runs on" not in told, f"worker {number} ended by itself after {act.__name__}: {told}"
            await round_.run.start(number)


def _mend(round_: Round) -> None:
    """All blows end: clocks go right, the platform behaves."""
    round_.run.door.mends()
    for name in ("clock", "database-clock"):
        (round_.run.folder / name).unlink(missing_ok=True)
    if round_.is_postgresql and round_.seed % 3 == 0:
        turn_postgresqls_clock(round_.run.url, 0)
