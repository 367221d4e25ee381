"""The contract's driver for Telegram, the same for both client libraries."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.adapters.telegram.adapter import TelegramAdapter, client_for
from bot.adapters.telegram.polling import Backoff
from bot.adapters.telegram.settings import Settings
from domain.chat import Address
from domain.house import House
from tests.adapters.contract import Inbox, Shown, receiving
from tests.adapters.house import a_house
from tests.fakes.telegram import FakeTelegram, Person, Seen
from tests.fakes.telegram.world import BOT_ID, Event, Json

Pause = Callable[[float], Awaitable[None]]


async def soon(_: float) -> None:
    """Instead of waiting: let the others run."""
    await asyncio.sleep(0)


def settings_for(telegram: FakeTelegram, library: Any, **more: Any) -> Settings:
    known: dict[str, Any] = {"enabled": True, "token": telegram.token, "api_url": telegram.url, "poll_seconds": 5}
    return Settings(library=library, **{**known, **more})


def adapter_for(
    telegram: FakeTelegram, library: Any, house: House, *, pause: Pause = soon, **more: Any
) -> TelegramAdapter:
    settings = settings_for(telegram, library, **more)
    return TelegramAdapter(settings, house, client_for(settings), Backoff(pause))


class TelegramDriver:
    """Alice, who has started the bot."""

    def __init__(self, telegram: FakeTelegram, adapter: TelegramAdapter) -> None:
        self.telegram, self.adapter, self.inbox = telegram, adapter, Inbox()
        self.secret = telegram.token
        self.alice: Person = telegram.person("Alice Reed")
        self._last: Json = {}

    def place(self) -> Address:
        return Address("telegram", str(BOT_ID), str(self.alice.id))

    async def says(self, text: str, reply_to: str | None = None) -> None:
        answered = self.telegram.messages[self.alice.id, int(reply_to)] if reply_to else None
        self._last = await self.alice.says(text, reply_to=answered)

    async def edits(self, text: str) -> None:
        await self.alice.edits(self._last, text)

    async def forwards(self, text: str, name: str) -> None:
        await self.alice.forwards(text, name)

    async def shares_contact(self, name: str, phone: str) -> None:
        await self.alice.shares_contact(name, phone)

    async def sends_file(self, name: str, content: bytes) -> None:
        await self.alice.sends_file(name, content)

    async def presses(self, message_id: str, label: str) -> None:
        await self.alice.presses(label, self._seen(message_id))

    async def reacts(self, message_id: str, emoji: str) -> None:
        await self.alice.reacts(emoji, self._seen(message_id))

    async def repeats(self) -> None:
        await self.telegram.all_taken()
        self.telegram.forget_offset()

    async def poisons(self) -> None:
        self.telegram.push({"message": {"message_id": "seven", "chat": 5, "from": [], "text": {"a": 1}}})

    def shown(self) -> list[Shown]:
        mine = [m for (chat, _), m in self.telegram.messages.items() if chat == self.alice.id]
        return [_shown(message) for message in mine if message["from"]["is_bot"]]

    def fails(self, how: str) -> None:
        match how:
            case "flood":
                self.telegram.fails("flood", retry_after=7)
            case "gone":
                self.alice.chat.blocked = True
            case "down":
                self.telegram.fails("error", status=502)
            case "lost":
                self.telegram.fails("reset_after", "sendMessage")

    def _seen(self, message_id: str) -> Seen:
        return Seen.of(Event(self.alice.id, self.telegram.messages[self.alice.id, int(message_id)]))


def _shown(message: Json) -> Shown:
    seen = Seen.of(Event(message["chat"]["id"], message))
    files = tuple(kind for kind in ("photo", "document") if kind in message)
    return Shown(str(seen.message_id), seen.text, seen.labels, files)


@asynccontextmanager
async def driving(library: str, tmp_path: Path) -> AsyncIterator[TelegramDriver]:
    async with FakeTelegram() as telegram:
        driver = TelegramDriver(telegram, adapter_for(telegram, library, a_house(tmp_path)))
        async with receiving(driver.adapter, driver.inbox):
            await telegram.called("setMyCommands", times=6)
            yield driver
