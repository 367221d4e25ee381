"""What a failed call to Slack means for the message: useless, later, or nobody knows.

Source: the error lists of https://docs.slack.dev/reference/methods/chat.postMessage and its siblings.
"""

import aiohttp
from slack_sdk.errors import SlackApiError

from domain.errors import DeliveryError

_LATER = {"ratelimited", "rate_limited", "service_unavailable", "team_added_to_org", "accesslimited"}
# Slack says of these two that some of the operation may have succeeded before the error was raised.
_NOBODY_KNOWS = {"internal_error", "fatal_error", "request_timeout"}
# Mended by the operator for everybody at once, so no single address is given up for them.
_OURS = {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "missing_scope"}
# Nothing reaches that address; anything else Slack refuses is about the one message.
_GONE = {
    "cannot_dm_bot",
    "channel_not_found",
    "channel_type_not_supported",
    "is_archived",
    "is_inactive",
    "messages_tab_disabled",
    "not_in_channel",
    "restricted_action",
    "user_disabled",
    "user_not_found",
    "user_not_in_channel",
    "users_not_found",
}
_WHEN_OURS = 300.0
_WHEN_UNSAID = 30.0


def delivery_error(error: Exception) -> DeliveryError:
    """The DeliveryError that `error` amounts to; no text of the message or of a token is in it."""
    if isinstance(error, SlackApiError):
        return _answered(error)
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return DeliveryError(f"Slack cannot be reached ({type(error).__name__})")  # nothing was written yet
    return DeliveryError(f"the answer of Slack was lost ({type(error).__name__})", unknown=True)


def _answered(error: SlackApiError) -> DeliveryError:
    status = _status(error)
    code = _code(error)
    if status == 429 or code in _LATER:
        return DeliveryError(f"Slack asks for patience ({code or status})", retry_after=_retry_after(error))
    if status >= 500 or code in _NOBODY_KNOWS:
        return DeliveryError(f"Slack failed ({code or status})", unknown=code in _NOBODY_KNOWS)
    if code in _OURS:
        return DeliveryError(f"Slack does not let the app in ({code})", retry_after=_WHEN_OURS)
    return DeliveryError(f"Slack refuses ({code or status})", permanent=True, content=code not in _GONE)


def _status(error: SlackApiError) -> int:
    """slack_sdk puts its own answer there, or aiohttp's where the body was no JSON."""
    for name in ("status_code", "status"):
        status = getattr(error.response, name, None)
        if isinstance(status, int):
            return status
    return 200


def is_about_the_token(error: Exception) -> bool:
    """Whether Slack no longer takes the token: a fresh installation may have brought another."""
    return code_of(error) in _OURS


def code_of(error: Exception) -> str:
    """Slack's own word for what went wrong, empty where there is none."""
    return _code(error) if isinstance(error, SlackApiError) else ""


def _code(error: SlackApiError) -> str:
    try:
        return str(error.response["error"] or "")
    except (AttributeError, KeyError, TypeError, ValueError):  # a body that is no JSON has no code, and trips the SDK
        return ""


def _retry_after(error: SlackApiError) -> float:
    headers = getattr(error.response, "headers", None) or {}
    value = headers.get("Retry-After") or headers.get("retry-after")
    try:
        return float(value) if value is not None else _WHEN_UNSAID
    except ValueError:
        return _WHEN_UNSAID
