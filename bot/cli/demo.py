"""`rapport demo`: the sample team in a web chat: no token, no server, nothing kept."""

import asyncio
import shutil
import tempfile
import webbrowser
from pathlib import Path

import click
import msgspec

from bot import setup, web_room
from bot.app import build, serve
from bot.cli._common import ready
from bot.http import refuse_a_taken_port, with_a_free_port
from bot.settings import Settings, load
from crm import members, roster
from crm.sample import plant
from domain.chat import Actor
from domain.clock import SystemClock
from storage.database import Database
from storage.unit_of_work import UnitOfWork

GUEST = "alice"
"""Through whose eyes the demo begins."""

PORT = 8321
PORTS_TRIED = 20


@click.command()
@click.option("--serve", "quietly", is_flag=True, help="For scripts: no browser, keep the port.")
@click.option("--port", type=click.IntRange(0, 65535), help=f"Unless told {PORT}, or the next that is free.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True)
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Keep the data in this folder.")
def command(*, quietly: bool, port: int | None, lang: str, keep: Path | None) -> None:
    """Try Rapport with a sample team, in the browser."""
    folder = keep or Path(tempfile.mkdtemp(prefix="rapport-demo-"))
    try:
        settings = _settings(folder, PORT if port is None else port, lang)
        if port is None and not quietly:
            settings = msgspec.structs.replace(settings, server=with_a_free_port(settings.server, PORTS_TRIED))
        asyncio.run(_demo(settings, quietly=quietly))
    finally:
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def _settings(folder: Path, port: int, language: str) -> Settings:
    """Defaults, whatever config.yaml or the environment say: the demo touches nothing of the installation."""
    settings = load(Path("/dev/null"), environment={}, database=f"sqlite:///{folder.absolute()}/demo.db")
    web = msgspec.structs.replace(settings.platforms["web"], demo=True)
    replace = msgspec.structs.replace
    return replace(
        settings,
        data_dir=str(folder),
        server=replace(settings.server, port=port),
        workspace=replace(
            settings.workspace, name="Rapport demo", language=language, currency="EUR", region="DE", tz=_local_zone()
        ),
        scheduler=replace(settings.scheduler, tick_seconds=1.0),
        platforms={**settings.platforms, "web": web},
    )


def _local_zone() -> str:
    from tzlocal import get_localzone_name  # noqa: PLC0415 - only the demo asks this machine

    return str(get_localzone_name() or "UTC")


async def _demo(settings: Settings, *, quietly: bool) -> None:
    refuse_a_taken_port(settings.server)
    app = build(settings, ready(Database(settings.database.url)), SystemClock())
    link = await asyncio.wrap_future(app.writer.submit(app.workspace_id, lambda unit: _plant(unit, settings)))
    started = asyncio.Event()
    telling = asyncio.create_task(_tell(link, started, quietly=quietly))
    await serve(app, started=started)
    await telling


def _plant(unit: UnitOfWork, settings: Settings) -> str:
    setup.ensure_workspace(unit, settings)
    team = plant(unit, unit.now)
    for name in team.names:
        roster.add_account(unit, members.get_named(unit, name), Actor(web_room.PLATFORM, web_room.TENANT, name))
    web_room.add_group(unit, "#sales", team.names, team="Sales")
    return setup.sign_in_link(unit, settings, members.get_named(unit, GUEST))


async def _tell(link: str, started: asyncio.Event, *, quietly: bool) -> None:
    await started.wait()
    click.echo("Rapport's sample team is at work. Open (once): " + link)
    click.echo("Then say `tour`, or simply: Met Li Wei of Acme Robotics, wants 50 seats, call her tomorrow 3pm")
    click.echo("Stop with Ctrl+C; nothing is kept.")
    if not quietly:
        await asyncio.to_thread(_open, link)


def _open(link: str) -> None:
    try:
        webbrowser.get()
    except webbrowser.Error:
        return
    webbrowser.open(link)
