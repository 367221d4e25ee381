"""Promises made in sets: what an outbox row holds, as SQL that reads the same on SQLite and PostgreSQL."""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    LargeBinary,
    Select,
    Text,
    Uuid,
    cast,
    extract,
    func,
    insert,
    literal,
    type_coerce,
)

from storage.conflicts import or_nothing
from storage.entities import ChatIdentity, OutboxMessage
from storage.outbox import AT_ONCE
from storage.types import Moment
from storage.unit_of_work import UnitOfWork

ADDRESS_PARTS = ("platform", "tenant", "via", "chat_id", "thread_id")
RANDOM_BYTES = 7
"""Of the 16 bytes of a batch's identifiers, how many each row has to itself; the others begin with the time."""


def constants(unit: UnitOfWork, *, kind: str, template: str) -> tuple[ColumnElement[Any], ...]:
    """What is the same in each row of a batch, in the order of COLUMNS."""
    return (
        literal(kind, Text),
        literal(template, Text),
        literal(value=False),
        literal(unit.now, Moment()),
        literal(AT_ONCE, Moment()),
        literal("queued", Text),
        literal(0, Integer),
    )


COLUMNS = (
    "workspace_id",
    "id",
    "platform",
    "tenant",
    "address_key",
    "address",
    "dedupe_key",
    "subject",
    "member_id",
    "kind",
    "template",
    "private",
    "created_at",
    "not_before",
    "state",
    "attempt",
)


def into_outbox(found: Select[Any], *more: str) -> Any:
    """Store what a query finds as messages: COLUMNS, and `more` behind them; known dedupe keys are passed over."""
    return or_nothing(insert(OutboxMessage).from_select([*COLUMNS, *more], found, include_defaults=False))


def fresh_id(connection: Connection, prefix: bytes) -> ColumnElement[Any]:
    """An identifier a row, made by the database: the batch's prefix (a UUIDv7's beginning) and random bytes."""
    if connection.dialect.name == "sqlite":
        joined = literal(prefix, LargeBinary).op("||")(func.randomblob(RANDOM_BYTES))
        return type_coerce(cast(joined, LargeBinary), LargeBinary)
    rest = func.left(func.replace(cast(func.gen_random_uuid(), Text), "-", ""), 12)
    more = func.right(cast(func.gen_random_uuid(), Text), 2)
    return cast(literal(prefix.hex(), Text).concat(rest).concat(more), Uuid)


def text_id(connection: Connection, column: Any) -> ColumnElement[str]:
    if connection.dialect.name == "sqlite":
        return func.lower(func.hex(column))
    return func.replace(cast(column, Text), "-", "")


def micros(connection: Connection, column: Any) -> ColumnElement[Any]:
    """A moment as microseconds since 1970, which SQLite stores anyway."""
    if connection.dialect.name == "sqlite":
        return type_coerce(column, BigInteger)
    return cast(extract("epoch", column) * 1_000_000, BigInteger)


def address_key_of(connection: Connection) -> ColumnElement[str]:
    """Address.key, from the address as it is stored."""
    document = type_coerce(ChatIdentity.direct_chat, Text)

    def part(name: str) -> ColumnElement[str]:
        if connection.dialect.name == "sqlite":
            found: ColumnElement[Any] = func.json_extract(document, f"$.{name}")
        else:
            found = cast(document, JSON)[name].as_string()
        return func.coalesce(found, "")

    first, *others = (part(name) for name in ADDRESS_PARTS)
    key = first
    for other in others:
        key = key + "|" + other
    return key
