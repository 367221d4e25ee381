"""The only importer of APScheduler: one interval job rings, and losing it loses nothing, as truth is in the tables."""

import logging
import time
from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler

from scheduler.tick import tick
from storage.writer import StorageDown, Writer

log = logging.getLogger("rapport.ticker")
Rung = Callable[[bool, float], None]
"""Told of each ring, in the ticker's thread: whether it ended well, and after how many seconds."""


def _unheard(_well: bool, _seconds: float) -> None:  # noqa: FBT001 - as Rung says
    return None


class Ticker:
    """Ticks every `seconds` in a thread of its own; `promised` is called after a tick that promised something."""

    def __init__(
        self,
        writer: Writer,
        workspace_id: int,
        seconds: float,
        promised: Callable[[], None],
        rung: Rung = _unheard,
    ) -> None:
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
            well = True
        except StorageDown:
            log.warning("the database does not answer; the tick is repeated")
        finally:
            self._rung(well, time.perf_counter() - began)
