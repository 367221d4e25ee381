"""Everything from one database into another, SQLite or PostgreSQL either way, and the proof that it arrived.

One snapshot of the source is copied in one transaction of the target, table by table in the order of their foreign
keys, and compared row by row before that transaction is committed: either all of it is there, or nothing. Values travel
as what they mean (moments, identifiers, bytes); JSON travels as its text, to the letter. No table has a sequence that
would have to be set: identifiers are made by us, short numbers come from `reference_blocks`, which is copied.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, Text, bindparam, collate, exists, insert, select, text, type_coerce

from domain.errors import CrmError
from storage import processes
from storage.database import Database
from storage.entities import Entity
from storage.statements import driver_of
from storage.types import Json, to_micros

SLICE = 1000
SHOWN = 20
"""How many differences of a table are told."""

LEFT_BEHIND = frozenset({"leases"})
"""Who holds what at this moment: of no meaning elsewhere."""

Told = Callable[[str, int], None]
"""Progress: (table, rows done since it was last told)."""

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not the same in both; `what` says how, naming columns and never what stands in them."""

    key: Row
    what: str


@dataclass(slots=True)
class Compared:
    """A table in both databases: rows and a digest of the source's content, and where the target differs."""

    table: str
    rows: int = 0
    digest: str = ""
    differing: int = 0
    differences: list[Difference] = field(default_factory=list)


def tables() -> list[Table]:
    """What is moved, in the order in which foreign keys allow it."""
    return [table for table in Entity.metadata.sorted_tables if table.name not in LEFT_BEHIND]


def move(source: Database, target: Database, told: Told) -> list[Compared]:
    """Copy everything; what was compared. Raises CrmError (and leaves the target as it was) where it cannot be."""
    with _snapshot(source) as reading, target.writing.connect() as writing:
        with writing.begin():
            refuse_contents(writing)
            if target.is_sqlite:
                writing.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            for table in tables():
                _copy(reading, writing, table, told)
            compared = [_compare(reading, writing, table, told) for table in tables()]
            wrong = [one for one in compared if one.differing]
            if wrong:
                names = ", ".join(one.table for one in wrong)
                raise CrmError(f"the copy is not the same in {names}: nothing was kept; see `rapport doctor`")
        with writing.begin():
            writing.execute(text("ANALYZE"))  # without statistics PostgreSQL would choose bad plans
    return compared


def compare(source: Database, target: Database, told: Told) -> list[Compared]:
    """Look at every row of both, and change nothing."""
    with _snapshot(source) as reading, _snapshot(target) as other:
        return [_compare(reading, other, table, told) for table in tables()]


def refuse_contents(connection: Connection) -> None:
    """Raises CrmError where a database holds anything."""
    for table in tables():
        if connection.scalar(select(exists().select_from(table))):
            raise CrmError(f"the target is not empty: there are rows in {table.name}; name an empty database")


def refuse_running(database: Database, *, gone: Callable[[str], bool]) -> None:
    """Raises CrmError where a process is at work on a database; `gone` knows of some that no longer are."""
    with database.reading.connect() as connection:
        alive = [holder for holder in processes.list_holders(connection) if not gone(holder)]
    if alive:
        shown = database.url.render_as_string(hide_password=True)
        raise CrmError(f"Rapport runs on {shown} ({len(alive)} process(es)); stop it first")


# --- copying ---------------------------------------------------------------------------------------


@contextmanager
def _snapshot(database: Database) -> Iterator[Connection]:
    """One state of a database, however long it is read."""
    with database.reading.connect() as connection:
        if not database.is_sqlite:
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


def _copy(source: Connection, target: Connection, table: Table, told: Told) -> None:
    rows = _rows(source, table)
    if target.dialect.name == "postgresql":
        _copy_in(target, table, rows, told)
        return
    statement = insert(table).values({column.name: bindparam(column.name, type_=_type(column)) for column in table.c})
    names = [column.name for column in table.c]
    while part := [dict(zip(names, row, strict=True)) for row in islice(rows, SLICE)]:
        target.execute(statement, part)
        told(table.name, len(part))


def _copy_in(target: Connection, table: Table, rows: Iterator[Row], told: Told) -> None:
    columns = ", ".join(f'"{column.name}"' for column in table.c)
    copying = driver_of(target).cursor().copy(f'COPY "{table.name}" ({columns}) FROM STDIN')
    with copying as copy:
        for number, row in enumerate(rows, 1):
            copy.write_row(_fit(table, row))
            if number % SLICE == 0:
                told(table.name, SLICE)


def _fit(table: Table, row: Row) -> Row:
    """Raises CrmError for what PostgreSQL cannot hold."""
    for column, value in zip(table.c, row, strict=True):
        if isinstance(value, str) and "\x00" in value:
            key = shown(_key(table, row))
            raise CrmError(f"{table.name} {key}: {column.name} holds a zero character, which PostgreSQL does not take")
    return row


def _rows(connection: Connection, table: Table) -> Iterator[Row]:
    """Every row in the order of its key, the same on both databases."""
    columns = [type_coerce(column, _type(column)).label(column.name) for column in table.c]
    order = [_ordered(connection, column) for column in table.primary_key]
    result = connection.execute(select(*columns).order_by(*order).execution_options(yield_per=SLICE))
    for row in result:
        yield tuple(row)


def _ordered(connection: Connection, column: Any) -> Any:
    """Text byte by byte, as SQLite compares it."""
    is_text = isinstance(column.type, Text) and connection.dialect.name == "postgresql"
    return collate(column, "C") if is_text else column


def _type(column: Any) -> Any:
    return Text() if isinstance(column.type, Json) else column.type


# --- comparing -------------------------------------------------------------------------------------


def _compare(source: Connection, target: Connection, table: Table, told: Told) -> Compared:
    """Walk through both in the order of their keys."""
    found, content = Compared(table.name), hashlib.sha256()
    here, there = _rows(source, table), _rows(target, table)
    mine, other = next(here, None), next(there, None)
    while mine is not None or other is not None:
        if other is None or (mine is not None and _key(table, mine) < _key(table, other)):
            _differs(found, _key(table, mine or ()), "is missing in the target")
            steps = (True, False)
        elif mine is None or _key(table, other) < _key(table, mine):
            _differs(found, _key(table, other), "is not in the source")
            steps = (False, True)
        else:
            _same(found, table, mine, other)
            steps = (True, True)
        if steps[0] and mine is not None:
            found.rows += 1
            content.update(b"".join(canonical(value) for value in mine))
            mine = next(here, None)
            if found.rows % SLICE == 0:
                told(table.name, SLICE)
        if steps[1]:
            other = next(there, None)
    found.digest = content.hexdigest()
    return found


def _same(found: Compared, table: Table, mine: Row, other: Row) -> None:
    pairs = zip(table.c, mine, other, strict=True)
    changed = [column.name for column, one, two in pairs if type(one) is not type(two) or one != two]
    if changed:
        _differs(found, _key(table, mine), f"differs in {', '.join(changed)}")


def _differs(found: Compared, key: Row, what: str) -> None:
    found.differing += 1
    if len(found.differences) < SHOWN:
        found.differences.append(Difference(key, what))


def _key(table: Table, row: Row) -> Row:
    places = [n for n, column in enumerate(table.c) if column.primary_key]
    return tuple(row[n] for n in places)


def shown(key: Sequence[Any]) -> str:
    """A row's key, for people."""
    return "/".join(str(part) for part in key)


_CANONICAL: Mapping[type, tuple[bytes, Callable[[Any], bytes]]] = {
    type(None): (b"-", lambda _: b""),
    bool: (b"?", lambda value: b"1" if value else b"0"),
    int: (b"i", lambda value: str(value).encode()),
    str: (b"s", lambda value: value.encode()),
    bytes: (b"b", lambda value: value),
    datetime: (b"t", lambda value: str(to_micros(value)).encode()),
    date: (b"d", lambda value: value.isoformat().encode()),
    UUID: (b"u", lambda value: value.bytes),
}


def canonical(value: Any) -> bytes:
    """A value in bytes that say its type and content, the same wherever it was stored. Raises KeyError for others."""
    kind, encode = _CANONICAL[type(value)]
    content = encode(value)
    return kind + len(content).to_bytes(8, "big") + content
