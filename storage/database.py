"""Open a database: SQLite (WAL, synchronous FULL) or PostgreSQL through psycopg, from one URL.

A transaction that will write begins as a writer: on SQLite a read that upgrades to a write fails at once with
"database is locked" whatever busy_timeout says, so the writing engine says BEGIN IMMEDIATE.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, literal_column, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool, QueuePool

from domain.errors import ConfigError
from storage.guests import let_go_after_use
from storage.statements import Prepared, driver_of
from storage.types import Moment

SAID_PLAINLY = "said_plainly"
"""The option of a connection whose holder begins and ends its transactions by itself (storage/lines.py)."""


class Database:
    """The engines of one database: `writing` for whoever changes something, `reading` for questions only."""

    def __init__(self, url: str, *, pool_size: int = 8) -> None:
        self.url = parse_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self.writing = _sqlite(self.url, read_only=False)
            self.reading = _sqlite(self.url, read_only=True)
        else:
            self.writing = _postgresql(self.url, pool_size)
            self.reading = self.writing

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database, else None."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    def close(self) -> None:
        self.writing.dispose()
        self.reading.dispose()


def parse_url(url: str) -> URL:
    """A URL with the right driver; a plain path means SQLite. Raises ConfigError for anything else."""
    if "://" not in url:
        url = f"sqlite:///{url}"
    try:
        parsed = make_url(url)
    except Exception as error:
        raise ConfigError("database.url", "expected sqlite:///path or postgresql://user@host/name") from error
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite" or not parsed.database or parsed.database == ":memory:":
        raise ConfigError("database.url", "expected sqlite:///path or postgresql://user@host/name")
    return parsed


def _sqlite(url: URL, *, read_only: bool) -> Engine:
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=4 if read_only else 1,
        max_overflow=8,
        hide_parameters=True,  # what people wrote never reaches a log
        connect_args={"timeout": 30, "check_same_thread": False, "cached_statements": 512},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "busy_timeout = 30000",
            "cache_size = -32000",
            "temp_store = MEMORY",
            f"query_only = {'ON' if read_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get(SAID_PLAINLY):
            driver_of(connection).execute("BEGIN" if read_only else "BEGIN IMMEDIATE")

    let_go_after_use(engine)
    _say_savepoints_plainly(engine)
    return engine


def _say_savepoints_plainly(engine: Engine) -> None:
    """SQLAlchemy builds and compiles a clause for each of them; a message has several, at 0.1 ms."""

    def say(words: str) -> Callable[[Connection, str], None]:
        return lambda connection, name: driver_of(connection).execute(f"{words} {name}")

    dialect: Any = engine.dialect
    dialect.do_savepoint = say("SAVEPOINT")
    dialect.do_release_savepoint = say("RELEASE SAVEPOINT")
    dialect.do_rollback_to_savepoint = say("ROLLBACK TO SAVEPOINT")


def _postgresql(url: URL, pool_size: int) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        hide_parameters=True,
        # pgbouncer's transaction mode keeps no prepared statements and refuses the parameter "options": we send none.
        connect_args={"prepare_threshold": None},
    )
    _say_savepoints_plainly(engine)
    return engine


def open_once(url: str) -> Engine:
    """An engine without a pool, for migrations and backups."""
    parsed = parse_url(url)
    engine = create_engine(parsed, poolclass=NullPool)
    if parsed.get_backend_name() == "sqlite":
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
    return engine


_DAYS = "julianday('now') - 2440587.5"  # exact to about 40 microseconds; unixepoch('subsec') needs SQLite 3.42
_NOW = Prepared(
    {
        "sqlite": select(literal_column(f"CAST(({_DAYS}) * 86400000000.0 AS INTEGER)", Moment())),
        "postgresql": select(literal_column("clock_timestamp()", Moment())),
    }
)


def database_now(connection: Connection) -> datetime:
    """The database's clock: leases and retries are counted by it, so that workers with wrong clocks agree."""
    now: datetime = _NOW.scalar(connection, {})
    return now
