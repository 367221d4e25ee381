"""`rapport import`: customers, leads and deals from a file; and taking an import back."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot import setup
from bot.cli._common import Opened, configured, opened
from bot.settings import load
from crm.imports.report import Report
from crm.imports.run import KINDS, import_file, rehearse
from crm.imports.taking_back import TakenBack
from crm.imports.trail import Trail
from storage import backup, import_runs
from storage.database import parse_url
from storage.entities import Operation
from storage.unit_of_work import UnitOfWork

SHOWN = 20  # problems told on the terminal


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--as", "kind", type=click.Choice(KINDS), default="customers", show_default=True)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--undo", "number", type=int, metavar="N", help="Take import N back; what was used since stays.")
@click.option("--list", "listing", is_flag=True, help="List the latest imports with their numbers.")
@configured
def command(
    *,
    file: Path | None,
    kind: str,
    dry_run: bool,
    number: int | None,
    listing: bool,
    config: Path | None,
    database: str | None,
) -> None:
    """Import a CSV, XLSX or JSON Lines file. Columns are matched by name, in English and Chinese."""
    if sum((file is not None, number is not None, listing)) != 1:
        raise click.UsageError("Name a file, or --undo N, or --list.")
    if file is not None and dry_run:
        _rehearse(file, kind, config, database)
        return
    with opened(config, database) as place:
        if listing:
            for line in place.read(_list):
                click.echo(line)
        elif number is not None:
            _tell_taken_back(Trail(place.write).take_back(number))
        elif file is not None:
            place.write(partial(setup.ensure_workspace, settings=place.settings))
            with _progress() as progress:
                _tell(import_file(place.write, file, kind, progress=progress))


def _rehearse(file: Path, kind: str, config: Path | None, database: str | None) -> None:
    """On a copy of an SQLite database, so that no chat waits; in PostgreSQL itself, whose writers need not wait."""
    settings = load(config, database=database)
    url = parse_url(settings.database.url)
    with tempfile.TemporaryDirectory(prefix="rapport-dry-run-") as folder:
        if url.get_backend_name() == "sqlite":
            database = str(Path(folder) / "copy.db")
            if Path(str(url.database)).is_file():
                backup.copy(Path(str(url.database)), Path(database), lambda _done, _total: None)
        with opened(config, database) as place, _progress() as progress:
            _tell(rehearse(place.write, file, kind, partial(_ready, place), progress=progress))


def _ready(place: Opened, uow: UnitOfWork) -> None:
    setup.ensure_workspace(uow, place.settings)


class _Shown:
    """Calls with the number of rows done move the bar."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("import", total=None, what="rows")

    def __call__(self, rows: int) -> None:
        self._bar.update(self._task, completed=rows)


@contextmanager
def _progress() -> Iterator[_Shown]:
    columns = (SpinnerColumn(), TextColumn("{task.completed} rows"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Shown(bar)


def _list(uow: UnitOfWork) -> list[str]:
    return [_line(operation) for operation in import_runs.list_latest(uow)] or ["Nothing was imported yet."]


def _line(operation: Operation) -> str:
    data = operation.data or {}
    made = f"{data.get('new', 0)} new, {data.get('changed', 0)} changed · " if "new" in data else ""
    return f"{data.get('import')} · {operation.at:%Y-%m-%d %H:%M} UTC · {data.get('file')} · {made}{data.get('state')}"


def _tell(report: Report) -> None:
    would = "would be " if report.dry_run else ""
    click.echo(
        f"{report.rows} rows: {report.new} {would}new, {report.changed} {would}changed, {report.unchanged} unchanged,"
        f" {report.duplicate} duplicate, {report.wrong} wrong"
        + (f"; companies {would}made on the way: {report.others}" if report.others else "")
    )
    for line, reason in report.problems[:SHOWN]:
        click.echo(f"  line {line}: {reason}")
    if len(report.problems) > SHOWN:
        click.echo(f"  and {len(report.problems) - SHOWN} more")
    if report.dry_run:
        click.echo("Nothing was changed.")
    elif report.number is not None:
        click.echo(f"This was import {report.number}. To take it back: rapport import --undo {report.number}")


def _tell_taken_back(told: TakenBack) -> None:
    tables = ("contacts", "companies", "leads", "deals")
    removed = [f"{told.removed[table]} {table}" for table in tables if told.removed.get(table)]
    click.echo(
        f"Import {told.number} was taken back: {', '.join(removed) or 'nothing'} removed,"
        f" {told.restored} changes of what was there before put back."
    )
    if told.kept:
        more = f" and {told.kept - len(told.names)} more" if told.kept > len(told.names) else ""
        click.echo(f"Kept, as they were changed or used since: {', '.join(told.names)}{more}.")
