"""Ask Slack how it stands with the app: for `rapport doctor`. No SDK."""

import json
from collections.abc import Iterator
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from bot.adapters.slack.settings import Settings
from domain.errors import ConfigError
from domain.findings import Finding, State, Surroundings, clock_against

PATIENCE = 10.0  # seconds


def probe(settings: Settings) -> str:
    """The workspace's name; raises ConfigError for a token that is not known, OSError where nobody answers."""
    if not settings.bot_token:
        return "configured; workspaces install it themselves"
    document, _ = _ask(settings, "auth.test", settings.bot_token)
    if not document.get("ok"):
        raise ConfigError("slack.bot_token", f"Slack refused it ({document.get('error', 'unknown')})")
    return f"{document.get('team', '?')}, as @{document.get('user', '?')}"


def look(settings: Settings, around: Surroundings) -> Iterator[Finding]:
    """How it goes just now: clocks, the way updates come, channels that can be written to. Raises OSError."""
    if settings.bot_token:
        _, date = _ask(settings, "auth.test", settings.bot_token)
        if clock := clock_against("slack", date, around.now):
            yield clock
    yield _socket(settings) if settings.mode == "socket" else _address(around)
    if settings.bot_token:
        for channel, name in around.groups:
            yield _channel(settings, channel, name)


def _socket(settings: Settings) -> Finding:
    """Slack gives an address for a socket to whoever has the app's token; none is opened."""
    document, _ = _ask(settings, "apps.connections.open", settings.app_token)
    if document.get("ok"):
        return Finding("slack", State.GOOD, "updates come by a socket")
    told = f"Slack opens no socket ({document.get('error', 'unknown')})"
    return Finding("slack", State.BAD, told, "make an app-level token with connections:write and set slack.app_token")


def _address(around: Surroundings) -> Finding:
    """Whether Slack reaches us only Slack knows."""
    if around.base_url.startswith("https://"):
        return Finding("slack", State.GOOD, f"updates come to {around.base_url}")
    told = f"Slack cannot call {around.base_url or 'an empty server.base_url'}"
    return Finding("slack", State.BAD, told, "set server.base_url to the public https address")


def _channel(settings: Settings, channel: str, name: str) -> Finding:
    document, _ = _ask(settings, "conversations.info", settings.bot_token, channel=channel)
    found = document.get("channel") or {}
    if document.get("ok") and found.get("is_member") and not found.get("is_archived"):
        return Finding("slack", State.GOOD, f"may write to {name}")
    reason = document.get("error") or ("archived" if found.get("is_archived") else "not a member")
    return Finding("slack", State.BAD, f"the app may not write to {name} ({reason})", f"invite the app to {name}")


def _ask(settings: Settings, method: str, token: str, **params: str) -> tuple[dict[str, Any], str | None]:
    """The answer, which says itself whether it is a refusal, and the Date header; OSError where nobody answers."""
    request = Request(  # noqa: S310 - the operator's own address
        f"{settings.api_url.rstrip('/')}/{method}",
        data=urlencode(params).encode(),
        method="POST",
        headers={"Authorization": f"Bearer {token}"},
    )
    try:
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - as above
            return dict(json.load(answer)), answer.headers.get("Date")
    except (URLError, HTTPException, ValueError) as error:
        raise OSError(str(getattr(error, "reason", "") or "no sensible answer")) from None
