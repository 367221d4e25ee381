"""Copies of an SQLite database: taken while it is in use, checked before they count, put back without losing the old.

SQLite's own online backup reads the write-ahead log as well, so the copy is one state of the database, in one file.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from domain.errors import CrmError

PAGES = 2000
"""Copied at a time; between two steps writers have their turn."""

ENDINGS = ("", "-wal", "-shm")
"""What belongs to an SQLite database: the file and, beside it, its log and the log's index."""


def copy(source: Path, target: Path, progress: Callable[[int, int], None]) -> int:
    """Copy into a new file; its size in bytes. `progress(pages done, pages in all)`.

    Raises CrmError where the target exists or the copy is not whole; then no file is left behind.
    """
    if target.exists():
        raise CrmError(f"{target} exists already; name another file")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.part")
    try:
        _copy(source, unfinished, progress)
        _sync(unfinished)
        unfinished.replace(target)
    except sqlite3.Error as error:
        raise CrmError(f"the backup failed: {error}") from error
    finally:
        for ending in ENDINGS:
            unfinished.with_name(f"{unfinished.name}{ending}").unlink(missing_ok=True)
    return target.stat().st_size


def _copy(source: Path, target: Path, progress: Callable[[int, int], None]) -> None:
    original = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
    made = sqlite3.connect(target)
    try:
        original.backup(made, pages=PAGES, progress=lambda _, left, total: progress(total - left, total))
        made.execute("PRAGMA journal_mode = DELETE")  # one file, whoever opens it
        made.execute("DELETE FROM leases")  # whoever holds a name holds it there, not in the copy
        made.commit()
        _check(made)
    finally:
        made.close()
        original.close()


def _check(connection: sqlite3.Connection) -> None:
    told = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if told != "ok":
        raise CrmError(f"the copy is not whole: {told}; run `rapport doctor`")
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if orphan is not None:
        raise CrmError(f"the copy is not whole: a row of {orphan[0]} points nowhere; run `rapport doctor`")


def restore(source: Path, target: Path, aside: Path) -> None:
    """Put a copy in the place of a database; what was there, if anything, is kept as `aside`, log and all.

    Raises CrmError for a file that is no whole copy; then nothing was touched.
    """
    unfinished = target.with_name(f"{target.name}.part")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            _check(connection)
            connection.execute("SELECT 1 FROM alembic_version")
        shutil.copyfile(source, unfinished)
        _sync(unfinished)
    except sqlite3.Error as error:
        unfinished.unlink(missing_ok=True)
        raise CrmError(f"{source} is no backup of Rapport's: {error}") from error
    for ending in ENDINGS:
        old = target.with_name(f"{target.name}{ending}")
        if old.exists():
            old.rename(aside.with_name(f"{aside.name}{ending}"))
    unfinished.replace(target)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
