"""Options several commands share, and a database opened for one of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.settings import Settings, load
from domain.clock import Clock, SystemClock
from domain.errors import ConfigError
from storage import migrate
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer, open_writer

T = TypeVar("T")


def configured(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --config and --database; the function gets `config` and `database`."""
    function = click.option(
        "--database", metavar="URL", help="Another database than the configuration's (a path means SQLite)."
    )(function)
    return click.option(
        "--config", type=click.Path(dir_okay=False, path_type=Path), help="Default: ./config.yaml where there is one."
    )(function)


@dataclass(frozen=True, slots=True)
class Opened:
    """A database ready to use: migrated, with its writer."""

    settings: Settings
    database: Database
    writer: Writer
    clock: Clock

    def write(self, work: Callable[[UnitOfWork], T]) -> T:
        return self.writer.submit(self.settings.workspace.id, work).result()

    def read(self, work: Callable[[UnitOfWork], T]) -> T:
        return self.writer.read(self.settings.workspace.id, work).result()


@contextmanager
def opened(config: Path | None, database: str | None, clock: Clock | None = None) -> Iterator[Opened]:
    """Open the configured database for one command; closed at the end, whatever happens."""
    settings = load(config, database=database)
    clock = clock or SystemClock()
    store = ready(Database(settings.database.url))
    writer = open_writer(store, clock)
    try:
        yield Opened(settings, store, writer, clock)
    finally:
        writer.close()
        store.close()


def ready(database: Database) -> Database:
    """Migrate an SQLite database on first use; refuse a PostgreSQL one that is not at this version."""
    if database.is_sqlite:
        migrate.upgrade(str(database.path))
        return database
    with database.reading.connect() as connection:
        found = migrate.revision(connection)
    if found != migrate.newest():
        database.close()
        raise ConfigError("database.url", f"the schema stands at {found or 'nothing'}; run `rapport migrate` first")
    return database
