"""`rapport export`: everything that was entered, one file a table."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from bot.cli._common import configured, opened
from crm.export import TABLES
from crm.export_files import FORMATS
from domain.errors import CrmError
from storage.unit_of_work import UnitOfWork


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="jsonl", show_default=True)
@configured
def command(*, folder: Path, kind: str, config: Path | None, database: str | None) -> None:
    """Write every table to FOLDER; what is there is not overwritten. It may run beside the server."""
    paths = {table.name: folder / f"{table.name}.{kind}" for table in TABLES}
    there = [path.name for path in paths.values() if path.exists()]
    if there:
        raise CrmError(f"{folder} holds {', '.join(there)} already; name another folder")
    folder.mkdir(parents=True, exist_ok=True)
    console = Console(stderr=True)
    with opened(config, database) as place, Progress(console=console, transient=True) as bar:
        task = bar.add_task("export", total=len(TABLES))

        def work(unit: UnitOfWork) -> list[tuple[str, int]]:
            written = []
            for table in TABLES:
                written.append((table.name, FORMATS[kind](paths[table.name], table.columns, table.rows(unit))))
                bar.advance(task)
            return written

        counts = place.read(work)
    click.echo(f"{folder}: " + ", ".join(f"{count} {name.replace('_', '-')}" for name, count in counts))
