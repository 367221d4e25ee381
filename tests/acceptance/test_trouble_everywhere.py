"""One's trouble is nobody else's, over the real adapters: the malformed is parked and reported, a flood stalls one."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.app import App
from bot.cli.inbox import command as inbox_command
from storage import inbox
from tests.acceptance.reps import ConsoleRep, SlackRep, TelegramRep, rep_over

OVER_A_NETWORK = ("ptb", "aiogram", "socket", "http")
FloodedRep = TelegramRep | SlackRep


@pytest.fixture(params=OVER_A_NETWORK)
async def rep(request: pytest.FixtureRequest, sqlite_url: str, tmp_path: Path) -> AsyncIterator[FloodedRep]:
    async with rep_over(str(request.param), sqlite_url, tmp_path) as found:
        assert isinstance(found, TelegramRep | SlackRep)
        yield found


def app_of(rep: FloodedRep) -> App:
    return rep.stage.app if isinstance(rep, TelegramRep) else rep.office.app


async def test_a_poisoned_update_is_parked_and_listed_and_the_rest_goes_on(rep: FloodedRep) -> None:
    if isinstance(rep, TelegramRep):
        rep.stage.telegram.push({"message": {"message_id": "x", "chat": 5, "from": [], "text": {}}})
        platform = "telegram"
    else:
        await rep.office.slack.poisons(rep.office.bob)
        platform = "slack"
    assert "still here" in (await rep.says("note the fair: still here")).text
    app = app_of(rep)
    assert app.database.path is not None
    rows = await asyncio.wrap_future(app.writer.read(app.workspace_id, inbox.list_failed))
    assert [(row[1], row[2]) for row in rows] == [(platform, "broken")]
    url = f"sqlite:///{app.database.path}"
    listed = await asyncio.to_thread(CliRunner().invoke, inbox_command, ["list", "--database", url])
    assert (platform in listed.output, "malformed" in listed.output) == (True, True), listed.output


async def test_a_flood_in_one_chat_stalls_no_other(rep: FloodedRep) -> None:
    """The flooded chat is told to wait an hour; the other's answer comes now."""
    if isinstance(rep, TelegramRep):
        alice, bob = rep.stage.alice, rep.stage.bob
        rep.stage.telegram.fails("flood", "sendMessage", chat_id=alice.id, retry_after=3600)
        await alice.says("note the fair: mine waits")
        await rep.stage.telegram.called("sendMessage")
        await bob.says("note the fair: mine does not")
        assert "mine does not" in (await bob.reads()).text
        assert alice.unread() == []
        return
    office = rep.office
    office.slack.fail("chat.postMessage", "ratelimited", retry_after=3600)
    await office.bob.says("note the fair: mine waits")
    await office.app.intake.idle()
    await office.is_quiet()
    await office.carol.says("note the fair: mine does not")
    assert "mine does not" in await office.carol.reads()
    assert office.bob.sees == []


async def test_where_there_are_no_buttons_a_number_is_typed(sqlite_url: str, tmp_path: Path) -> None:
    async with rep_over("console", sqlite_url, tmp_path, buttons=False) as rep:
        assert isinstance(rep, ConsoleRep)
        noted = await rep.says("note the fair in Berlin went well")
        assert "[1] Undo" in noted.text
        assert noted.handle.get("choices") is None
        assert "Undone" in (await rep.says("1")).text
        kept = await rep.effects()
    assert kept.activities == []
    assert [is_undone for _, is_undone, _ in kept.operations].count(True) == 1
