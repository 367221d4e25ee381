"""An update is stored before Telegram is told to forget it, whatever Telegram, the network or the database do."""

import asyncio
import json
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.telegram.adapter import TelegramAdapter
from domain.chat import RawUpdate
from tests.adapters.contract import Inbox, receiving
from tests.adapters.house import MemoryDocuments, MemoryLeases, a_house
from tests.adapters.telegram.driver import TelegramDriver, adapter_for
from tests.fakes.telegram import FakeTelegram


def texts(inbox: Inbox) -> list[str]:
    return [json.loads(raw.payload)["message"]["text"] for raw in inbox.rows.values()]


async def test_updates_in_disorder_and_twice_are_stored_once_each(driver: TelegramDriver) -> None:
    driver.telegram.fails("reorder", "updates")
    driver.telegram.fails("duplicate", "updates", times=2)
    for number in range(5):
        await driver.alice.says(f"line {number}")
    await driver.telegram.all_taken()
    assert sorted(texts(driver.inbox)) == [f"line {number}" for number in range(5)]


async def test_the_receipt_comes_after_the_storing(driver: TelegramDriver) -> None:
    """While storing takes its time, Telegram still holds the update."""
    let_go = asyncio.Event()
    store = driver.inbox.accept

    async def slowly(raw: RawUpdate) -> bool:
        await let_go.wait()
        return await store(raw)

    async with FakeTelegram() as telegram:
        adapter = adapter_for(telegram, "ptb", a_house(Path()))
        task = asyncio.create_task(adapter.receive(slowly))
        await telegram.person("Alice").says("kept")
        await telegram.called("getUpdates")
        assert [update["message"]["text"] for update in telegram.pending] == ["kept"]
        let_go.set()
        await telegram.all_taken()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await adapter.close()


async def test_ids_that_start_anew_at_random_are_not_missed(driver: TelegramDriver) -> None:
    await driver.alice.says("before the quiet week")
    await driver.telegram.all_taken()
    driver.telegram.next_update_id = 7
    await driver.telegram.until(lambda: driver.telegram.calls("getUpdates")[-1].outcome == "open")
    await driver.alice.says("after it")
    await driver.telegram.all_taken()
    assert texts(driver.inbox) == ["before the quiet week", "after it"]


async def test_what_was_not_confirmed_comes_again_after_a_restart(telegram: FakeTelegram, tmp_path: Path) -> None:
    inbox, house = Inbox(), a_house(tmp_path, documents=MemoryDocuments())
    alice = telegram.person("Alice")
    async with receiving(adapter_for(telegram, "ptb", house), inbox):
        await alice.says("first")
        await telegram.all_taken()
    telegram.forget_offset()
    await alice.says("second")
    async with receiving(adapter_for(telegram, "ptb", house), inbox):
        await telegram.all_taken()
    assert texts(inbox) == ["first", "second"]


@pytest.mark.parametrize("how", ["error", "reset_before", "reset_after", "garbage", "flood"])
async def test_polling_goes_on_after_trouble(driver: TelegramDriver, how: str) -> None:
    driver.telegram.fails(how, "getUpdates", times=3)
    await driver.alice.says("still here")
    await driver.inbox.wait(1)
    await driver.telegram.all_taken()


async def test_a_store_that_fails_loses_nothing(telegram: FakeTelegram, library: str, tmp_path: Path) -> None:
    inbox, broken = Inbox(), [True]

    async def accept(raw: RawUpdate) -> bool:
        if broken.pop() if broken else False:
            raise ConnectionError("database restarts")
        return await inbox.accept(raw)

    adapter = adapter_for(telegram, library, a_house(tmp_path))
    task = asyncio.create_task(adapter.receive(accept))
    for text in ("one", "two"):
        await telegram.person("Alice").says(text)
    await telegram.all_taken()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await adapter.close()
    assert sorted(texts(inbox)) == ["one", "two"]


async def test_only_the_holder_of_the_lease_polls(telegram: FakeTelegram, tmp_path: Path) -> None:
    leases, inbox = MemoryLeases(), Inbox()
    first = adapter_for(telegram, "ptb", a_house(tmp_path, leases=leases))
    second = adapter_for(telegram, "aiogram", a_house(tmp_path, leases=leases))
    async with receiving(first, inbox):
        await telegram.called("deleteWebhook")
        assert leases.holding == {"telegram:4200"}
        async with receiving(second, inbox):
            await telegram.person("Alice").says("hello")
            await telegram.all_taken()
            assert [entry.outcome for entry in telegram.calls("getUpdates") if "Conflict" in entry.outcome] == []
    assert leases.holding == set()


async def test_one_that_slept_past_its_lease_lets_the_other_poll(telegram: FakeTelegram, tmp_path: Path) -> None:
    """Its poll is refused because the other's is open: it lets go and waits for the lease again."""
    leases, first, second = MemoryLeases(), Inbox(), Inbox()
    sleeper = adapter_for(telegram, "ptb", a_house(tmp_path, leases=leases))
    waiter = adapter_for(telegram, "aiogram", a_house(tmp_path, leases=leases))
    async with receiving(sleeper, first):
        await telegram.until(lambda: len(telegram.calls("getUpdates")) == 1)
        async with receiving(waiter, second):
            while not leases.waiting:  # noqa: ASYNC110 - a few turns of the loop
                await asyncio.sleep(0)
            telegram.fails("error", "getUpdates", status=409)
            await telegram.person("Alice").says("for the sleeper")
            await telegram.called("deleteWebhook", times=2)
            await telegram.person("Alice").says("for the other")
            await second.wait(1)
    assert texts(first) == ["for the sleeper"]
    assert "for the other" in texts(second)


async def test_a_stranger_who_polls_with_our_token_is_waited_out(
    driver: TelegramDriver, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    driver.telegram.fails("error", "getUpdates", status=409, times=2)
    for number, text in enumerate(("before the quarrel", "after it"), 1):
        await driver.alice.says(text)
        await driver.inbox.wait(number)
    assert "another program polls" in caplog.text


async def test_a_webhook_of_former_times_is_taken_away(telegram: FakeTelegram, library: str, tmp_path: Path) -> None:
    telegram.webhook = {"url": "http://127.0.0.1:1/gone", "secret_token": "s"}
    inbox = Inbox()
    async with receiving(adapter_for(telegram, library, a_house(tmp_path)), inbox):
        await telegram.person("Alice").says("hello")
        await inbox.wait(1)


async def test_a_start_without_telegram_waits_for_it(telegram: FakeTelegram, library: str, tmp_path: Path) -> None:
    telegram.fails("error", "getMe", times=2)
    telegram.fails("reset_before", "deleteWebhook")
    inbox = Inbox()
    async with receiving(adapter_for(telegram, library, a_house(tmp_path)), inbox):
        await telegram.person("Alice").says("hello")
        await inbox.wait(1)


async def test_reactions_and_members_are_asked_for(driver: TelegramDriver) -> None:
    await driver.telegram.called("deleteWebhook")
    await driver.telegram.until(lambda: driver.telegram.allowed is not None)
    assert {"message_reaction", "chat_member", "business_message"} <= set(driver.telegram.allowed or ())


class TestMenu:
    async def test_commands_are_told_per_language_and_scope(self, driver: TelegramDriver) -> None:
        commands = driver.telegram.commands
        assert set(commands) == {
            (scope, language)
            for scope in ("default", "all_private_chats", "all_group_chats")
            for language in ("", "zh")
        }
        assert commands["default", "zh"][0] == {"command": "note", "description": "记一笔"}

    async def test_an_unchanged_menu_is_not_told_again(self, telegram: FakeTelegram, tmp_path: Path) -> None:
        house = a_house(tmp_path, documents=MemoryDocuments())
        for start in (1, 2):
            async with receiving(adapter_for(telegram, "ptb", house), Inbox()):
                await telegram.called("deleteWebhook", times=start)
                await telegram.until(lambda: len(telegram.calls("setMyCommands")) >= 6)
        assert len(telegram.calls("setMyCommands")) == 6


@dataclass
class Waits:
    """Remembers how long it was asked to wait, and does not."""

    asked: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        await asyncio.sleep(0)


async def test_waits_grow_and_obey_telegrams_own(telegram: FakeTelegram, tmp_path: Path) -> None:
    waits = Waits()
    adapter: TelegramAdapter = adapter_for(telegram, "ptb", a_house(tmp_path), pause=waits)
    telegram.fails("error", "getUpdates", times=3)
    telegram.fails("flood", "getUpdates", retry_after=40)
    inbox: Any = Inbox()
    async with receiving(adapter, inbox):
        await telegram.called("getUpdates", times=4)
        await telegram.person("Alice").says("hello")
        await inbox.wait(1)
    assert waits.asked[:3] == [0.5, 1.0, 2.0]
    assert waits.asked[3] == 40
