"""The real program in processes of its own: started, killed, frozen, started again, over a pretended platform."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from storage.database import Database
from storage.entities import OutboxMessage
from tests.faults.doors.door import Door
from tests.faults.doors.telegram import MortalTelegram
from tests.faults.lease_watch import LeaseWatch
from tests.faults.life import Life, live, preloaded, rapport
from tests.faults.points import Fate

ROOT = Path(__file__).parents[2]
LEASE_SECONDS = 3.0
TIMEOUT_SECONDS = 2.0


def _nursery() -> ForkServerContext:
    """Where processes are forked from: the program's modules are loaded there, nothing of it runs."""
    os.environ["PYTHONPATH"] = str(ROOT)  # the server does not learn of our sys.path otherwise
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(preloaded())
    return context


@dataclass(frozen=True)
class Blow:
    """Something that may leave sends in doubt, and how many were in flight then: what the bound of copies counts."""

    how: str
    in_flight: int


@dataclass
class Program:
    """Workers of one installation, on one database. `blows` are the unclean deaths and what equals them."""

    door: Door
    url: str
    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    run: Callable[[Life], None] = rapport
    worker_url: Callable[[int], str] | None = None
    workers: dict[int, ForkServerProcess] = field(default_factory=dict)
    lives: list[Life] = field(default_factory=list)
    blows: list[Blow] = field(default_factory=list)
    leases: LeaseWatch | None = None

    async def start(self, number: int = 0, fate: Fate | None = None) -> None:
        """Bear a worker; it is at work when the platform hears of it."""
        life = Life(
            self.folder,
            f"worker-{number}-{len(self.lives)}",
            self._environment(number),
            self.run,
            fate,
            self.folder / "clock",
        )
        self.lives.append(life)
        self.door.victims[number] = lambda: self.strike(number)
        worker = _nursery().Process(target=live, args=(life,), daemon=True)
        await asyncio.to_thread(worker.start)
        self.workers[number] = worker

    def _environment(self, number: int) -> dict[str, str]:
        chosen = {
            "DATABASE__URL": self.worker_url(number) if self.worker_url else self.url,
            "DATA_DIR": str(self.folder / "data"),
            "SERVER__PORT": "0",
            "DELIVERY__SWEEP_SECONDS": "0.2",
            "DELIVERY__LEASE_SECONDS": str(LEASE_SECONDS),
            "DELIVERY__TIMEOUT_SECONDS": str(TIMEOUT_SECONDS),
            "SCHEDULER__TICK_SECONDS": "0.2",
            "WORKERS__LEASE_SECONDS": str(LEASE_SECONDS),
            "WEB__ENABLED": "false",
            **self.door.settings(number),
            **self.settings,
        }
        return {name if name.startswith("CONTROL_") else f"RAPPORT_{name}": value for name, value in chosen.items()}

    @property
    def telegram(self) -> MortalTelegram:
        """For what only Telegram has."""
        assert isinstance(self.door, MortalTelegram)
        return self.door

    def pid(self, number: int = 0) -> int:
        found = self.workers[number].pid
        assert found is not None
        return found

    # --- what befalls a worker ----------------------------------------------------------------------

    def is_alive(self, number: int = 0) -> bool:
        worker = self.workers.get(number)
        return worker is not None and worker.is_alive()

    def told_by(self, number: int) -> str:
        """The end of the log of a worker's latest life."""
        life = next(life for life in reversed(self.lives) if life.name.startswith(f"worker-{number}-"))
        return life.log.read_text()[-3000:] if life.log.exists() else ""

    async def kill(self, number: int = 0) -> None:
        """Kill -9: no handler runs, nothing is flushed."""
        if self.is_alive(number):
            self.strike(number)
            await self.is_dead(number)
            self.note_blow("killed")

    def strike(self, number: int = 0) -> None:
        """Kill -9, and no more."""
        worker = self.workers[number]
        if worker.pid is not None and worker.is_alive():
            os.kill(worker.pid, signal.SIGKILL)

    async def is_dead(self, number: int = 0, seconds: float = 90.0) -> int:
        """Wait for a worker's end; its exit code, negative for a signal's number."""
        worker = self.workers[number]
        await asyncio.to_thread(worker.join, seconds)
        assert worker.exitcode is not None, f"worker {number} lives on: {self.lives[-1].log.read_text()[-2000:]}"
        return worker.exitcode

    def freeze(self, number: int = 0) -> None:
        """SIGSTOP: it neither works nor knows that it does not."""
        self._signal(number, signal.SIGSTOP)
        self.note_blow("frozen")

    def thaw(self, number: int = 0) -> None:
        self._signal(number, signal.SIGCONT)

    def _signal(self, number: int, which: signal.Signals) -> None:
        worker = self.workers[number]
        assert worker.pid is not None
        os.kill(worker.pid, which)

    async def stop(self, number: int = 0) -> int:
        """As an operator stops it: SIGTERM, then whatever it says."""
        if not self.is_alive(number):
            return 0
        self._signal(number, signal.SIGTERM)
        return await self.is_dead(number)

    async def end(self) -> None:
        for number in self.workers:
            self.strike(number)
            await self.is_dead(number)

    def note_blow(self, how: str) -> None:
        self.blows.append(Blow(how, self._in_flight()))

    def _in_flight(self) -> int:
        """How many messages are claimed right now and may have been taken without a record."""
        database = Database(self.url)
        query = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.state == "sending")
        try:
            with database.reading.connect() as connection:
                return int(connection.scalar(query) or 0)
        except OperationalError:
            return 0
        finally:
            database.close()


@asynccontextmanager
async def program(url: str, folder: Path, *, door: Door | None = None, **more: Any) -> AsyncIterator[Program]:
    """On Telegram where no other door is given."""
    async with door or MortalTelegram() as opened:
        started = Program(opened, url, folder, **more)
        try:
            yield started
        finally:
            await started.end()
