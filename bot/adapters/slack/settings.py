"""What config.yaml may say under `slack:`."""

from typing import Literal

import msgspec

from domain.errors import ConfigError


class Settings(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`mode`: socket needs `app_token`, http needs `signing_secret` and a public https address.

    One workspace: `bot_token`. Several: `client_id` and `client_secret`, and people install from
    /slack/install. `ack_within_seconds` is how long the database may take before an update is set down in a
    file instead, so that Slack hears from us within its three seconds.
    """

    enabled: bool = False
    mode: Literal["socket", "http"] = "socket"
    app_token: str = ""
    bot_token: str = ""
    signing_secret: str = ""
    client_id: str = ""
    client_secret: str = ""
    api_url: str = "https://slack.com/api/"
    authorize_url: str = "https://slack.com/oauth/v2/authorize"
    ack_within_seconds: float = 1.5
    profile_within_seconds: float = 0.8
    request_timeout_seconds: float = 15.0
    ping_interval_seconds: float = 10.0
    per_second: float = 5.0
    per_chat_per_second: float = 1.0


def check(settings: Settings, _base_url: str = "") -> None:
    """Refuse what cannot work, before anything starts; raises ConfigError."""
    if settings.mode == "socket" and not settings.app_token:
        raise ConfigError("slack.app_token", "Socket Mode needs the app-level token (xapp-...)")
    if settings.mode == "http" and not settings.signing_secret:
        raise ConfigError("slack.signing_secret", "HTTP mode needs the signing secret")
    if bool(settings.client_id) != bool(settings.client_secret):
        raise ConfigError("slack.client_secret", "an installation page needs client_id and client_secret")
    if not settings.bot_token and not settings.client_id:
        raise ConfigError("slack.bot_token", "needs the bot token (xoxb-...), or client_id and client_secret")
