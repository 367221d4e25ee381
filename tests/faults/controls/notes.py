"""What the small echo programs write: each note in a file of SQLite's own, durable when `keep` returns."""

import sqlite3
from contextlib import closing
from pathlib import Path


class Notes:
    def __init__(self, folder: Path) -> None:
        self._path = folder / "notes.db"
        with closing(self._open()) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS notes (body TEXT)")

    def keep(self, body: str) -> None:
        with closing(self._open()) as connection, connection:
            connection.execute("INSERT INTO notes VALUES (?)", (body,))

    def bodies(self) -> list[str]:
        """In the order they were written."""
        with closing(self._open()) as connection:
            return [str(row[0]) for row in connection.execute("SELECT body FROM notes ORDER BY rowid")]

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=30)
