"""`rapport run`: the server."""

import asyncio
from pathlib import Path

import click
from msgspec.structs import replace

from bot.app import App, build, serve
from bot.cli._common import configured, ready
from bot.http import refuse_a_taken_port
from bot.presence import Role, list_others
from bot.settings import Settings, load
from bot.setup import ensure_workspace
from domain.clock import SystemClock
from domain.errors import CrmError
from storage.database import Database
from storage.unit_of_work import UnitOfWork


@click.command()
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role if role is not Role.TERMINAL]),
    default=Role.ALL.value,
    show_default=True,
    envvar="RAPPORT_ROLE",
    help="web takes updates in, worker handles, sends and reminds; all does both. SQLite knows only all.",
)
@click.option("--port", type=click.IntRange(0, 65535), help="Another port than the configuration's.")
@configured
def command(*, role: str, port: int | None, config: Path | None, database: str | None) -> None:
    """Run Rapport: every enabled platform, the web chat, reminders."""
    settings = load(config, database=database)
    if port is not None:
        settings = replace(settings, server=replace(settings.server, port=port))
    asyncio.run(_run(settings, Role(role)))


async def _run(settings: Settings, role: Role) -> None:
    refuse_a_taken_port(settings.server)
    store = ready(Database(settings.database.url))
    if store.is_sqlite and role is not Role.ALL:
        store.close()
        raise CrmError(
            f"SQLite carries one process, which does everything: leave out --role {role.value}."
            " For several, move to PostgreSQL with `rapport move-database`."
        )
    app = build(settings, store, SystemClock(), role=role)
    await asyncio.wrap_future(app.writer.submit(app.workspace_id, lambda unit: _open(unit, settings, app)))
    click.echo(f"Rapport runs on http://{settings.server.host}:{settings.server.port} - stop it with Ctrl+C")
    await serve(app)


def _open(unit: UnitOfWork, settings: Settings, app: App) -> None:
    """Raises CrmError where another process runs on an SQLite database, or the database is being moved."""
    ensure_workspace(unit, settings)
    others = list_others(unit)
    if any(one.kind == "move" for one in others):
        raise CrmError("the database is being moved to another one; wait for `rapport move-database` to end.")
    if others and not app.presence.is_shared:
        raise CrmError(
            "another Rapport runs on this SQLite database, which carries one. If it was killed on another machine,"
            f" try again in {settings.workers.lease_seconds:.0f} seconds."
        )
