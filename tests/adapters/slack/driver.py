"""The contract's driver for Slack, the same for both modes."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bot.adapters.slack.adapter import SlackAdapter, build
from domain.chat import Address
from domain.clock import VirtualClock
from tests.adapters.contract import Inbox, Shown, cannot, receiving
from tests.adapters.house import NOON, a_house
from tests.adapters.serving import served
from tests.adapters.slack.running import settings_for, site
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import Message

_NAMES = {"👍": "+1", "✅": "white_check_mark"}


class SlackDriver:
    """Ada, in her direct chat with the bot."""

    def __init__(self, slack: FakeSlack, adapter: SlackAdapter) -> None:
        self.slack, self.adapter, self.inbox = slack, adapter, Inbox()
        self.secret = "xoxb-T1"
        self.ada = slack.person("UADA", "Ada")
        self._last: Message | None = None

    def place(self) -> Address:
        return Address("slack", "T1", "UADA")

    async def says(self, text: str, reply_to: str | None = None) -> None:
        if reply_to is None:
            self._last = await self.ada.says(text)
        else:
            self._last = await self.ada.replies(self._message(reply_to), text)

    async def edits(self, text: str) -> None:
        assert self._last is not None
        await self.ada.edits(self._last, text)

    async def forwards(self, text: str, name: str) -> None:
        await self.ada.saves_words_of(name, text)

    async def shares_contact(self, name: str, phone: str) -> None:
        cannot("shared contacts")

    async def sends_file(self, name: str, content: bytes) -> None:
        await self.ada.sends_file(name, content)

    async def presses(self, message_id: str, label: str) -> None:
        await self.ada.presses(label, self._message(message_id))

    async def reacts(self, message_id: str, emoji: str) -> None:
        await self.ada.reacts(self._message(message_id), _NAMES[emoji])

    async def repeats(self) -> None:
        await self.slack.repeats()

    async def poisons(self) -> None:
        await self.slack.poisons(self.ada)

    def shown(self) -> list[Shown]:
        return [_shown(message) for message in self.ada.sees]

    def fails(self, how: str) -> None:
        match how:
            case "flood":
                self.slack.fail("chat.postMessage", "ratelimited", retry_after=7)
            case "gone":
                self.slack.fail("chat.postMessage", "error", error="channel_not_found")
            case "down":
                self.slack.fail("chat.postMessage", "status", status=502)
            case "lost":
                self.slack.fail("chat.postMessage", "drop")

    def _message(self, message_id: str) -> Message:
        channel, ts = message_id.split(":")
        return self.slack.world.messages[channel, ts]


def _shown(message: Message) -> Shown:
    files = tuple(file["name"] for file in message.files)
    return Shown(f"{message.channel}:{message.ts}", message.shown, tuple(message.buttons), files)


@asynccontextmanager
async def driving(mode: str, tmp_path: Path) -> AsyncIterator[SlackDriver]:
    async with AsyncExitStack() as stack:
        clock = VirtualClock(NOON)
        slack = await stack.enter_async_context(FakeSlack(clock, ack_seconds=0.3))
        (adapter,) = build(settings_for(slack, mode), a_house(tmp_path, clock=clock))
        assert isinstance(adapter, SlackAdapter)
        driver = SlackDriver(slack, adapter)
        await stack.enter_async_context(receiving(adapter, driver.inbox))
        if mode == "http":
            slack.request_url = await stack.enter_async_context(served(site(adapter))) + "/slack/events"
        else:
            await slack.connected()
        yield driver
