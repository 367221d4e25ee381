"""Questions, answered on read-only connections by a few threads."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

from sqlalchemy import Connection, Engine

from domain.clock import Clock
from storage.database import Database
from storage.failures import down, is_down
from storage.lines import Line
from storage.references import References
from storage.unit_of_work import UnitOfWork, Work

T = TypeVar("T")


class Reading:
    def __init__(self, database: Database, clock: Clock, threads: int) -> None:
        self._database = database
        self._clock = clock
        self._references = References()
        self._own = threading.local()
        self._lines: list[Line] = []
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="reader")

    def submit(self, workspace_id: int, work: Work[T]) -> Future[T]:
        return self._threads.submit(self._run, workspace_id, work)

    def _run(self, workspace_id: int, work: Work[T]) -> T:
        try:
            return self._run_once(workspace_id, work)
        except Exception as error:
            if is_down(error):
                raise down(error) from error
            raise

    def _run_once(self, workspace_id: int, work: Work[T]) -> T:
        with self._transaction() as connection:
            unit = UnitOfWork(connection, workspace_id, self._clock.now(), self._references, read_only=True)
            try:
                return work(unit)
            finally:
                unit.close()

    def _transaction(self) -> AbstractContextManager[Connection]:
        """On SQLite each thread keeps its connection; a server's may be gone by the next question."""
        if not self._database.is_sqlite:
            return _rolled_back(self._database.reading)
        line: Line | None = getattr(self._own, "line", None)
        if line is None:
            line = self._own.line = Line(self._database.reading, "BEGIN", "ROLLBACK")
            self._lines.append(line)
        return line.transaction()

    def close(self) -> None:
        self._threads.shutdown()
        for line in self._lines:
            line.close()


@contextmanager
def _rolled_back(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()
