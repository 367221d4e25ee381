"""Who may write: one thread with group commit on SQLite, a pool of threads on PostgreSQL. One interface for both.

On SQLite every piece of work runs in a savepoint of one shared transaction and the group is committed together: one
fsync for all that waited, which is what makes synchronous=FULL cost almost nothing.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Connection

from domain.clock import Clock
from storage.database import Database
from storage.failures import down, is_down
from storage.lines import Line
from storage.reading import Reading
from storage.references import References
from storage.statements import driver_of
from storage.unit_of_work import UnitOfWork, Work

T = TypeVar("T")
GROUP = 256
"""The most pieces of work one commit carries: bounds how long the first of them waits."""


Watch = Callable[[float, int], None]
"""Told of each commit: (seconds from the transaction's beginning, pieces of work); in a writer's thread, so quick."""


class Writer(Protocol):
    @property
    def waiting(self) -> int:
        """Pieces of work that nobody has begun."""
        ...

    def submit(self, workspace_id: int, work: Work[T], *, key: str | None = None) -> Future[T]:
        """Run `work` in a transaction; the result is there once it is committed, an exception once rolled back."""
        ...

    def read(self, workspace_id: int, work: Work[T]) -> Future[T]:
        """Run `work` on a read-only connection."""
        ...

    def close(self) -> None:
        """Finish what was submitted, then stop."""
        ...


@dataclass(slots=True)
class _Job(Generic[T]):
    workspace_id: int
    work: Work[T]
    key: str | None
    future: Future[T]


class GroupCommitWriter:
    """SQLite's one writer."""

    def __init__(self, database: Database, clock: Clock, readers: int = 2, watch: Watch | None = None) -> None:
        self._database = database
        self._clock = clock
        self._watch = watch or _unwatched
        self._references = References()
        self._reading = Reading(database, clock, readers)
        self._line = Line(database.writing, "BEGIN IMMEDIATE", "COMMIT")
        self._jobs: SimpleQueue[_Job[Any] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        return self._jobs.qsize()

    def submit(self, workspace_id: int, work: Work[T], *, key: str | None = None) -> Future[T]:
        future: Future[T] = Future()
        self._jobs.put(_Job(workspace_id, work, key, future))
        return future

    def read(self, workspace_id: int, work: Work[T]) -> Future[T]:
        return self._reading.submit(workspace_id, work)

    def close(self) -> None:
        self._jobs.put(None)
        self._thread.join()
        self._line.close()
        self._reading.close()

    def _run(self) -> None:
        while True:
            job = self._jobs.get()
            if job is None:
                return
            group = [job]
            last = self._gather(group)
            self._commit_group(group)
            if last:
                return

    def _gather(self, group: list[_Job[Any]]) -> bool:
        while len(group) < GROUP:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return False
            if job is None:
                return True
            group.append(job)
        return False

    def _commit_group(self, group: list[_Job[Any]]) -> None:
        outcomes: list[Callable[[], None]] = []
        began = time.perf_counter()
        try:
            with self._line.transaction() as connection:
                outcomes.extend(self._run_one(connection, job) for job in group)
        except Exception as error:  # noqa: BLE001 - whatever broke the commit, each waiter must hear of it
            self._references.forget()
            for job in group:
                _fail(job.future, down(error))
            return
        self._watch(time.perf_counter() - began, len(group))
        for settle in outcomes:
            settle()

    def _run_one(self, connection: Connection, job: _Job[Any]) -> Callable[[], None]:
        if not job.future.set_running_or_notify_cancel():
            return _nothing
        unit = UnitOfWork(connection, job.workspace_id, self._clock.now(), self._references, message_key=job.key)
        driver = driver_of(connection)
        driver.execute("SAVEPOINT piece")
        try:
            result = job.work(unit)
            callbacks = unit.finish()
        except Exception as error:
            unit.close()
            if is_down(error):
                raise  # the whole group waits: the others' commit would fail too
            driver.execute("ROLLBACK TO piece")
            driver.execute("RELEASE piece")
            self._references.forget_fresh()
            return _failing(job.future, error)
        unit.close()
        driver.execute("RELEASE piece")
        self._references.settle()
        return _succeeding(job.future, result, callbacks)


class PooledWriter:
    """PostgreSQL's many writers: one transaction a piece of work."""

    def __init__(
        self, database: Database, clock: Clock, threads: int = 8, readers: int = 4, watch: Watch | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._watch = watch or _unwatched
        self._lock = threading.Lock()
        self._waiting = 0
        self._references = _SharedReferences(References(database.writing), self._lock)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="writer")
        self._reading = Reading(database, clock, readers)

    @property
    def waiting(self) -> int:
        return self._waiting

    def submit(self, workspace_id: int, work: Work[T], *, key: str | None = None) -> Future[T]:
        self._count(1)
        return self._threads.submit(self._run, workspace_id, work, key)

    def read(self, workspace_id: int, work: Work[T]) -> Future[T]:
        return self._reading.submit(workspace_id, work)

    def close(self) -> None:
        self._threads.shutdown()
        self._reading.close()

    def _count(self, change: int) -> None:
        with self._lock:
            self._waiting += change

    def _run(self, workspace_id: int, work: Work[T], key: str | None) -> T:
        self._count(-1)
        try:
            return self._run_once(workspace_id, work, key)
        except Exception as error:
            if is_down(error):
                raise down(error) from error
            raise

    def _run_once(self, workspace_id: int, work: Work[T], key: str | None) -> T:
        began = time.perf_counter()
        with self._database.writing.connect() as connection:
            with connection.begin():
                unit = UnitOfWork(connection, workspace_id, self._clock.now(), self._references, message_key=key)
                try:
                    result = work(unit)
                    callbacks = unit.finish()
                finally:
                    unit.close()
            self._watch(time.perf_counter() - began, 1)
            for callback in callbacks:
                callback()
            return result


class _SharedReferences(References):
    """References for threads: the lock is held only while a number is taken."""

    def __init__(self, inner: References, lock: threading.Lock) -> None:
        super().__init__()
        self._inner = inner
        self._lock = lock

    def take(self, connection: Connection, workspace_id: int, kind: str) -> int:
        with self._lock:
            return self._inner.take(connection, workspace_id, kind)

    def take_many(self, connection: Connection, workspace_id: int, kind: str, count: int) -> int:
        with self._lock:
            return self._inner.take_many(connection, workspace_id, kind, count)


def open_writer(database: Database, clock: Clock, watch: Watch | None = None) -> Writer:
    """The writer that fits the database."""
    kind = GroupCommitWriter if database.is_sqlite else PooledWriter
    return kind(database, clock, watch=watch)


def _nothing() -> None:
    return None


def _unwatched(_seconds: float, _pieces: int) -> None:
    return None


def _fail(future: Future[Any], error: Exception) -> None:
    with suppress(InvalidStateError):  # nobody waits for it any more
        future.set_exception(error)


def _failing(future: Future[Any], error: Exception) -> Callable[[], None]:
    return lambda: _fail(future, error)


def _succeeding(future: Future[Any], result: Any, callbacks: list[Callable[[], None]]) -> Callable[[], None]:
    def settle() -> None:
        future.set_result(result)
        for callback in callbacks:
            callback()

    return settle
