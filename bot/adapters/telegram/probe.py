"""Ask Telegram how it stands with the bot: for `rapport doctor`. No SDK, and no token in what is said."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from bot.adapters.telegram.incoming import ALLOWED_UPDATES
from bot.adapters.telegram.settings import Settings
from domain.errors import ConfigError
from domain.findings import Finding, State, Surroundings, clock_against

PATIENCE = 10.0  # seconds
MANY = 100
"""Updates waiting at Telegram: so many are no burst."""

LATELY = timedelta(hours=1)


def probe(settings: Settings) -> str:
    """The bot's name; raises ConfigError for a token that is not known, OSError where nobody answers."""
    try:
        me, _ = _ask(settings, "getMe")
    except HTTPError as error:
        raise ConfigError(
            "telegram.token", f"Telegram refused it ({error.code}); ask @BotFather for the bot's token"
        ) from None
    return f"@{me.get('username', '?')}"


def look(settings: Settings, around: Surroundings) -> Iterator[Finding]:
    """How it goes just now: updates coming in, groups that can be written to, clocks. Takes no update away.

    Raises OSError where nobody answers.
    """
    try:
        info, date = _ask(settings, "getWebhookInfo")
        if clock := clock_against("telegram", date, around.now):
            yield clock
        yield _waiting(info, around)
        yield _webhook(settings, info, around) if settings.mode == "webhook" else _polling(settings, info, around)
        if settings.mode == "webhook":
            yield from _last_error(info, around.now)
        yield from _unheard(info)
    except HTTPError as error:
        yield Finding("telegram", State.BAD, f"refused to say how it goes ({error.code})", "see `telegram.token`")
        return
    for chat_id, name in around.groups:
        yield _group(settings, chat_id, name)


def _waiting(info: dict[str, Any], around: Surroundings) -> Finding:
    count = int(info.get("pending_update_count", 0))
    told = f"{count} updates wait there"
    if count < MANY or not around.is_running:
        return Finding("telegram", State.GOOD if around.is_running or not count else State.DOUBTFUL, told)
    remedy = "nobody takes them: look for 409 (another program uses the token) or refusals in the log"
    return Finding("telegram", State.BAD, told, remedy)


def _polling(settings: Settings, info: dict[str, Any], around: Surroundings) -> Finding:
    if info.get("url"):
        remedy = "another program uses this bot's token: give it a bot of its own, or revoke the token at @BotFather"
        return Finding("telegram", State.BAD, "a webhook is set, though this program polls", remedy)
    holder = next((holder for name, holder in around.holders if name == f"telegram:{settings.bot_id}"), None)
    if holder is None and around.is_running:
        remedy = "start a process whose role takes updates in (web or all), and look into its log"
        return Finding("telegram", State.BAD, "no process polls this bot", remedy)
    return Finding("telegram", State.GOOD, f"polled by {holder}" if holder else "no webhook stands in the way")


def _webhook(settings: Settings, info: dict[str, Any], around: Surroundings) -> Finding:
    wanted = settings.webhook_url or around.base_url.rstrip("/") + settings.webhook_path
    found = str(info.get("url") or "")
    if found == wanted:
        return Finding("telegram", State.GOOD, f"it calls {wanted}")
    remedy = "restart Rapport, which sets it; if it changes again, another program uses this token"
    return Finding("telegram", State.BAD, f"it calls {found or 'nobody'} and not {wanted}", remedy)


def _last_error(info: dict[str, Any], now: datetime) -> Iterator[Finding]:
    at = info.get("last_error_date")
    if at and now - datetime.fromtimestamp(int(at), UTC) < LATELY:
        told = f"its last call failed: {info.get('last_error_message', 'no reason given')}"
        yield Finding("telegram", State.DOUBTFUL, told, "check the proxy, its certificate, and that Rapport answers")


def _unheard(info: dict[str, Any]) -> Iterator[Finding]:
    """Kinds of updates this bot is not told of; an absent list means what was last asked for."""
    allowed = info.get("allowed_updates")
    missing = sorted(set(ALLOWED_UPDATES) - set(allowed)) if allowed else []
    if missing:
        told = f"does not tell of {', '.join(missing)}"
        yield Finding("telegram", State.DOUBTFUL, told, "restart Rapport, which asks for them")


def _group(settings: Settings, chat_id: str, name: str) -> Finding:
    try:
        found, _ = _ask(settings, "getChatMember", chat_id=chat_id, user_id=settings.bot_id)
    except HTTPError:
        return Finding("telegram", State.BAD, f"the group {name} is not there for the bot", f"add the bot to {name}")
    if found.get("status") in {"left", "kicked"} or found.get("can_send_messages") is False:
        told = f"the bot may not write to {name} ({found.get('status')})"
        return Finding("telegram", State.BAD, told, f"add the bot to {name} again, or let it write there")
    return Finding("telegram", State.GOOD, f"may write to {name}")


def _ask(settings: Settings, method: str, **params: str) -> tuple[dict[str, Any], str | None]:
    """The result and the Date header; raises HTTPError where it is refused, OSError where nobody answers sensibly."""
    url = f"{settings.api_url.rstrip('/')}/bot{settings.token}/{method}"
    try:
        with urlopen(f"{url}?{urlencode(params)}", timeout=PATIENCE) as answer:  # noqa: S310 - the check allows http(s) only
            document = json.load(answer)
            return dict(document.get("result") or {}), answer.headers.get("Date")
    except HTTPError:
        raise
    except (URLError, HTTPException, ValueError) as error:
        raise OSError(str(getattr(error, "reason", "") or "no sensible answer")) from None
