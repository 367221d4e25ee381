"""Bring a database to the schema of this version. SQLite is migrated on first use, PostgreSQL by `rapport migrate`."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection

from domain.errors import ConfigError
from storage import types
from storage.database import open_once
from storage.entities import schema

if TYPE_CHECKING:
    from alembic.config import Config

_OURS = {types.Id: "types.Id()", types.Moment: "types.Moment()", types.Json: "types.Json()"}


def _alembic() -> Any:
    """Alembic, which costs a quarter of a second to load: only when a schema is looked at."""
    for part in ("autogenerate", "command", "config", "runtime.migration", "script"):
        import_module(f"alembic.{part}")
    return import_module("alembic")


def _config(connection: Connection | None = None) -> "Config":
    config: Config = _alembic().config.Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def _scripts() -> Any:
    return _alembic().script.ScriptDirectory.from_config(_config())


def _context(connection: Connection, **options: Any) -> Any:
    return _alembic().runtime.migration.MigrationContext.configure(connection, **options)


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
                _alembic().command.upgrade(_config(connection), "head")
            return before, revision(connection)
    finally:
        engine.dispose()


def revision(connection: Connection) -> str | None:
    """The revision a database stands at; None where it has none of our tables."""
    found: str | None = _context(connection).get_current_revision()
    return found


def is_newer(found: str | None) -> bool:
    """Whether a revision is none of those this version knows."""
    known = {script.revision for script in _scripts().walk_revisions()}
    return found is not None and found not in known


def newest() -> str | None:
    """The revision this version of Rapport needs."""
    found: str | None = _scripts().get_current_head()
    return found


def differences(connection: Connection) -> list[Any]:
    """Where a database's schema and the models differ; empty where they agree."""
    context = _context(connection, opts={"compare_type": compare_type})
    return list(_alembic().autogenerate.compare_metadata(context, schema()))


def write_revision(url: str, message: str) -> None:
    """For developers: a new migration from the difference between a database and the models."""
    engine = open_once(url)
    try:
        with engine.begin() as connection:
            _alembic().command.revision(_config(connection), message=message, autogenerate=True)
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
