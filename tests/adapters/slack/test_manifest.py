"""manifest.yaml installs as it is, and says what the code understands.

Limits: https://docs.slack.dev/reference/app-manifest
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.adapters.slack import adapter
from bot.adapters.slack.incoming import EVENTS
from bot.adapters.slack.interactions import FORM_PREFIX, SAVE_SHORTCUT
from bot.adapters.slack.oauth import SCOPES
from handlers.commands import commands

# What each event needs before Slack lets an app subscribe to it, from the events' own reference pages.
NEEDS = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "app_uninstalled": None,
    "link_shared": "links:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "tokens_revoked": None,
}
HANDLED_AT_ONCE = {"app_uninstalled", "tokens_revoked"}


@pytest.fixture
def manifest() -> Any:
    return yaml.safe_load((Path(adapter.__file__).parent / "manifest.yaml").read_text(encoding="utf-8"))


def test_names_and_descriptions_fit(manifest: Any) -> None:
    shown, features = manifest["display_information"], manifest["features"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert re.fullmatch("#[0-9a-f]{6}", shown["background_color"])
    assert re.fullmatch(r"[A-Za-z0-9._ -]{1,80}", features["bot_user"]["display_name"])
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
        assert len(shortcut["callback_id"]) <= 255
    for command in features["slash_commands"]:
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000


def test_it_asks_for_the_scopes_the_installation_page_asks_for(manifest: Any) -> None:
    assert tuple(manifest["oauth_config"]["scopes"]["bot"]) == SCOPES


def test_every_event_it_subscribes_to_is_allowed_and_understood(manifest: Any) -> None:
    for event in manifest["settings"]["event_subscriptions"]["bot_events"]:
        assert NEEDS[event] is None or NEEDS[event] in SCOPES
        assert event.split(".")[0] in EVENTS.keys() | HANDLED_AT_ONCE


def test_every_event_we_understand_is_subscribed_to(manifest: Any) -> None:
    subscribed = {event.split(".")[0] for event in manifest["settings"]["event_subscriptions"]["bot_events"]}
    assert set(EVENTS) <= subscribed


def test_its_shortcuts_are_the_ones_we_answer(manifest: Any) -> None:
    ids = {shortcut["type"]: shortcut["callback_id"] for shortcut in manifest["features"]["shortcuts"]}
    assert ids["message"] == SAVE_SHORTCUT
    assert ids["global"].startswith(FORM_PREFIX)


def test_the_hint_names_commands_there_are(manifest: Any) -> None:
    (command,) = manifest["features"]["slash_commands"]
    hinted = set(re.findall(r"[a-z]+", command["usage_hint"].split("]")[0]))
    assert hinted
    assert hinted <= {command.name for command in commands()}


def test_the_words_of_a_command_come_escaped(manifest: Any) -> None:
    (command,) = manifest["features"]["slash_commands"]
    assert command["should_escape"] is True


def test_it_needs_no_public_address(manifest: Any) -> None:
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert "://" not in str({**manifest, "_comment": ""})
