"""aiogram as the client: its Bot and session encode and post, raw JSON comes back.

Its method classes are not used: each validates the answer against one Bot API version, and getUpdates of a
batch with a single union tag it does not know would fail as a whole.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import Response, TelegramMethod
from aiogram.types import BufferedInputFile

from bot.adapters.telegram.client import Upload, keep_quiet
from bot.adapters.telegram.errors import not_reached, outcome_unknown, refusal

_BEFORE_WRITING = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)
_FILE_FIELDS = frozenset({"photo", "document", "media"})  # a text that reads attach://... stays a text


class _Session(AiohttpSession):
    """aiogram's transport, with the answer read by us and validated by nobody."""

    def check_response(
        self,
        bot: Bot,  # noqa: ARG002 - aiogram's own signature
        method: TelegramMethod[Any],  # noqa: ARG002 - as above
        status_code: int,
        content: str,
    ) -> Response[Any]:
        try:
            answer = json.loads(content)
        except ValueError:
            answer = None
        if status_code >= 300:
            raise refusal(status_code, answer)
        if not isinstance(answer, dict) or "result" not in answer:
            raise outcome_unknown("unreadable answer")
        return Response[Any].model_construct(ok=True, result=answer["result"])

    async def close(self) -> None:
        """Aiogram waits for TLS to say goodbye, also where there is none."""
        if self.api.base.startswith("http://") and self._session is not None:
            await self._session.close()
        else:
            await super().close()


@cache
def _method(name: str) -> type[TelegramMethod[Any]]:
    body = {"__returning__": Any, "__api_method__": name, "__module__": __name__}
    return type(name, (TelegramMethod[Any],), body)


class AiogramClient:
    """A BotApi through aiogram."""

    def __init__(self, token: str, api_url: str, timeout: float) -> None:
        keep_quiet("aiogram", "aiohttp")
        self._timeout = timeout
        session = _Session(api=TelegramAPIServer.from_base(api_url), timeout=timeout)
        self._session = session
        self._bot = Bot(token, session=session)
        self._token = token

    async def call(
        self,
        method: str,
        params: Mapping[str, Any],
        files: Mapping[str, Upload] | None = None,
        *,
        wait: float | None = None,
    ) -> Any:
        request = _method(method)(**_attach(params, files or {}))
        # aiogram has one limit for a whole request, uploads included.
        limit = wait or (max(self._timeout, 60.0) if files else self._timeout)
        try:
            return await self._bot(request, request_timeout=limit)  # type: ignore[arg-type] # aiohttp takes fractions
        except TelegramNetworkError as error:
            cause = error.__cause__ or error
            before = isinstance(cause, _BEFORE_WRITING)
            raise (not_reached(cause) if before else outcome_unknown(cause)) from None

    async def download(self, path: str, limit: int) -> bytes:
        url = self._session.api.file_url(self._token, path)
        content = bytearray()
        try:
            async for chunk in self._session.stream_content(url, timeout=60):
                content += chunk
                if len(content) > limit:
                    raise ValueError("larger than announced")
        except aiohttp.ClientResponseError as error:
            raise refusal(error.status, {"description": "the file could not be fetched"}) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise not_reached(error) from None
        return bytes(content)

    async def close(self) -> None:
        await self._session.close()


def _attach(params: Mapping[str, Any], files: Mapping[str, Upload]) -> dict[str, Any]:
    """Put its file in the place of each `attach://key` of a file's field, as aiogram wants it."""
    return {name: _file(value, files) if name in _FILE_FIELDS else value for name, value in params.items()}


def _file(value: Any, files: Mapping[str, Upload]) -> Any:
    if isinstance(value, list | tuple):
        return [_attach(item, files) for item in value]
    if isinstance(value, Mapping):
        return _attach(value, files)
    upload = files.get(str(value).removeprefix("attach://"))
    return BufferedInputFile(upload.content, filename=upload.name) if upload else value
