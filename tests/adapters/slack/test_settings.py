"""What may be configured, what is refused before anything starts, and what is loaded for it."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from bot.adapters.slack.adapter import build
from bot.adapters.slack.settings import Settings, check
from domain.errors import ConfigError
from tests.adapters.house import a_house

GOOD = {"app_token": "xapp-1", "bot_token": "xoxb-1"}


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"bot_token": "xoxb-1"}, "slack.app_token"),
        ({"app_token": "xapp-1"}, "slack.bot_token"),
        ({"mode": "http", "bot_token": "xoxb-1"}, "slack.signing_secret"),
        ({**GOOD, "client_id": "1.2"}, "slack.client_secret"),
        ({**GOOD, "client_secret": "shh"}, "slack.client_secret"),
    ],
)
def test_what_is_missing_is_named_by_its_path(given: dict[str, str], path: str) -> None:
    with pytest.raises(ConfigError) as refused:
        check(msgspec.convert(given, Settings))
    assert refused.value.path == path


def test_an_unknown_key_or_mode_is_refused() -> None:
    for given in ({"tokken": "x"}, {"mode": "carrier pigeon"}):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(given, Settings)


def test_it_is_off_until_it_is_switched_on() -> None:
    assert Settings().enabled is False


def test_reading_the_settings_loads_no_sdk() -> None:
    code = "import sys, bot.adapters.slack.settings; print({'slack_sdk', 'slack_bolt', 'aiohttp'} & set(sys.modules))"
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own arguments
        [sys.executable, "-c", code], cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


async def test_bolts_own_environment_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET"):
        monkeypatch.setenv(name, "of-another-app")
    (adapter,) = build(msgspec.convert(GOOD, Settings), a_house(tmp_path))
    assert adapter.routes() == []
    assert caplog.records == []
    await adapter.close()


async def test_rates_are_settings_and_none_is_none(tmp_path: Path) -> None:
    (adapter,) = build(msgspec.convert({**GOOD, "per_second": 0}, Settings), a_house(tmp_path))
    assert adapter.capabilities.limits.per_second is None
    assert adapter.capabilities.limits.per_chat_per_second == 1
    await adapter.close()
