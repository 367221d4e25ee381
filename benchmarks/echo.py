"""A peer that does nothing but answer: python-telegram-bot's own dispatch of an update to a handler that echoes it."""

import time
from typing import Any

from telegram import Update
from telegram.ext import Application, MessageHandler, filters
from telegram.request import BaseRequest

_BOT = b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"b","username":"b"}}'
_SENT = b'{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"x"}}'


class _Nowhere(BaseRequest):
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


async def echo_all(messages: int) -> float:
    """CPU milliseconds a message."""
    app: Any = Application.builder().token("1:x").request(_Nowhere()).get_updates_request(_Nowhere()).build()

    async def echo(update: Update, _context: Any) -> None:
        if update.message is not None:
            await update.message.reply_text(update.message.text or "")

    app.add_handler(MessageHandler(filters.TEXT, echo))
    await app.initialize()
    began = time.process_time()
    for n in range(messages):
        chat = {"id": n % 32, "type": "private", "first_name": "m"}
        message = {
            "message_id": n,
            "date": 1,
            "chat": chat,
            "from": {**chat, "is_bot": False},
            "text": "wants 50 seats",
        }
        await app.process_update(Update.de_json({"update_id": n, "message": message}, app.bot))
    cpu = (time.process_time() - began) / messages * 1e3
    await app.shutdown()
    return cpu
