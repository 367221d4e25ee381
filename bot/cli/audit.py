"""`rapport audit`: whether the trail of who did what is whole."""

from pathlib import Path

import click
from rich.console import Console

from bot.cli._common import configured, opened
from storage.audit_chain import Verdict, verify
from storage.unit_of_work import UnitOfWork


@click.group()
def command() -> None:
    """Who did what, chained so that no change of it goes unseen."""


@command.command("verify")
@configured
def check(*, config: Path | None, database: str | None) -> None:
    """Compute every seal of the trail again; exit 1 where one does not hold.

    Keep the digest it prints somewhere else: whoever can write to the database could make the whole chain anew.
    """
    with opened(config, database) as place:
        verdict = place.read(_verify)
    console = Console()
    for line in verdict.wrong:
        console.print(f"[red]wrong[/] {line}", highlight=False)
    console.print(
        f"{verdict.events} events under {verdict.seals} seals, {verdict.unsealed} not sealed yet. "
        f"Last digest: {verdict.last}",
        highlight=False,
        soft_wrap=True,
    )
    if verdict.wrong:
        raise SystemExit(1)


def _verify(unit: UnitOfWork) -> Verdict:
    return verify(unit.connection, unit.workspace_id)
