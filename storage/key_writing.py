"""Match keys written, replaced and taken away: one record's, or those of many in the order of the table."""

import struct
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from storage.unit_of_work import UnitOfWork

Posting = tuple[int, int, int]
"""A key, a subject (1 contact, 2 company), a short number."""
Packed = tuple[int, int, int, bytes]
"""A subject, a short number, the key of an equal name, all its keys."""
FEW = 100  # fewer rows are not worth a COPY


def pack(keys: Collection[int]) -> bytes:
    """Keys as one value of 8 bytes each."""
    return struct.pack(f">{len(keys)}q", *keys)


def unpack(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(packed) // 8}q", packed)


def store(uow: UnitOfWork, subject: int, number: int, keys: Collection[int], equal: int) -> None:
    """Store the keys of a record that has none yet; `equal` is the key of its very name."""
    _insert(uow, [(key, subject, number) for key in keys])
    _keep(uow, [(subject, number, equal, pack(keys))])


def replace(uow: UnitOfWork, subject: int, number: int, keys: Collection[int], equal: int) -> None:
    """Store a record's keys anew: what stays is not touched."""
    replace_many(uow, [(subject, number, equal, pack(keys))])


def replace_many(uow: UnitOfWork, packed: Sequence[Packed], *, whole: bool = False) -> None:
    """Store the keys of records of one subject anew. `whole`: even those that should be there, as they may be lost."""
    if not packed:
        return
    subject = packed[0][0]
    before = {number: unpack(keys) for number, keys in _list_kept(uow, subject, [each[1] for each in packed])}
    gone: list[Posting] = []
    made: list[Posting] = []
    for _, number, _, keys in packed:
        now, was = unpack(keys), before.get(number, ())
        gone += [(key, subject, number) for key in set(was).difference(now)]
        made += [(key, subject, number) for key in (now if whole else set(now).difference(was))]
    _take_away(uow, subject, sorted(gone))
    _insert(uow, sorted(made))
    _each(uow, _KEEP_ANEW, packed)


def forget_many(uow: UnitOfWork, subject: int, numbers: Collection[int]) -> None:
    """Take the keys of records away that are gone."""
    kept = _list_kept(uow, subject, numbers)
    _take_away(uow, subject, sorted((key, subject, number) for number, packed in kept for key in unpack(packed)))
    _each(uow, _FORGET, [(subject, number) for number, _ in kept])


def _take_away(uow: UnitOfWork, subject: int, gone: Sequence[Posting]) -> None:
    if uow.connection.dialect.name == "sqlite":
        _each(uow, _DELETE, gone)
    elif gone:
        values = ([key for key, _, _ in gone], [number for _, _, number in gone], uow.workspace_id, subject)
        uow.connection.exec_driver_sql(_DELETE_ALL, values)


def copy_postings(uow: UnitOfWork, lines: str) -> None:
    """Store postings on PostgreSQL, each a line of key, subject and number with tabs between; those there stay."""
    raw: Any = uow.connection.connection.driver_connection
    with raw.cursor() as cursor:
        cursor.execute(_ARRIVING)
        with cursor.copy("COPY arriving_keys FROM STDIN") as copy:
            copy.write(lines)
        cursor.execute(_ARRIVED, (uow.workspace_id,))
        cursor.execute("DROP TABLE arriving_keys")


def _insert(uow: UnitOfWork, postings: Sequence[Posting]) -> None:
    if uow.connection.dialect.name == "sqlite" or len(postings) < FEW:
        _each(uow, _INSERT, postings)
    else:
        copy_postings(uow, "".join(f"{key}\t{subject}\t{number}\n" for key, subject, number in postings))


def keep_many(uow: UnitOfWork, packed: Sequence[Packed]) -> None:
    """Remember on PostgreSQL which keys records have, for when they change."""
    columns = [list(column) for column in zip(*packed, strict=True)]
    uow.connection.exec_driver_sql(_KEEP_ALL, (uow.workspace_id, *columns))


_ARRIVING = "CREATE TEMPORARY TABLE arriving_keys (key bigint, subject integer, number bigint) ON COMMIT DROP"
_ARRIVED = (
    "INSERT INTO match_keys (workspace_id, key, subject, number)"
    " SELECT %s, key, subject, number FROM arriving_keys ON CONFLICT DO NOTHING"
)
_INSERT = "INSERT INTO match_keys (workspace_id, key, subject, number) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
_DELETE_ALL = (
    "DELETE FROM match_keys AS m USING unnest(%s::bigint[], %s::bigint[]) AS g (key, number)"
    " WHERE m.workspace_id = %s AND m.subject = %s AND m.key = g.key AND m.number = g.number"
)
_DELETE = "DELETE FROM match_keys WHERE workspace_id = ? AND key = ? AND subject = ? AND number = ?"
_KEEP = (
    "INSERT INTO kept_keys (workspace_id, subject, number, equal, keys) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
_KEEP_ALL = (
    "INSERT INTO kept_keys (workspace_id, subject, number, equal, keys) SELECT %s, *"
    " FROM unnest(%s::integer[], %s::bigint[], %s::bigint[], %s::bytea[]) ON CONFLICT DO NOTHING"
)
_KEEP_ANEW = _KEEP.replace(
    "DO NOTHING", "(workspace_id, subject, number) DO UPDATE SET equal = excluded.equal, keys = excluded.keys"
)
_FORGET = "DELETE FROM kept_keys WHERE workspace_id = ? AND subject = ? AND number = ?"


def _keep(uow: UnitOfWork, packed: Iterable[Packed]) -> None:
    _each(uow, _KEEP, packed)


def _each(uow: UnitOfWork, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Run a statement for each row, past SQLAlchemy: there are a dozen rows a record."""
    values = [(uow.workspace_id, *row) for row in rows]
    raw: Any = uow.connection.connection.driver_connection
    if not values:
        return
    if uow.connection.dialect.name == "sqlite":
        raw.executemany(statement, values)
        return
    with raw.cursor() as cursor:
        cursor.executemany(statement.replace("?", "%s"), values)


def _list_kept(uow: UnitOfWork, subject: int, numbers: Collection[int]) -> list[tuple[int, bytes]]:
    """(number, packed keys) of records."""
    listed = list(numbers)
    sqlite = uow.connection.dialect.name == "sqlite"
    among = "IN (SELECT value FROM json_each(?))" if sqlite else "= ANY(%s)"
    place = "?" if sqlite else "%s"
    statement = (
        f"SELECT number, keys FROM kept_keys WHERE workspace_id = {place} AND subject = {place} AND number {among}"  # noqa: S608 - places only
    )
    values = (uow.workspace_id, subject, str(listed) if sqlite else listed)
    return [(number, bytes(packed)) for number, packed in uow.connection.exec_driver_sql(statement, values)]
