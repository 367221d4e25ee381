"""What a process of the harness does from its birth: its surroundings, its fate, then the program itself.

It is forked from a server that has the program's modules loaded, as two seconds of imports a process would leave time
for a tenth of the deaths. What it then runs is `rapport run`, unchanged.
"""

import asyncio
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from pkgutil import walk_packages

import handlers
import understanding
from bot import cli
from bot.app import build, serve
from bot.cli import _common, run
from bot.settings import load
from storage.database import Database
from tests.faults.clocks import JumpingClock, turn_sqlites_clock
from tests.faults.points import Fate, Points


def preloaded() -> list[str]:
    """What the server that forks has loaded: all that a process loads before it has answered its first line."""
    ours = [
        module.name
        for room in (handlers, understanding)
        for module in walk_packages(room.__path__, f"{room.__name__}.")
    ]
    adapter = ["bot.adapters.telegram.adapter", "bot.adapters.telegram.client_ptb", "bot.adapters.web.adapter"]
    return [*ours, *adapter, "anyio._backends._asyncio", "httpcore", "psycopg", "uvicorn.protocols.http.auto", __name__]


def rapport(life: "Life") -> None:
    """The program as an operator starts it."""
    assert run.command.name
    cli.main([*life.options, "run"])


def rapport_by_another_clock(life: "Life") -> None:
    """What `rapport run` does, with a clock that jumps (and SQLite's with it)."""
    assert life.clock is not None
    turn_sqlites_clock(life.clock.with_name("database-clock"))
    clock = JumpingClock(life.clock)

    async def serve_it() -> None:
        settings = load()
        await serve(build(settings, _common.ready(Database(settings.database.url)), clock))

    asyncio.run(serve_it())


@dataclass(frozen=True)
class Life:
    """A process to be: where it works, what it hears from its environment, when it dies, what it runs."""

    folder: Path
    name: str
    environment: Mapping[str, str]
    run: Callable[["Life"], None] = rapport
    fate: Fate | None = None
    clock: Path | None = None
    options: tuple[str, ...] = field(default=())

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"

    @property
    def notes(self) -> Path:
        """The points it passed."""
        return self.folder / f"{self.name}.points"


def live(life: Life) -> None:
    os.environ.update(life.environment)
    os.chdir(life.folder)
    log = os.open(life.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    Points(life.notes, life.fate).place()
    life.run(life)
