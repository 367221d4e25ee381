"""Clocks that jump: the program's own by a file it looks at, the database's by a function of ours in its way."""

import math
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool

UNIX_EPOCH = 2440587.5  # as a Julian day


class JumpingClock:
    """The system's time and what a file says on top of it, in seconds."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=ahead(self._place))


def ahead(place: Path) -> float:
    """How many seconds a clock is told to run ahead (or behind)."""
    try:
        return float(place.read_text() or 0)
    except (FileNotFoundError, ValueError):
        return 0.0


def jump(place: Path, seconds: float) -> None:
    """Turn the clock that looks at this file by so much more."""
    target = ahead(place) + seconds
    swap = place.with_suffix(".new")
    swap.write_text(str(target))
    swap.replace(place)


def turn_sqlites_clock(place: Path) -> None:
    """In this process: every SQLite connection's julianday('now') goes by that file."""

    def connected(connection: Any, _record: Any) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.create_function("julianday", 1, lambda _now: _julian_day() + ahead(place) / 86_400)

    event.listen(Engine, "connect", connected)


def _julian_day() -> float:
    return UNIX_EPOCH + datetime.now(UTC).timestamp() / 86_400


def turn_postgresqls_clock(url: str, seconds: float) -> None:
    """For new connections: clock_timestamp() runs so far ahead; 0 sets it right again."""
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    name = engine.url.database
    with engine.connect() as connection:
        connection.execute(text("CREATE SCHEMA IF NOT EXISTS faults"))
        connection.execute(
            text(
                "CREATE OR REPLACE FUNCTION faults.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS "
                f"$$ SELECT pg_catalog.clock_timestamp() + interval '{math.floor(seconds * 1000)} milliseconds' $$"
            )
        )
        connection.execute(text(f'ALTER DATABASE "{name}" SET search_path = faults, pg_catalog, public'))
    engine.dispose()
