"""`rapport backup`: a copy of the database, also while Rapport runs."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from bot.cli._common import configured
from bot.settings import Settings, load
from domain.clock import SystemClock
from domain.errors import CrmError
from storage import backup, dumping
from storage.database import Database
from storage.vitals import note_backup
from storage.writer import open_writer


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@configured
def command(*, file: Path | None, config: Path | None, database: str | None) -> None:
    """Copy the database to FILE (default: backups/rapport-DATE.db, or .dump for PostgreSQL)."""
    settings = load(config, database=database)
    store = Database(settings.database.url)
    try:
        made = f"rapport-{SystemClock().now():%Y%m%d-%H%M%S}"
        if store.path is None:
            target = file or Path("backups") / f"{made}.dump"
            size = dumping.dump(store.url, target)
        else:
            target = file or Path("backups") / f"{made}.db"
            size = _copy(store.path, target)
        _note(store, settings)
    finally:
        store.close()
    click.echo(f"{target} · {size / 1e6:.1f} MB. Files people sent lie in {Path(settings.data_dir) / 'files'}.")


def _copy(path: Path, target: Path) -> int:
    if not path.is_file():
        raise CrmError(f"there is no database at {path}; see database.url")
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("backup", total=None)
        return backup.copy(path, target, lambda done, total: bar.update(task, completed=done, total=total))


def _note(store: Database, settings: Settings) -> None:
    """Tell metrics and doctor that there is a backup. That this fails makes the copy no worse."""
    writer = open_writer(store, SystemClock())
    try:
        writer.submit(settings.workspace.id, note_backup).result()
    except Exception as error:  # noqa: BLE001 - an older schema, a disk that is full by now: it is told
        click.echo(f"The copy is good, but its date could not be noted: {error}", err=True)
    finally:
        writer.close()
