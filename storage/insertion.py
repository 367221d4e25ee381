"""Store a new entity by a statement built once: the ORM's flush of a single row costs as much as five such statements."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, insert, inspect
from sqlalchemy.orm import Session, make_transient_to_detached

from storage.entities import Entity


def store(connection: Connection, session: Session, entity: Entity) -> dict[str, Any]:
    """Insert the row and hand the entity to the session as one it knows; the columns that hold something.

    Each column that was not set gets its default, as a flush would give it.
    """
    kind = type(entity)
    values: dict[str, Any] = {}
    for name, default in _columns(kind):
        value = getattr(entity, name)
        if value is None and default is not None:
            value = default.arg(None) if default.is_callable else default.arg
        setattr(entity, name, value)
        values[name] = value
    connection.execute(_insert(kind), values)
    make_transient_to_detached(entity)
    session.add(entity)
    return {name: value for name, value in values.items() if value is not None}


@cache
def _columns(kind: type[Entity]) -> tuple[tuple[str, Any], ...]:
    """The mapped columns with their defaults: derived from the class, which does not change."""
    return tuple((name, column.default) for name, column in inspect(kind).columns.items())


@cache
def _insert(kind: type[Entity]) -> Insert:
    return insert(kind.__table__)  # type: ignore[arg-type]  # FromClause: a Table in truth
