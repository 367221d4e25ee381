"""Peers that do nothing but answer: a framework's own dispatch of an update to a handler that echoes it.

Each in a process of its own, as their SDKs weigh on whatever is measured after them.
`python -m benchmarks.echo aiogram 384` prints CPU milliseconds a message.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncGenerator
from typing import Any

_BOT = b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"b","username":"b"}}'
_SENT = b'{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"x"}}'
PYTHON_TELEGRAM_BOT, AIOGRAM = "python-telegram-bot", "aiogram"


def echo_all(framework: str, messages: int) -> float:
    """CPU milliseconds a message."""
    command = [sys.executable, "-m", "benchmarks.echo", framework, str(messages)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - ourselves


def _update(n: int) -> dict[str, Any]:
    chat = {"id": n % 32 + 1, "type": "private", "first_name": "m"}
    message = {"message_id": n, "date": 1, "chat": chat, "from": {**chat, "is_bot": False}, "text": "wants 50 seats"}
    return {"update_id": n, "message": message}


async def _python_telegram_bot(messages: int) -> float:
    from telegram import Update  # noqa: PLC0415 - heavy SDK
    from telegram.ext import Application, MessageHandler, filters  # noqa: PLC0415 - heavy SDK
    from telegram.request import BaseRequest  # noqa: PLC0415 - heavy SDK

    class Nowhere(BaseRequest):
        """Answers every call at once, without a network."""

        @property
        def read_timeout(self) -> float | None:
            return None

        async def initialize(self) -> None:
            """Nothing is opened."""

        async def shutdown(self) -> None:
            """Nothing is open."""

        async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
            return 200, _BOT if url.endswith("getMe") else _SENT

    app: Any = Application.builder().token("1:x").request(Nowhere()).get_updates_request(Nowhere()).build()

    async def echo(update: Update, _context: Any) -> None:
        if update.message is not None:
            await update.message.reply_text(update.message.text or "")

    app.add_handler(MessageHandler(filters.TEXT, echo))
    await app.initialize()
    began = time.process_time()
    for n in range(messages):
        await app.process_update(Update.de_json(_update(n), app.bot))
    cpu = (time.process_time() - began) / messages * 1e3
    await app.shutdown()
    return cpu


async def _aiogram(messages: int) -> float:
    from aiogram import Bot, Dispatcher, types  # noqa: PLC0415 - heavy SDK
    from aiogram.client.session.base import BaseSession  # noqa: PLC0415 - heavy SDK

    class Nowhere(BaseSession):
        """The same."""

        async def close(self) -> None:
            """Nothing is open."""

        async def make_request(self, bot: Bot, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109, ARG002 - theirs
            for value in method.model_dump(warnings=False).values():
                self.prepare_value(value, bot=bot, files={})
            return self.check_response(bot=bot, method=method, status_code=200, content=_SENT.decode()).result

        async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
            yield b""

    bot, dispatcher = Bot("1:x", session=Nowhere()), Dispatcher()

    async def echo(message: types.Message) -> None:
        await message.answer(message.text or "")

    dispatcher.message.register(echo)
    began = time.process_time()
    for n in range(messages):
        await dispatcher.feed_raw_update(bot, _update(n))
    return (time.process_time() - began) / messages * 1e3


if __name__ == "__main__":
    _echo = {PYTHON_TELEGRAM_BOT: _python_telegram_bot, AIOGRAM: _aiogram}[sys.argv[1]]
    asyncio.run(_echo(32))
    print(asyncio.run(_echo(int(sys.argv[2]))))
