"""Many rows past the ORM, by the driver's own bulk way: for imports and samples. They leave no audit events."""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Column, inspect
from sqlalchemy.engine import Dialect

from storage.entities import Deal, Entity
from storage.pipeline_sums import append_new
from storage.unit_of_work import UnitOfWork

Bind = Callable[[Any], Any]


def insert_many(uow: UnitOfWork, kind: type[Entity], rows: Sequence[dict[str, Any]]) -> None:
    """Store rows of one kind, all with the same columns; a column that is not named gets its default."""
    if not rows:
        return
    if kind is Deal:
        append_new(uow.connection, uow.workspace_id, rows)
    dialect = uow.connection.dialect
    columns = ["workspace_id", *rows[0], *(name for name in _defaults(kind) if name not in rows[0])]
    values = zip(*(_values(uow, kind, dialect, name, rows) for name in columns), strict=True)
    raw: Any = uow.connection.connection.driver_connection
    table, named = kind.__tablename__, ", ".join(columns)
    if dialect.name == "sqlite":
        places = ", ".join("?" * len(columns))
        raw.executemany(f"INSERT INTO {table} ({named}) VALUES ({places})", values)  # noqa: S608 - names of ours
        return
    with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)


def _values(
    uow: UnitOfWork, kind: type[Entity], dialect: Dialect, name: str, rows: Sequence[dict[str, Any]]
) -> Sequence[Any]:
    """One column of the rows, as the driver takes it."""
    if name == "workspace_id":
        return [uow.workspace_id] * len(rows)
    default = _defaults(kind).get(name)
    given = [row[name] for row in rows] if name in rows[0] else [_made(default) for _ in rows]
    bind = _binds(kind, dialect).get(name)
    if bind is None:
        return given
    if given[0] == given[-1] and given.count(given[0]) == len(given):  # as most columns are: none, nothing, now
        return [bind(given[0])] * len(given)
    return [bind(value) for value in given]


def _made(default: Any) -> Any:
    return default.arg(None) if default.is_callable else default.arg


@cache
def _defaults(kind: type[Entity]) -> dict[str, Any]:
    columns = inspect(kind).columns.items()
    return {name: column.default for name, column in columns if column.default is not None}


@lru_cache(maxsize=64)
def _binds(kind: type[Entity], dialect: Dialect) -> dict[str, Bind]:
    """What each column's type does to a value on its way in; nothing for most."""
    columns: dict[str, Column[Any]] = dict(inspect(kind).columns.items())
    found = {name: column.type.dialect_impl(dialect).bind_processor(dialect) for name, column in columns.items()}
    return {name: bind for name, bind in found.items() if bind}
