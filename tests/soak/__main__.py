"""`make soak MINUTES=20`: the real program under mixed traffic at 70 % of its limit. What grows, what gets lost.

The limit is measured at the start of the run, on this machine and with the pretended platform beside it on the same
cores: shares of it mean something, the figure itself says little.
"""

import argparse
import asyncio
import csv
import json
import os
import platform
import random
import sys
import tempfile
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from crm import roster
from domain.chat import Actor
from domain.clock import SystemClock
from domain.terms import Role
from storage.database import Database
from storage.entities import Workspace
from storage.migrate import upgrade
from storage.retention import RULES
from storage.unit_of_work import UnitOfWork
from storage.writer import open_writer
from tests.fakes.telegram.people import Group, Person
from tests.fakes.telegram.world import BOT_ID
from tests.soak import looking, picture
from tests.soak.crowd import FAMILY, Crowd, SoakTelegram
from tests.soak.program import Program
from tests.soak.verdict import Ending, Finding, Sample, judge, spread
from tests.storage.test_retention import BOUNDED, ENTERED, TRAIL, WITH_THEIR_MESSAGE

PEOPLE = 32
LOOK_SECONDS = 5.0
IMPORT_EVERY = 240.0
OUT = Path(__file__).parent / "out"


def main() -> None:
    asked = argparse.ArgumentParser(prog="make soak", description=__doc__)
    asked.add_argument("--minutes", type=float, default=20.0)
    asked.add_argument("--share", type=float, default=0.7, help="of the measured limit")
    asked.add_argument("--measure", type=float, default=20.0, help="seconds in which the limit is measured")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="rapport-soak-") as place:
        good = asyncio.run(Soak(Path(place), given).run())
    sys.exit(0 if good else 1)


class Soak:
    """One run: a team, a limit, the traffic, the looks, the verdict."""

    def __init__(self, place: Path, given: argparse.Namespace) -> None:
        self._path = place / "soak.db"
        self._place = place
        self._given = given
        self._samples: list[Sample] = []
        self._telegram = SoakTelegram()
        OUT.mkdir(exist_ok=True)
        self._program = Program(place, f"sqlite:///{self._path}", "", self._telegram.token)

    async def run(self) -> bool:
        async with self._telegram:
            self._program.api_url = self._telegram.url
            people = [self._telegram.person(f"Rep{n}") for n in range(PEOPLE)]
            _found_team(self._path, people)
            await self._program.start()
            await self._import_file(0)
            crowd = Crowd(self._telegram, people, await self._group(people), self._given.seed)
            limit = await crowd.measure_limit(self._given.measure)
            print(f"limit: {limit:.0f} things said a second; traffic at {limit * self._given.share:.0f}", flush=True)
            first = looking.count_rows(self._path)
            await self._talk(crowd, limit * self._given.share)
            status = await self._drain()
        rows = {table: (first[table], last) for table, last in looking.count_rows(self._path).items()}
        return self._tell(crowd, limit, rows, self._ending(crowd, status))

    async def _group(self, people: list[Person]) -> Group:
        """The group that hears of new leads and won deals."""
        group = self._telegram.group("Sales", *people[:3])
        await group.adds_bot(people[0])
        await people[0].says("/group@rapport_test_bot team East", in_=group)
        await people[0].reads(group)
        return group

    async def _talk(self, crowd: Crowd, rate: float) -> None:
        seconds = self._given.minutes * 60
        beside = [asyncio.create_task(work) for work in (self._look(), self._import(), self._digests(crowd))]
        await crowd.talk(rate, seconds)
        for task in beside:
            task.cancel()
        for task in beside:
            with suppress(asyncio.CancelledError):
                await task

    async def _drain(self) -> int:
        """All is handled and sent, the last reminder said; then a stop as an operator stops it."""
        await asyncio.sleep(70)
        for _ in range(120):
            series = await self._program.metrics()
            open_messages = series["rapport_outbox_messages"]
            if not self._telegram.pending and not series["rapport_inbox_waiting"] and not open_messages:
                break
            await asyncio.sleep(1)
        return await self._program.stop()

    async def _look(self) -> None:
        began = time.monotonic()
        while True:
            self._telegram.forget()
            series = await self._program.metrics()
            log = self._path.with_name(f"{self._path.name}-wal")
            self._samples.append(
                Sample(
                    at=time.monotonic() - began,
                    memory=series["process_resident_memory_bytes"],
                    blocks=series["rapport_memory_blocks"],
                    database=self._path.stat().st_size,
                    files=series["process_open_fds"],
                    threads=self._program.threads(),
                    log=log.stat().st_size if log.exists() else 0,
                    inbox_oldest=series["rapport_inbox_oldest_seconds"],
                    outbox_oldest=series["rapport_outbox_oldest_seconds"],
                    lease_overdue=series["rapport_lease_overdue_seconds"],
                    writer_waiting=series["rapport_writer_waiting"],
                    cpu=series["process_cpu_seconds_total"],
                )
            )
            if len(self._samples) % 12 == 0:
                one = self._samples[-1]
                print(f"{one.at:6.0f} s  {one.memory / 1e6:6.1f} MB  oldest {one.inbox_oldest:.2f} s", flush=True)
            await asyncio.sleep(LOOK_SECONDS)

    async def _import(self) -> None:
        """A file of customers now and then, by the command, beside the running program."""
        for n in range(1, 1000):
            await asyncio.sleep(IMPORT_EVERY if n > 1 else 30)
            await self._import_file(n)

    async def _import_file(self, n: int) -> None:
        path = self._place / f"customers-{n}.csv"
        _write_customers(path, n)
        status = await self._program.command("import", str(path))
        print(f"imported {path.name}: {'ok' if status == 0 else f'status {status}'}", flush=True)

    async def _digests(self, crowd: Crowd) -> None:
        """Each minute somebody's digest falls due in the next one."""
        while True:
            await crowd.wants_digest(f"{SystemClock().now() + timedelta(minutes=1):%H:%M}")
            await asyncio.sleep(60)

    def _ending(self, crowd: Crowd, status: int) -> Ending:
        self._telegram.forget()
        effects = looking.read_effects(self._path, crowd.said)
        for action, count in list(effects.unplanned.items())[:5]:
            print(f"  planned {count} times: {action}")
        taken = self._telegram.sent_ok
        return Ending(
            lost_notes=sum(count == 0 for count in effects.notes.values()),
            doubled_notes=sum(count > 1 for count in effects.notes.values()),
            lost_reminders=effects.silent_reminders + len(effects.unplanned),
            unhandled_updates=effects.inbox["pending"],
            put_aside=effects.inbox["parked"] + effects.inbox["broken"],
            unsent=effects.outbox["queued"] + effects.outbox["sending"],
            dead=effects.outbox["dead"],
            parts_sent=effects.parts_sent,
            taken_by_platform=taken["sendMessage"] + taken["editMessageText"],
            refused_by_platform=len(self._telegram.wrong),
            exit_status=status,
        )

    def _tell(self, crowd: Crowd, limit: float, rows: dict[str, tuple[int, int]], ending: Ending) -> bool:
        tables = {str(kind.__tablename__) for kind, _ in RULES}
        cleaned = frozenset(tables | WITH_THEIR_MESSAGE | ENTERED | TRAIL | BOUNDED)
        findings = judge(self._samples, rows, cleaned, ending)
        for finding in findings:
            print(f"{'✓' if finding.good else '✗'} {finding.what}: {finding.told}")
        said = crowd.said
        print(f"{said.updates} updates; notes answered: {spread(crowd.answered_in)}")
        for wrong in self._telegram.wrong[:5]:
            print(f"  refused: {wrong}")
        self._keep(crowd, limit, rows, findings)
        return all(finding.good for finding in findings)

    def _keep(self, crowd: Crowd, limit: float, rows: dict[str, tuple[int, int]], findings: list[Finding]) -> None:
        document: dict[str, Any] = {
            "at": SystemClock().now().isoformat(timespec="seconds"),
            "minutes": self._given.minutes,
            "seed": self._given.seed,
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "limit_per_second": round(limit, 1),
            "share": self._given.share,
            "updates": crowd.said.updates,
            "kinds": dict(crowd.said.kinds),
            "answered": spread(crowd.answered_in),
            "findings": [{"what": one.what, "good": one.good, "told": one.told} for one in findings],
            "rows": {table: {"first": first, "last": last} for table, (first, last) in rows.items() if last != first},
            "samples": [one.plain() for one in self._samples],
        }
        (OUT / "soak.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
        (OUT / "soak.svg").write_text(picture.draw(self._samples), encoding="utf-8")
        print(f"{OUT / 'soak.json'} and soak.svg beside it")


def _found_team(path: Path, people: list[Person]) -> None:
    """Members with their accounts; the first one manages. The sample team's customers are there to be found."""
    upgrade(str(path))
    database = Database(str(path))
    writer = open_writer(database, SystemClock())

    def work(unit: UnitOfWork) -> None:
        unit.add(Workspace(name="Soak", currency="EUR", region="DE", created_at=unit.now))
        for n, person in enumerate(people):
            actor = Actor("telegram", str(BOT_ID), str(person.id))
            roster.add_member(
                unit,
                f"rep{n}",
                role=Role.MANAGER if n == 0 else Role.REP,
                team="East",
                language="zh" if n % 4 == 3 else "en",
                accounts=[actor],
            )

    writer.submit(1, work).result()
    writer.close()
    database.close()


def _write_customers(path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - made-up customers, no secret
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("name", "company", "phone", "email"))
        for n in range(200):
            who = f"{chance.choice(FAMILY)} {seed}-{n}"
            table.writerow(
                (who, f"Import {seed} {n % 40}", f"+4930{chance.randrange(10**7):07}", f"p{seed}x{n}@example.com")
            )


if __name__ == "__main__":
    main()
