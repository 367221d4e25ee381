"""Whether a message may have arrived: told apart by where the connection broke, alike in both libraries."""

from pathlib import Path
from typing import Any

import pytest

from domain.chat import Address, FileRef, Outgoing
from domain.errors import DeliveryError, UserError
from tests.adapters.contract import line
from tests.adapters.house import a_house
from tests.adapters.telegram.driver import adapter_for
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.world import BOT_ID


async def failure(telegram: FakeTelegram, library: str, tmp_path: Path, **more: Any) -> DeliveryError:
    alice = telegram.person("Alice")
    adapter = adapter_for(telegram, library, a_house(tmp_path), **more)
    message = Outgoing("out:1", Address("telegram", str(BOT_ID), str(alice.id)), (line("hello"),))
    try:
        with pytest.raises(DeliveryError) as caught:
            await adapter.send(message)
    finally:
        await adapter.close()
    assert telegram.token not in str(caught.value)
    return caught.value


async def test_nobody_there_means_certainly_not_taken(telegram: FakeTelegram, library: str, tmp_path: Path) -> None:
    error = await failure(telegram, library, tmp_path, api_url="http://127.0.0.1:1")
    assert (error.unknown, error.permanent) == (False, False)


async def test_no_answer_in_time_means_perhaps_taken(telegram: FakeTelegram, library: str, tmp_path: Path) -> None:
    telegram.fails("hang", "sendMessage")
    error = await failure(telegram, library, tmp_path, timeout_seconds=0.3)
    assert (error.unknown, error.permanent) == (True, False)


async def test_an_answer_nobody_understands_means_perhaps_taken(
    telegram: FakeTelegram, library: str, tmp_path: Path
) -> None:
    telegram.fails("garbage", "sendMessage")
    assert (await failure(telegram, library, tmp_path)).unknown


async def test_a_connection_cut_before_the_answer_means_perhaps_taken(
    telegram: FakeTelegram, library: str, tmp_path: Path
) -> None:
    telegram.fails("reset_before", "sendMessage")
    assert (await failure(telegram, library, tmp_path)).unknown


async def test_a_rejected_token_lets_the_messages_wait(telegram: FakeTelegram, library: str, tmp_path: Path) -> None:
    error = await failure(telegram, library, tmp_path, token=f"{BOT_ID}:another-token")
    assert (error.unknown, error.permanent) == (False, False)


async def test_a_file_that_grew_is_not_swallowed_whole(telegram: FakeTelegram, library: str, tmp_path: Path) -> None:
    """Announced small, and Telegram itself says that it is not."""
    telegram.files["big"] = bytes(20_000_001)
    adapter = adapter_for(telegram, library, a_house(tmp_path))
    try:
        with pytest.raises(UserError) as caught:
            await adapter.fetch(FileRef("big", "film.mp4", size=5))
    finally:
        await adapter.close()
    assert caught.value.values == {"limit": 20}


async def test_a_file_that_is_gone_is_a_passing_or_final_refusal(
    telegram: FakeTelegram, library: str, tmp_path: Path
) -> None:
    adapter = adapter_for(telegram, library, a_house(tmp_path))
    try:
        with pytest.raises(DeliveryError):
            await adapter.fetch(FileRef("gone", "x.pdf"))
    finally:
        await adapter.close()
