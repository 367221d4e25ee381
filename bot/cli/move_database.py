"""`rapport move-database`: from SQLite to PostgreSQL and back, every row proved to be there."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.cli._common import configured, opened
from bot.identity import is_dead_neighbour, new_holder
from domain.errors import CrmError
from storage import migrate, moving, processes
from storage.database import Database, parse_url
from storage.moving import Compared
from storage.processes import Process

AT_MOST = timedelta(hours=2)
"""How long nothing can be started on the source, should the move be cut off on another machine."""


@click.command()
@click.option("--to", "target", metavar="URL", required=True, help="The other database: empty, or not there yet.")
@click.option("--verify-only", is_flag=True, help="Copy nothing; compare what was copied before, row by row.")
@configured
def command(*, target: str, verify_only: bool, config: Path | None, database: str | None) -> int:
    """Copy everything to another database and compare it row by row. Stop Rapport first.

    All or nothing: what is interrupted leaves the other database empty, and this one is only read. Files people sent
    stay where they are.
    """
    me = Process("move", new_holder())
    with opened(config, database) as place:
        other = _target(target, place.database, verify_only=verify_only)
        try:
            for one in (place.database, other):
                moving.refuse_running(one, gone=is_dead_neighbour)
            place.write(lambda unit: processes.stay(unit, me, AT_MOST))  # nobody starts on it meanwhile
            work = moving.compare if verify_only else moving.move
            with Progress(console=Console(stderr=True), transient=True) as bar:
                tasks = {table.name: bar.add_task(table.name, total=None) for table in moving.tables()}
                compared = work(place.database, other, lambda name, rows: bar.advance(tasks[name], rows))
        finally:
            place.write(lambda unit: processes.leave(unit, me))
            other.close()
        return _report(compared, other, verify_only=verify_only)


def _target(url: str, source: Database, *, verify_only: bool) -> Database:
    if parse_url(url) == source.url:
        raise CrmError("that is the database in use; name another one with --to")
    if not verify_only:
        migrate.upgrade(url)
    return Database(url)


def _report(compared: Sequence[Compared], other: Database, *, verify_only: bool) -> int:
    table = Table("table", "rows", "content", "")
    for one in compared:
        table.add_row(one.table, f"{one.rows:,}", one.digest[:12], f"{one.differing} differ" if one.differing else "✓")
    Console().print(table)
    for one in compared:
        for difference in one.differences:
            click.echo(f"{one.table} {moving.shown(difference.key)} {difference.what}")
    wrong = sum(one.differing for one in compared)
    if wrong:
        click.echo(f"{wrong} rows are not the same.")
        return 1
    rows = sum(one.rows for one in compared)
    if verify_only:
        click.echo(f"{rows:,} rows, the same in both.")
        return 0
    driver = "sqlite" if other.is_sqlite else "postgresql"
    shown = other.url.set(drivername=driver).render_as_string(hide_password=True)
    click.echo(f"{rows:,} rows moved and compared. Now set in config.yaml, under database:  url: {shown}")
    return 0
