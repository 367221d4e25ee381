"""A base of customers, made quickly, is as if they had been filed one by one; and it is kept."""

from pathlib import Path

from benchmarks.customers import base, keep, people
from crm.identify import reindex_many
from domain.clock import SystemClock
from storage.database import Database
from storage.match_keys import COMPANY, CONTACT, list_numbers_after
from storage.unit_of_work import UnitOfWork
from storage.writer import open_writer
from understanding.matching import Subject

SIZE = 60


def test_its_keys_are_those_the_product_makes(tmp_path: Path) -> None:
    database = base(SIZE, tmp_path / "kept", tmp_path)
    made = keys_of(database)
    writer = open_writer(database, SystemClock())
    writer.submit(1, make_all_anew).result()
    writer.close()
    assert keys_of(database) == made
    assert len(made) > SIZE
    database.close()


def make_all_anew(unit: UnitOfWork) -> None:
    for subject, number in ((Subject.CONTACT, CONTACT), (Subject.COMPANY, COMPANY)):
        reindex_many(unit, subject, list_numbers_after(unit, number, 0, 1_000))


def keys_of(database: Database) -> set[tuple[int, ...]]:
    with database.reading.connect() as connection:
        return {tuple(row) for row in connection.exec_driver_sql("SELECT key, subject, number FROM match_keys")}


def test_it_is_made_once_and_the_first_people_are_in_every_size(tmp_path: Path) -> None:
    first = keep(SIZE, tmp_path)
    at = first.stat().st_mtime_ns
    assert keep(SIZE, tmp_path) == first
    assert first.stat().st_mtime_ns == at
    assert list(people(SIZE))[:20] == list(people(20))
