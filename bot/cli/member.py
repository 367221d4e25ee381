"""`rapport member`: who works here."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bot import setup
from bot.cli._common import configured, opened
from crm import members, roster
from domain.chat import Actor
from domain.terms import Role
from storage.unit_of_work import UnitOfWork

ROLES = click.Choice([role.value for role in Role])


@click.group()
def command() -> None:
    """Add, list, change and remove members."""


@command.command()
@click.argument("name")
@click.option("--role", type=ROLES, default="rep", show_default=True)
@click.option("--team", help="Made if there is none of that name.")
@click.option("--tz", help="Time zone, like Europe/Berlin. Default: the workspace's.")
@click.option("--lang", help="en or zh. Default: the workspace's.")
@click.option("--full-name")
@click.option("--on", "accounts", multiple=True, metavar="PLATFORM:ID", help="An account of theirs: console:alice.")
@configured
def add(
    *,
    name: str,
    role: str,
    team: str | None,
    tz: str | None,
    lang: str | None,
    full_name: str | None,
    accounts: tuple[str, ...],
    config: Path | None,
    database: str | None,
) -> None:
    """Add a member; with --on they can talk at once, else send them an invite."""
    with opened(config, database) as place:
        actors = [_actor(account) for account in accounts]

        def work(unit: UnitOfWork) -> str:
            setup.ensure_workspace(unit, place.settings)
            member = roster.add_member(
                unit, name, role=Role(role), team=team, tz=tz, language=lang, full_name=full_name, accounts=actors
            )
            if any(actor.platform == "web" for actor in actors):
                return setup.sign_in_link(unit, place.settings, member)
            return ""

        link = place.write(work)
    click.echo(f"{name} is a {role} now." + (f" Sign in on the web (once): {link}" if link else ""))


@command.command("list")
@configured
def list_(*, config: Path | None, database: str | None) -> None:
    """Everybody, with role, team, zone and accounts."""
    with opened(config, database) as place:
        rows = place.read(roster.list_members)
    table = Table("name", "role", "team", "zone", "language", "accounts")
    for row in rows:
        table.add_row(row.name, row.role, row.team or "", row.tz, row.language, " ".join(row.accounts))
    Console().print(table)


@command.command()
@click.argument("name")
@click.argument("role", type=ROLES)
@configured
def role(*, name: str, role: str, config: Path | None, database: str | None) -> None:
    """Give a member another role."""
    with opened(config, database) as place:
        place.write(lambda unit: roster.change_role(unit, name, Role(role)))
    click.echo(f"{name} is a {role} now.")


@command.command()
@click.argument("name")
@configured
def remove(*, name: str, config: Path | None, database: str | None) -> None:
    """End every session and account of a member at once; their records stay."""
    with opened(config, database) as place:
        place.write(lambda unit: roster.remove_member(unit, name))
    click.echo(f"{name} is no longer a member; their records stay.")


@command.command("sign-in")
@click.argument("name")
@configured
def sign_in(*, name: str, config: Path | None, database: str | None) -> None:
    """A fresh one-time link to the web chat for a member."""
    with opened(config, database) as place:

        def work(unit: UnitOfWork) -> str:
            member = members.get_named(unit, name)
            roster.add_account(unit, member, Actor("web", "web", member.name))
            return setup.sign_in_link(unit, place.settings, member)

        link = place.write(work)
    click.echo(f"Once, within a day: {link}")


def _actor(account: str) -> Actor:
    """`platform:id`, or `platform:tenant:id` where a platform has several bots or teams."""
    platform, _, rest = account.partition(":")
    tenant, _, user_id = rest.rpartition(":")
    if not (platform and user_id):
        raise click.BadParameter(f"{account}: expected PLATFORM:ID, like console:alice or telegram:123:456")
    return Actor(platform, tenant or {"console": "main", "web": "web"}.get(platform, ""), user_id)
