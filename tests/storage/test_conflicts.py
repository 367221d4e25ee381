"""An INSERT that meets a known key does what was said, on SQLite and on PostgreSQL alike."""

from sqlalchemy import Connection, insert, select

from storage.conflicts import or_nothing, or_take
from storage.database import Database, database_now
from storage.entities import Lease


def taken_by(connection: Connection, holder: str) -> list[str]:
    connection.execute(insert(Lease).values(_row(connection, "first")))
    wanted = or_take(insert(Lease), ["workspace_id", "name"], ["holder"], Lease.holder == "first")
    return list(connection.scalars(wanted.returning(Lease.holder), _row(connection, holder)))


def _row(connection: Connection, holder: str) -> dict[str, object]:
    return {"workspace_id": 1, "name": "poller", "holder": holder, "until": database_now(connection)}


def holders(connection: Connection) -> list[str]:
    return list(connection.scalars(select(Lease.holder)))


def test_what_is_known_stays_as_it_is(database: Database) -> None:
    with database.writing.begin() as connection:
        store = or_nothing(insert(Lease)).returning(Lease.holder)
        assert list(connection.scalars(store, _row(connection, "first"))) == ["first"]
        assert list(connection.scalars(store, _row(connection, "second"))) == []
        assert holders(connection) == ["first"]


def test_what_is_known_takes_the_new_rows_values(database: Database) -> None:
    with database.writing.begin() as connection:
        assert taken_by(connection, "second") == ["second"]
        assert holders(connection) == ["second"]


def test_it_does_so_only_where_the_condition_holds(database: Database) -> None:
    with database.writing.begin() as connection:
        taken_by(connection, "second")
        wanted = or_take(insert(Lease), ["workspace_id", "name"], ["holder"], Lease.holder == "first")
        assert list(connection.scalars(wanted.returning(Lease.holder), _row(connection, "third"))) == []
        assert holders(connection) == ["second"]
