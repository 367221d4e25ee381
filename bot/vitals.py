"""Keeps the metrics true: gauges read from the database when somebody asks, the event loop looked at each second."""

import asyncio
import logging
import platform
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from bot import metrics
from domain.clock import Clock
from storage import migrate, vitals
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer

log = logging.getLogger("rapport.vitals")
LOOK_SECONDS = 1.0


def describe_build(database: Database) -> None:
    """What runs here, as labels of one metric."""
    metrics.BUILD.info(
        {
            "version": version("rapport-crm"),
            "schema": migrate.newest() or "",
            "database": database.url.get_backend_name(),
            "python": platform.python_version(),
        }
    )


def note_commit(seconds: float, pieces: int) -> None:
    """As the writer tells of each commit."""
    metrics.COMMIT.observe(seconds)
    metrics.WRITTEN.inc(pieces)


def note_tick(clock: Clock) -> Callable[[bool, float], None]:
    """As the ticker tells of each ring."""

    def note(well: bool, seconds: float) -> None:  # noqa: FBT001 - the ticker's signature
        metrics.TICKS.labels("ok" if well else "failed").inc()
        metrics.TICK_SECONDS.observe(seconds)
        if well:
            metrics.LAST_TICK.set(clock.now().timestamp())

    return note


def note_trimmed(dropped: Mapping[str, int]) -> None:
    """As the ticker tells of each slice it trimmed."""
    for table, rows in dropped.items():
        if rows:
            metrics.TRIMMED.labels(table).inc(rows)


async def watch_loop() -> None:
    """Note how late the event loop wakes a timer, until cancelled: what stalls it stalls everybody."""
    while True:
        asked = time.perf_counter()
        await asyncio.sleep(LOOK_SECONDS)
        metrics.LOOP_DELAY.observe(max(0.0, time.perf_counter() - asked - LOOK_SECONDS))


class Gauges:
    """The gauges of one program. `platforms`: those that run here, which show 0 where nothing waits."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        clock: Clock,
        platforms: Iterable[str],
        folder: Path,
        lanes: Callable[[], int],
    ) -> None:
        self._database = database
        self._writer = writer
        self._clock = clock
        self._platforms = set(platforms)
        self._folder = folder
        self._lanes = lanes

    async def refresh(self, workspace_id: int) -> None:
        """Bring all of them up to date; where the database does not answer, say that and leave the others."""
        metrics.LANES.set(self._lanes())
        metrics.BLOCKS.set(sys.getallocatedblocks())
        metrics.WRITER_WAITING.set(self._writer.waiting)
        metrics.DISK_FREE.set(shutil.disk_usage(self._folder if self._folder.exists() else Path()).free)
        try:
            found, sizes = await asyncio.wrap_future(self._writer.read(workspace_id, self._look))
        except Exception:  # whatever is wrong with the database, that it is wrong is the answer
            log.warning("the database could not be asked how it is", exc_info=True)
            metrics.DATABASE_UP.set(0)
            return
        metrics.DATABASE_UP.set(1)
        for part, size in sizes.items():
            metrics.DATABASE_BYTES.labels(part).set(size)
        self._show(found)

    def _look(self, unit: UnitOfWork) -> tuple[vitals.Vitals, dict[str, int]]:
        return vitals.look(unit), vitals.sizes(self._database, unit.connection)

    def _show(self, found: vitals.Vitals) -> None:
        nothing = vitals.Waiting({}, None)
        for name in self._platforms | found.inbox.keys() | found.outbox.keys():
            arrived, promised = found.inbox.get(name, nothing), found.outbox.get(name, nothing)
            metrics.INBOX.labels(name).set(arrived.counts.get("pending", 0))
            metrics.INBOX_OLDEST.labels(name).set(self._age(arrived.since))
            for state in ("queued", "sending", "dead"):
                metrics.OUTBOX.labels(name, state).set(promised.counts.get(state, 0))
            metrics.OUTBOX_OLDEST.labels(name).set(self._age(promised.since))
        for state, count in found.put_aside.items():
            metrics.PUT_ASIDE.labels(state).set(count)
        for kind, count in found.leases.items():
            metrics.LEASES.labels(kind).set(count)
        metrics.LEASE_OVERDUE.set(found.overdue_seconds)
        metrics.REMINDERS_DUE.set(found.reminders_due)
        metrics.REMINDERS_LATE.set(self._age(found.reminders_since))
        metrics.BACKUP.set(found.backup_at.timestamp() if found.backup_at else 0)

    def _age(self, since: datetime | None) -> float:
        """Seconds since a moment by this program's clock; 0 where nothing waits."""
        return max(0.0, (self._clock.now() - since).total_seconds()) if since else 0.0
