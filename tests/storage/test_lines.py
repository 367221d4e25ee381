"""A connection that is kept: each transaction whole or not at all, and none under way in between."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select

from storage.database import Database
from storage.entities import Document, Workspace
from storage.lines import Line
from storage.statements import driver_of
from tests.office import NOW, new_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = new_database(tmp_path)
    yield database
    database.close()


@pytest.fixture
def line(database: Database) -> Iterator[Line]:
    line = Line(database.writing, "BEGIN IMMEDIATE", "COMMIT")
    yield line
    line.close()


def note(connection: Connection, key: str) -> None:
    connection.execute(insert(Document).values(workspace_id=1, key=key, value={}, expires_at=None))


def noted(database: Database) -> list[str]:
    with database.reading.connect() as connection:
        return list(connection.scalars(select(Document.key).order_by(Document.key)))


def test_each_transaction_is_there_for_others_at_its_end(database: Database, line: Line) -> None:
    for n in range(3):
        with line.transaction() as connection:
            note(connection, f"{n}")
        assert noted(database) == [str(each) for each in range(n + 1)]


def test_nothing_is_under_way_in_between(database: Database, line: Line) -> None:
    with line.transaction() as connection:
        note(connection, "one")
    assert not driver_of(connection).in_transaction
    with database.writing.begin() as other:
        note(other, "two")
    assert noted(database) == ["one", "two"]


def test_whatever_is_raised_rolls_back_its_transaction_alone(database: Database, line: Line) -> None:
    with line.transaction() as connection:
        note(connection, "kept")
    with suppress(LookupError), line.transaction() as connection:
        note(connection, "lost")
        raise LookupError
    with line.transaction() as connection:
        note(connection, "later")
    assert noted(database) == ["kept", "later"]


def test_a_workspace_is_found_by_a_session_within_it(line: Line) -> None:
    with line.transaction() as connection:
        connection.execute(insert(Workspace).values(workspace_id=7, name="Acme", created_at=NOW))
        assert connection.scalar(select(Workspace.name).where(Workspace.workspace_id == 7)) == "Acme"
