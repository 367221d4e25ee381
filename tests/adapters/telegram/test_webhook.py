"""The webhook's door: the right secret gets in, everything is stored before 200, and nothing else is stored at all."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.adapters.telegram.adapter import TelegramAdapter
from bot.adapters.telegram.webhook import MAX_BODY
from tests.adapters.contract import Inbox, receiving
from tests.adapters.house import a_house
from tests.adapters.telegram.driver import adapter_for
from tests.fakes.telegram import FakeTelegram

HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECRET = "s3cret_of-ours"
UPDATE = {
    "update_id": 5,
    "message": {
        "message_id": 1,
        "date": 1795176000,
        "text": "hello",
        "chat": {"id": 1, "type": "private", "first_name": "A"},
        "from": {"id": 1, "is_bot": False, "first_name": "A"},
    },
}


@asynccontextmanager
async def door(
    telegram: FakeTelegram, library: str, tmp_path: Path
) -> AsyncIterator[tuple[httpx.AsyncClient, Inbox, TelegramAdapter]]:
    more: dict[str, Any] = {"mode": "webhook", "webhook_secret": SECRET, "webhook_url": "https://crm.example/telegram"}
    adapter, inbox = adapter_for(telegram, library, a_house(tmp_path), **more), Inbox()
    (route,) = adapter.routes()
    transport = httpx.ASGITransport(route.app)
    async with receiving(adapter, inbox), httpx.AsyncClient(transport=transport, base_url="http://crm") as client:
        await telegram.called("setWebhook")
        telegram.webhook = {}  # the test brings the updates itself
        yield client, inbox, adapter


async def test_an_update_with_the_right_secret_is_stored(telegram: FakeTelegram, library: str, tmp_path: Path) -> None:
    async with door(telegram, library, tmp_path) as (client, inbox, adapter):
        answer = await client.post("/telegram", json=UPDATE, headers={HEADER: SECRET})
        assert answer.status_code == 200
        (raw,) = inbox.rows.values()
        assert json.loads(raw.payload) == UPDATE
        said = adapter.parse(raw)
        assert said is not None
        assert said.text == "hello"


@pytest.mark.parametrize("headers", [{}, {HEADER: "wrong"}, {HEADER: ""}, {HEADER: SECRET + "x"}])
async def test_a_wrong_secret_stores_nothing(telegram: FakeTelegram, tmp_path: Path, headers: dict[str, str]) -> None:
    async with door(telegram, "ptb", tmp_path) as (client, inbox, _):
        answer = await client.post("/telegram", json=UPDATE, headers=headers)
        assert answer.status_code == 401
        assert inbox.seen == []


async def test_no_room_asks_telegram_to_try_again(telegram: FakeTelegram, tmp_path: Path) -> None:
    async with door(telegram, "ptb", tmp_path) as (client, inbox, _):
        inbox.full = True
        assert (await client.post("/telegram", json=UPDATE, headers={HEADER: SECRET})).status_code == 503
        inbox.full = False
        assert (await client.post("/telegram", json=UPDATE, headers={HEADER: SECRET})).status_code == 200
        assert len(inbox.rows) == 1


async def test_the_same_update_twice_is_one_row(telegram: FakeTelegram, tmp_path: Path) -> None:
    async with door(telegram, "ptb", tmp_path) as (client, inbox, _):
        for _ in range(2):
            assert (await client.post("/telegram", json=UPDATE, headers={HEADER: SECRET})).status_code == 200
        assert (len(inbox.seen), len(inbox.rows)) == (2, 1)


@pytest.mark.parametrize(
    ("content", "status"), [(b"x" * (MAX_BODY + 1), 413), (b"{broken", 400), (b"", 400), (b"\xff\xfe", 400)]
)
async def test_a_body_that_is_no_update_is_refused(
    telegram: FakeTelegram, tmp_path: Path, content: bytes, status: int
) -> None:
    async with door(telegram, "ptb", tmp_path) as (client, inbox, _):
        answer = await client.post("/telegram", content=content, headers={HEADER: SECRET})
        assert answer.status_code == status
        assert inbox.seen == []


async def test_a_look_by_browser_is_refused(telegram: FakeTelegram, tmp_path: Path) -> None:
    async with door(telegram, "ptb", tmp_path) as (client, _, _):
        assert (await client.get("/telegram")).status_code == 405


async def test_telegram_is_told_the_address_and_the_secret(
    telegram: FakeTelegram, library: str, tmp_path: Path
) -> None:
    async with door(telegram, library, tmp_path):
        told = telegram.calls("setWebhook")[0].params
        assert (told["url"], told["secret_token"]) == ("https://crm.example/telegram", SECRET)
        assert "message_reaction" in told["allowed_updates"]


async def test_the_door_is_shut_before_and_after(telegram: FakeTelegram, tmp_path: Path) -> None:
    async with door(telegram, "ptb", tmp_path) as (client, _, adapter):
        await adapter.close()
        assert (await client.post("/telegram", json=UPDATE, headers={HEADER: SECRET})).status_code == 503
