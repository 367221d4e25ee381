"""Keys on their way in, kept in a private temporary file until all are known.

A key falls anywhere in its table. Written as they come, each touches a page of its own, again and again; written in
their order, each page is written once. SQLite sorts more of them than fit in memory, and a database that is SQLite too
takes them from the file itself, so that none passes through Python on its way out.
"""

import os
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir
from types import TracebackType
from typing import Self

import msgspec

from storage import guests, key_writing
from storage.key_writing import Packed, unpack
from storage.unit_of_work import UnitOfWork

RECORDS, POSTINGS = 10_000, 20_000
"""What one transaction stores before others have their turn."""
Part = tuple[int, int]
"""The first and the last place of a slice."""
_ROOM = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -8000;
CREATE TABLE packed
    (place INTEGER PRIMARY KEY, subject INTEGER, number INTEGER, equal INTEGER, keys BLOB, listed TEXT);
CREATE TABLE equals (equal INTEGER, subject INTEGER, number INTEGER, PRIMARY KEY (equal, subject, number))
    WITHOUT ROWID;
CREATE TABLE stored (subject INTEGER, number INTEGER, PRIMARY KEY (subject, number)) WITHOUT ROWID;
CREATE TABLE postings (place INTEGER PRIMARY KEY, key INTEGER, subject INTEGER, number INTEGER);
"""
_LEAVE_OUT = "DELETE FROM packed WHERE (subject, number) IN (SELECT subject, number FROM stored)"
_ARRANGE = (
    "INSERT INTO postings (key, subject, number)"
    " SELECT each.value, subject, number FROM packed, json_each(listed) AS each ORDER BY 1, 2, 3"
)
_KEEP = (
    "INSERT INTO kept_keys (workspace_id, subject, number, equal, keys)"
    " SELECT ?, subject, number, equal, keys FROM guest.packed WHERE place BETWEEN ? AND ? ON CONFLICT DO NOTHING"
)
_STORE = (
    "INSERT INTO match_keys (workspace_id, key, subject, number)"
    " SELECT ?, key, subject, number FROM guest.postings WHERE place BETWEEN ? AND ? ON CONFLICT DO NOTHING"
)
_LINES = (
    "SELECT group_concat(key || char(9) || subject || char(9) || number, char(10))"
    " FROM postings WHERE place BETWEEN ? AND ?"
)


class KeySpool:
    """Gathers the keys of records, then stores them in the order of their table. Gone when closed."""

    def __init__(self) -> None:
        _sweep()
        self._folder = TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-")
        self._path = Path(self._folder.name) / "keys.db"
        self._file = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)  # one thread at a time
        self._file.executescript(_ROOM)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()
        self._folder.cleanup()

    def expect(self, equal: Sequence[tuple[int, int, int]]) -> None:
        """(Key of its equal name, subject, number) of records whose keys will be added: they are found from now on."""
        self._file.execute("BEGIN")
        self._file.executemany("INSERT OR IGNORE INTO equals VALUES (?, ?, ?)", equal)
        self._file.execute("COMMIT")

    def add(self, packed: Sequence[Packed]) -> None:
        """The keys of records."""
        rows = [(*each, _list(unpack(each[3])).decode()) for each in packed]
        self._file.execute("BEGIN")
        self._file.executemany("INSERT INTO packed VALUES (NULL, ?, ?, ?, ?, ?)", rows)
        self._file.execute("COMMIT")

    def find_equal(self, subject: int, keys: Collection[int]) -> set[int]:
        """The numbers of the records with any of these keys of equal names: before they are stored."""
        rows = self._file.execute(
            "SELECT number FROM equals WHERE equal IN (SELECT value FROM json_each(?)) AND subject = ?",
            (str(list(keys)), subject),
        )
        return {number for (number,) in rows}

    def leave_out(self, subject: int, numbers: Collection[int]) -> None:
        """These records' keys are stored otherwise."""
        self._file.executemany("INSERT OR IGNORE INTO stored VALUES (?, ?)", [(subject, number) for number in numbers])

    def arrange(self) -> None:
        """Bring what was added into the order of the table, but for what is left out: when all was added."""
        self._file.execute(_LEAVE_OUT)
        self._file.execute(_ARRANGE)

    def records(self) -> Iterator[Part]:
        """The slices of records, each to be kept."""
        return self._parts("packed", RECORDS)

    def postings(self) -> Iterator[Part]:
        """The slices of their keys in the order of the table, each to be stored."""
        return self._parts("postings", POSTINGS)

    def keep(self, uow: UnitOfWork, part: Part) -> None:
        """Remember which keys the records of a slice have, for when they change."""
        if guests.attach(uow, self._path):
            uow.connection.exec_driver_sql(_KEEP, (uow.workspace_id, *part))
            return
        rows = self._file.execute("SELECT subject, number, equal, keys FROM packed WHERE place BETWEEN ? AND ?", part)
        key_writing.keep_many(uow, rows.fetchall())

    def store(self, uow: UnitOfWork, part: Part) -> None:
        """Store a slice of keys; those that are there stay."""
        if guests.attach(uow, self._path):
            uow.connection.exec_driver_sql(_STORE, (uow.workspace_id, *part))
            return
        (lines,) = self._file.execute(_LINES, part).fetchone()
        key_writing.copy_postings(uow, f"{lines}\n")

    def _parts(self, table: str, size: int) -> Iterator[Part]:
        (last,) = self._file.execute(f"SELECT coalesce(max(place), 0) FROM {table}").fetchone()  # noqa: S608 - ours
        return ((first, first + size - 1) for first in range(1, last + 1, size))


_list = msgspec.json.Encoder().encode


_PREFIX = "rapport-keys-"


def _sweep() -> None:
    """Remove what killed imports left: a process that is gone wants its file no more."""
    if os.name != "posix":
        return
    for folder in Path(gettempdir()).glob(f"{_PREFIX}*"):
        pid = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if pid.isdecimal() and not _lives(int(pid)):
            rmtree(folder, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)  # asks only
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True
