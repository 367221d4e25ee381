"""Column types that mean the same on SQLite and PostgreSQL."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, SafeUUID

import msgspec
from sqlalchemy import BigInteger, DateTime, Integer, LargeBinary, Text, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

Convert = Callable[[Any], Any]
MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Id(TypeDecorator[UUID]):
    """A UUIDv7: native on PostgreSQL, its 16 bytes on SQLite (half of what its text would take in every index)."""

    impl = Uuid
    cache_ok = True

    @property
    def python_type(self) -> type[UUID]:
        """What audit events are turned back into."""
        return UUID

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else LargeBinary(16))

    def bind_processor(self, dialect: Dialect) -> Convert | None:
        return None if dialect.name == "postgresql" else _bytes_of

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert | None:  # noqa: ARG002 - SQLAlchemy's own
        return None if dialect.name == "postgresql" else _uuid_of


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC. SQLite keeps microseconds since 1970 as an integer: exact, small and comparable."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What audit events are turned back into."""
        return datetime

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(DateTime(timezone=True) if dialect.name == "postgresql" else BigInteger())

    def bind_processor(self, dialect: Dialect) -> Convert:
        return _in_utc if dialect.name == "postgresql" else _micros_of

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert:  # noqa: ARG002 - SQLAlchemy's own
        return _read_in_utc if dialect.name == "postgresql" else _moment_of


def to_micros(moment: datetime) -> int:
    """Microseconds since 1970, exact (a float would lose the last digits)."""
    return (moment - EPOCH) // MICROSECOND


def from_micros(value: int) -> datetime:
    return EPOCH + timedelta(microseconds=value)


# What a driver is given and gives, called for each value of each row: kept to the least.


def _bytes_of(value: UUID | None) -> bytes | None:
    return None if value is None else value.bytes


def uuid_of(value: bytes) -> UUID:
    """As UUID(bytes=value), past its constructor's checks, which take twice as long as all of this."""
    made = _new(UUID)
    _set_int(made, _from_bytes(value))
    _set_safety(made, _UNKNOWN)
    return made


def _uuid_of(value: bytes | None) -> UUID | None:
    return None if value is None else uuid_of(value)


_new, _from_bytes = object.__new__, int.from_bytes
_slots: Any = UUID
_set_int, _set_safety, _UNKNOWN = _slots.int.__set__, _slots.is_safe.__set__, SafeUUID.unknown


def _with_zone(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a time without its zone was about to be stored")
    return value


def _in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else _with_zone(value).astimezone(UTC)


def _micros_of(value: datetime | None) -> int | None:
    return None if value is None else to_micros(_with_zone(value))


def _read_in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


def _moment_of(value: int | None) -> datetime | None:
    return None if value is None else from_micros(value)


class Json(TypeDecorator[Any]):
    """A JSON document as text, written and read by msgspec; dates and UUIDs inside become strings."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Convert:  # noqa: ARG002 - SQLAlchemy's own
        return _json_of

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert:  # noqa: ARG002 - SQLAlchemy's own
        return _document_of


def _json_of(value: Any) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


def _document_of(value: str | None) -> Any:
    return None if value is None else msgspec.json.decode(value)


Number = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit integer that SQLite may use as its row id."""
