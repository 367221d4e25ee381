"""Telegram as an Adapter.

What comes in is stored, what goes out is one call, and errors mean the same everywhere.
"""

import asyncio
import json
import logging
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.adapters.telegram.addressing import Self
from bot.adapters.telegram.client import BotApi, Upload
from bot.adapters.telegram.errors import Refused
from bot.adapters.telegram.incoming import ALLOWED_UPDATES, INLINE, PLATFORM, Envelope, parse_update
from bot.adapters.telegram.menu import show_menu
from bot.adapters.telegram.outgoing import EPHEMERAL, Call, call_for, other_way
from bot.adapters.telegram.polling import Backoff, Poller
from bot.adapters.telegram.settings import Settings, check
from bot.adapters.telegram.updates import lane_of, raw_update
from bot.adapters.telegram.webhook import WebhookDoor
from domain.chat import (
    Accept,
    Actor,
    Adapter,
    Address,
    Capabilities,
    FileRef,
    Incoming,
    Limits,
    OutFile,
    Outgoing,
    RawUpdate,
    Route,
    Sent,
    TextUnit,
)
from domain.errors import DeliveryError, UserError
from domain.house import INVITE_LINKS, House
from i18n import N_

_log = logging.getLogger(__name__)

LIMITS = Limits(
    text=4096,
    caption=1024,
    text_unit=TextUnit.UTF16,
    choices=100,
    choices_per_row=8,
    label=64,
    file_in=20_000_000,
    file_out=50_000_000,
)


def _limits(settings: Settings) -> Limits:
    return replace(
        LIMITS,
        per_second=settings.per_second or None,
        per_chat_per_second=settings.per_chat_per_second or None,
        per_group_per_minute=settings.per_group_per_minute or None,
    )


def build(settings: Settings, house: House) -> Sequence[Adapter]:
    """The bot of this token; raises ConfigError. Only the chosen client library is imported."""
    check(settings, house.base_url)
    return (TelegramAdapter(settings, house, client_for(settings)),)


def client_for(settings: Settings) -> BotApi:
    """Load the configured SDK, and no other: aiogram alone takes seconds and 165 MB."""
    known = settings.token, settings.api_url, settings.timeout_seconds
    if settings.library == "aiogram":
        from bot.adapters.telegram.client_aiogram import AiogramClient  # noqa: PLC0415 - heavy SDK

        return AiogramClient(*known)
    from bot.adapters.telegram.client_ptb import PtbClient  # noqa: PLC0415 - heavy SDK

    return PtbClient(*known)


class TelegramAdapter:
    """One bot. Its tenant is the bot's id, which its token tells without a network call."""

    name = PLATFORM

    def __init__(self, settings: Settings, house: House, api: BotApi, backoff: Backoff | None = None) -> None:
        self.capabilities = Capabilities(
            threads=True, ephemeral=settings.ephemeral, inline_query=True, limits=_limits(settings)
        )
        self._settings, self._house, self._api = settings, house, api
        self._backoff = backoff or Backoff()
        self._me = Self(settings.bot_id)
        self._door = WebhookDoor(settings.webhook_secret)
        self._errands: set[asyncio.Task[None]] = set()

    # --- in ---------------------------------------------------------------------------------------

    async def receive(self, accept: Accept) -> None:
        """Until cancelled. The webhook's door opens at once; a poller waits for its lease first."""

        async def store(update: Any, payload: bytes | None = None) -> None:
            raw = raw_update(update, payload, self._me.id, self._house.clock.now())
            if await accept(raw):
                self._stop_spinner(update)

        self._door.store = store
        await self._be_known()
        if self._settings.mode == "webhook":
            await self._insist(self._set_webhook)
            await asyncio.Event().wait()
        while True:  # whoever meets another poller lets go of the lease, which may have passed on while it slept
            async with self._house.lease(f"{PLATFORM}:{self._me.id}"):
                # A webhook of former times would have every poll refused.
                await self._insist(lambda: self._api.call("deleteWebhook", {"drop_pending_updates": False}))
                await Poller(self._api, store, lane_of, self._settings.poll_seconds, self._backoff).run()

    def parse(self, raw: RawUpdate) -> Incoming | None:
        update = json.loads(raw.payload)
        if not isinstance(update, Mapping):
            raise TypeError("an update is a JSON object")
        return parse_update(update, Envelope(raw.key, self._me, raw.received_at))

    async def fetch(self, file: FileRef) -> bytes:
        limit = self.capabilities.limits.file_in
        if (file.size or 0) > limit:
            raise _too_large(limit)
        try:
            found = await self._api.call("getFile", {"file_id": file.id})
            return await self._api.download(str(found["file_path"]), limit)
        except Refused as error:
            if error.says("file is too big"):
                raise _too_large(limit) from None
            raise
        except ValueError:
            raise _too_large(limit) from None

    # --- out --------------------------------------------------------------------------------------

    async def send(self, message: Outgoing) -> Sent:
        if message.address.via is not None:
            # The last gate: whatever went wrong before it, no customer hears from Rapport.
            raise DeliveryError("Rapport never writes into a member's own chats with customers", permanent=True)
        if len(message.files) > 1 and message.choices:  # an album has no room for buttons
            await self.send(replace(message, body=(), choices=()))
            message = replace(message, files=())
        uploads = [await self._read(file) for file in message.files]
        try:
            return _sent(message, await self._perform(call_for(message, uploads)))
        except Refused as error:
            if error.nothing_changed and message.edit_of is not None:
                return Sent(message.edit_of)
            if error.too_late and message.address.chat_id.startswith(INLINE):
                return Sent(message.address.chat_id)
            if (other := other_way(message, uploads, error)) is None:
                raise
            return _sent(message, await self._perform(other))

    async def _perform(self, call: Call) -> Any:
        return await self._api.call(call.method, call.params, call.files)

    async def _read(self, file: OutFile) -> Upload:
        try:
            content = await asyncio.to_thread(Path(file.path).read_bytes)
        except OSError as error:
            reason = f"the file to send cannot be read ({error.strerror})"
            raise DeliveryError(reason, permanent=True, content=True) from None
        if len(content) > self.capabilities.limits.file_out:
            raise DeliveryError("the file is larger than Telegram takes from a bot", permanent=True, content=True)
        return Upload(file.name or Path(file.path).name, content, file.media_type)

    def direct(self, actor: Actor) -> Address:
        """A private chat has its person's id."""
        return Address(PLATFORM, actor.tenant, actor.user_id)

    # --- the rest ---------------------------------------------------------------------------------

    def routes(self) -> Sequence[Route]:
        return [Route(self._settings.webhook_path, self._door)] if self._settings.mode == "webhook" else []

    async def close(self) -> None:
        self._door.store = None
        for errand in self._errands:
            errand.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)
        await self._api.close()

    async def introduce(self) -> None:
        """Learn our @name, by which groups call us: from what another process or run noted, else from Telegram."""
        known = await self._house.documents.get(f"{PLATFORM}:{self._me.id}")
        self._me = Self(self._me.id, str((known or {}).get("username", "")))
        if not self._me.username:
            answer = await self._insist(lambda: self._api.call("getMe", {}))
            self._me = Self(self._me.id, str(answer.get("username") or ""))

    async def _be_known(self) -> None:
        """Learn our @name from Telegram for sure, note it, and tell Telegram our commands."""
        place = f"{PLATFORM}:{self._me.id}"
        answer = await self._insist(lambda: self._api.call("getMe", {}))
        self._me = Self(self._me.id, str(answer.get("username") or ""))
        await self._house.documents.put(place, {"username": self._me.username})
        link = f"https://t.me/{self._me.username}?start={{code}}"
        await self._house.documents.put(f"{INVITE_LINKS}{place}", {"template": link})
        if self._settings.menu:
            self._run_errand(show_menu(self._api, self._house, self._me.id))

    async def _insist(self, attempt: Any) -> Any:
        while True:
            try:
                answer = await attempt()
            except DeliveryError as error:
                _log.warning("telegram: cannot start yet, trying again: %s", error)
                await self._backoff.wait(error.retry_after or 0.0)
            else:
                self._backoff.reset()
                return answer

    async def _set_webhook(self) -> Any:
        url = self._settings.webhook_url or self._house.base_url.rstrip("/") + self._settings.webhook_path
        params = {"url": url, "secret_token": self._settings.webhook_secret}
        return await self._api.call("setWebhook", {**params, "allowed_updates": list(ALLOWED_UPDATES)})

    def _stop_spinner(self, update: Any) -> None:
        """A button spins until its press is answered; done beside the handling, for it may come too late."""
        query = update.get("callback_query") if isinstance(update, Mapping) else None
        if isinstance(query, Mapping) and "id" in query:
            self._run_errand(self._api.call("answerCallbackQuery", {"callback_query_id": str(query["id"])}))

    def _run_errand(self, errand: Coroutine[Any, Any, Any]) -> None:
        async def run() -> None:
            try:
                await errand
            except DeliveryError as error:
                if not (isinstance(error, Refused) and error.too_late):
                    _log.warning("telegram: a courtesy failed: %s", error)

        task = asyncio.create_task(run())
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)


def _sent(message: Outgoing, result: Any) -> Sent:
    """An album is named by its first message; answers without a message keep the name they had."""
    if isinstance(result, list) and result:
        result = result[0]
    if not isinstance(result, Mapping):
        return Sent(message.edit_of or message.address.chat_id)
    if (ephemeral := result.get("ephemeral_message_id")) is not None and message.only_for is not None:
        return Sent(f"{EPHEMERAL}{message.only_for.user_id}:{ephemeral}")
    return Sent(str(result["message_id"]))


def _too_large(limit: int) -> UserError:
    return UserError(N_("That file is larger than the {limit} MB I may fetch here."), limit=limit // 1_000_000)
