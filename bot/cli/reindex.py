"""`rapport reindex`: make every customer's match keys anew."""

from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.cli._common import configured, opened
from crm.reindexing import START, Place, count_left, find_place, reindex_page


@click.command()
@click.option("--from-start", is_flag=True, help="Begin at the beginning, though an earlier run was interrupted.")
@configured
def command(*, from_start: bool, config: Path | None, database: str | None) -> None:
    """Make all match keys anew: after an upgrade that changed how customers are found.

    Safe while the server runs: it writes a page at a time. Interrupted, it goes on where it was.
    """
    columns = (TextColumn("customers"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with (
        opened(config, database) as place,
        Progress(*columns, console=Console(stderr=True), transient=True) as progress,
    ):
        after: Place | None = START if from_start else place.read(find_place)
        if after is not None and after != START:
            click.echo("Going on where it was interrupted.", err=True)
        task = progress.add_task("reindex", total=place.read(partial(count_left, after=after or START)))
        done = 0
        while after is not None:
            count, after = place.write(partial(reindex_page, after=after))
            done += count
            progress.update(task, completed=done)
    click.echo(f"{done} customers are found by new keys.")
