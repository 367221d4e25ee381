"""A file that is attached for one transaction leaves with it, whatever becomes of the transaction."""

import sqlite3
from pathlib import Path

import pytest

from storage import guests
from storage.database import Database
from tests.office import new_database, work


def test_a_guest_is_there_for_its_transaction_only(tmp_path: Path) -> None:
    database = new_database(tmp_path)
    for number in (1, 2):
        path = tmp_path / f"{number}.db"
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE told (word)")
            other.execute("INSERT INTO told VALUES (?)", (f"word {number}",))
        other.close()
        with work(database) as uow:
            assert guests.attach(uow, path)
            assert guests.attach(uow, path)
            assert uow.connection.exec_driver_sql("SELECT word FROM guest.told").scalars().all() == [f"word {number}"]
    database.close()


def test_a_mistake_with_a_half_read_answer_does_not_keep_the_guest(tmp_path: Path) -> None:
    database = new_database(tmp_path)
    path = tmp_path / "1.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE told (word)")
        other.executemany("INSERT INTO told VALUES (?)", [("one",), ("two",)])
    other.close()
    with pytest.raises(ZeroDivisionError):
        _half_read(database, path)
    with work(database) as uow:
        assert guests.attach(uow, path)
        assert len(uow.connection.exec_driver_sql("SELECT word FROM guest.told").all()) == 2
    database.close()


def _half_read(database: Database, path: Path) -> None:
    with work(database) as uow:
        guests.attach(uow, path)
        answer = uow.connection.exec_driver_sql("SELECT word FROM guest.told")
        assert answer.fetchone() == ("one",)
        raise ZeroDivisionError
