"""Envelopes over a WebSocket that we open: no public address needed.

slack-bolt's handler acknowledges an envelope for a 200 of its app and for nothing else; the app's first
middleware is our gate, so an envelope is acknowledged once it is stored, and sent again by Slack if it could
not be.
"""

import asyncio
import logging

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient


async def listen(
    app: AsyncApp, client: AsyncWebClient, app_token: str, ping_interval: float, logger: logging.Logger
) -> None:
    """Stay connected until cancelled; the client reconnects by itself."""
    handler = AsyncSocketModeHandler(app, app_token, logger=logger, web_client=client, ping_interval=ping_interval)
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
        await asyncio.Event().wait()
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
