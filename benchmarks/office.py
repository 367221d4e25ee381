"""What the paths are measured on: an empty database, a team, a platform in memory, the program over it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from bot.app import App, build
from bot.settings import IntakeSettings, Settings, load
from crm import roster
from domain.chat import Actor, Address, Capabilities, Limits, Outgoing, RawUpdate, Sent
from domain.clock import SystemClock
from storage.addresses import note_seen
from storage.database import Database
from storage.entities import Workspace
from storage.members import find_identity
from storage.migrate import upgrade
from storage.unit_of_work import UnitOfWork
from storage.writer import open_writer
from tests import databases
from tests.fakes import platform
from tests.fakes.platform import FakePlatform

NAME = "bench"
BASES = "bases"
"""Where in the folder of a run the kept bases of customers are."""
CONVERSATIONS = 32


class MemoryPlatform(FakePlatform):
    """The pretended platform of the tests, which takes every message at once; `answered`: when each update was."""

    def __init__(self, limits: Limits | None = None) -> None:
        super().__init__(NAME, Capabilities(limits=limits or Limits()))
        self.answered: dict[str, float] = {}

    async def send(self, message: Outgoing) -> Sent:
        if message.answers is not None:
            self.answered[message.answers] = time.perf_counter()
        return await super().send(message)


def update(key: str, who: int, text: str, at: datetime) -> RawUpdate:
    return platform.update(key, f"m{who}", text, at, on=NAME)


SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
KINDS = (SQLITE, POSTGRESQL)


@contextmanager
def bases(place: Path) -> Iterator[Callable[[str, str, int], Database]]:
    """Makes an empty database of a kind, under a name, with so many members; PostgreSQL's server runs meanwhile."""
    with databases.postgresql_server() as server:
        if server is None:
            raise RuntimeError("PostgreSQL's wheel does not run here")

        def fresh(kind: str, name: str, members: int) -> Database:
            if kind == SQLITE:
                return empty(place / f"{name}.db", members)
            return filled(Database(databases.fresh_database(server, name)), members)

        yield fresh


def empty(path: Path, members: int = CONVERSATIONS) -> Database:
    """A migrated SQLite database with a workspace and so many members."""
    upgrade(str(path))
    return filled(Database(str(path)), members)


def filled(database: Database, members: int) -> Database:
    """With the team in it."""
    writer = open_writer(database, SystemClock())
    writer.submit(1, lambda unit: a_team(unit, members)).result()
    writer.close()
    return database


def a_team(unit: UnitOfWork, members: int) -> None:
    """A workspace with so many members, each reached in a chat of their own."""
    unit.add(Workspace(name="Bench", created_at=unit.now))
    for n in range(members):
        actor = Actor(NAME, "bot", f"m{n}")
        roster.add_member(unit, f"m{n}", accounts=[actor])
        account = find_identity(unit, actor)
        if account is not None:
            note_seen(unit, account, Address(NAME, "bot", f"dm:m{n}"))


def configured(place: Path, url: str, lanes: int = 32) -> Settings:
    """Settings of a program on that database."""
    config = place / "config.yaml"
    config.touch()
    settings = load(config, environment={}, database=url)
    intake = IntakeSettings(gather_seconds=0.0, lanes=lanes, capacity=1_000_000)
    return msgspec.structs.replace(settings, data_dir=str(place), intake=intake)


def program(place: Path, database: Database, over: MemoryPlatform, *, lanes: int = 32) -> App:
    """The program over that database and platform, within a running loop."""
    url = str(database.path) if database.is_sqlite else database.url.render_as_string(hide_password=False)
    settings = configured(place, url, lanes)
    return build(settings, database, SystemClock(), only=[over])
