"""`rapport import`: customers, leads and deals from a file."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot import setup
from bot.cli._common import configured, opened
from crm.imports.report import Report
from crm.imports.run import KINDS, DryRun, import_file
from storage.unit_of_work import UnitOfWork

SHOWN = 20  # problems told on the terminal


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "kind", type=click.Choice(KINDS), default="customers", show_default=True)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@configured
def command(*, file: Path, kind: str, dry_run: bool, config: Path | None, database: str | None) -> None:
    """Import a CSV, XLSX or JSON Lines file. Columns are matched by name, in English and Chinese."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.completed} rows"), TimeElapsedColumn())
    with opened(config, database) as place, Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("import", total=None)

        def work(unit: UnitOfWork) -> Report:
            setup.ensure_workspace(unit, place.settings)
            return import_file(
                unit, file, kind, dry_run=dry_run, progress=lambda rows: progress.update(task, completed=rows)
            )

        try:
            report = place.write(work)
        except DryRun as over:
            report = over.report
    _tell(report)


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
