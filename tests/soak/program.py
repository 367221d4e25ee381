"""The real program in a process of its own, asked how it is by /metrics and /proc."""

import asyncio
import os
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

import httpx
from prometheus_client.parser import text_string_to_metric_families

from domain.errors import CrmError

ROOT = Path(__file__).parents[2]
Series = dict[str, float]
"""Metric name -> the sum over its labels."""


@dataclass
class Program:
    """`rapport run` over a pretended Telegram, on one database."""

    folder: Path
    database: str
    api_url: str
    token: str
    process: asyncio.subprocess.Process | None = None
    port: int = 0

    @property
    def environment(self) -> dict[str, str]:
        """No pause and no limit of a real platform's: the program itself is to be the slowest."""
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "RAPPORT_DATABASE__URL": self.database,
            "RAPPORT_DATA_DIR": str(self.folder / "data"),
            "RAPPORT_SERVER__PORT": str(self.port),
            "RAPPORT_RHYTHM__DAYS": "[mon, tue, wed, thu, fri, sat, sun]",
            "RAPPORT_RHYTHM__QUIET": "[]",
            "RAPPORT_RHYTHM__DIGEST": "off",
            "RAPPORT_WEB__ENABLED": "false",
            "RAPPORT_TELEGRAM__ENABLED": "true",
            "RAPPORT_TELEGRAM__TOKEN": self.token,
            "RAPPORT_TELEGRAM__API_URL": self.api_url,
            "RAPPORT_TELEGRAM__PER_SECOND": "0",
            "RAPPORT_TELEGRAM__PER_CHAT_PER_SECOND": "0",
            "RAPPORT_TELEGRAM__PER_GROUP_PER_MINUTE": "0",
        }

    async def start(self) -> None:
        self.port = _free_port()
        self.process = await self._spawn("run")
        for _ in range(1200):
            if await self._answers():
                return
            await asyncio.sleep(0.1)
        raise CrmError("the program did not start")

    async def command(self, *arguments: str) -> int:
        """Another `rapport` command beside it, as an operator runs one."""
        process = await self._spawn(*arguments)
        return await process.wait()

    async def stop(self) -> int:
        """As an operator stops it; its exit status."""
        if self.process is None:
            return 0
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), 60)

    async def metrics(self) -> Series:
        async with httpx.AsyncClient() as client:
            answer = await client.get(f"http://127.0.0.1:{self.port}/metrics", timeout=30)
        found: Series = {}
        for family in text_string_to_metric_families(answer.text):
            for sample in family.samples:
                found[sample.name] = found.get(sample.name, 0.0) + sample.value
        return found

    def threads(self) -> int:
        assert self.process is not None
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(next(line for line in status.splitlines() if line.startswith("Threads:")).split()[1])

    async def _answers(self) -> bool:
        try:
            async with httpx.AsyncClient() as client:
                return (await client.get(f"http://127.0.0.1:{self.port}/readyz")).status_code == 200
        except httpx.TransportError:
            return False

    async def _spawn(self, *arguments: str) -> asyncio.subprocess.Process:
        log = os.open(self.folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", *arguments, cwd=self.folder, env=self.environment, stdout=log, stderr=log
            )
        finally:
            os.close(log)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
