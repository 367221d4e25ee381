"""The named places a process may die at, found from outside: by what its transactions write, as its driver sees it.

No line of the program knows of them, so they cost nothing and cannot be left behind in it.

| name | the process dies |
|---|---|
| before_inbox | with the update written but not committed |
| after_inbox | with the update durable, before anybody was told: the platform is not acknowledged |
| before_commit | with a turn's (or tick's) effects and promises written but not committed |
| after_commit | with them committed, before anybody was told: nobody woke the delivery |
| before_claim, after_claim | around leasing a message to send |
| before_post, after_post | at the platform's door: before it takes a message, or after, with the answer unsaid |
| before_mark, after_mark | around recording that the platform took it |
"""

import os
import re
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import Pool

T = TypeVar("T")
INSIDE = (
    "before_inbox",
    "after_inbox",
    "before_commit",
    "after_commit",
    "before_claim",
    "after_claim",
    "before_mark",
    "after_mark",
)

_WRITES = (
    ("inbox", re.compile(r"INSERT INTO inbox\b")),
    ("commit", re.compile(r"UPDATE inbox SET state|INSERT INTO outbox\b")),
    ("claim", re.compile(r"UPDATE outbox SET (?:(?! WHERE ).)*\bin_doubt=", re.DOTALL)),
    ("mark", re.compile(r"UPDATE outbox SET (?:(?! WHERE ).)*\bsent_at=", re.DOTALL)),
)


@dataclass(frozen=True)
class Fate:
    """Die the n-th time (from 1) a point is reached."""

    point: str
    hit: int

    def __str__(self) -> str:
        return f"{self.point}#{self.hit}"


class Points:
    """Notes each point a process passes in a file, and kills the process at its fate."""

    def __init__(self, notes: Path, fate: Fate | None) -> None:
        self._notes = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._fate = fate
        self._passed: Counter[str] = Counter()

    def reach(self, name: str) -> None:
        self._passed[name] += 1
        os.write(self._notes, f"{name}\n".encode())
        if self._fate == Fate(name, self._passed[name]):
            os.kill(os.getpid(), signal.SIGKILL)

    def place(self) -> None:
        """Listen to every connection of this process."""
        event.listen(Engine, "do_connect", self._open)
        event.listen(Engine, "connect", self._connect)
        event.listen(Engine, "begin", self._begin)
        event.listen(Engine, "commit", self._commit)
        event.listen(Engine, "rollback", self._begin)
        event.listen(Pool, "checkin", self._checkin)

    def _begin(self, connection: Connection) -> None:
        connection.info["writes"] = []

    def _open(self, dialect: Any, _record: Any, _positional: Any, named: dict[str, Any]) -> None:
        if dialect.name == "sqlite":
            named["factory"] = _Hearing

    def _connect(self, driver: Any, record: Any) -> None:
        """Hear each statement where the driver runs it, as the hot path goes past SQLAlchemy."""
        if isinstance(driver, _Hearing):
            driver.listen(self.reach)
        else:
            driver.cursor_factory = _hearing(record.info)

    def _commit(self, connection: Connection) -> None:
        writes = connection.info.pop("writes", [])
        for name in writes:
            self.reach(f"before_{name}")
        connection.info["committed"] = writes

    def _checkin(self, _connection: Any, record: Any) -> None:
        """The connection goes back to its pool: committed, and nobody was told yet."""
        for name in record.info.pop("committed", ()):
            self.reach(f"after_{name}")


class _Hearing(sqlite3.Connection):
    """SQLite's driver, which says COMMIT by a statement or by its own call."""

    def listen(self, reach: Callable[[str], None]) -> None:
        self._reach = reach
        self._info: dict[str, Any] = {}
        self.set_trace_callback(lambda statement: _note(self._info, statement))

    def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
        if sql == "COMMIT":
            return self._committing(lambda: super(_Hearing, self).execute(sql))
        if sql.startswith(("BEGIN", "ROLLBACK")) and " TO " not in sql:
            self._info.clear()
        return super().execute(sql, *given)

    def commit(self) -> None:
        self._committing(super().commit)

    def rollback(self) -> None:
        self._info.clear()
        super().rollback()

    def _committing(self, commit: Callable[[], T]) -> T:
        writes = self._info.pop("writes", [])
        for name in writes:
            self._reach(f"before_{name}")
        done = commit()
        for name in writes:  # committed, and nobody was told yet
            self._reach(f"after_{name}")
        return done


def _note(info: dict[str, Any], statement: str) -> None:
    writes = info.setdefault("writes", [])
    writes += [name for name, pattern in _WRITES if name not in writes and pattern.match(statement)]


def _hearing(info: dict[str, Any]) -> type[psycopg.Cursor[Any]]:
    class Hearing(psycopg.Cursor[Any]):
        def execute(self, query: Any, *args: Any, **more: Any) -> Any:
            _note(info, str(query))
            return super().execute(query, *args, **more)

        def executemany(self, query: Any, *args: Any, **more: Any) -> None:
            _note(info, str(query))
            super().executemany(query, *args, **more)

    return Hearing


def passed(notes: Path) -> Counter[str]:
    """How often each point was passed."""
    return Counter(notes.read_text().split()) if notes.exists() else Counter()
