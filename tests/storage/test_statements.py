"""A prepared statement does what SQLAlchemy's own execution of it would do."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.entities import Company, Workspace, new_id
from storage.statements import Prepared
from storage.types import Moment
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer

AT = datetime(2026, 3, 2, 8, 30, 0, 123456, UTC)
STORE = Prepared(insert(Company))
READ = Prepared(
    select(Company.id, Company.name, Company.tags, Company.touched_at, Company.city)
    .where(Company.workspace_id == bindparam("ws"), Company.name.in_(("Vortex", "O'Hara")))
    .order_by(Company.name.desc())
)
LISTED = Prepared(
    select(Company.number)
    .where(Company.workspace_id == bindparam("ws"), Company.number.in_(bindparam("wanted", expanding=True)))
    .order_by(Company.number)
)
TOUCH = Prepared(
    update(Company)
    .where(Company.workspace_id == bindparam("ws"), Company.city.is_(None))
    .values(city="Ulm", touched_at=bindparam("at", type_=Moment()))
    .returning(Company.name)
)


@pytest.fixture
def office(writer: Writer) -> Writer:
    writer.submit(1, lambda unit: unit.add(Workspace(name="Nord", created_at=unit.now))).result()
    return writer


def company(number: int, name: str, **values: object) -> dict[str, object]:
    base = {"workspace_id": 1, "number": number, "name": name, "created_at": AT, "touched_at": AT}
    return {**base, **values}


class TestAPreparedStatement:
    def test_gives_back_what_was_stored_in_the_types_of_its_columns(self, office: Writer) -> None:
        identifier = new_id()

        def work(unit: UnitOfWork) -> tuple[UUID, str, list[str], datetime, None]:
            STORE.run(unit.connection, company(1, "Vortex", id=identifier, tags=["warm"]))
            row = READ.first(unit.connection, {"ws": 1})
            return row.id, row.name, row.tags, row.touched_at, row.city

        assert office.submit(1, work).result() == (identifier, "Vortex", ["warm"], AT, None)

    def test_fills_the_columns_left_out_of_an_insert_with_their_defaults(self, office: Writer) -> None:
        def work(unit: UnitOfWork) -> tuple[bool, list[list[str]]]:
            STORE.run_each(unit.connection, [company(1, "Vortex"), company(2, "O'Hara")])
            rows = READ.rows(unit.connection, {"ws": 1})
            return rows[0].id != rows[1].id, [row.tags for row in rows]

        assert office.submit(1, work).result() == (True, [[], []])

    def test_says_which_rows_it_changed_and_what_they_are(self, office: Writer) -> None:
        def work(unit: UnitOfWork) -> tuple[str, int]:
            STORE.run(unit.connection, company(1, "Vortex"))
            values = {"ws": 1, "at": AT}
            return TOUCH.scalar(unit.connection, values), len(TOUCH.rows(unit.connection, values))

        assert office.submit(1, work).result() == ("Vortex", 0)

    def test_misses_a_value_that_is_no_column_to_be_filled(self, office: Writer) -> None:
        error = office.submit(1, lambda unit: TOUCH.run(unit.connection, {"ws": 1})).exception()
        assert isinstance(error, KeyError)

    def test_fails_as_sqlalchemy_does_and_names_no_value(self, office: Writer) -> None:
        def twice(unit: UnitOfWork) -> None:
            for _ in range(2):
                STORE.run(unit.connection, company(1, "Secret Ltd"))

        error = office.submit(1, twice).exception()
        assert isinstance(error, IntegrityError)
        assert "Secret" not in str(error.params)

    @pytest.mark.parametrize(
        ("asked", "found"), [([], []), ([3], [3]), ([1, 2, 9], [1, 2]), (list(range(9)), [1, 2, 3])]
    )
    def test_takes_a_list_of_any_length(self, office: Writer, asked: list[int], found: list[int]) -> None:
        def work(unit: UnitOfWork) -> list[int]:
            STORE.run_each(unit.connection, [company(n, f"Firm {n}") for n in (1, 2, 3)])
            return [row.number for row in LISTED.rows(unit.connection, {"ws": 1, "wanted": asked})]

        assert office.submit(1, work).result() == found
