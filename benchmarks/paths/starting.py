"""Start-up and memory: importing the program with the Telegram adapter, beside SQLAlchemy and that SDK alone."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Figure, interleaved, seconds

OURS = "import bot.app, bot.adapters.telegram.adapter"
FLOOR = "import sqlalchemy.orm, telegram.ext"
# Not getrusage: its peak is inherited from the process that began this one.
PEAK = "; print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"


def measure(place: Path, rounds: int) -> Iterator[Figure]:  # noqa: ARG001 - nothing is stored
    found = interleaved(rounds, ours=lambda: seconds(lambda: _run(OURS)), floor=lambda: seconds(lambda: _run(FLOOR)))
    ratio = found["ours"] / found["floor"]
    yield Figure(
        "start-up", "imports with Telegram", found["ours"], "s", found["floor"], "SQLAlchemy and the SDK", ratio=ratio,
        target="<= 1.3", reached=ratio <= 1.3,
    )  # fmt: skip
    peak = int(_run(OURS + PEAK)) / 1024
    yield Figure("start-up", "memory after it", peak, "MB", target="<= 110 MB", reached=peak <= 110)


def _run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout  # noqa: S603
