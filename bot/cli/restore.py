"""`rapport restore`: a backup in the place of the database."""

from pathlib import Path

import click

from bot.cli._common import configured
from bot.identity import is_dead_neighbour
from bot.settings import load
from domain.clock import SystemClock
from domain.errors import CrmError
from storage import backup, dumping, migrate, moving
from storage.database import Database


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace the database that is there; it is kept aside.")
@configured
def command(*, file: Path, force: bool, config: Path | None, database: str | None) -> None:
    """Put the backup FILE in the place of the configured database. Stop Rapport first."""
    settings = load(config, database=database)
    store = Database(settings.database.url)
    try:
        kept = _restore(store, file, f"before-{SystemClock().now():%Y%m%d-%H%M%S}", force=force)
    finally:
        store.close()
    click.echo(f"Restored {file}." + (f" What was there is kept as {kept}." if kept else ""))
    click.echo("Check it with `rapport doctor`, then start Rapport.")


def _restore(store: Database, file: Path, aside: str, *, force: bool) -> Path | None:
    """Where what was there is kept; None where nothing was."""
    there = store.path.exists() if store.path else _has_tables(store)
    if there:
        if not force:
            shown = store.path or store.url.render_as_string(hide_password=True)
            raise CrmError(f"there is a database at {shown}; --force replaces it and keeps it aside")
        _refuse_running(store)
    if store.path is None:
        kept = Path("backups") / f"rapport-{aside}.dump"
        if there:
            dumping.dump(store.url, kept)
        dumping.restore(file, store.url)
    else:
        kept = store.path.with_name(f"{store.path.name}.{aside}")
        store.close()
        backup.restore(file, store.path, kept)
    return kept if there else None


def _has_tables(store: Database) -> bool:
    with store.reading.connect() as connection:
        return migrate.revision(connection) is not None


def _refuse_running(store: Database) -> None:
    """Raises CrmError while Rapport runs on it. A database so broken that it cannot say is replaced."""
    try:
        moving.refuse_running(store, gone=is_dead_neighbour)
    except CrmError:
        raise
    except Exception as error:  # noqa: BLE001 - why it is replaced, perhaps
        click.echo(f"The database that is there cannot be read: {error}", err=True)
