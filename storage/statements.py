"""Statements of the hot path: written in SQLAlchemy's language, compiled once, run by the driver itself.

SQLAlchemy's own execution of a compiled statement takes some 45 microseconds of Python, the driver's 3 (measured on one
row, found by its key), and a message runs two dozen of them. What is off that path goes through the connection or the
session as usual.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import BindParameter, Connection, Executable, Insert, bindparam, func, literal, literal_column
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import visitors
from sqlalchemy.types import TypeEngine

Values = Mapping[str, Any]
Convert = Callable[[Any], Any]


class Prepared:
    """A statement with named parameters, run in the transaction of a connection.

    Where databases write it differently it is given as a mapping of dialect names. A parameter of an INSERT that is
    left out takes its column's default. A list (an `expanding` parameter of IN) is compiled for a few lengths only, and
    filled up with NULL, which equals nothing.
    """

    def __init__(self, statement: Executable | Mapping[str, Executable]) -> None:
        self._statement = statement
        self._ready: dict[tuple[str, tuple[int, ...]], _Ready] = {}

    @cached_property
    def _lists(self) -> Sequence[str]:
        """The names of the parameters that are lists."""
        first: Any = next(iter(self._statement.values())) if isinstance(self._statement, Mapping) else self._statement
        binds = [element for element in visitors.iterate(first) if isinstance(element, BindParameter)]
        return [bind.key for bind in binds if bind.expanding and bind.value is None]

    def rows(self, connection: Connection, values: Values) -> list[Any]:
        """All rows, as named tuples."""
        ready, cursor = self._run(connection, values)
        return [ready.row(found) for found in cursor.fetchall()]

    def first(self, connection: Connection, values: Values) -> Any:
        """The first row, as a named tuple; None where there is none."""
        ready, cursor = self._run(connection, values)
        found = cursor.fetchall()  # all of them: SQLite does the work of RETURNING as its rows are read
        return ready.row(found[0]) if found else None

    def scalar(self, connection: Connection, values: Values) -> Any:
        """The first column of the first row; None where there is none."""
        found = self.first(connection, values)
        return None if found is None else found[0]

    def run(self, connection: Connection, values: Values) -> int:
        """How many rows it changed."""
        _, cursor = self._run(connection, values)
        return int(cursor.rowcount)

    def run_each(self, connection: Connection, rows: Sequence[Values]) -> int:
        """Once for each row of values; how many rows that changed in all."""
        ready = self._for(connection.dialect, rows[0])
        given = [ready.parameters(values) for values in rows]
        cursor = driver_of(connection).cursor()
        try:
            cursor.executemany(ready.text, given)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _told(error, connection, ready) from error
        return int(cursor.rowcount)

    def text_of(self, dialect: Dialect) -> tuple[str, Any]:
        """As a database gets it, with empty values for what is asked: to have it explained."""
        ready = self._for(dialect, {name: [None] for name in self._lists})
        return ready.text, ready.blank

    def _run(self, connection: Connection, values: Values) -> tuple["_Ready", Any]:
        ready = self._for(connection.dialect, values)
        given = ready.parameters(values)
        try:
            return ready, driver_of(connection).execute(ready.text, given)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _told(error, connection, ready) from error

    def _for(self, dialect: Dialect, values: Values) -> "_Ready":
        rooms = tuple(_room(len(values[name])) for name in self._lists) if self._lists else ()
        ready = self._ready.get((dialect.name, rooms))
        if ready is None:
            chosen = self._statement[dialect.name] if isinstance(self._statement, Mapping) else self._statement
            ready = _Ready(chosen, dialect, dict(zip(self._lists, rooms, strict=True)))
            self._ready[dialect.name, rooms] = ready
        return ready


class _Ready:
    """A statement as one database's driver takes it: its text, and how values go in and come out."""

    def __init__(self, statement: Any, dialect: Dialect, rooms: Mapping[str, int]) -> None:
        statement = _spread(statement, rooms)
        compiled: Any = statement.compile(dialect=dialect)
        self.text = str(compiled)
        self._rooms = rooms
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        self._fill(binds, compiled.positiontup, dialect)
        self._defaults = _defaults(statement) if isinstance(statement, Insert) else None
        columns = _columns(statement)
        self._row = _row_type([getattr(column, "name", "_") for column in columns])
        converts = [(n, _convert(column.type, dialect, into=False)) for n, column in enumerate(columns)]
        self._converts = [(n, convert) for n, convert in converts if convert is not None]

    def _fill(self, binds: Mapping[str, Any], places: Sequence[str] | None, dialect: Dialect) -> None:
        """What the driver is given: a list by place or a dict by name, with what the statement fixes filled in."""
        slots = [(name, name) for name in binds] if places is None else list(enumerate(places))
        converts = {name: _convert(bind.type, dialect, into=True) for name, bind in binds.items()}
        given = {name: None if bind.required else _into(converts[name], bind.value) for name, bind in binds.items()}
        fixed = {slot: given[name] for slot, name in slots}
        self.blank: Any = fixed if places is None else [fixed[n] for n in range(len(places))]
        self._asked = [(slot, name, converts[name]) for slot, name in slots if binds[name].required]
        self._runs: list[tuple[int, str, Convert | None]] = []
        if self._rooms and places is not None:
            listed = {_place(name, n): name for name, room in self._rooms.items() for n in range(room)}
            self._asked = [asked for asked in self._asked if asked[1] not in listed]
            firsts = {_place(name, 0) for name in self._rooms}
            self._runs = [(n, listed[name], converts[name]) for n, name in enumerate(places) if name in firsts]

    def parameters(self, values: Values) -> Any:
        """As the driver wants them."""
        given = self.blank.copy()
        for first, name, convert in self._runs:
            listed = values[name] if convert is None else [convert(value) for value in values[name]]
            given[first : first + len(listed)] = listed
        if self._rooms and not self._runs:
            values = self._with_lists(values)
        for slot, name, convert in self._asked:
            value = values[name] if name in values else self._missing(name)
            given[slot] = value if convert is None or value is None else convert(value)
        return given

    def _with_lists(self, values: Values) -> Values:
        spread = dict(values)
        for name, room in self._rooms.items():
            given = [*values[name], *(None for _ in range(room - len(values[name])))]
            spread |= {_place(name, n): value for n, value in enumerate(given)}
        return spread

    def row(self, found: Sequence[Any]) -> Any:
        if not self._converts:
            return self._row(found)
        row = list(found)
        for n, convert in self._converts:
            if row[n] is not None:
                row[n] = convert(row[n])
        return self._row(row)

    def _missing(self, name: str) -> Any:
        if self._defaults is None:
            raise KeyError(name)
        default = self._defaults.get(name)
        return default(None) if default else None


def _is_list(element: Any) -> bool:
    return isinstance(element, BindParameter) and element.expanding


def _room(length: int) -> int:
    """How many places a list of that length gets: the next power of two."""
    return 1 << max(0, length - 1).bit_length()


def _place(name: str, n: int) -> str:
    return f"{name}_{n}"


def _spread(statement: Any, rooms: Mapping[str, int]) -> Any:
    """The statement with so many places instead of each list; lists that it holds itself are written out."""

    def places(element: Any, **_: Any) -> Any:
        if not _is_list(element):
            return None
        if element.value is None:
            each = [bindparam(_place(element.key, n), type_=element.type) for n in range(rooms[element.key])]
        else:
            each = [literal(value, element.type) for value in element.value]
        return literal_column("").in_(each).right

    return visitors.replacement_traverse(statement, {}, places)


def driver_of(connection: Connection) -> Any:
    """The driver's own connection, in the same transaction."""
    return connection.connection.driver_connection


def _row_type(names: Sequence[str]) -> Convert:
    made: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # noqa: PYI024 - made at run time
    make: Convert = made._make
    return make


def _into(convert: Convert | None, value: Any) -> Any:
    return value if convert is None or value is None else convert(value)


def _convert(kind: TypeEngine[Any], dialect: Dialect, *, into: bool) -> Convert | None:
    own = kind.dialect_impl(dialect)
    return own.bind_processor(dialect) if into else own.result_processor(dialect, None)


def _columns(statement: Any) -> Sequence[Any]:
    """What it gives back: the columns of a SELECT, or those of RETURNING."""
    if getattr(statement, "is_select", False):
        return tuple(statement.selected_columns)
    return tuple(statement.exported_columns)


def _defaults(statement: Insert) -> dict[str, Convert]:
    """What fills a column that is left out, as SQLAlchemy would fill it."""
    found: dict[str, Any] = {column.name: column.default for column in statement.table.c if column.default is not None}
    return {name: default.arg if default.is_callable else _always(default.arg) for name, default in found.items()}


def _always(value: Any) -> Convert:
    return lambda _: value


def _told(error: Exception, connection: Connection, ready: _Ready) -> Exception:
    """The driver's error as everybody here knows it: SQLAlchemy's, without the values."""
    dialect: Any = connection.dialect
    is_gone = dialect.is_disconnect(error, driver_of(connection), None)
    told = DBAPIError.instance(
        ready.text,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=is_gone,
        dialect=dialect,
    )
    if is_gone:
        connection.invalidate(error)
    return told if isinstance(told, Exception) else error


def then_by(column: Any) -> Any:
    """A column that puts in order what was found otherwise.

    Without statistics SQLite prefers walking a whole workspace in the order of an index to sorting the few rows of
    one owner.
    """
    return func.coalesce(column, column)
