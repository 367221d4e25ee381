from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.unit_of_work import UnitOfWork
from tests.office import Office, new_database, work


@pytest.fixture
def uow(tmp_path: Path) -> Iterator[UnitOfWork]:
    database = new_database(tmp_path)
    with work(database) as unit:
        yield unit
    database.close()


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)
