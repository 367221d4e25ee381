"""A database that cannot do its work is told apart from a mistake of ours: one is waited out, the other is not."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from domain.clock import VirtualClock
from storage.database import Database
from storage.entities import Company
from storage.failures import StorageDown, is_down
from storage.unit_of_work import UnitOfWork
from storage.writer import open_writer


def company(unit: UnitOfWork, name: str = "Acme") -> str:
    number = unit.next_number("company")
    return unit.add(Company(name=name, number=number, created_at=unit.now, touched_at=unit.now)).name


def test_a_full_disk_is_waited_out_and_nothing_is_half_written(sqlite_url: str, clock: VirtualClock) -> None:
    database = Database(sqlite_url)
    writer = open_writer(database, clock)
    pages: list[Callable[[int], object]] = []

    @event.listens_for(database.writing, "connect")
    def connected(connection: object, _record: object) -> None:
        pages.append(lambda most: connection.execute(f"PRAGMA max_page_count = {most}"))  # type: ignore[attr-defined]

    writer.submit(1, company).result()
    database.writing.dispose()
    writer.submit(1, lambda _unit: pages[-1](1)).result()  # as large as it is, and no larger
    with pytest.raises(StorageDown):
        writer.submit(1, lambda unit: company(unit, "long " * 100_000)).result()
    writer.submit(1, lambda _unit: pages[-1](1_000_000)).result()
    assert writer.submit(1, lambda unit: company(unit, "Later")).result() == "Later"
    with database.reading.connect() as connection:
        assert connection.scalars(text("SELECT name FROM companies ORDER BY name")).all() == ["Acme", "Later"]
    writer.close()
    database.close()


def test_who_stopped_waiting_for_a_database_that_is_away_hurts_nobody_else(clock: VirtualClock, tmp_path: Path) -> None:
    """The work was called off before it was begun: there is nobody to tell that it failed."""
    database = Database(str(tmp_path / "made.db"))
    writer = open_writer(database, clock)
    begun, go_on = threading.Event(), threading.Event()

    def hold(_unit: UnitOfWork) -> None:
        begun.set()
        go_on.wait(10)
        raise OperationalError("COMMIT", None, sqlite_error(sqlite3.SQLITE_FULL))

    held = writer.submit(1, hold)
    begun.wait(10)
    called_off = writer.submit(1, lambda _unit: None)
    assert called_off.cancel()
    go_on.set()
    with pytest.raises(StorageDown):
        held.result(10)
    assert writer.submit(1, lambda unit: unit.workspace_id).result(10) == 1
    writer.close()
    database.close()


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = code
    return error


def test_a_connection_that_the_server_ends_is_waited_out(postgresql_url: str, clock: VirtualClock) -> None:
    database = Database(postgresql_url)
    writer = open_writer(database, clock)

    def interrupted(unit: UnitOfWork) -> str:
        pid = unit.connection.scalar(text("SELECT pg_backend_pid()"))
        engine = create_engine(database.url, poolclass=NullPool)
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        return company(unit)

    with pytest.raises(StorageDown):
        writer.submit(1, interrupted).result()
    with pytest.raises(StorageDown):
        writer.read(1, interrupted).result()
    assert writer.submit(1, company).result() == "Acme"
    writer.close()
    database.close()


def test_a_connection_that_was_lost_unseen_is_waited_out(postgresql_url: str, clock: VirtualClock) -> None:
    """Something in the work caught the first error: the second says only that the transaction cannot go on."""
    database = Database(postgresql_url)
    writer = open_writer(database, clock)

    def go_on_regardless(unit: UnitOfWork) -> str:
        unit.connection.invalidate()
        return company(unit)

    with pytest.raises(StorageDown):
        writer.submit(1, go_on_regardless).result()
    assert writer.submit(1, company).result() == "Acme"
    writer.close()
    database.close()


def test_no_server_at_all_is_waited_out(clock: VirtualClock) -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/nothing")
    writer = open_writer(database, clock)
    with pytest.raises(StorageDown):
        writer.submit(1, company).result()
    with pytest.raises(StorageDown):
        writer.read(1, company).result()
    writer.close()
    database.close()


def test_a_mistake_of_ours_is_not(database: Database) -> None:
    with database.writing.connect() as connection, pytest.raises(DBAPIError) as raised:
        connection.execute(text("SELECT nothing FROM nowhere"))
    assert not is_down(raised.value)
