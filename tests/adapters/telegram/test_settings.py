"""What cannot work is refused before anything starts, with its path."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.telegram.adapter import build
from bot.adapters.telegram.settings import Settings
from domain.errors import ConfigError
from tests.adapters.house import a_house

TOKEN = "4200:TEST-token"


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"token": ""}, "telegram.token"),
        ({"token": "not a token"}, "telegram.token"),
        ({"api_url": "api.telegram.org"}, "telegram.api_url"),
        ({"poll_seconds": 300}, "telegram.poll_seconds"),
        ({"mode": "webhook", "webhook_url": "https://x.example"}, "telegram.webhook_secret"),
        ({"mode": "webhook", "webhook_secret": "with space"}, "telegram.webhook_secret"),
        ({"mode": "webhook", "webhook_secret": "s"}, "telegram.webhook_url"),
        (
            {"mode": "webhook", "webhook_secret": "s", "webhook_url": "http://crm.example/telegram"},
            "telegram.webhook_url",
        ),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, wrong: dict[str, Any], path: str) -> None:
    with pytest.raises(ConfigError) as caught:
        build(Settings(**{"token": TOKEN, **wrong}), a_house(tmp_path))
    assert caught.value.path == path
    assert TOKEN not in str(caught.value)


def test_the_tenant_is_the_bots_id_from_its_token() -> None:
    assert Settings(token=TOKEN).bot_id == "4200"


@pytest.mark.parametrize(("library", "absent"), [("ptb", "aiogram"), ("aiogram", "telegram")])
def test_only_the_chosen_library_is_imported(library: str, absent: str) -> None:
    """In a process of its own, for this one has loaded both."""
    program = f"""
import sys
from pathlib import Path
from bot.adapters.telegram.settings import Settings
from bot.adapters.telegram.adapter import build
assert not {{"aiogram", "telegram", "httpx", "aiohttp"}} & set(sys.modules)
from tests.adapters.house import a_house
build(Settings(token="{TOKEN}", library="{library}"), a_house(Path(".")))
assert "{absent}" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr
