"""`rapport invite`: let somebody in, from the terminal."""

from pathlib import Path

import click

from bot.cli._common import configured, opened
from crm import invites, members
from domain.errors import NotFound
from domain.terms import Role
from storage.unit_of_work import UnitOfWork


@click.command()
@click.option("--role", type=click.Choice([role.value for role in Role]), default="rep", show_default=True)
@click.option("--team", help="The team they join. Default: that of the first admin.")
@click.option("--name", help="What colleagues will call them. Default: their name on the platform.")
@configured
def command(*, role: str, team: str | None, name: str | None, config: Path | None, database: str | None) -> None:
    """Print a code that lets one person in, once, within seven days."""

    def work(unit: UnitOfWork) -> tuple[str, list[str]]:
        admins = members.list_admins(unit)
        if not admins:
            raise NotFound("There is no admin yet: begin with `rapport init`.")
        code = invites.invite(unit, admins[0], role=Role(role), team=team, name=name)
        return code, invites.links(unit, code)

    with opened(config, database) as place:
        code, links = place.write(work)
    click.echo(f"Send them this; it works once, for {invites.INVITED_FOR.days} days.")
    for link in links:
        click.echo(f"  {link}")
    click.echo(f"  {'or ' if links else ''}to write to the bot: /start {code}")
