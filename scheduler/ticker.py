"""The only importer of APScheduler: one interval job rings, and losing it loses nothing, as truth is in the tables."""

import logging
import time
from collections.abc import Callable, Mapping

from apscheduler.schedulers.background import BackgroundScheduler

from scheduler.tick import tick
from storage.audit_chain import seal
from storage.failures import StorageDown
from storage.retention import SLICE, Keeping, trim
from storage.writer import Writer

log = logging.getLogger("rapport.ticker")
Rung = Callable[[bool, float], None]
"""Told of each ring, in the ticker's thread: whether it ended well, and after how many seconds."""


Trimmed = Callable[[Mapping[str, int]], None]
"""Told of each slice that was trimmed: table -> rows."""

SLICES = 20
"""How many slices one ring trims at the most: promises come first."""


def _unheard(_well: bool, _seconds: float) -> None:  # noqa: FBT001 - as Rung says
    return None


def _untold(_dropped: Mapping[str, int]) -> None:
    return None


class Ticker:
    """Ticks every `seconds` in a thread of its own; `promised` is called after a tick that promised something.

    With `keeping` what was kept long enough is dropped as well.
    """

    def __init__(
        self,
        writer: Writer,
        workspace_id: int,
        seconds: float,
        promised: Callable[[], None],
        *,
        keeping: Keeping | None = None,
        rung: Rung = _unheard,
        trimmed: Trimmed = _untold,
    ) -> None:
        self._keeping = keeping
        self._trimmed = trimmed
        self._rung = rung
        self._writer = writer
        self._workspace_id = workspace_id
        self._promised = promised
        self._scheduler = BackgroundScheduler(timezone="UTC")
        # Late is better than never (grace None), twice is worse than once (coalesce, one instance).
        self._scheduler.add_job(
            self.ring, "interval", seconds=seconds, coalesce=True, max_instances=1, misfire_grace_time=None
        )

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=True)

    def ring(self) -> None:
        """Tick, batch after batch, until nothing is due now."""
        began, well = time.perf_counter(), False
        try:
            while self._writer.submit(self._workspace_id, tick).result():
                self._promised()
            self._trim()
            self._writer.submit(self._workspace_id, seal).result()
            well = True
        except StorageDown:
            log.warning("the database does not answer; the tick is repeated")
        finally:
            self._rung(well, time.perf_counter() - began)

    def _trim(self) -> None:
        """Drop what was kept long enough, slice by slice; what is left after so many waits for the next ring."""
        keeping = self._keeping
        if keeping is None:
            return
        for _ in range(SLICES):
            dropped = self._writer.submit(self._workspace_id, lambda unit: trim(unit, keeping)).result()
            self._trimmed(dropped)
            if max(dropped.values()) < SLICE:
                return
