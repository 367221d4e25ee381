"""People before real browsers: what they do on the page, and what they see."""

from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.adapters.web.standin import Scene


@dataclass
class Screen:
    """One person's page."""

    page: Page

    @property
    def input(self) -> Locator:
        return self.page.locator("textarea.input")

    async def says(self, words: str) -> None:
        await self.input.fill(words)
        await self.input.press("Enter")

    def card(self, words: str) -> Locator:
        """A message of Rapport's that holds these words."""
        return self.page.locator(".message.bot", has_text=words)

    async def opens(self, chat: str) -> None:
        await self.page.locator(".chat", has_text=chat).click()
        await expect(self.page.locator(".chat-head h1")).to_have_text(chat)

    async def attaches(self, what: str) -> None:
        await self.page.get_by_role("button", name="Attach", exact=True).click()
        await self.page.get_by_role("menuitem", name=what).click()


@dataclass
class Theatre:
    """A running web chat and the browsers that look at it. An error on any page fails the test at the end."""

    browser: Browser
    scene: Scene
    contexts: list[BrowserContext] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    async def enter(self, user_id: str, **options: Any) -> Screen:
        """Follow a sign-in link in a browser of one's own; `options` are the browser context's."""
        context = await self.browser.new_context(**({"viewport": {"width": 1180, "height": 800}} | options))
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._note)
        await page.goto(self.scene.sign_in(user_id))
        await expect(page.locator(".side")).to_be_visible()
        return Screen(page)

    def _note(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.errors.append(said.text)

    async def close(self) -> None:
        for context in self.contexts:
            await context.close()
        assert not self.errors
