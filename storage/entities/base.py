"""What every table shares: its workspace, and a key that begins with it.

Every primary, unique and foreign key contains workspace_id, so that the same schema distributes by workspace over
Citus or any PostgreSQL-compatible cluster. tests/storage/test_schema.py asserts it on the metadata.
"""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, MetaData, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import Text, TypeEngine
from uuid_utils import uuid7

from storage.types import Id, Json, Moment, uuid_of

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_1_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> UUID:
    """A fresh UUIDv7: unique everywhere, and growing with time, so that indexes stay compact."""
    return uuid_of(uuid7().bytes)


class Entity(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, TypeEngine[Any]]] = {
        datetime: Moment(),
        UUID: Id(),
        str: Text(),
        dict[str, Any]: Json(),
        list[str]: Json(),
    }
    workspace_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, sort_order=-2)

    audited: ClassVar[bool] = False
    """Whether each change of a row leaves an audit event (and can be undone)."""


class Identified:
    """A row with an identifier of its own."""

    id: Mapped[UUID] = mapped_column(Id(), primary_key=True, default=new_id, sort_order=-1)


def belongs_to(table: str, column: str, *, ondelete: str | None = None) -> ForeignKeyConstraint:
    """A foreign key to another row of the same workspace."""
    return ForeignKeyConstraint(["workspace_id", column], [f"{table}.workspace_id", f"{table}.id"], ondelete=ondelete)


def partial_index(name: str | None, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of the rows for which that holds; a query must say it in the same words to be answered by it."""
    return Index(name, *columns, unique=unique, info={"where": where})


def where_set(column: str, *more: str, unique: bool = False) -> Index:
    """An index of the rows that have something there: whoever looks for it by a value is answered by that.

    Most records have no deal, no lead, no name in another system: an entry for what is not there costs as much as any.
    """
    return partial_index(None, "workspace_id", column, *more, where=f"{column} IS NOT NULL", unique=unique)


def schema() -> MetaData:
    """All tables and indexes, as a database is told of them.

    What only one dialect understands is said here and not where an entity is declared: SQLAlchemy loads the whole
    dialect to check it, which every start of the program would wait for.
    """
    for table in Entity.metadata.tables.values():
        for index in table.indexes:
            if "where" in index.info:
                holds = text(index.info["where"])
                index.dialect_kwargs.update(sqlite_where=holds, postgresql_where=holds)
    return Entity.metadata
