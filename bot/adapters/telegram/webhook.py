"""The webhook's door in the common server.

A plain ASGI application that stores an update before it answers 200.
"""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from domain.errors import Overloaded

_log = logging.getLogger(__name__)

MAX_BODY = 1_000_000  # bytes; an update with the longest texts and keyboards stays far below
_HEADER = b"x-telegram-bot-api-secret-token"

Store = Callable[[Any, bytes], Awaitable[None]]
"""Store one update and the bytes it came as; raises Overloaded when there is no room."""


class WebhookDoor:
    """Answers 401 to a wrong secret, 413 to a body too large, 400 to what is no JSON.

    503 when there is no room or nobody to store: Telegram tries again. `store` is set once the adapter receives.
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self.store: Store | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        status = 405 if scope["method"] != "POST" else await self._take(scope, receive)
        headers = [(b"content-type", b"text/plain"), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def _take(self, scope: Any, receive: Any) -> int:
        given = next((value for name, value in scope["headers"] if name.lower() == _HEADER), b"")
        if not hmac.compare_digest(given, self._secret):
            return 401
        body = await _read(receive)
        if body is None:
            return 413
        try:
            update = json.loads(body)
        except ValueError:
            return 400
        return await self._store(update, body)

    async def _store(self, update: Any, body: bytes) -> int:
        if self.store is None:
            return 503
        try:
            await self.store(update, body)
        except Overloaded:
            return 503
        except Exception:  # noqa: BLE001 - the edge: the database may be away; Telegram sends it again
            _log.exception("telegram: an update could not be stored; it will come again")
            return 503
        return 200


async def _read(receive: Any) -> bytes | None:
    """The body, or None once it grows too large."""
    body = bytearray()
    while True:
        event = await receive()
        if event["type"] != "http.request":
            return None
        body += event.get("body", b"")
        if len(body) > MAX_BODY:
            return None
        if not event.get("more_body"):
            return bytes(body)
