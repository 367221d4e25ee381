"""What the paths are measured on: an empty database, a team, a platform in memory, the program over it."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from bot.app import App, build
from bot.settings import IntakeSettings, Settings, load
from crm import roster
from domain.chat import (
    Accept,
    Actor,
    Address,
    Capabilities,
    FileRef,
    Incoming,
    IncomingKind,
    Limits,
    Outgoing,
    RawUpdate,
    Route,
    Sent,
)
from domain.clock import SystemClock
from storage.addresses import note_seen
from storage.database import Database
from storage.entities import Workspace
from storage.members import find_identity
from storage.migrate import upgrade
from storage.unit_of_work import UnitOfWork
from storage.writer import open_writer

NAME = "bench"
CONVERSATIONS = 32


class MemoryPlatform:
    """Takes every message at once; `sent` counts them."""

    name = NAME

    def __init__(self, limits: Limits | None = None) -> None:
        self.capabilities = Capabilities(limits=limits or Limits())
        self.sent = 0

    async def receive(self, accept: Accept) -> None:
        """The benchmark hands updates in itself."""

    def parse(self, raw: RawUpdate) -> Incoming | None:
        line = json.loads(raw.payload)
        where = Address(NAME, "bot", f"dm:{line['from']}")
        actor = Actor(NAME, "bot", line["from"])
        return Incoming(IncomingKind.MESSAGE, raw.key, actor, where, raw.received_at, text=line["text"])

    async def send(self, message: Outgoing) -> Sent:  # noqa: ARG002 - the protocol's
        self.sent += 1
        return Sent(f"p{self.sent}")

    async def fetch(self, file: FileRef) -> bytes:  # noqa: ARG002 - the protocol's
        return b""

    def direct(self, actor: Actor) -> Address:
        return Address(NAME, "bot", f"dm:{actor.user_id}")

    def routes(self) -> Sequence[Route]:
        return ()

    async def close(self) -> None:
        """Nothing is open."""


def update(key: str, who: int, text: str, at: datetime) -> RawUpdate:
    payload = json.dumps({"from": f"m{who}", "text": text}).encode()
    return RawUpdate(NAME, "bot", key, f"dm:m{who}", payload, at)


def empty(path: Path, members: int = CONVERSATIONS) -> Database:
    """A migrated SQLite database with a workspace and so many members."""
    upgrade(str(path))
    database = Database(str(path))
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


def program(place: Path, database: Database, platform: MemoryPlatform, *, lanes: int = 32) -> App:
    """The program over that database and platform, within a running loop."""
    settings = configured(place, str(database.path), lanes)
    return build(settings, database, SystemClock(), only=[platform])
