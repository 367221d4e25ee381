"""What a start loads, and what it leaves to whoever needs it."""

import gc
import subprocess
import sys

import pytest

from bot.loading import load

UNNEEDED = (
    "alembic",
    "aiogram",
    "slack_bolt",
    "telegram",
    "babel.messages",
    "sqlalchemy.dialects.postgresql",
    "psycopg",
)


def test_the_server_starts_without_what_its_configuration_may_not_ask_for() -> None:
    code = "import sys; from bot.loading import load; load('bot.cli.run'); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout  # noqa: S603 - ourselves
    assert "bot.app" in told.split()
    assert [name for name in UNNEEDED if name in told.split()] == []


def test_garbage_is_looked_for_again_once_a_module_is_there_or_could_not_be() -> None:
    load("bot.loading")
    assert gc.isenabled()
    with pytest.raises(ModuleNotFoundError):
        load("bot.nothing")
    assert gc.isenabled()
    gc.unfreeze()
