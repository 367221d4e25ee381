"""Rapport, broken on purpose in one place each: what the checks must find, or they are worth nothing.

Two are given another adapter than the configured one, the third another cursor under its database's driver.
"""

import asyncio
import os
import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.adapters.telegram.adapter import TelegramAdapter, client_for
from bot.app import build, serve
from bot.cli import _common
from bot.house import make_house
from bot.identity import new_holder
from bot.settings import Settings, load
from domain.chat import Accept, Adapter, Outgoing, RawUpdate, Sent
from domain.clock import SystemClock
from storage.database import Database
from storage.writer import open_writer
from tests.faults.life import Life, rapport

WORKSPACE = 1


class AcknowledgesFirst(TelegramAdapter):
    """Tells the platform that an update is safe, and stores it afterwards."""

    async def receive(self, accept: Accept) -> None:
        storing: set[asyncio.Task[bool]] = set()

        async def hasty(raw: RawUpdate) -> bool:
            task = asyncio.ensure_future(accept(raw))
            storing.add(task)
            task.add_done_callback(lambda done: None if done.cancelled() else done.exception())
            return True

        await super().receive(hasty)


class SaysSentFirst(TelegramAdapter):
    """Says that the platform took a message, and sends it afterwards."""

    async def send(self, message: Outgoing) -> Sent:
        self._run_errand(self._send_later(message))
        return Sent("0")

    async def _send_later(self, message: Outgoing) -> None:
        await super().send(message)


_CLAIM = re.compile(
    r"UPDATE outbox SET (?P<set>.*?in_doubt=.*?) WHERE (?P<where>.*) RETURNING (?P<columns>.*)", re.DOTALL
)


PATIENCE = 15.0


def _wait_for_another(row: Any) -> None:
    """Until another process has read the same row as free: what a busy database makes happen now and then."""
    if row is None:
        return
    readers = Path.cwd() / f"readers-{row}"  # the folder of this round
    with readers.open("a") as told:
        told.write(f"{os.getpid()}\n")
    until = time.monotonic() + PATIENCE
    while len(set(readers.read_text().split())) < 2 and time.monotonic() < until:
        time.sleep(0.02)


def _read_then_write(driver: psycopg.Connection[Any], _record: Any) -> None:
    """Has this connection look which message is free, and take it a moment later without looking again."""
    inner = driver.cursor_factory

    class ReadsThenWrites(inner):  # type: ignore[valid-type,misc]  # whatever cursor there is
        def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
            claim = _CLAIM.match(str(query))
            if claim is None:
                return super().execute(query, params, **more)
            seeing = f"SELECT outbox.id FROM outbox WHERE {claim['where']}"  # noqa: S608 - our own statement's parts
            super().execute(seeing, params, **more)
            free = self.fetchone()
            _wait_for_another(free[0] if free else None)
            chosen = f"outbox.id = '{free[0]}'" if free else "false"
            taking = f"UPDATE outbox SET {claim['set']} WHERE {chosen} RETURNING {claim['columns']}"  # noqa: S608 - as above
            return super().execute(taking, params, **more)

    driver.cursor_factory = ReadsThenWrites


def acknowledges_first(_life: Life) -> None:
    asyncio.run(_run(AcknowledgesFirst))


def says_sent_first(_life: Life) -> None:
    asyncio.run(_run(SaysSentFirst))


def reads_then_writes(life: Life) -> None:
    event.listen(Engine, "connect", _read_then_write)
    rapport(life)


async def _run(kind: type[TelegramAdapter]) -> None:
    settings = load()
    store = _common.ready(Database(settings.database.url))
    await serve(build(settings, store, SystemClock(), only=_adapters(settings, store, kind)))


def _adapters(settings: Settings, store: Database, kind: type[TelegramAdapter]) -> Sequence[Adapter]:
    section: Any = settings.platforms["telegram"]
    writer, folder = open_writer(store, SystemClock()), Path(settings.data_dir)
    house = make_house(writer, WORKSPACE, SystemClock(), folder, "http://127.0.0.1", None, new_holder())
    return [kind(section, house, client_for(section))]
