"""`rapport outbox`: what was promised and could not be sent."""

from pathlib import Path
from uuid import UUID

import click
from rich.console import Console
from rich.table import Table

from bot.cli._common import configured, opened
from storage import outbox


@click.group()
def command() -> None:
    """Answers and reminders that no platform took."""


@command.command("list")
@configured
def list_(*, config: Path | None, database: str | None) -> None:
    """What was given up, newest first."""
    with opened(config, database) as place:
        rows = place.read(outbox.list_dead)
    if not rows:
        click.echo("Everything was sent.")
        return
    table = Table("id", "platform", "kind", "error", "promised (UTC)")
    for row in rows:
        table.add_row(str(row.id), row.platform, row.kind, row.error or "", f"{row.created_at:%Y-%m-%d %H:%M:%S}")
    Console().print(table)


@command.command()
@click.argument("identifier", metavar="[ID]", required=False, type=click.UUID)
@configured
def retry(*, identifier: UUID | None, config: Path | None, database: str | None) -> None:
    """Send one again, or all that were given up; a running server does so within seconds."""
    with opened(config, database) as place:
        count = place.write(lambda unit: outbox.retry_dead(unit, identifier))
    click.echo(f"{count} to be sent again.")


@command.command()
@click.argument("platform")
@configured
def drop(*, platform: str, config: Path | None, database: str | None) -> None:
    """End everything that still waits for a platform: one that was switched off and will not come back."""
    with opened(config, database) as place:
        count = place.write(lambda unit: outbox.drop_waiting(unit, platform))
    click.echo(f"{count} messages to {platform} will not be sent.")
