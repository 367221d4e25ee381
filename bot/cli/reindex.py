"""`rapport reindex`: make every customer's match keys anew."""

from functools import partial
from pathlib import Path

import click

from bot.cli._common import configured, opened
from crm.reindexing import Place, reindex_page


@click.command()
@configured
def command(*, config: Path | None, database: str | None) -> None:
    """Make all match keys anew: after an upgrade that changed how customers are found. Safe while the server runs."""
    done = 0
    after: Place | None = (0, 0)
    with opened(config, database) as place:
        while after is not None:
            count, after = place.write(partial(reindex_page, after=after))
            done += count
    click.echo(f"{done} customers are found by new keys.")
