"""Somebody in the pretended Slack: types, taps and reads, as in `await rep.says("won")`."""

import re
from typing import TYPE_CHECKING, Any

from tests.fakes.slack import payloads
from tests.fakes.slack.showing import buttons_of, lines_of
from tests.fakes.slack.world import BOT, Channel, Message

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

Json = dict[str, Any]
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_URL = re.compile(r"https?://[^\s<>|]+")


class Person:
    """`in_(channel)` gives the same person in a channel; else all happens in the direct chat with the bot."""

    def __init__(self, slack: "FakeSlack", user_id: str, channel: Channel | None = None) -> None:
        self.slack = slack
        self.id = user_id
        self.world = slack.world
        self.channel = channel or self.world.direct(user_id)
        self.acked = True
        self._read_up_to = len(self.world.stream)

    def in_(self, channel: Channel) -> "Person":
        return Person(self.slack, self.id, channel)

    # --- speaking ---------------------------------------------------------------------------------

    async def says(self, text: str, *, thread: str | None = None, files: list[Json] | None = None) -> Message:
        """Type a line; `@rapport` in it mentions the bot. Slack escapes and links it on the way."""
        message = Message(self.channel.id, self.world.next_ts(), self.id, typed(text), thread_ts=thread)
        message.files = files or []
        await self.world.keep(message)
        await self._events(message)
        return message

    async def replies(self, to: Message, text: str) -> Message:
        """Answer in the thread under a message."""
        return await self.says(text, thread=to.thread_ts or to.ts)

    async def shares(self, original: Message, comment: str = "") -> Message:
        """Slack's own "Share message" into this chat."""
        message = Message(self.channel.id, self.world.next_ts(), self.id, typed(comment))
        await self.world.keep(message)
        author = self.world.users[original.user]
        attachment = {
            "is_share": True,
            "is_msg_unfurl": True,
            "author_id": author.id,
            "author_name": author.name,
            "channel_id": original.channel,
            "ts": original.ts,
            "text": original.text,
            "fallback": original.text,
        }
        inner = payloads.message(self.world, message, attachments=[attachment])
        await self._event(inner)
        return message

    async def edits(self, message: Message, text: str) -> None:
        before, message.text = message.text, typed(text)
        await self._event(payloads.changed(self.world, message, before))

    async def haunts(self, message: Message) -> None:
        """The edit that is none: Slack unfurled a link in the message."""
        await self._event(payloads.changed(self.world, message, message.text))

    async def slash(self, text: str) -> None:
        """`/rapport <text>`."""
        url = self.slack.new_url(self.id, self.channel.id)
        await self._deliver("slash_commands", payloads.slash(self.world, self.id, self.channel.id, typed(text), url))

    async def reacts(self, on: Message, name: str, *, added: bool = True) -> None:
        await self._event(payloads.reaction(self.world, self.id, on, name, added=added))

    async def saves(self, message: Message) -> None:
        """The shortcut "Save to Rapport" on a message."""
        url = self.slack.new_url(self.id, message.channel)
        action = payloads.message_action(self.world, self.id, message, "save_to_rapport", url)
        await self._deliver("interactive", action)

    async def saves_words_of(self, name: str, text: str) -> None:
        """The same shortcut on a message of somebody without an account here: an app, a bridged chat."""
        message = Message(self.channel.id, self.world.next_ts(), "", typed(text))
        url = self.slack.new_url(self.id, message.channel)
        action = payloads.message_action(self.world, self.id, message, "save_to_rapport", url)
        action["message"] = {
            "type": "message",
            "subtype": "bot_message",
            "bot_id": "BOTHER",
            "username": name,
            "ts": message.ts,
            "text": message.text,
        }
        await self._deliver("interactive", action)

    async def sends_file(self, name: str, content: bytes, media_type: str = "application/pdf") -> Message:
        """Drop a file into the chat."""
        file: Json = {"id": self.world.next_id("F"), "name": name, "mimetype": media_type, "size": len(content)}
        self.world.files[file["id"]] = {**file, "content": content}
        return await self.says("", files=[file])

    async def posts_links(self, *urls: str) -> Message:
        """Type links of our domain: Slack asks the app what they are."""
        message = await self.says(" ".join(urls))
        await self._event(payloads.links(self.world, self.id, message, urls))
        return message

    # --- tapping ----------------------------------------------------------------------------------

    async def presses(self, label: str, on: Message | None = None) -> None:
        """Tap the latest button of that label this person can see."""
        message = on or self._latest_with(label)
        element = buttons_of(message.blocks)[label]
        url = self.slack.new_url(self.id, message.channel, message)
        await self._deliver("interactive", payloads.press(self.world, self.id, message, dict(element), url))

    async def opens_home(self) -> str:
        """Open the Home tab; what it then shows."""
        self.world.homes.pop(self.id, None)
        await self._event(payloads.home_opened(self.world, self.id))
        return await self.reads_home()

    async def opens_home_in_vain(self) -> None:
        """Open the Home tab and expect nothing of it."""
        await self._event(payloads.home_opened(self.world, self.id))

    async def reads_home(self) -> str:
        view = await self.world.wait_for(lambda: self.world.homes.get(self.id))
        return lines_of(view["blocks"], "")

    async def presses_at_home(self, label: str) -> None:
        view = self.world.homes[self.id]
        element = dict(buttons_of(view["blocks"])[label])
        await self._deliver("interactive", payloads.press_at_home(self.world, self.id, view, element))

    async def starts(self, callback_id: str) -> None:
        """A global shortcut."""
        await self._deliver("interactive", payloads.shortcut(self.world, self.id, callback_id))

    async def submits(self, **values: str) -> None:
        """Fill in the open modal and send it."""
        view = self.world.modals.pop(self.id)
        await self._deliver("interactive", payloads.submission(self.world, self.id, view, values))

    # --- reading ----------------------------------------------------------------------------------

    async def reads(self) -> str:
        """The words of the next message (or edit of one) this person gets here."""
        return (await self.receives()).shown

    async def receives(self) -> Message:
        """The next message (or edit of one) this person gets here."""
        found: Message = await self.world.wait_for(self._next)
        self._read_up_to = self.world.stream.index(found, self._read_up_to) + 1
        return found

    @property
    def sees(self) -> list[Message]:
        """Everything of the bot's that stands in this chat for this person, oldest first."""
        here = [m for m in self.world.messages.values() if m.channel == self.channel.id and m.user == BOT]
        return sorted((m for m in here if self.world.visible(m, self.id)), key=lambda m: m.ts)

    def _next(self) -> Message | None:
        for message in self.world.stream[self._read_up_to :]:
            if message.channel == self.channel.id and self.world.visible(message, self.id):
                return message
        return None

    def _latest_with(self, label: str) -> Message:
        for message in reversed(self.sees):
            if label in message.buttons:
                return message
        raise AssertionError(f"no button {label!r} in {[m.buttons for m in self.sees]}")

    # --- on the way -------------------------------------------------------------------------------

    async def _events(self, message: Message) -> None:
        """What one message sets off: in a channel with the bot, a mention fires twice."""
        if BOT not in self.channel.members:
            return
        inner = payloads.message(self.world, message)
        if f"<@{BOT}>" in message.text and not self.channel.id.startswith("D"):
            await self._event({**inner, "type": "app_mention"})
        await self._event(inner)

    async def _event(self, inner: Json) -> None:
        await self._deliver("events_api", payloads.event(self.world, inner))

    async def _deliver(self, kind: str, payload: Json) -> None:
        self.acked = await self.slack.deliver(kind, payload)


def typed(text: str) -> str:
    """A typed line as Slack passes it on: escaped, mentions by id, addresses and links wrapped."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    safe = _URL.sub(lambda found: f"<{found[0]}>", safe)
    safe = _EMAIL.sub(lambda found: f"<mailto:{found[0]}|{found[0]}>", safe)
    return safe.replace("@rapport", f"<@{BOT}>")
