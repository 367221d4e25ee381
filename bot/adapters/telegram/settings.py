"""The `telegram` section of config.yaml; importing this loads no SDK."""

import re
from typing import Literal

import msgspec

from domain.errors import ConfigError

_TOKEN = re.compile(r"([0-9]+):[A-Za-z0-9_-]+", re.ASCII)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}", re.ASCII)  # what setWebhook accepts


class Settings(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One bot. `library` is the client in use: python-telegram-bot or aiogram; only that one is imported.

    `token` is BotFather's. `webhook_url` is the public https address Telegram calls (default: the server's base URL
    and `webhook_path`). `poll_seconds` is how long Telegram may hold a poll open; `timeout_seconds` how long any
    other call may take. The three rates are messages; 0 means no limit (of a Bot API server of your own, say).
    `ephemeral` says that the bot may show a message to one person in a group (Bot API 10.2).
    """

    enabled: bool = False
    library: Literal["ptb", "aiogram"] = "ptb"
    token: str = ""
    api_url: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    webhook_path: str = "/telegram"
    webhook_secret: str = ""
    poll_seconds: int = 30
    timeout_seconds: float = 20.0
    per_second: float = 30.0
    per_chat_per_second: float = 1.0
    per_group_per_minute: float = 20.0
    ephemeral: bool = False
    menu: bool = True

    @property
    def bot_id(self) -> str:
        """The bot's user id, which is the part of its token before the colon.

        Raises ConfigError without one.
        """
        found = _TOKEN.fullmatch(self.token)
        if not found:
            raise ConfigError("telegram.token", "expected BotFather's token, like 123456:ABC-def; it is set by /newbot")
        return found[1]


def check(settings: Settings, base_url: str) -> None:
    """Refuse what cannot work, before anything starts; raises ConfigError."""
    _ = settings.bot_id
    if not settings.api_url.startswith(("https://", "http://")):
        raise ConfigError("telegram.api_url", "expected an address that begins with https:// or http://")
    if not 0 <= settings.poll_seconds <= 50:
        raise ConfigError("telegram.poll_seconds", "expected 0 to 50 seconds")
    if settings.mode == "webhook":
        _check_webhook(settings, base_url)


def _check_webhook(settings: Settings, base_url: str) -> None:
    if not _SECRET.fullmatch(settings.webhook_secret):
        raise ConfigError("telegram.webhook_secret", "expected 1 to 256 letters, digits, _ or -")
    if not settings.webhook_path.startswith("/"):
        raise ConfigError("telegram.webhook_path", "expected a path that begins with /")
    address = settings.webhook_url or base_url
    is_telegrams = settings.api_url.startswith("https://")  # a Bot API server of one's own may call anywhere
    if not address or (is_telegrams and not address.startswith("https://")):
        raise ConfigError("telegram.webhook_url", "expected the public https address Telegram shall call")
