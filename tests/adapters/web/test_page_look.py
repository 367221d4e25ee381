"""How the page looks: light and dark, on a phone, in Chinese; nothing from elsewhere."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Request, expect

from tests.adapters.web.conftest import ALICE, BOB, WANG
from tests.adapters.web.screen import Screen, Theatre
from tests.adapters.web.standin import running
from tests.fakes.web_room import FakeWebRoom

pytestmark = pytest.mark.asyncio(loop_scope="session")

PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}


@pytest_asyncio.fixture(loop_scope="session")
async def theatre(browser: Browser, tmp_path: Path) -> AsyncIterator[Theatre]:
    room = FakeWebRoom(ALICE, BOB, WANG, demo=True)
    room.group("sales", "alice", "bob")
    async with running(room, tmp_path, demo=True) as scene:
        theatre = Theatre(browser, scene)
        yield theatre
        await theatre.close()


async def brightness(screen: Screen) -> float:
    """The background's, from 0 (black) to 255."""
    red: float = await screen.page.evaluate(
        "() => Number(getComputedStyle(document.body).backgroundColor.match(/[0-9]+/)[0])"
    )
    return red


async def test_the_page_follows_the_systems_light_and_dark(theatre: Theatre) -> None:
    light = await theatre.enter("alice", color_scheme="light")
    dark = await theatre.enter("alice", color_scheme="dark")
    assert await brightness(light) > 200
    assert await brightness(dark) < 60


async def test_the_choice_of_light_or_dark_is_kept(theatre: Theatre) -> None:
    alice = await theatre.enter("alice", color_scheme="light")
    await alice.page.get_by_role("button", name="Light or dark").click()
    assert await brightness(alice) < 60
    await alice.page.reload()
    await expect(alice.page.locator(".side")).to_be_visible()
    assert await brightness(alice) < 60


async def test_a_phone_shows_the_list_then_the_chat_and_back(theatre: Theatre) -> None:
    alice = await theatre.enter("alice", **PHONE)
    await expect(alice.page.locator(".main")).to_be_hidden()
    await alice.page.locator(".chat").first.tap()
    await expect(alice.page.locator(".side")).to_be_hidden()
    await alice.says("from the road")
    await expect(alice.card("Noted")).to_be_in_viewport()
    await alice.page.get_by_role("button", name="Back to the chats").tap()
    await expect(alice.page.locator(".side")).to_be_visible()
    await alice.page.locator(".chat", has_text="#sales").tap()
    await alice.page.go_back()
    await expect(alice.page.locator(".side")).to_be_visible()


async def test_nothing_is_wider_than_a_phone(theatre: Theatre) -> None:
    alice = await theatre.enter("alice", **PHONE)
    await alice.page.locator(".chat").first.tap()
    await alice.says("https://example.com/" + "a" * 300)
    await expect(alice.card("Noted")).to_be_visible()
    width = await alice.page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= 390


async def test_a_chinese_colleague_reads_chinese(theatre: Theatre) -> None:
    wang = await theatre.enter("wang")
    await expect(wang.input).to_have_attribute("placeholder", "发消息给 Rapport")
    await expect(wang.page.locator("html")).to_have_attribute("lang", "zh-Hans")
    await expect(wang.page.locator(".me")).to_contain_text("主管")


async def test_the_page_changes_its_language_by_hand(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.page.locator(".language").click()
    await expect(alice.input).to_have_attribute("placeholder", "发消息给 Rapport")
    await alice.says("你好")
    await expect(alice.card("Noted")).to_be_visible()
    assert theatre.scene.core.heard()[0].language_hint == "zh"


async def test_the_page_asks_nothing_of_any_other_machine(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    alice.page.on("request", note)
    await alice.page.reload()
    await alice.says("offline first")
    await expect(alice.card("Noted")).to_be_visible()
    assert asked
    assert [url for url in asked if not url.startswith(theatre.scene.url)] == []


async def test_everything_can_be_reached_by_keyboard_and_is_named(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.says("Met Li Wei")
    await expect(alice.card("Noted")).to_be_visible()
    nameless = await alice.page.evaluate(
        "() => [...document.querySelectorAll('button')].filter(b => b.offsetParent"
        " && !(b.getAttribute('aria-label') || b.textContent.trim())).length"
    )
    assert nameless == 0
    await alice.card("Noted").get_by_role("button", name="Undo", exact=True).focus()
    await alice.page.keyboard.press("Enter")
    await expect(alice.card("Undone")).to_be_visible()
