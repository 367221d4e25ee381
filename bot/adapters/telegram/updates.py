"""A raw update as the inbox keeps it.

Its key, and the lane whose order it belongs to. Tolerant of anything.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.adapters.telegram.incoming import PLATFORM
from domain.chat import RawUpdate


def raw_update(update: Any, payload: bytes | None, tenant: str, received_at: datetime) -> RawUpdate:
    """`payload` are the bytes it came as, where it came alone.

    The key is the update's id, else its content's hash.
    """
    if payload is None:
        payload = json.dumps(update, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    number = update.get("update_id") if isinstance(update, Mapping) else None
    key = str(number) if isinstance(number, int) else hashlib.sha256(payload).hexdigest()
    return RawUpdate(PLATFORM, tenant, key, lane_of(update), payload, received_at)


def lane_of(update: Any) -> str:
    """The conversation an update belongs to: its chat (in a business chat also whose), and its topic."""
    for body in update.values() if isinstance(update, Mapping) else ():
        if isinstance(body, Mapping):
            message = _part(body, "message") or body
            chat = _part(message, "chat").get("id", body.get("user_chat_id"))
            if chat is None:
                return f"user:{_part(body, 'from').get('id')}"
            via, topic = message.get("business_connection_id"), message.get("is_topic_message")
            thread = message.get("message_thread_id") if topic else None
            return ":".join(str(part) for part in (via, chat, thread) if part is not None)
    return "unreadable"


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}
