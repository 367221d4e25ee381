"""`rapport chat`: talk at the terminal, or replay lines of JSON."""

import asyncio
import sys
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TextIO

import click

from bot.app import App, build
from bot.cli._common import configured, ready
from bot.presence import Role, list_others
from bot.replay import Replay
from bot.replay_lines import BadLine, checked, instant
from bot.settings import Settings, load
from bot.terminal import Terminal
from bot.timers import ManualTimers
from domain.clock import SystemClock, VirtualClock
from domain.errors import ConfigError
from storage.database import Database


@click.command()
@configured
@click.option("--as", "who", metavar="NAME", help="The member you are, known as console:NAME.")
@click.option("--jsonl", is_flag=True, help="One JSON object a line in and out, under a virtual clock.")
@click.option("--start", metavar="TIME", help="Where the virtual clock begins, ISO 8601 with offset.")
def command(*, config: Path | None, database: str | None, who: str | None, jsonl: bool, start: str | None) -> int:
    """Talk to Rapport at the terminal."""
    settings = load(config, database=database)
    store = ready(Database(settings.database.url))
    if jsonl:
        return asyncio.run(replay(settings, store, start, sys.stdin, sys.stdout))
    if not who:
        store.close()
        raise click.UsageError("say who you are: rapport chat --as NAME (see `rapport member list`)")
    return asyncio.run(_talk(settings, store, who))


async def replay(settings: Settings, store: Database, start: str | None, source: TextIO, out: TextIO) -> int:
    from bot.adapters.console.adapter import ConsoleAdapter  # noqa: PLC0415 - adapters are loaded when they are used

    first, lines = _first_moment(start, source)
    clock, timers, adapter = VirtualClock(first), ManualTimers(), ConsoleAdapter()
    app = build(settings, store, clock, timers=timers, only=[adapter])
    try:
        _refuse_beside_a_server(app)
        replay = Replay(app, clock, timers, out)
        adapter.show = replay.show
        app.recover()
        return await replay.run(lines)
    finally:
        await app.close()


def _first_moment(start: str | None, source: TextIO) -> tuple[datetime, "chain[str]"]:
    """Where the clock begins: --start, else the first line's `at`, else now; and the lines, that one included."""
    if start is not None:
        try:
            return instant(start), chain(source)
        except BadLine as error:
            raise click.BadParameter(str(error), param_hint="--start") from None
    read: list[str] = []
    for text in source:
        read.append(text)
        try:
            line = checked(text)
            written = line.get("at") or line.get("advance")
            if written:
                return instant(written), chain(read, source)
        except BadLine:
            continue
        break
    return SystemClock().now(), chain(read, source)


def _refuse_beside_a_server(app: App) -> None:
    others = app.writer.read(app.workspace_id, list_others).result()
    if others:
        raise ConfigError("database.url", "Rapport runs on this database; stop it first")


async def _talk(settings: Settings, store: Database, who: str) -> int:
    from bot.adapters.console.adapter import ConsoleAdapter  # noqa: PLC0415 - adapters are loaded when they are used

    adapter = ConsoleAdapter(buttons=False)
    app = build(settings, store, SystemClock(), only=[adapter], role=Role.TERMINAL)
    terminal = Terminal(app, who)
    adapter.show = terminal.show
    return await terminal.run()
