"""Every named point, every time it is reached, for every kind of work: die there, come back, judge."""

import signal
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.doors.door import Door
from tests.faults.office import DIGEST, MESSAGE, NEWS, REMINDER, FaultyOffice
from tests.faults.points import INSIDE, Fate, passed
from tests.faults.program import Program
from tests.faults.rounds import installation, judge, settled

DEATH = 30.0
"""Seconds within which a process meets its fate, or all is settled without it."""


@dataclass(frozen=True)
class Death:
    """A fate and whether it was met: a point may be reached less often than in the rehearsal, as commits are shared."""

    kind: str
    fate: Fate
    met: bool


async def happen(office: FaultyOffice, kind: str) -> None:
    """A little of that kind of work."""
    alice, bob, *_ = office.people
    if kind == MESSAGE:
        for person in (alice, bob, alice):
            await office.says(person)
    elif kind == NEWS:
        for person in (alice, bob):
            await office.makes_lead(person)
    elif kind == REMINDER:
        office.plan_reminders(office.people[:3])
    else:
        assert kind == DIGEST
        office.dawns()
        office.plan_digests(office.people[:2])


async def rehearse(office: FaultyOffice, run: Program, kind: str) -> list[Fate]:
    """Let it happen undisturbed; the fates there are."""
    await run.start()
    taken = len(run.door.takes)
    await happen(office, kind)
    await settled(office, run)
    assert await run.stop() == 0
    found = Counter(passed(run.lives[-1].notes))
    found |= Counter(dict.fromkeys(run.door.deadly, len(run.door.takes) - taken))
    return [Fate(name, hit) for name in (*INSIDE, *run.door.deadly) for hit in range(1, found[name] + 1)]


async def die(office: FaultyOffice, run: Program, kind: str, fate: Fate, survivors: Sequence[int] = ()) -> Death:
    """One death: worker 0 is born with its fate, the work happens, and it is gone (or all was done without it).

    At the platform's door it is whoever stands there.
    """
    inside = fate.point in INSIDE
    await run.start(0, fate if inside else None)
    for number in survivors:
        await run.door.listened_to()
        await run.start(number)
    doom = None if inside else run.door.strikes(fate.point, fate.hit - 1)
    notes = run.lives[-1 - len(survivors)].notes
    await happen(office, kind)
    await settled(office, run, DEATH, unless=lambda: bool(_fallen(run)))
    met = doom.met if doom else passed(notes)[fate.point] >= fate.hit
    if doom:
        run.door.spares(doom)
    if met:
        await run.is_dead(0 if inside else run.door.struck)
        run.note_blow(f"died at {fate}")
    return Death(kind, fate, met)


def _fallen(run: Program) -> list[int]:
    return [number for number in run.workers if not run.is_alive(number)]


async def every_death(
    url: str, folder: Path, kind: str, workers: int, door: Door | None = None
) -> AsyncIterator[Death]:
    """Enumerate a kind's fates. With one worker it comes back; of two the survivor must do without."""
    survivors = range(1, workers)
    async with installation(url, folder, door=door) as (office, run):
        for fate in await rehearse(office, run, kind):
            death = await die(office, run, kind, fate, survivors)
            if not survivors and death.met:
                await run.start()
            await settled(office, run)
            judge(office, run)
            for number in range(workers):
                assert await run.stop(number) in (0, -signal.SIGKILL, -signal.SIGTERM), run.told_by(number)
            yield death


async def chain(url: str, folder: Path, fates: Sequence[tuple[str, Fate]], door: Door | None = None) -> list[Death]:
    """Death upon death, each taking up what the one before left; judged at the end."""
    async with installation(url, folder, door=door) as (office, run):
        deaths = [await die(office, run, kind, fate) for kind, fate in fates]
        await run.start()
        await settled(office, run)
        assert await run.stop() == 0
        judge(office, run)
        return deaths
