"""`rapport init`: a config.yaml, a database and the first admin."""

from pathlib import Path

import click

from bot import setup
from bot.cli._common import ready
from bot.settings import load
from domain.clock import SystemClock
from domain.errors import ConfigError
from storage.database import Database
from storage.writer import open_writer


@click.command()
@click.option("--name", default="My team", help="The workspace's name.")
@click.option("--admin", default="admin", help="The short name of the first admin.")
@click.option("--tz", default="UTC", help="The team's time zone, like Europe/Berlin.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", help="The team's language.")
@click.option("--currency", default="USD", help="ISO 4217.")
@click.option("--region", default="US", help="ISO 3166; how phone numbers without a country are read.")
@click.option("--database", metavar="URL", default=None, help="Default: SQLite in ./data.")
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path), default=Path("config.yaml"))
def command(
    *, name: str, admin: str, tz: str, lang: str, currency: str, region: str, database: str | None, config: Path
) -> None:
    """Write config.yaml, make the database and the first admin."""
    if config.exists():
        raise ConfigError("", f"{config} is there already; edit it, or give --config another name")
    values = {"name": name, "tz": tz, "language": lang, "currency": currency, "region": region}
    config.write_text(setup.written_config(values, database), encoding="utf-8")
    settings = load(config)
    store = ready(Database(settings.database.url))
    writer = open_writer(store, SystemClock())
    try:
        link = writer.submit(settings.workspace.id, lambda unit: setup.first_admin(unit, settings, admin)).result()
    finally:
        writer.close()
        store.close()
    click.echo(f"Made {config} and the database. {admin} is the first admin.")
    click.echo(f"Next: `rapport run`, then open {link}")
