"""The real program in a process of its own: started, killed, started again, over a pretended Telegram."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.fakes.telegram import FakeTelegram

ROOT = Path(__file__).parents[2]


@dataclass
class Program:
    """`rapport run` with Telegram by long polling, on one database."""

    telegram: FakeTelegram
    url: str
    folder: Path
    process: asyncio.subprocess.Process | None = None
    deaths: int = 0

    async def start(self) -> None:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "RAPPORT_DATABASE__URL": self.url,
            "RAPPORT_DATA_DIR": str(self.folder / "data"),
            "RAPPORT_SERVER__PORT": str(free_port()),
            "RAPPORT_DELIVERY__SWEEP_SECONDS": "0.2",
            "RAPPORT_DELIVERY__LEASE_SECONDS": "1.5",
            "RAPPORT_DELIVERY__TIMEOUT_SECONDS": "1",
            "RAPPORT_WEB__ENABLED": "false",
            "RAPPORT_TELEGRAM__ENABLED": "true",
            "RAPPORT_TELEGRAM__TOKEN": self.telegram.token,
            "RAPPORT_TELEGRAM__API_URL": self.telegram.url,
            "RAPPORT_TELEGRAM__PER_SECOND": "1000",
            "RAPPORT_TELEGRAM__PER_CHAT_PER_SECOND": "1000",
        }
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=self.folder, env=environment, stdout=asyncio.subprocess.DEVNULL
        )

    async def kill(self) -> None:
        """Kill -9: no handler runs, nothing is flushed."""
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
            await self.process.wait()
            self.deaths += 1

    async def stop(self) -> int:
        """As an operator stops it: SIGTERM, then whatever it says."""
        if self.process is None or self.process.returncode is not None:
            return 0
        self.process.terminate()
        return await asyncio.wait_for(self.process.wait(), 30)


@asynccontextmanager
async def program(url: str, folder: Path) -> AsyncIterator[Program]:
    async with FakeTelegram() as telegram:
        started = Program(telegram, url, folder)
        try:
            yield started
        finally:
            await started.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
