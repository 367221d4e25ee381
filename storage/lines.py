"""A connection to SQLite that the one thread which uses it keeps, its transactions said plainly.

To take one from the pool, begin, commit and give it back costs SQLAlchemy a tenth of a millisecond of Python: more than
an update costs to be stored. What goes through the connection or a session finds it within a transaction as ever.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine

from storage.database import SAID_PLAINLY
from storage.guests import has_guest
from storage.statements import driver_of


class Line:
    """Not to be used by two threads at a time."""

    def __init__(self, engine: Engine, begin: str, end: str) -> None:
        self._engine = engine
        self._begin = begin
        self._end = end
        self._connection: Connection | None = None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """The connection, within a transaction; whatever is raised rolls that back and closes the connection."""
        try:
            connection, driver = self._opened()
            driver.execute(self._begin)
            yield connection
            driver.execute(self._end)
        except BaseException:
            self.close()
            raise
        if has_guest(connection):
            self.close()

    def close(self) -> None:
        """Let go of the connection, and of what was not committed."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _opened(self) -> tuple[Connection, Any]:
        if self._connection is None:
            self._connection = self._engine.connect().execution_options(**{SAID_PLAINLY: True})
            self._connection.begin()  # to SQLAlchemy it is one transaction that never ends
        return self._connection, driver_of(self._connection)
