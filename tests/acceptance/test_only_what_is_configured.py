"""The program imports the libraries of the platforms that are switched on, and no other's."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

ROOT = Path(__file__).parents[2]
LIBRARIES = {"telegram", "aiogram", "slack_bolt", "slack_sdk"}
TOKEN = "4200:" + "A" * 35
TELEGRAM = {"enabled": True, "token": TOKEN}
SLACK = {"enabled": True, "bot_token": "xoxb-1", "app_token": "xapp-1", "mode": "socket"}
PROGRAM = """
import asyncio, json, sys
from pathlib import Path
from bot.app import build
from bot.settings import load
from domain.clock import SystemClock
from storage.database import Database

async def run():
    settings = load(Path(sys.argv[1]), environment={})
    app = build(settings, Database("sqlite:///" + sys.argv[2]), SystemClock())
    print(json.dumps(sorted(adapter.name for adapter in app.adapters)))
    print(json.dumps(sorted(set(sys.argv[3].split(",")) & set(sys.modules))))
    await app.close()

asyncio.run(run())
"""


@pytest.mark.parametrize(
    ("platforms", "adapters", "libraries"),
    [
        ({"web": {"enabled": True}}, ["web"], []),
        ({"telegram": {**TELEGRAM, "library": "ptb"}}, ["telegram"], ["telegram"]),
        ({"telegram": {**TELEGRAM, "library": "aiogram"}}, ["telegram"], ["aiogram"]),
        ({"slack": SLACK, "telegram": {"enabled": False}}, ["slack"], ["slack_bolt", "slack_sdk"]),
    ],
)
def test_a_process_of_its_own_loads_only_those(
    platforms: dict[str, Any], adapters: list[str], libraries: list[str], tmp_path: Path
) -> None:
    config = tmp_path / "config.yaml"
    config.write_bytes(msgspec.json.encode({"data_dir": str(tmp_path), "web": {"enabled": False}, **platforms}))
    names = ",".join(sorted(LIBRARIES))
    ran = subprocess.run(  # noqa: S603 - our own interpreter, our own program
        [sys.executable, "-c", PROGRAM, str(config), str(tmp_path / "r.db"), names],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    found_adapters, found_libraries = (json.loads(line) for line in ran.stdout.splitlines()[-2:])
    assert (found_adapters, found_libraries) == (adapters, libraries)
