"""`rapport backup`: a copy of the database, also while Rapport runs."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from bot.cli._common import configured
from bot.settings import load
from domain.clock import SystemClock
from domain.errors import CrmError
from storage import backup
from storage.database import Database


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@configured
def command(*, file: Path | None, config: Path | None, database: str | None) -> None:
    """Copy the database to FILE (default: backups/rapport-DATE.db). Restoring is putting the file back."""
    settings = load(config, database=database)
    store = Database(settings.database.url)
    store.close()
    if store.path is None:
        shown = store.url.set(drivername="postgresql").render_as_string(hide_password=True)
        raise CrmError(f"PostgreSQL makes its own backups: pg_dump --format=custom --file=rapport.dump '{shown}'")
    if not store.path.is_file():
        raise CrmError(f"there is no database at {store.path}; see database.url")
    target = file or Path("backups") / f"rapport-{SystemClock().now():%Y%m%d-%H%M%S}.db"
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("backup", total=None)
        size = backup.copy(store.path, target, lambda done, total: bar.update(task, completed=done, total=total))
    click.echo(f"{target} · {size / 1e6:.1f} MB. Files people sent lie in {Path(settings.data_dir) / 'files'}.")
