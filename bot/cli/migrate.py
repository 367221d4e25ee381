"""`rapport migrate`: bring the database to this version."""

from pathlib import Path

import click

from bot.cli._common import configured
from bot.settings import load
from storage import migrate


@click.command()
@configured
def command(*, config: Path | None, database: str | None) -> None:
    """Bring the database's schema to this version."""
    settings = load(config, database=database)
    before, after = migrate.upgrade(settings.database.url)
    click.echo(
        f"The schema stands at {after}." if before == after else f"Migrated from {before or 'nothing'} to {after}."
    )
