"""`rapport inbox`: what came in and could not be handled."""

from pathlib import Path
from uuid import UUID

import click
from rich.console import Console
from rich.table import Table

from bot.cli._common import configured, opened
from storage import inbox


@click.group()
def command() -> None:
    """Messages that could not be handled: they are kept until you say otherwise."""


@command.command("list")
@configured
def list_(*, config: Path | None, database: str | None) -> None:
    """What was put aside, newest first. The error's id stands in the log and in the apology."""
    with opened(config, database) as place:
        rows = place.read(inbox.list_failed)
    if not rows:
        click.echo("Nothing was put aside.")
        return
    table = Table("id", "platform", "why", "error", "received (UTC)")
    for identifier, platform, state, error_id, received_at in rows:
        why = "failed here" if state == "parked" else "malformed"
        table.add_row(str(identifier), platform, why, error_id or "", f"{received_at:%Y-%m-%d %H:%M:%S}")
    Console().print(table)


@command.command()
@click.argument("identifier", metavar="[ID]", required=False, type=click.UUID)
@configured
def retry(*, identifier: UUID | None, config: Path | None, database: str | None) -> None:
    """Handle one message again, or all that were put aside; a running server does within seconds."""
    with opened(config, database) as place:
        count = place.write(lambda unit: inbox.retry(unit, identifier))
    click.echo(f"{count} to be handled again. A running server takes them up within seconds.")
