"""What an INSERT does where its key is known, said once for SQLite and PostgreSQL, which spell it the same.

SQLAlchemy has an INSERT of its own for each of the two, and importing PostgreSQL's brings all its drivers' modules: a
fifteenth of the program's start, also where the database is SQLite.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ClauseElement, ColumnElement, Insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.base import SyntaxExtension
from sqlalchemy.sql.visitors import InternalTraversal


class _OnConflict(SyntaxExtension, ClauseElement):
    """Stands behind the values of an INSERT."""

    inherit_cache = False

    def apply_to_insert(self, insert_stmt: Insert) -> None:
        insert_stmt.apply_syntax_extension_point(lambda before: [*before, self], "post_values")


class _Nothing(_OnConflict):
    _traverse_internals: Any = []  # noqa: RUF012 - SQLAlchemy's own way of naming what a clause holds
    inherit_cache = True


class _Take(_OnConflict):
    """DO UPDATE SET each of these columns to the new row's, where a condition on the known row holds."""

    _traverse_internals: Any = [  # noqa: RUF012 - as above
        ("key", InternalTraversal.dp_string_list),
        ("taken", InternalTraversal.dp_string_list),
        ("where", InternalTraversal.dp_clauseelement),
    ]

    def __init__(self, key: Sequence[str], taken: Sequence[str], where: ColumnElement[bool]) -> None:
        self.key = key
        self.taken = taken
        self.where = where


@compiles(_Nothing)
def _say_nothing(_element: _Nothing, _compiler: Any, **_: Any) -> str:
    return "ON CONFLICT DO NOTHING"


@compiles(_Take)
def _say_take(element: _Take, compiler: Any, **how: Any) -> str:
    values = ", ".join(f"{name} = excluded.{name}" for name in element.taken)
    where = compiler.process(element.where, **{**how, "include_table": True})
    return f"ON CONFLICT ({', '.join(element.key)}) DO UPDATE SET {values} WHERE {where}"


def or_nothing(statement: Insert) -> Any:
    """What is known already stays as it is."""
    return statement.ext(_Nothing())


def or_take(statement: Insert, key: Sequence[str], taken: Sequence[str], where: ColumnElement[bool]) -> Any:
    """What is known under that key gets the new row's values in the columns `taken`, if the condition holds for it."""
    return statement.ext(_Take(key, taken, where))
