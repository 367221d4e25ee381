"""The web chat: a messaging page of our own, served by the common server."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.adapters.web import parsing
from bot.adapters.web.deeds import PLATFORM, Deeds
from bot.adapters.web.entries import answered
from bot.adapters.web.live import Stage
from bot.adapters.web.settings import Settings
from bot.adapters.web.site import Site
from bot.adapters.web.uploads import Uploads
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
)
from domain.clock import Clock
from domain.errors import ConfigError, DeliveryError, NotFound, UserError
from domain.house import House, WebEntry, WebRoom
from i18n import N_

UNCLAIMED = timedelta(days=1)
"""How long a file chosen and not sent is kept."""

log = logging.getLogger(__name__)


def build(settings: Settings, house: House) -> Sequence[Adapter]:
    """The web chat of this house, if it is enabled; raises ConfigError where the house has no room for it."""
    if not settings.enabled:
        return ()
    if house.web is None:
        raise ConfigError("web", "the web chat needs a place for its history")
    return (WebChatAdapter(settings, house, house.web),)


class WebChatAdapter:
    """History is the store: a message is taken once it is kept, and open pages are shown it at once."""

    name = PLATFORM

    def __init__(self, settings: Settings, house: House, room: WebRoom) -> None:
        self._settings = settings
        self._clock: Clock = house.clock
        self._room = room
        self._uploads = Uploads(house.data_dir / "uploads", settings.upload_limit)
        self._stage = Stage(room, demo=settings.demo)
        self._deeds = Deeds(settings, house, room, self._uploads, self._stage)
        self._site = Site(settings, house, room, uploads=self._uploads, deeds=self._deeds, stage=self._stage)
        self.capabilities = Capabilities(
            ephemeral=True,
            tables=True,
            idempotent=True,
            limits=Limits(file_in=settings.upload_limit),
        )

    async def receive(self, accept: Accept) -> None:
        """Take actions until cancelled; before and after, pages are told to try again."""
        self._deeds.accept = accept
        try:
            await asyncio.to_thread(self._uploads.drop_unclaimed, self._clock.now() - UNCLAIMED)
            await self._stage.follow()
            await asyncio.Event().wait()
        finally:
            self._deeds.accept = None

    def parse(self, raw: RawUpdate) -> Incoming | None:
        return parsing.parse(raw, self._uploads.folder)

    async def send(self, message: Outgoing) -> Sent:
        try:
            entry = await self._keep(message)
        except DeliveryError:
            raise
        except Exception as error:  # the edge: the store's trouble is a delivery that is tried again
            log.exception("A web message could not be kept")
            # Not `unknown`, even if the answer alone was lost: kept again under its key, it is the same message.
            raise DeliveryError("the web chat's history did not take it") from error
        await self._stage.push(entry)
        return Sent(entry.id)

    async def fetch(self, file: FileRef) -> bytes:
        path = self._uploads.find(file.id)
        if path is None:
            raise NotFound(N_("That file is no longer here. Please attach it again."))
        content = await asyncio.to_thread(path.read_bytes)
        if max(len(content), file.size or 0) > self.capabilities.limits.file_in:
            raise UserError(
                N_("That file is too large: {size} MB at most."),
                size=self._settings.upload_limit // 1_000_000,
            )
        return content

    def direct(self, actor: Actor) -> Address:
        return Address(actor.platform, actor.tenant, f"dm:{actor.user_id}")

    def routes(self) -> Sequence[Route]:
        return (Route("/", self._site.app()),)

    async def close(self) -> None:
        self._stage.close()

    async def _keep(self, message: Outgoing) -> WebEntry:
        files = [await self._copied(file) for file in message.files]
        entry = self._entry(message, files)
        if message.edit_of is not None:
            replaced = await self._room.replace(message.edit_of, entry)
            if replaced is not None:
                return replaced
        kept, is_new = await self._room.append(entry)
        if not is_new:
            for file in files:
                self._uploads.forget(file["id"])
        return kept

    def _entry(self, message: Outgoing, files: Sequence[dict[str, Any]]) -> WebEntry:
        return WebEntry(
            id=message.edit_of or message.key,
            chat_id=message.address.chat_id,
            at=message.at or self._clock.now(),
            payload=answered(message, files),
            only_for=message.only_for.user_id if message.only_for else None,
        )

    async def _copied(self, file: OutFile) -> dict[str, Any]:
        try:
            file_id = await self._uploads.keep_copy(Path(file.path))
        except FileNotFoundError as error:
            raise DeliveryError(f"a file to show is gone: {Path(file.path).name}", permanent=True) from error
        name = file.name or Path(file.path).name
        return {"id": file_id, "name": name, "media_type": file.media_type, "size": self._uploads.size(file_id)}
