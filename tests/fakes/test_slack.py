"""The pretended Slack refuses what the real one refuses, and is as unreliable as it is told to be."""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from domain.clock import VirtualClock
from tests.fakes.slack.checks import faults_of_message, faults_of_view
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import Channel

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Client:
    """Somebody who calls the Web API with the bot's token."""

    def __init__(self, slack: FakeSlack, session: aiohttp.ClientSession) -> None:
        self.slack, self.session = slack, session

    async def calls(self, method: str, token: str | None = None, **args: Any) -> Json:
        headers = {"Authorization": f"Bearer {'xoxb-T1' if token is None else token}"} if token != "" else {}
        async with self.session.post(f"{self.slack.api_url}{method}", json=args, headers=headers) as answer:
            found: Json = await answer.json()
            return {**found, "status": answer.status, "retry_after": answer.headers.get("Retry-After")}

    async def refused(self, method: str, **args: Any) -> str:
        answer = await self.calls(method, **args)
        assert answer["ok"] is False
        return str(answer["error"])


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(VirtualClock(NOW)) as fake:
        fake.person("UADA", "Ada")
        yield fake


@pytest.fixture
async def bot(slack: FakeSlack) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(slack, session)


@pytest.fixture
def sales(slack: FakeSlack) -> Channel:
    return slack.world.add_channel("sales", "UADA")


def button(label: str = "Undo", value: str = "v", action_id: str = "a") -> Json:
    return {
        "type": "button",
        "text": {"type": "plain_text", "text": label},
        "value": value,
        "action_id": action_id,
    }


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


async def test_tokens_are_asked_for(bot: Client) -> None:
    assert await bot.refused("chat.postMessage", token="", channel="UADA", text="x") == "not_authed"
    assert await bot.refused("chat.postMessage", token="xoxb-T9", channel="UADA", text="x") == "invalid_auth"
    assert await bot.refused("apps.connections.open") == "invalid_auth"
    assert await bot.refused("chat.scheduleMessage") == "unknown_method"


async def test_a_message_needs_a_place_and_words(bot: Client, slack: FakeSlack) -> None:
    outside = slack.world.add_channel("elsewhere", "UADA", with_bot=False)
    assert await bot.refused("chat.postMessage", channel="C404", text="x") == "channel_not_found"
    assert await bot.refused("chat.postMessage", channel=outside.id, text="x") == "not_in_channel"
    assert await bot.refused("chat.postMessage", channel="UADA") == "no_text"
    assert await bot.refused("chat.postMessage", channel="UADA", text="x" * 40_001) == "msg_too_long"
    assert await bot.refused("chat.postMessage", channel="UADA", text="x", thread_ts="1.2") == "thread_not_found"


async def test_a_workspace_does_not_see_anothers_channels(bot: Client, slack: FakeSlack) -> None:
    slack.world.tokens["xoxb-T2"] = "T2"
    theirs = slack.world.add_channel("theirs", "UADA", team="T2")
    assert await bot.refused("chat.postMessage", channel=theirs.id, text="x") == "channel_not_found"


async def test_a_persons_id_serves_to_write_but_not_to_edit_or_upload(bot: Client) -> None:
    sent = await bot.calls("chat.postMessage", channel="UADA", text="x")
    assert sent["channel"] == "DT1UADA"
    assert await bot.refused("chat.update", channel="UADA", ts=sent["ts"], text="y") == "channel_not_found"


async def test_only_our_own_standing_messages_are_edited(bot: Client, slack: FakeSlack, sales: Channel) -> None:
    whisper = await bot.calls("chat.postEphemeral", channel=sales.id, user="UADA", text="x")
    refused = await bot.refused("chat.update", channel=sales.id, ts=whisper["message_ts"], text="y")
    assert refused == "message_not_found"
    assert await bot.refused("chat.postEphemeral", channel=sales.id, user="UEVE", text="x") == "user_not_in_channel"


@pytest.mark.parametrize(
    "blocks",
    [
        [section("x")] * 51,
        [section("x" * 3001)],
        [section("")],
        [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
        [actions()],
        [actions(*[button(action_id=str(n)) for n in range(26)])],
        [actions(button("x" * 76))],
        [actions(button(value="x" * 2001))],
        [actions(button(action_id="x" * 256))],
        [actions(button(), button())],
        [{"type": "marquee"}],
        [{"type": "rich_text", "elements": []}],
        [
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}],
            }
        ],
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2,
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}],
    ],
)
def test_bad_blocks_are_refused(blocks: list[Json]) -> None:
    assert faults_of_message(blocks)


def test_good_blocks_are_taken() -> None:
    assert faults_of_message([section("x" * 3000), actions(button("x" * 75, "x" * 2000, "x" * 255))]) == []


@pytest.mark.parametrize(
    "view",
    [
        {"type": "home", "blocks": [section("x")] * 101},
        {"type": "home", "blocks": [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}]},
        {"type": "modal", "title": {"type": "plain_text", "text": "x" * 25}, "blocks": []},
        {"type": "modal", "blocks": []},
        {"type": "poster", "blocks": []},
    ],
)
def test_bad_views_are_refused(view: Json) -> None:
    assert faults_of_view(view)


async def test_a_trigger_lives_three_seconds_and_once(bot: Client, slack: FakeSlack) -> None:
    view = {"type": "home", "blocks": []}
    modal = {**view, "type": "modal", "title": {"type": "plain_text", "text": "x"}}
    clock = slack.world.clock
    assert isinstance(clock, VirtualClock)
    fresh, late = slack.world.new_trigger("UADA"), slack.world.new_trigger("UADA")
    assert (await bot.calls("views.open", trigger_id=fresh, view=modal))["ok"]
    assert await bot.refused("views.open", trigger_id=fresh, view=modal) == "invalid_trigger_id"
    clock.move_to(clock.now() + timedelta(seconds=3.1))
    assert await bot.refused("views.open", trigger_id=late, view=modal) == "expired_trigger_id"


async def test_a_response_url_is_used_up_and_grows_old(bot: Client, slack: FakeSlack, sales: Channel) -> None:
    url, late = slack.new_url("UADA", sales.id), slack.new_url("UADA", sales.id)

    async def status(where: str) -> int:
        async with bot.session.post(where, json={"text": "x"}) as answer:
            return answer.status

    assert [await status(url) for _ in range(6)] == [200] * 5 + [404]
    clock = slack.world.clock
    assert isinstance(clock, VirtualClock)
    clock.move_to(clock.now() + timedelta(minutes=31))
    assert await status(late) == 404


async def test_more_than_its_rate_a_second_is_too_much(bot: Client, slack: FakeSlack) -> None:
    slack.world.per_second = 1
    assert (await bot.calls("chat.postMessage", channel="UADA", text="x"))["ok"]
    refused = await bot.calls("chat.postMessage", channel="UADA", text="y")
    assert (refused["status"], refused["error"], refused["retry_after"]) == (429, "ratelimited", "1")


async def test_faults_come_once_each_and_in_order(bot: Client, slack: FakeSlack) -> None:
    slack.fail("chat.postMessage", "ratelimited", retry_after=7)
    slack.fail("chat.postMessage", "drop")
    slack.fail("chat.postMessage", "reset")
    assert (await bot.calls("chat.postMessage", channel="UADA", text="x"))["retry_after"] == "7"
    for text in ("taken", "never seen"):
        with pytest.raises(aiohttp.ClientError):
            await bot.calls("chat.postMessage", channel="UADA", text=text)
    assert (await bot.calls("chat.postMessage", channel="UADA", text="z"))["ok"]
    assert [m.text for m in slack.world.messages.values()] == ["taken", "z"]


async def test_it_runs_in_a_process_of_its_own() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.fakes.slack", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    api_url, _, token, _ = (await asyncio.wait_for(process.stdout.readline(), 30)).decode().split()
    base = api_url.removesuffix("/api/")
    try:
        async with aiohttp.ClientSession() as session:
            await session.post(f"{base}/control/request", json={"url": "http://127.0.0.1:9/slack/events"})
            done = await session.post(f"{base}/control/do", json={"person": "Ada", "verb": "says", "args": ["hi"]})
            assert (await done.json())["acked"] is False
            await session.post(f"{base}/control/faults", json={"method": "auth.test", "kind": "status", "status": 503})
            headers = {"Authorization": f"Bearer {token}"}
            statuses = [(await session.post(f"{api_url}auth.test", headers=headers)).status for _ in range(2)]
            assert statuses == [503, 200]
            messages = await (await session.get(f"{base}/control/messages?channel=DT1UADA")).json()
            assert [message["shown"] for message in messages["messages"]] == ["hi"]
            ledger = await (await session.get(f"{base}/control/ledger")).json()
            assert [call["method"] for call in ledger["calls"]] == ["auth.test", "auth.test"]
    finally:
        process.terminate()
        assert await process.wait() == 0
