"""Several workspaces: each installs for itself, each is spoken to with its own token."""

import html
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from bot.adapters.slack.adapter import SlackAdapter
from domain.chat import Address, Outgoing
from domain.errors import DeliveryError
from tests.adapters.serving import served
from tests.adapters.slack.running import Running, card, running, site
from tests.fakes.slack import payloads

# slack_sdk 3.47 signs oauth.v2.access in a way that aiohttp 3.14 calls old.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


@dataclass
class Page:
    """A browser at the installation pages."""

    run: Running
    client: httpx.AsyncClient

    async def begins(self) -> dict[str, list[str]]:
        """Open /slack/install; the query of the link to Slack's consent page."""
        answer = await self.client.get("/slack/install")
        assert answer.status_code == 200
        found = re.search(r"https://slack\.com/oauth/v2/authorize[^\"]*", answer.text)
        assert found is not None
        return parse_qs(urlsplit(html.unescape(found[0])).query)

    async def comes_back(self, state: str, code: str) -> httpx.Response:
        cookie = {"Cookie": f"slack-app-oauth-state={state}"}
        return await self.client.get("/slack/oauth_redirect", params={"state": state, "code": code}, headers=cookie)


@pytest.fixture
async def page(tmp_path: Path, mode: str) -> AsyncIterator[Page]:
    async with AsyncExitStack() as stack:
        several = {"client_id": "111.222", "client_secret": "shh", "bot_token": ""}
        run = await stack.enter_async_context(running(tmp_path, mode, **several))
        base = await stack.enter_async_context(served(site(run.adapter)))
        yield Page(run, await stack.enter_async_context(httpx.AsyncClient(base_url=base)))


async def installs(page: Page, team: str) -> httpx.Response:
    page.run.slack.world.codes[f"code-{team}"] = team
    asked = await page.begins()
    return await page.comes_back(asked["state"][0], f"code-{team}")


async def test_the_link_asks_for_what_the_manifest_asks_for(page: Page) -> None:
    asked = await page.begins()
    assert asked["client_id"] == ["111.222"]
    assert asked["redirect_uri"] == ["https://crm.example.com/slack/oauth_redirect"]
    assert "chat:write" in asked["scope"][0].split(",")


async def test_two_workspaces_are_each_spoken_to_with_their_own_token(page: Page) -> None:
    world = page.run.slack.world
    assert (await installs(page, "T2")).status_code == 200
    assert (await installs(page, "T3")).status_code == 200

    for team in ("T2", "T3"):
        message = Outgoing("out", Address("slack", team, "UADA"), card(f"hello {team}"))
        assert (await page.run.adapter.send(message)).message_id.startswith(f"D{team}UADA:")
    assert [call.error for call in world.calls("chat.postMessage")] == [None, None]


async def test_an_installation_outlives_a_restart_and_keeps_no_persons_token(page: Page) -> None:
    await installs(page, "T2")
    again = SlackAdapter(page.run.adapter._settings, page.run.house)
    await again.send(Outgoing("out", Address("slack", "T2", "UADA"), card("hello")))
    await again.close()
    kept = await page.run.house.documents.get("slack:installation:111.222:T2")
    assert kept is not None
    assert kept["bot_token"] == "xoxb-T2"
    assert "user_token" not in kept


async def test_a_workspace_that_never_installed_is_refused_for_good(page: Page) -> None:
    with pytest.raises(DeliveryError) as refused:
        await page.run.adapter.send(Outgoing("out", Address("slack", "T9", "UADA"), card("hello")))
    assert refused.value.permanent


async def test_a_workspace_that_removed_the_app_is_forgotten(page: Page) -> None:
    await installs(page, "T2")
    event = payloads.event(page.run.slack.world, {"type": "app_uninstalled"}, team="T2")
    assert await page.run.slack.deliver("events_api", event)
    with pytest.raises(DeliveryError) as refused:
        await page.run.adapter.send(Outgoing("out", Address("slack", "T2", "UADA"), card("hello")))
    assert refused.value.permanent


async def test_a_token_replaced_by_another_process_is_found_again(page: Page) -> None:
    await installs(page, "T2")
    message = Outgoing("out", Address("slack", "T2", "UADA"), card("hello"))
    await page.run.adapter.send(message)
    world, documents = page.run.slack.world, page.run.house.documents
    kept = await documents.get("slack:installation:111.222:T2")
    assert kept is not None
    del world.tokens["xoxb-T2"]
    world.tokens["xoxb-T2-new"] = "T2"
    await documents.put("slack:installation:111.222:T2", {**kept, "bot_token": "xoxb-T2-new"})
    with pytest.raises(DeliveryError):
        await page.run.adapter.send(message)
    await page.run.adapter.send(message)


async def test_a_state_is_good_once_and_ten_minutes(page: Page) -> None:
    world = page.run.slack.world
    world.codes |= {"one": "T2", "two": "T2", "three": "T2"}
    state = (await page.begins())["state"][0]
    assert (await page.comes_back(state, "one")).status_code == 200
    assert (await page.comes_back(state, "two")).status_code == 401

    state = (await page.begins())["state"][0]
    page.run.clock.move_to(page.run.clock.now() + timedelta(minutes=11))
    assert (await page.comes_back(state, "three")).status_code == 401


async def test_a_state_of_another_browser_is_refused(page: Page) -> None:
    page.run.slack.world.codes["one"] = "T2"
    state = (await page.begins())["state"][0]
    answer = await page.client.get("/slack/oauth_redirect", params={"state": state, "code": "one"})
    assert answer.status_code == 400


async def test_a_code_slack_does_not_know_installs_nothing(page: Page) -> None:
    state = (await page.begins())["state"][0]
    assert (await page.comes_back(state, "made-up")).status_code == 401
    assert await page.run.house.documents.get("slack:installation:111.222:T2") is None
