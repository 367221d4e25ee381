"""The fake refuses what Telegram refuses, and can be driven from outside."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fakes.telegram import FakeTelegram

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


async def call(telegram: FakeTelegram, method: str, **params: Any) -> dict[str, Any]:
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{telegram.url}/bot{telegram.token}/{method}", json=params)
    return dict(answer.json())


def keyboard(data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Undo", "callback_data": data}]]}


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "hi", "entities": [{"type": "bold", "offset": 1, "length": 9}]}, "ENTITY_BOUNDS_INVALID"),
        ({"text": "😀", "entities": [{"type": "bold", "offset": 0, "length": 1}]}, "ENTITY_BOUNDS_INVALID"),
        ({"text": "hi", "reply_markup": keyboard("王" * 22)}, "BUTTON_DATA_INVALID"),
        ({"text": "hi", "chat_id": 5}, "chat not found"),
        ({"text": "hi", "message_thread_id": 9}, "message thread not found"),
        ({"text": "hi", "reply_parameters": {"message_id": 9}}, "message to be replied not found"),
    ],
)
async def test_a_bad_message_is_refused(telegram: FakeTelegram, params: dict[str, Any], description: str) -> None:
    alice = telegram.person("Alice")
    answer = await call(telegram, "sendMessage", **{"chat_id": alice.id, **params})
    assert not answer["ok"]
    assert description in answer["description"]
    assert alice.unread() == []


async def test_an_edit_that_changes_nothing_is_refused(telegram: FakeTelegram) -> None:
    alice = telegram.person("Alice")
    sent = await call(telegram, "sendMessage", chat_id=alice.id, text="hi")
    where = {"chat_id": alice.id, "message_id": sent["result"]["message_id"]}
    answer = await call(telegram, "editMessageText", text="hi", **where)
    assert "message is not modified" in answer["description"]


async def test_a_second_poller_ends_the_first(telegram: FakeTelegram) -> None:
    first = asyncio.create_task(call(telegram, "getUpdates", timeout=20))
    await telegram.until(lambda: len(telegram.calls("getUpdates")) == 1)
    await telegram.person("Alice").says("hello")
    assert len((await first)["result"]) == 1
    telegram.confirm(99_999)
    first = asyncio.create_task(call(telegram, "getUpdates", timeout=20))
    await telegram.until(lambda: len(telegram.calls("getUpdates")) == 2)
    second = asyncio.create_task(call(telegram, "getUpdates", timeout=0))
    assert (await first)["error_code"] == 409
    assert (await second)["ok"]


async def test_privacy_mode_hides_what_is_not_said_to_the_bot(telegram: FakeTelegram) -> None:
    alice = telegram.person("Alice")
    group = telegram.group("Sales", alice)
    for text in ("lunch?", "/find acme", "/find@other_bot x", "hey @rapport_test_bot"):
        await alice.says(text, in_=group)
    assert [update["message"]["text"] for update in telegram.pending] == ["/find acme", "hey @rapport_test_bot"]


async def test_an_answer_dropped_after_acceptance_leaves_the_message(telegram: FakeTelegram) -> None:
    alice = telegram.person("Alice")
    telegram.fails("reset_after", "sendMessage")
    with pytest.raises(httpx.HTTPError):
        await call(telegram, "sendMessage", chat_id=alice.id, text="hi")
    assert [seen.text for seen in alice.unread()] == ["hi"]


async def test_it_can_be_driven_from_another_process() -> None:
    """The whole life of a harness: start, act, read the ledger, break, stop."""
    command = [sys.executable, "-m", "tests.fakes.telegram"]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    url, token = (await process.stdout.readline()).decode().split()
    async with httpx.AsyncClient(base_url=url) as client:
        wish = {"person": "Alice", "verb": "says", "args": ["hello"]}
        alice = (await client.post("/control/do", json=wish)).json()["person_id"]
        updates = (await client.get(f"/bot{token}/getUpdates")).json()["result"]
        assert updates[0]["message"]["text"] == "hello"
        await client.post("/control/faults", json={"kind": "flood", "method": "sendMessage", "retry_after": 9})
        for _ in range(2):
            answer = await client.post(f"/bot{token}/sendMessage", json={"chat_id": alice, "text": "hi"})
        assert answer.json()["ok"]
        ledger = (await client.get("/control/ledger", params={"method": "sendMessage"})).json()["calls"]
        assert [entry["status"] for entry in ledger] == [429, 200]
        messages = (await client.get("/control/messages", params={"chat_id": alice})).json()["messages"]
        assert [message["text"] for message in messages] == ["hello", "hi"]
    process.terminate()
    assert await process.wait() == 0
