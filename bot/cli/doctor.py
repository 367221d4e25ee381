"""`rapport doctor`: is everything in order, and what to do where it is not."""

from pathlib import Path

import click

from bot.cli._common import configured
from bot.doctor import examine
from bot.settings import load
from domain.clock import SystemClock
from domain.findings import State

SIGNS = {State.GOOD: ("✓", "green"), State.DOUBTFUL: ("!", "yellow"), State.BAD: ("✗", "red")}


@click.command()
@click.option("--offline", is_flag=True, help="Do not ask the platforms whether they know the tokens.")
@click.option("--live", is_flag=True, help="Ask the running program and the platforms how it goes just now.")
@configured
def command(*, offline: bool, live: bool, config: Path | None, database: str | None) -> int:
    """Check tokens, database, migrations, clock and disk, and say what to do about each failure."""
    settings = load(config, database=database)
    failed = False
    for finding in examine(settings, SystemClock(), online=not offline, live=live):
        sign, colour = SIGNS[finding.state]
        click.echo(f"{click.style(sign, fg=colour)} {finding.what:<11} {finding.told}")
        if finding.remedy:
            click.echo(f"  {'':<11} → {finding.remedy}")
        failed = failed or finding.state is State.BAD
    return 1 if failed else 0
