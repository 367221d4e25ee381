"""Whether an earlier attempt at a message arrived after all: Slack takes no idempotency key, but keeps our metadata.

Every message carries its key (https://docs.slack.dev/messaging/message-metadata); an attempt that may be the second
looks for it among the latest messages there first.
"""

import logging
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from domain.chat import Outgoing

log = logging.getLogger(__name__)
EVENT = "rapport_message"
_LATEST = 50


def mark(message: Outgoing) -> dict[str, Any]:
    """The metadata by which a message is found again."""
    return {"event_type": EVENT, "event_payload": {"key": message.key}}


async def find_arrived(client: AsyncWebClient, token: str, channel: str, message: Outgoing) -> str | None:
    """The time (Slack's id) of an earlier attempt that arrived; None if none did, or if nobody can tell."""
    wanted: dict[str, Any] = {"limit": _LATEST, "include_all_metadata": True, "token": token}
    thread = message.address.thread_id
    try:
        if thread:
            answer = await client.conversations_replies(channel=channel, ts=thread, **wanted)
        else:
            answer = await client.conversations_history(channel=channel, **wanted)
    except SlackApiError as error:
        log.info("cannot look for an earlier attempt (%s): it is sent again", error.response.get("error"))
        return None
    for found in answer.get("messages") or ():
        if (found.get("metadata") or {}).get("event_payload", {}).get("key") == message.key:
            return str(found["ts"])
    return None
