"""Start-up and memory: the program loaded with the Telegram adapter, beside SQLAlchemy and that SDK alone.

Both with their bytecode kept from a first run, as everywhere but at the first start: without it the figure is how much
source Python has to compile.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Figure, interleaved, seconds

OURS = "from bot.loading import load; load('bot.cli.run'); load('bot.adapters.telegram.adapter')"
FLOOR = "import sqlalchemy.orm, telegram.ext"
# Not getrusage: its peak is inherited from the process that began this one.
PEAK = "; print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"


def measure(place: Path, rounds: int) -> Iterator[Figure]:
    kept = place / "bytecode"
    for code in (OURS, FLOOR):
        _run(code, kept)
    found = interleaved(
        max(rounds, 7), ours=lambda: seconds(lambda: _run(OURS, kept)), floor=lambda: seconds(lambda: _run(FLOOR, kept))
    )
    ratio = found["ours"] / found["floor"]
    yield Figure(
        "start-up", "imports with Telegram", found["ours"], "s", found["floor"], "SQLAlchemy and the SDK", ratio=ratio,
        target="<= 1.3", reached=ratio <= 1.3,
    )  # fmt: skip
    peak = int(_run(OURS + PEAK, kept)) / 1024
    yield Figure("start-up", "memory after it", peak, "MB", target="<= 110 MB", reached=peak <= 110)


def _run(code: str, kept: Path) -> str:
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    given["PYTHONPYCACHEPREFIX"] = str(kept)
    command = [sys.executable, "-c", code]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=given).stdout  # noqa: S603 - ourselves
