"""What a refusal of the Bot API means for delivery, told once for both client libraries.

Source: https://core.telegram.org/bots/api#making-requests and #responseparameters.
"""

import re
from collections.abc import Mapping
from typing import Any

from domain.errors import DeliveryError

_TOKEN_IN_PATH = re.compile(r"bot[0-9]+:[A-Za-z0-9_%-]+", re.ASCII)


# A 400 that speaks of where the message goes; any other speaks of the message.
_PLACE_WORDS = (
    "chat not found",
    "peer_id_invalid",
    "user is deactivated",
    "group chat was",
    "not enough rights",
    "have no rights",
    "write_forbidden",
    "chat_restricted",
    "message thread not found",
    "topic_closed",
    "topic_deleted",
    "user not found",
    "business connection",
)


class Refused(DeliveryError):  # noqa: N818 - the name reads as the sentence it becomes
    """The Bot API answered no: `code` and `description` are its own."""

    def __init__(self, code: int, description: str, **meaning: Any) -> None:
        super().__init__(f"{code} {description}", **meaning)
        self.code = code
        self.description = description

    def says(self, *phrases: str) -> bool:
        """Whether the description holds any of these phrases, whatever their case."""
        return any(phrase in self.description.lower() for phrase in phrases)

    @property
    def nothing_changed(self) -> bool:
        """An edit to what already stands: no failure."""
        return self.code == 400 and self.says("message is not modified")

    @property
    def too_late(self) -> bool:
        """A press or inline query answered after Telegram stopped waiting: no failure either."""
        return self.code == 400 and self.says("query is too old", "query id is invalid", "query_id_invalid")


def refusal(status: int, answer: Any) -> Refused:
    """The error of an answer that is not `ok`.

    A 400 or 403 stays as it is however often it is tried, except where a chat moved. A rejected token (401,
    404) is the operator's to mend: the messages wait. Everything else passes.
    """
    body: Mapping[str, Any] = answer if isinstance(answer, Mapping) else {}
    raw = body.get("parameters")
    parameters: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}
    description = redact(str(body.get("description") or "no reason given"))
    moved_to, retry_after = parameters.get("migrate_to_chat_id"), parameters.get("retry_after")
    return Refused(
        status,
        description,
        permanent=status in {400, 403, 413} and moved_to is None,
        retry_after=float(retry_after) if isinstance(retry_after, int | float) else None,
        moved_to=None if moved_to is None else str(moved_to),
        content=status == 413 or (status == 400 and not any(word in description.lower() for word in _PLACE_WORDS)),
    )


def not_reached(cause: BaseException) -> DeliveryError:
    """No connection was made, so the request was certainly not taken."""
    return DeliveryError(f"Telegram could not be reached ({type(cause).__name__})")


def outcome_unknown(cause: BaseException | str) -> DeliveryError:
    """The request was written and no answer understood: it may have been taken."""
    name = cause if isinstance(cause, str) else type(cause).__name__
    return DeliveryError(f"Telegram's answer was lost ({name})", unknown=True)


def redact(text: str) -> str:
    """Without any bot's token: Bot API addresses carry it in their path."""
    return _TOKEN_IN_PATH.sub("bot<token>", text)
