"""A backup is whole, and taken while others write."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from domain.errors import CrmError
from storage import leases
from storage.backup import copy, restore
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


def named(path: Path, name: str) -> None:
    database = Database(str(path))
    with work(database) as uow:
        uow.add(Workspace(name=name, created_at=uow.now))
    database.close()


def name_in(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT name FROM workspaces").fetchone()[0])


def test_a_restored_copy_takes_the_place_and_the_old_one_is_kept(sqlite_url: str, tmp_path: Path) -> None:
    live = Path(sqlite_url.removeprefix("sqlite:///"))
    named(live, "Then")
    copy(live, tmp_path / "copy.db", nothing)
    with closing(sqlite3.connect(live)) as connection, connection:
        connection.execute("UPDATE workspaces SET name = 'Now'")
    restore(tmp_path / "copy.db", live, tmp_path / "aside.db")
    assert (name_in(live), name_in(tmp_path / "aside.db")) == ("Then", "Now")


def test_what_stands_only_in_the_log_is_kept_aside_too(sqlite_url: str, tmp_path: Path) -> None:
    live = Path(sqlite_url.removeprefix("sqlite:///"))
    copy(live, tmp_path / "copy.db", nothing)
    named(live, "Now")
    with closing(sqlite3.connect(live)) as connection:
        connection.execute("UPDATE workspaces SET name = 'Newest'")
        connection.commit()
        restore(tmp_path / "copy.db", live, tmp_path / "aside.db")  # a connection is open, so the log stands
    assert name_in(tmp_path / "aside.db") == "Newest"
    assert not live.with_name(f"{live.name}-wal").exists()


def test_what_is_no_whole_backup_touches_nothing(sqlite_url: str, tmp_path: Path) -> None:
    live = Path(sqlite_url.removeprefix("sqlite:///"))
    named(live, "Nord")
    (tmp_path / "junk.db").write_bytes(b"no database" * 500)
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE somebody_elses (id)")
    for wrong in ("junk.db", "other.db"):
        with pytest.raises(CrmError, match="is no backup of Rapport's"):
            restore(tmp_path / wrong, live, tmp_path / "aside.db")
    assert name_in(live) == "Nord"
    assert not list(tmp_path.glob("aside*"))


def test_who_held_a_name_holds_none_in_the_copy(sqlite_url: str, tmp_path: Path) -> None:
    live = Path(sqlite_url.removeprefix("sqlite:///"))
    database = Database(str(live))
    with work(database) as uow:
        leases.take(uow, "process:all:me", "me", timedelta(days=9))
    database.close()
    copy(live, tmp_path / "copy.db", nothing)
    with closing(sqlite3.connect(tmp_path / "copy.db")) as made:
        assert made.execute("SELECT count(*) FROM leases").fetchone() == (0,)
