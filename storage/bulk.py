"""Many rows in one statement, past the ORM: for imports and samples, which are no acts of anybody's to undo."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert

from storage.entities import Entity
from storage.unit_of_work import UnitOfWork

AT_ONCE = 500


def insert_many(uow: UnitOfWork, kind: type[Entity], rows: Sequence[dict[str, Any]]) -> None:
    """Store rows of one kind, all with the same columns. They leave no audit events."""
    for start in range(0, len(rows), AT_ONCE):
        part = [{"workspace_id": uow.workspace_id, **row} for row in rows[start : start + AT_ONCE]]
        uow.connection.execute(insert(kind), part)
