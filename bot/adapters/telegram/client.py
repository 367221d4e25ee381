"""The one small face both client libraries wear, and the quiet their logs must keep."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.adapters.telegram.errors import redact


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to send; a parameter names it as `attach://<its key>`."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"


class BotApi(Protocol):
    """Calls Bot API methods by name, raw JSON in and out.

    `call` returns the answer's `result` or raises: Refused for an answer that is not ok, DeliveryError
    without `unknown` if no connection was made, DeliveryError(unknown=True) if the answer was lost. `wait` is
    the time the answer may take, in seconds, instead of the usual one. Nothing is tried twice.
    """

    async def call(
        self,
        method: str,
        params: Mapping[str, Any],
        files: Mapping[str, Upload] | None = None,
        *,
        wait: float | None = None,
    ) -> Any: ...

    async def download(self, path: str, limit: int) -> bytes:
        """A file's content by the path getFile told.

        Raises ValueError beyond `limit` bytes, else as `call`.
        """
        ...

    async def close(self) -> None: ...


class _Redacting(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        clean = redact(message)
        if clean != message:
            record.msg, record.args = clean, ()
        return True


def keep_quiet(*names: str) -> None:
    """Keep these libraries' loggers from writing addresses with tokens, or what people wrote.

    At DEBUG and INFO they log whole requests; a warning still passes, with any token struck out.
    """
    for name in names:
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))
        if not any(isinstance(known, _Redacting) for known in logger.filters):
            logger.addFilter(_Redacting())
