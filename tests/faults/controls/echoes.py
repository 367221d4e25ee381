"""A note-writing echo as each library's own documentation begins: its loop, its acknowledgement, nothing of ours.

Each writes what somebody said and says so. What they do to an update when the process dies is their default.
"""

import asyncio
import os
from typing import Any

from tests.faults.controls.notes import Notes
from tests.faults.life import Life


def python_telegram_bot(life: Life) -> None:
    """`run_polling`: a batch is acknowledged by the next poll, while its updates wait in memory for their handler."""
    from telegram.ext import ApplicationBuilder, MessageHandler, filters  # noqa: PLC0415 - heavy SDK

    notes = Notes(life.folder)

    async def echo(update: Any, _context: Any) -> None:
        notes.keep(update.message.text)
        await update.message.reply_text(f"Noted: {update.message.text}")

    url, token = os.environ["RAPPORT_TELEGRAM__API_URL"], os.environ["RAPPORT_TELEGRAM__TOKEN"]
    application = ApplicationBuilder().token(token).base_url(f"{url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(timeout=5)


def aiogram(life: Life) -> None:
    """`start_polling`: each update becomes a task, and the next poll acknowledges them, whatever their tasks did."""
    from aiogram import Bot, Dispatcher, types  # noqa: PLC0415 - heavy SDK
    from aiogram.client.session.aiohttp import AiohttpSession  # noqa: PLC0415 - heavy SDK
    from aiogram.client.telegram import TelegramAPIServer  # noqa: PLC0415 - heavy SDK

    notes, dispatcher = Notes(life.folder), Dispatcher()

    async def echo(message: types.Message) -> None:
        notes.keep(message.text or "")
        await message.answer(f"Noted: {message.text}")

    dispatcher.message.register(echo)
    server = TelegramAPIServer.from_base(os.environ["RAPPORT_TELEGRAM__API_URL"])

    async def poll() -> None:
        bot = Bot(os.environ["RAPPORT_TELEGRAM__TOKEN"], session=AiohttpSession(api=server))
        await dispatcher.start_polling(bot, polling_timeout=5)

    asyncio.run(poll())


def slack_bolt(life: Life) -> None:
    """Socket Mode: an event is acknowledged before its listener has done anything."""
    from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler  # noqa: PLC0415 - heavy SDK
    from slack_bolt.async_app import AsyncApp  # noqa: PLC0415 - heavy SDK
    from slack_sdk.web.async_client import AsyncWebClient  # noqa: PLC0415 - heavy SDK

    notes = Notes(life.folder)

    async def serve() -> None:
        client = AsyncWebClient(os.environ["CONTROL_BOT_TOKEN"], base_url=os.environ["CONTROL_API_URL"])
        app = AsyncApp(client=client)

        async def echo(event: dict[str, Any], say: Any) -> None:
            who = await client.users_info(user=event["user"])
            notes.keep(event["text"])
            await say(f"Noted for {who['user']['name']}: {event['text']}")

        app.event("message")(echo)
        handler: Any = AsyncSocketModeHandler(app, os.environ["CONTROL_APP_TOKEN"], web_client=client)
        await handler.start_async()

    asyncio.run(serve())
