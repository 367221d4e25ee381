"""Stored before it is acknowledged; acknowledged in time although the database is slow."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.slack.spool import Spool
from domain.chat import RawUpdate
from domain.errors import Overloaded
from tests.adapters.slack.running import NOW, Inbox, Running, running

WAITING = "*.json"


class SlowInbox:
    """Lets nothing through until `open` is set."""

    def __init__(self, inbox: Inbox) -> None:
        self.open = asyncio.Event()
        inbox.before = self._before

    async def _before(self, update: RawUpdate) -> None:
        await self.open.wait()


async def test_an_update_is_stored_before_slack_hears_of_it(run: Running) -> None:
    stored_at_ack: list[int] = []

    async def look(update: RawUpdate) -> None:
        stored_at_ack.append(len(run.inbox.stored))

    run.inbox.before = look
    await run.ada.says("note one")
    assert run.ada.acked
    assert stored_at_ack == [0]
    assert len(run.inbox.stored) == 1


async def test_a_full_inbox_is_told_to_slack_which_sends_again(run: Running) -> None:
    async def full_once(update: RawUpdate) -> None:
        run.inbox.before = None
        raise Overloaded("no room")

    run.slack.ack_seconds = 1.0
    run.inbox.before = full_once
    await run.ada.says("note one")
    assert not run.ada.acked
    await run.slack.settled()
    assert [heard.text for heard in run.inbox.incoming] == ["note one"]
    assert run.slack.unacked == []


async def test_the_deadline_is_met_while_the_database_is_slow(tmp_path: Path, mode: str) -> None:
    async with running(tmp_path, mode, ack_within_seconds=0.01) as run:
        slow = SlowInbox(run.inbox)

        await run.ada.says("note one")
        await run.ada.slash("note two")

        assert run.ada.acked
        assert run.inbox.stored == {}
        assert len(list((tmp_path / "slack").glob(WAITING))) == 2

        slow.open.set()
        await run.inbox.holds(2)
        assert [heard.text for heard in run.inbox.incoming] == ["note one", "note two"]
        await nothing_waits(tmp_path)


async def test_what_a_crash_left_waiting_is_stored_at_the_next_start(tmp_path: Path) -> None:
    async with running(tmp_path, "socket", ack_within_seconds=0.01) as run:
        SlowInbox(run.inbox)
        await run.ada.says("note one")
        assert run.inbox.stored == {}

    async with running(tmp_path, "socket") as run:
        await run.inbox.holds(1)
        assert run.inbox.last.text == "note one"
        await nothing_waits(tmp_path)


async def test_without_database_and_disk_slack_is_asked_to_send_again(tmp_path: Path) -> None:
    (tmp_path / "slack").write_text("a file where the folder should be")
    async with running(tmp_path, "http", ack_within_seconds=0.01) as run:
        SlowInbox(run.inbox)
        await run.ada.says("note one")
        assert not run.ada.acked


async def test_before_the_inbox_is_open_slack_is_asked_to_send_again(tmp_path: Path) -> None:
    async with running(tmp_path, "http") as run:
        await run.adapter._gate.close()
        await run.ada.says("note one")
        assert not run.ada.acked


@pytest.mark.parametrize(
    ("kind", "body", "kept"),
    [
        ("events_api", {"type": "event_callback", "event": None}, 1),
        ("events_api", {"type": "event_callback", "event": {"type": "message", "channel": ["C1"]}}, 1),
        ("events_api", {"type": ["what"]}, 1),
        ("interactive", {"type": "block_actions", "actions": ["no action"], "user": "no user"}, 1),
        ("interactive", {"type": "view_submission", "trigger_id": "1.2", "view": 7}, 1),
        ("interactive", {"type": "shortcut"}, 0),  # it would only have opened a form
    ],
)
async def test_what_is_malformed_is_kept_and_the_next_is_taken(
    run: Running, kind: str, body: dict[str, Any], kept: int
) -> None:
    assert await run.slack.deliver(kind, body)
    assert len(run.inbox.stored) == kept
    await run.ada.says("still here")
    assert run.ada.acked
    assert run.inbox.stored["T1", f"T1:{run.ada.channel.id}:{max(run.slack.world.messages)[1]}"]


async def nothing_waits(tmp_path: Path) -> None:
    """Files go once their updates are stored."""
    async with asyncio.timeout(20):
        while list((tmp_path / "slack").glob(WAITING)):  # noqa: ASYNC110 - a folder tells nobody that it changed
            await asyncio.sleep(0)


def test_a_spooled_update_survives_as_it_was(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "slack")
    update = RawUpdate("slack", "T1", "T1:C1:1.2", "C1", b'{"text": "\xe7\x8e\x8b"}', NOW)
    spool.write(update)
    spool.write(update)
    assert list(spool.read()) == [update]
    spool.remove(update)
    assert list(spool.read()) == []


def test_only_the_owner_may_read_what_is_spooled(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "slack")
    spool.write(RawUpdate("slack", "T1", "k", "C1", b"{}", NOW))
    (path,) = (tmp_path / "slack").glob(WAITING)
    assert path.stat().st_mode & 0o077 == 0


def test_a_damaged_file_is_left_and_the_others_are_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    spool = Spool(tmp_path / "slack")
    update = RawUpdate("slack", "T1", "k", "C1", b"{}", NOW)
    spool.write(update)
    (tmp_path / "slack" / "torn.json").write_bytes(b"{")
    assert list(spool.read()) == [update]
    assert "torn.json" in caplog.text
