"""Several real processes of Rapport on one database, over a pretended Telegram: started, stopped, killed one by one."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.telegram import FakeTelegram

ROOT = Path(__file__).parents[1]
SETTINGS = {
    "PYTHONPATH": str(ROOT),
    "RAPPORT_DELIVERY__SWEEP_SECONDS": "0.3",
    "RAPPORT_DELIVERY__LEASE_SECONDS": "4",
    "RAPPORT_DELIVERY__TIMEOUT_SECONDS": "2",
    "RAPPORT_WORKERS__LEASE_SECONDS": "4",
    "RAPPORT_WORKERS__POLL_SECONDS": "0.05",
    "RAPPORT_SCHEDULER__TICK_SECONDS": "1",
    "RAPPORT_WEB__ENABLED": "false",
    "RAPPORT_TELEGRAM__ENABLED": "true",
    "RAPPORT_TELEGRAM__PER_SECOND": "1000",
    "RAPPORT_TELEGRAM__PER_CHAT_PER_SECOND": "1000",
}


@dataclass
class Fleet:
    """`rapport run --role ...` in processes by name; `deaths` counts the unclean ends."""

    telegram: FakeTelegram
    url: str
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    processes: dict[str, asyncio.subprocess.Process] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)
    deaths: int = 0

    async def start(self, name: str, role: str) -> None:
        """Start a process; it is at work once its door opens (`ready`)."""
        port = self.ports.setdefault(name, free_port())
        environment = {
            **os.environ,
            **SETTINGS,
            "RAPPORT_DATABASE__URL": self.url,
            "RAPPORT_DATA_DIR": str(self.folder / "data"),
            "RAPPORT_TELEGRAM__TOKEN": self.telegram.token,
            "RAPPORT_TELEGRAM__API_URL": self.telegram.url,
            **self.settings,
        }
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run", "--role", role, "--port", str(port)),
                cwd=self.folder,
                env=environment,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=log,
            )

    async def ready(self, name: str) -> int:
        """What /readyz answers: the status, 0 where nobody listens."""
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.ports[name])
        except OSError:
            return 0
        writer.write(b"GET /readyz HTTP/1.0\r\n\r\n")
        line = await reader.readline()
        writer.close()
        return int(line.split()[1]) if line else 0

    async def until_ready(self, *names: str, seconds: float = 120.0) -> None:
        async with asyncio.timeout(seconds):
            for name in names:
                while await self.ready(name) != 200:  # noqa: ASYNC110 - it is another process
                    await asyncio.sleep(0.1)

    async def stop(self, name: str) -> int:
        """SIGTERM, as an operator stops it; its exit status."""
        process = self.processes.pop(name)
        process.terminate()
        return await asyncio.wait_for(process.wait(), 30)

    async def kill(self, name: str) -> None:
        """SIGKILL: no handler runs, nothing is let go of."""
        process = self.processes.pop(name)
        process.send_signal(signal.SIGKILL)
        await process.wait()
        self.deaths += 1

    def log(self) -> str:
        """What went wrong, by all that was written to the logs."""
        return "\n".join(path.read_text() for path in sorted(self.folder.glob("*.log")))


@asynccontextmanager
async def fleet(url: str, folder: Path, **settings: str) -> AsyncIterator[Fleet]:
    async with FakeTelegram() as telegram:
        started = Fleet(telegram, url, folder, settings)
        try:
            yield started
        finally:
            for name in list(started.processes):
                await started.kill(name)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
