"""A slice of rows to work on, that no other worker is at."""

from typing import Any

from sqlalchemy import Select, select

from storage.unit_of_work import UnitOfWork


def one_slice(unit: UnitOfWork, query: Select[Any]) -> Select[Any]:
    """Keys found once and locked, passing over what another worker is at; `query` selects one key, with a limit.

    As a bare subquery PostgreSQL may ask it anew for each row, past its limit. SQLite has one writer: nothing to pass.
    """
    if unit.connection.dialect.name == "sqlite":
        return query
    taken = query.with_for_update(skip_locked=True).cte("taken")
    return select(*taken.c)
