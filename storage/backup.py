"""A copy of an SQLite database taken while it is in use: SQLite's own online backup, checked before it counts."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from domain.errors import CrmError

PAGES = 2000
"""Copied at a time; between two steps writers have their turn."""


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
        unfinished.replace(target)
    except sqlite3.Error as error:
        raise CrmError(f"the backup failed: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return target.stat().st_size


def _copy(source: Path, target: Path, progress: Callable[[int, int], None]) -> None:
    original = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
    made = sqlite3.connect(target)
    try:
        original.backup(made, pages=PAGES, progress=lambda _, left, total: progress(total - left, total))
        told = made.execute("PRAGMA quick_check(1)").fetchone()[0]
        if told != "ok":
            raise CrmError(f"the copy is not whole: {told}; run `rapport doctor`")
    finally:
        made.close()
        original.close()
