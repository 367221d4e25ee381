"""Keys made by a process beside the import are those the import would make; it does without one if it must."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crm.identify import identify
from crm.imports.key_maker import Told, keys_of_each
from crm.imports.keying import Keying, start_maker
from crm.imports.run import import_file
from domain.terms import Verdict
from storage.database import Database
from storage.key_spool import KeySpool
from storage.match_keys import CONTACT
from tests.office import Office, new_database, work, writing
from understanding.matching import Query, Subject


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Database]:
    database = new_database(tmp_path)
    with work(database) as uow:
        Office(uow).member("bob")
    yield database
    database.close()


def told(number: int) -> Told:
    name, company = f"Ann Lee{'abcdefgh'[number]}", "Acme Ltd"
    return Told(
        Subject.CONTACT, number, -number, name, company, ("+493012345",), (), ("@ann",), ("王芳",), "Leeds", None, "DE"
    )


def dies_at_once() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def is_not_there() -> subprocess.Popen[bytes]:
    raise FileNotFoundError("no such program")


@pytest.mark.parametrize("start", [start_maker, dies_at_once, is_not_there])
def test_all_keys_come_into_the_spool_whoever_makes_them(
    office: Database, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    records = [told(number) for number in range(8)]
    with KeySpool() as spool:
        keying = Keying(spool, long=2, start=start)
        for record in records:
            keying.add([record])
        keying.finish()
        keying.close()
        spool.arrange()
        with work(office) as uow:
            for part in spool.postings():
                spool.store(uow, part)
            rows = uow.connection.exec_driver_sql("SELECT key, subject, number FROM match_keys").all()
    wanted = zip(records, keys_of_each(records), strict=True)
    assert {tuple(row) for row in rows} == {(key, CONTACT, record.number) for record, keys in wanted for key in keys}


def test_who_is_in_a_long_file_twice_is_one_customer_and_found(office: Database, tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    names = [f"Ann{letter} Moore,Nordlicht GmbH" for letter in "abcdefghijkl"]
    path.write_text("\n".join(["name,company", *names, *names]) + "\n", "utf-8")
    report = import_file(writing(office), path, batch=2)
    assert (report.new, report.others, report.duplicate) == (12, 1, 12)
    with work(office) as uow:
        decision = identify(uow, Query(name="Annk Moore", company="Nordlicht"), member_id=None)
    assert decision.verdict is Verdict.SURE
    assert decision.candidates[0].record.name == "Annk Moore"
