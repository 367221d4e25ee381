"""One schema for both databases, and for a cluster distributed by workspace."""

from sqlalchemy import UniqueConstraint

from storage import migrate
from storage.database import Database
from storage.entities import Entity

TABLES = Entity.metadata.sorted_tables


def test_an_upgraded_database_is_what_the_models_say(database: Database) -> None:
    with database.reading.connect() as connection:
        assert migrate.differences(connection) == [], "write a migration: see CONTRIBUTING.md"


def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    assert migrate.upgrade(database_url) == (migrate.newest(), migrate.newest())


def test_every_key_contains_the_workspace() -> None:
    keys = {
        f"{table.name}: {constraint.name}": {column.name for column in constraint.columns}
        for table in TABLES
        for constraint in (
            table.primary_key,
            *table.foreign_key_constraints,
            *(c for c in table.constraints if isinstance(c, UniqueConstraint)),
        )
    }
    assert [name for name, columns in keys.items() if "workspace_id" not in columns] == []


def test_every_unique_index_contains_the_workspace() -> None:
    unique = [index for table in TABLES for index in table.indexes if index.unique]
    assert [index.name for index in unique if "workspace_id" not in index.columns] == []
