"""A backup is whole, and taken while others write."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import CrmError
from storage.backup import copy
from storage.database import Database
from storage.entities import Workspace
from tests.office import work


def nothing(_done: int, _total: int) -> None:
    return None


def test_the_copy_holds_what_was_committed_while_a_writer_is_at_work(sqlite_url: str, tmp_path: Path) -> None:
    database = Database(sqlite_url)
    assert database.path is not None
    with work(database) as uow:
        uow.add(Workspace(name="Nord", created_at=uow.now))
    with work(database) as uow:
        uow.connection.exec_driver_sql("UPDATE workspaces SET name = 'not yet'")
        copy(database.path, tmp_path / "copy.db", nothing)
    database.close()
    with closing(sqlite3.connect(tmp_path / "copy.db")) as made:
        assert made.execute("SELECT name FROM workspaces").fetchall() == [("Nord",)]


def test_an_existing_file_is_never_overwritten(sqlite_url: str, tmp_path: Path) -> None:
    target = tmp_path / "precious.db"
    target.write_bytes(b"x")
    with pytest.raises(CrmError, match="exists already"):
        copy(Path(sqlite_url.removeprefix("sqlite:///")), target, nothing)
    assert target.read_bytes() == b"x"


def test_a_broken_source_leaves_no_file_behind(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"no database" * 500)
    with pytest.raises(CrmError, match="backup failed"):
        copy(tmp_path / "broken.db", tmp_path / "copy.db", nothing)
    assert not list(tmp_path.glob("copy.db*"))
