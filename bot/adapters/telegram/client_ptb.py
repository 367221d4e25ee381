"""python-telegram-bot as the client: its Bot encodes and posts, raw JSON comes back.

Its typed methods are not used: they parse answers into classes of one Bot API version, and what is newer than
the library would fail there.
"""

import json
from collections.abc import Mapping
from typing import Any

import httpx
from telegram import Bot, InputFile
from telegram.error import NetworkError, TelegramError
from telegram.request import HTTPXRequest

from bot.adapters.telegram.client import Upload, keep_quiet
from bot.adapters.telegram.errors import not_reached, outcome_unknown, refusal
from domain.errors import DeliveryError

_BEFORE_WRITING = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


class _FailedError(TelegramError):
    """Carries our own error through PTB, which lets its own exceptions pass untouched."""

    def __init__(self, error: DeliveryError) -> None:
        super().__init__("refused")
        self.error = error


class _Request(HTTPXRequest):
    """PTB's transport, reading the answer before PTB folds statuses and parameters into fewer classes."""

    async def do_request(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        try:
            status, content = await super().do_request(url, method, *args, **kwargs)
        except NetworkError as error:
            cause = error.__cause__ or error
            before = isinstance(cause, _BEFORE_WRITING)
            raise _FailedError(not_reached(cause) if before else outcome_unknown(cause)) from None
        if method == "POST":
            _check(status, content)
        elif status != 200:
            raise _FailedError(refusal(status, {"description": "the file could not be fetched"}))
        return status, content


def _check(status: int, content: bytes) -> None:
    try:
        answer = json.loads(content)
    except ValueError:
        answer = None
    if status >= 300:
        raise _FailedError(refusal(status, answer))
    if not isinstance(answer, dict) or "result" not in answer:
        raise _FailedError(outcome_unknown("unreadable answer"))


class _Bot(Bot):
    """A Bot for raw calls: it advises no typed methods, and expects no classes of its own in the parameters."""

    @classmethod
    def _warn(cls, *args: Any, **kwargs: Any) -> None:
        pass

    def _insert_defaults(self, data: dict[str, object]) -> None:
        pass


class PtbClient:
    """A BotApi through python-telegram-bot."""

    def __init__(self, token: str, api_url: str, timeout: float) -> None:
        keep_quiet("httpx", "httpcore", "telegram")
        base = api_url.rstrip("/")
        self._timeout = timeout
        self._request = _Request(
            connection_pool_size=64,
            connect_timeout=min(timeout, 10.0),
            read_timeout=timeout,
            write_timeout=timeout,
            media_write_timeout=max(timeout, 60.0),
            pool_timeout=timeout,
        )
        self._files = f"{base}/file/bot{token}"
        self._bot = _Bot(token, f"{base}/bot", f"{base}/file/bot", self._request, self._request)

    async def call(
        self,
        method: str,
        params: Mapping[str, Any],
        files: Mapping[str, Upload] | None = None,
        *,
        wait: float | None = None,
    ) -> Any:
        uploads = {key: InputFile(upload.content, filename=upload.name) for key, upload in (files or {}).items()}
        try:
            return await self._bot.do_api_request(
                method, api_kwargs={**params, **uploads}, read_timeout=wait or self._timeout
            )
        except _FailedError as failed:
            raise failed.error from None

    async def download(self, path: str, limit: int) -> bytes:
        try:
            content = await self._request.retrieve(f"{self._files}/{path}")
        except _FailedError as failed:
            raise failed.error from None
        if len(content) > limit:
            raise ValueError("larger than announced")
        return content

    async def close(self) -> None:
        await self._request.shutdown()
