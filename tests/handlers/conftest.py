from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.entities import Member
from tests.office import Office, new_database, work
from tests.talk import Talk, known_as

PEOPLE = (("alice", "admin"), ("mia", "manager"), ("bob", "rep"), ("carol", "rep"))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An office with an admin (alice), a manager (mia) and two reps (bob, carol) of the team East."""
    database = new_database(tmp_path)
    with work(database) as uow:
        office = Office(uow)
        east = office.team("East")
        for name, role in PEOPLE:
            member: Member = office.member(name, role, east)
            known_as(uow, member.id, name)
    yield database
    database.close()


@pytest.fixture
def talk(database: Database) -> Talk:
    return Talk(database)
