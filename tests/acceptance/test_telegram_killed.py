"""The program killed without warning while it works: every update takes effect once, every answer is sent."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from storage.database import Database
from tests.acceptance.telegram_stage import office_on_telegram
from tests.fakes.telegram import FakeTelegram

ROOT = Path(__file__).parents[2]
LINES = 20
KILLS = 2


@asynccontextmanager
async def program(config: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """`rapport run` as a process of its own; killed at the end of the block, without a word."""
    command = [sys.executable, "-m", "bot", "run", "--config", str(config)]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=asyncio.subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        await process.wait()


def configuration(telegram: FakeTelegram, database: str, tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(
        f"database: {{url: '{database}'}}\n"
        f"data_dir: {tmp_path}\n"
        f"server: {{port: 0}}\n"
        f"web: {{enabled: false}}\n"
        f"delivery: {{lease_seconds: 1.5, timeout_seconds: 1, sweep_seconds: 0.2}}\n"  # what died is taken up soon
        f"telegram: {{enabled: true, token: '{telegram.token}', api_url: '{telegram.url}', poll_seconds: 2, "
        f"menu: false, per_second: 0, per_chat_per_second: 0, per_group_per_minute: 0}}\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.timeout(120)
async def test_no_update_is_lost_or_doubled_by_sudden_death(sqlite_url: str, tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        database = Database(sqlite_url)
        alice, *_ = office_on_telegram(database, telegram)
        database.close()
        config = configuration(telegram, sqlite_url, tmp_path)
        for number in range(LINES):
            await alice.says(f"/note line {number}")
        for answered in range(KILLS):
            async with program(config):
                await telegram.called("sendMessage", times=answered * 5 + 1, seconds=30)
        async with program(config):
            await telegram.all_taken(30)
            await telegram.until(lambda: all_answered(telegram), 60)
        assert kept_notes(sqlite_url) == [f"line {number}" for number in range(LINES)]
        copies = len(answers(telegram)) - LINES
        assert copies <= KILLS  # what was in flight in that chat at each death


def answers(telegram: FakeTelegram) -> list[str]:
    sent = [entry.params["text"] for entry in telegram.calls("sendMessage") if entry.status == 200]
    return [text for text in sent if "line " in text]


def all_answered(telegram: FakeTelegram) -> bool:
    return {text.rsplit("line ", 1)[1] for text in answers(telegram)} == {str(number) for number in range(LINES)}


def kept_notes(url: str) -> list[str]:
    """Straight from the file: nothing of ours stands between."""
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        found = [str(row[0]) for row in connection.execute("select body from activities where kind = 'note'")]
    finally:
        connection.close()
    return sorted(found, key=lambda body: int(body.rsplit(" ", 1)[1]))
