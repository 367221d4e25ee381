"""Another SQLite file beside the database, for one transaction: rows go from one to the other within SQLite."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event

from storage.statements import driver_of
from storage.unit_of_work import UnitOfWork

_NAME = "guest"


def attach(uow: UnitOfWork, path: Path) -> bool:
    """Whether the file's tables can be read as guest.<table> until the transaction ends: on SQLite only."""
    if uow.connection.dialect.name != "sqlite":
        return False
    if _NAME not in uow.connection.info:
        driver_of(uow.connection).execute(f"ATTACH ? AS {_NAME}", (str(path),))
        uow.connection.info[_NAME] = path
    return True


def has_guest(connection: Connection) -> bool:
    """Whether a connection must go back to its pool, as somebody keeps it who has a guest."""
    return _NAME in connection.info


def let_go_after_use(engine: Any) -> None:
    """A guest leaves when its connection goes back to the pool: within a transaction SQLite keeps it."""

    @event.listens_for(engine, "checkin")
    def detach(connection: Any, record: Any) -> None:
        if record.info.pop(_NAME, None) is None or connection is None:
            return
        try:
            connection.execute(f"DETACH {_NAME}")
        except engine.dialect.loaded_dbapi.Error as error:  # an answer is still being read, after a mistake elsewhere
            record.invalidate(error)
