"""`rapport run`: the server."""

import asyncio
from pathlib import Path

import click

from bot.app import build, serve
from bot.cli._common import configured, ready
from bot.http import refuse_a_taken_port
from bot.settings import Settings, load
from bot.setup import ensure_workspace
from domain.clock import SystemClock
from storage.database import Database


@click.command()
@configured
def command(*, config: Path | None, database: str | None) -> None:
    """Run Rapport: every enabled platform, the web chat, reminders."""
    settings = load(config, database=database)
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    refuse_a_taken_port(settings.server)
    app = build(settings, ready(Database(settings.database.url)), SystemClock())
    await asyncio.wrap_future(app.writer.submit(app.workspace_id, lambda unit: ensure_workspace(unit, settings)))
    click.echo(f"Rapport runs on http://{settings.server.host}:{settings.server.port} - stop it with Ctrl+C")
    await serve(app)
