"""Bring a database to the schema of this version. SQLite is migrated on first use, PostgreSQL by `rapport migrate`."""

from pathlib import Path
from typing import Any, Literal

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from domain.errors import ConfigError
from storage import types
from storage.database import open_once
from storage.entities import Entity

_OURS = {types.Id: "types.Id()", types.Moment: "types.Moment()", types.Json: "types.Json()"}


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def upgrade(url: str) -> tuple[str | None, str | None]:
    """Run every migration that is missing; the revision before and after. In one transaction where the database can.

    Raises ConfigError for a database that a newer version made.
    """
    engine = open_once(url)
    try:
        with engine.begin() as connection:
            before = revision(connection)
            if is_newer(before):
                raise ConfigError(
                    "database.url", f"a newer Rapport made this database (schema {before}); install that one"
                )
            if before != newest():
                command.upgrade(_config(connection), "head")
            return before, revision(connection)
    finally:
        engine.dispose()


def revision(connection: Connection) -> str | None:
    """The revision a database stands at; None where it has none of our tables."""
    return MigrationContext.configure(connection).get_current_revision()


def is_newer(found: str | None) -> bool:
    """Whether a revision is none of those this version knows."""
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    return found is not None and found not in known


def newest() -> str | None:
    """The revision this version of Rapport needs."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def differences(connection: Connection) -> list[Any]:
    """Where a database's schema and the models differ; empty where they agree."""
    context = MigrationContext.configure(connection, opts={"compare_type": compare_type})
    return list(compare_metadata(context, Entity.metadata))


def write_revision(url: str, message: str) -> None:
    """For developers: a new migration from the difference between a database and the models."""
    engine = open_once(url)
    try:
        with engine.begin() as connection:
            command.revision(_config(connection), message=message, autogenerate=True)
    finally:
        engine.dispose()


def compare_type(*_arguments: Any) -> bool | None:
    """Leave our own column types to the initial migration: their storage differs by database on purpose."""
    kind = _arguments[-1]
    return False if isinstance(kind, tuple(_OURS)) else None


def render_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types by name into a migration."""
    if kind != "type":
        return False
    for known, text in _OURS.items():
        if isinstance(item, known):
            return text
    return False
