"""Keys on their way in, kept in a private temporary file until all are known.

A key falls anywhere in its table. Written as they come, each touches a page of its own, again and again; written in
their order, each page is written once. SQLite sorts more of them than fit in memory.
"""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from types import TracebackType
from typing import Any, Self

from storage.key_writing import Packed, Posting

SLICE = 20_000
_PLACE = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -8000",
    "CREATE TABLE postings (key INTEGER, subject INTEGER, number INTEGER)",
    "CREATE TABLE packed (subject INTEGER, number INTEGER, equal INTEGER, keys BLOB)",
    "CREATE INDEX packed_equal ON packed (equal, subject, number)",
    "CREATE TABLE stored (subject INTEGER, number INTEGER, PRIMARY KEY (subject, number)) WITHOUT ROWID",
)


class KeySpool:
    """Gathers keys; hands them out in the order of their table. Gone when closed."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)  # used by one thread at a time
        for statement in _PLACE:
            self._file.execute(statement)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, postings: Sequence[Posting], packed: Sequence[Packed]) -> None:
        self._file.execute("BEGIN")
        self._file.executemany("INSERT INTO postings VALUES (?, ?, ?)", postings)
        self._file.executemany("INSERT INTO packed VALUES (?, ?, ?, ?)", packed)
        self._file.execute("COMMIT")

    def find_equal(self, subject: int, keys: Collection[int]) -> set[int]:
        """The numbers of the records with any of these keys of equal names: before they are stored."""
        rows = self._file.execute(
            "SELECT number FROM packed WHERE equal IN (SELECT value FROM json_each(?)) AND subject = ?",
            (str(list(keys)), subject),
        )
        return {number for (number,) in rows}

    def leave_out(self, subject: int, numbers: Collection[int]) -> None:
        """These records' keys are stored otherwise."""
        self._file.executemany("INSERT OR IGNORE INTO stored VALUES (?, ?)", [(subject, number) for number in numbers])

    def postings(self) -> Iterator[list[Posting]]:
        """All keys in their order, a slice at a time."""
        return self._slices(
            f"SELECT key, subject, number FROM postings WHERE {_WANTED} ORDER BY key, subject, number"  # noqa: S608 - ours
        )

    def packed(self) -> Iterator[list[Packed]]:
        """All records' keys in the order they were added, a slice at a time."""
        return self._slices(
            f"SELECT subject, number, equal, keys FROM packed WHERE {_WANTED} ORDER BY rowid"  # noqa: S608 - ours
        )

    def _slices(self, statement: str) -> Iterator[list[Any]]:
        cursor = self._file.execute(statement)
        while rows := cursor.fetchmany(SLICE):
            yield rows


_WANTED = "(subject, number) NOT IN (SELECT subject, number FROM stored)"
