"""`make faults SEED=1 ROUNDS=10`: every death, then rounds of blows; each line can be played again by what it says."""

import argparse
import asyncio
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from storage.migrate import upgrade
from tests import databases
from tests.faults.deaths import every_death
from tests.faults.disasters import failover, full_disk
from tests.faults.doors.door import Door
from tests.faults.doors.slack import MortalSlack
from tests.faults.doors.telegram import MortalTelegram
from tests.faults.doors.web import WebDoor
from tests.faults.nemesis import STEPS, play
from tests.faults.office import KINDS


@dataclass(frozen=True)
class Place:
    """The database, how many workers share it, and what they are doors of."""

    database: str
    workers: int
    door: Callable[[], Door] = MortalTelegram


PLACES: Mapping[str, Place] = {
    "sqlite": Place("sqlite", 1),
    "postgresql": Place("postgresql", 1),
    "postgresql2": Place("postgresql", 2),
    "slack": Place("sqlite", 1, MortalSlack),
    "slack2": Place("postgresql", 2, MortalSlack),
    "slack-http": Place("postgresql", 1, partial(MortalSlack, http=True)),
    "web": Place("sqlite", 1, WebDoor),
    "web2": Place("postgresql", 2, WebDoor),
}


@dataclass
class Tally:
    """What was tried how often."""

    counts: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)

    def try_it(self, name: str, work: Callable[[], None]) -> None:
        began = time.monotonic()
        try:
            work()
        except Exception:  # noqa: BLE001 - the next ones are wanted too
            self.failed.append(name)
            say(f"FAILED {name}\n{traceback.format_exc()}")
        else:
            say(f"ok {name} ({time.monotonic() - began:.0f} s)")


@contextmanager
def place(server: str | None, kind: str) -> Iterator[tuple[str, Path]]:
    """An empty, migrated database and a folder."""
    with tempfile.TemporaryDirectory(prefix="rapport-faults-") as name:
        folder = Path(name)
        if kind == "sqlite":
            upgrade(str(folder / "rapport.db"))
            yield f"sqlite:///{folder}/rapport.db", folder
        else:
            assert server is not None, "PostgreSQL's wheel does not run here"
            yield databases.fresh_database(server, folder.name.replace("-", "_")), folder


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def enumerate_deaths(tally: Tally, server: str | None, where: str, kinds: Sequence[str]) -> None:
    there = PLACES[where]

    async def all_of_them(url: str, folder: Path, kind: str) -> None:
        async for death in every_death(url, folder, kind, there.workers, there.door()):
            ending = "met" if death.met else "not reached"
            tally.counts[f"{where} {death.fate.point} {ending}"] += 1
            say(f"   {where} {kind} {death.fate} {ending}")

    def of_kind(kind: str) -> None:
        with place(server, there.database) as (url, folder):
            asyncio.run(all_of_them(url, folder, kind))

    for kind in kinds:
        tally.try_it(f"deaths {where} {kind}", partial(of_kind, kind))


def play_rounds(tally: Tally, server: str | None, where: str, seeds: range, steps: int) -> None:
    there = PLACES[where]

    def one(seed: int) -> None:
        with place(server, there.database) as (url, folder):
            round_ = asyncio.run(play(url, folder, seed, there.workers, steps, there.door()))
        tally.counts[f"{where} rounds"] += 1
        tally.counts[f"{where} updates"] += len(round_.office.said)
        tally.counts[f"{where} messages taken"] += len(round_.run.door.takes)
        tally.counts[f"{where} looks at leases"] += round_.looks
        tally.counts[f"{where} copies"] += round_.copies
        tally.counts[f"{where} copies excused"] += round_.excused
        tally.counts.update(f"{where} {name}" for name in round_.blows)

    for seed in seeds:
        tally.try_it(f"round {where} SEED={seed}", partial(one, seed))


def let_disasters_happen(tally: Tally, server: str | None) -> None:
    """PostgreSQL's disk is full, and its primary is gone."""

    def disk() -> None:
        with place(server, "postgresql") as (url, folder):
            told = asyncio.run(full_disk(url, folder))
        assert told is None or (told.refused and told.waited), told
        tally.counts["full disk under PostgreSQL" if told else "no small disk can be mounted here"] += 1

    def primary() -> None:
        assert server is not None, "PostgreSQL's wheel does not run here"
        with tempfile.TemporaryDirectory(prefix="rapport-faults-") as name:
            asyncio.run(failover(databases.client_programs(server), Path(name)))
        tally.counts["failover to the standby"] += 1

    tally.try_it("full disk under PostgreSQL", disk)
    tally.try_it("failover to the standby", primary)


def main() -> None:
    parser = argparse.ArgumentParser(description="What befalls the program, and whether anything is lost.")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--places", nargs="+", choices=PLACES, default=list(PLACES))
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS), help="of work, to die in")
    parser.add_argument("--only", choices=("deaths", "rounds", "disasters"))
    wish = parser.parse_args()
    say(f"SEED={wish.seed} ROUNDS={wish.rounds}")
    tally = Tally()
    with databases.postgresql_server() as server:
        for where in wish.places:
            if wish.only in (None, "deaths"):
                enumerate_deaths(tally, server, where, wish.kinds)
            if wish.only in (None, "rounds"):
                play_rounds(tally, server, where, range(wish.seed, wish.seed + wish.rounds), wish.steps)
        if wish.only in (None, "disasters"):
            let_disasters_happen(tally, server)
        tell(tally)
    sys.exit(bool(tally.failed))


def tell(tally: Tally) -> None:
    for name, count in sorted(tally.counts.items()):
        say(f"{count:6} {name}")
    say(f"{len(tally.failed)} failed{': ' + ', '.join(tally.failed) if tally.failed else ''}")


if __name__ == "__main__":
    main()
