"""The signal to stop: /readyz says no while the door is still open, then it closes; a second signal closes at once."""

import asyncio
import signal
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.http import Server, make_asgi, make_server
from bot.settings import ServerSettings
from tests.fleet import free_port


class Program:
    """What the server is told about, as the app is."""

    def __init__(self) -> None:
        self.is_leaving = False

    def leave(self) -> None:
        self.is_leaving = True

    async def wrong(self) -> str | None:
        return "stopping" if self.is_leaving else None

    async def refresh(self) -> None:
        """There is nothing to bring up to date."""


class Door:
    """A server on a port of its own, and what it answers."""

    def __init__(self, drain_seconds: float) -> None:
        self.port = free_port()
        program = Program()
        settings = ServerSettings(port=self.port, drain_seconds=drain_seconds)
        self.server: Server = make_server(make_asgi((), program.wrong, program.refresh), settings, program.leave)
        self.serving = asyncio.create_task(self.server._serve())

    async def ready(self) -> int:
        async with httpx.AsyncClient(trust_env=False) as client:
            return (await client.get(f"http://127.0.0.1:{self.port}/readyz")).status_code

    async def opens(self) -> None:
        async with asyncio.timeout(20):
            while not self.server.started:  # noqa: ASYNC110 - uvicorn has no event for it
                await asyncio.sleep(0.01)

    def signal(self) -> None:
        self.server.handle_exit(signal.SIGTERM, None)

    async def closes(self) -> None:
        async with asyncio.timeout(20):
            await self.serving


@pytest.fixture
async def patient() -> AsyncIterator[Door]:
    door = Door(drain_seconds=60.0)
    await door.opens()
    yield door
    door.signal()
    door.signal()
    await door.closes()


async def test_while_it_drains_it_says_no_and_still_serves(patient: Door) -> None:
    assert await patient.ready() == 200
    patient.signal()
    assert await patient.ready() == 503
    assert not patient.server.should_exit


async def test_a_second_signal_is_obeyed_at_once(patient: Door) -> None:
    patient.signal()
    patient.signal()
    await patient.closes()


async def test_without_a_time_to_drain_it_closes_at_once() -> None:
    door = Door(drain_seconds=0.0)
    await door.opens()
    door.signal()
    await door.closes()


async def test_after_its_time_the_door_closes() -> None:
    door = Door(drain_seconds=0.05)
    await door.opens()
    door.signal()
    await door.closes()
