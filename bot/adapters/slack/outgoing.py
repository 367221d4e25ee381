"""Outgoing -> one call to Slack. One visible step a message, so that a failure never leaves half of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack import keys
from bot.adapters.slack.answers import Answers
from bot.adapters.slack.blocks import fallback_text, message_blocks
from bot.adapters.slack.errors import code_of
from bot.adapters.slack.repeats import find_arrived, mark
from domain.chat import Outgoing, Sent
from domain.errors import DeliveryError

HOME, UNFURL, EPHEMERAL = "home:", "unfurl:", "ephemeral:"
PRESS_KEY = "block_actions:"  # how keys.key_of begins the key of a tap
_NOT_THERE = {"not_in_channel", "channel_not_found", "user_not_in_channel"}


@dataclass(frozen=True, slots=True)
class Post:
    """One message on its way, with the token of its workspace."""

    client: AsyncWebClient
    token: str
    answers: Answers
    message: Outgoing
    home_head: Sequence[dict[str, Any]] = ()  # what stands above every Home page

    async def send(self) -> Sent:
        """Raises what slack_sdk and aiohttp raise; the adapter classifies it."""
        chat = self.message.address.chat_id
        if self.message.files:
            return await self._send_files()
        if chat.startswith(HOME):
            return await self._at_home(chat.removeprefix(HOME))
        if chat.startswith(UNFURL):
            return await self._unfurl()
        if self.message.only_for is not None:
            return await self._whisper(self.message.only_for.user_id)
        return await (self._update(self.message.edit_of) if self.message.edit_of else self._post())

    @property
    def _blocks(self) -> list[dict[str, Any]]:
        return message_blocks(self.message.body, self.message.choices)

    async def _post(self) -> Sent:
        if self.message.repeat and (arrived := await self._arrived()):
            return arrived
        try:
            answer = await self.client.chat_postMessage(
                channel=self.message.address.chat_id,
                thread_ts=self._thread(),
                text=fallback_text(self.message.body),
                blocks=self._blocks,
                metadata=mark(self.message),
                unfurl_links=False,
                unfurl_media=False,
                token=self.token,
            )
        except Exception as error:
            # A command works in channels the bot is no member of: there, its answer is for the asker alone.
            if code_of(error) not in _NOT_THERE or not await self._respond(replace=False):
                raise
            return Sent(f"{EPHEMERAL}{self.message.key}")
        return Sent(keys.message_id(answer["channel"], answer["ts"]))

    async def _arrived(self) -> Sent | None:
        channel = await self._channel()
        ts = await find_arrived(self.client, self.token, channel, self.message)
        return Sent(keys.message_id(channel, ts)) if ts else None

    def _thread(self) -> str | None:
        if self.message.address.thread_id:
            return self.message.address.thread_id
        is_direct = not self.message.address.chat_id.startswith(("C", "G"))
        return None if is_direct or not self.message.reply_to else self.message.reply_to.split(":")[-1]

    async def _update(self, edit_of: str) -> Sent:
        if edit_of.startswith(EPHEMERAL):
            if await self._respond(replace=True):
                return Sent(edit_of)
            raise DeliveryError("an ephemeral message can no longer be changed", permanent=True, content=True)
        channel, ts = edit_of.split(":")
        await self.client.chat_update(
            channel=channel,
            ts=ts,
            text=fallback_text(self.message.body),
            blocks=self._blocks,
            token=self.token,
        )
        return Sent(edit_of)

    async def _whisper(self, user_id: str) -> Sent:
        replace = bool(self.message.edit_of)
        if await self._respond(replace=replace):
            return Sent(self.message.edit_of or f"{EPHEMERAL}{self.message.key}")
        chat = self.message.address.chat_id
        try:
            answer = await self.client.chat_postEphemeral(
                channel=chat,
                user=user_id,
                thread_ts=self.message.address.thread_id,
                text=fallback_text(self.message.body),
                blocks=self._blocks,
                token=self.token,
            )
        except Exception as error:
            if code_of(error) not in _NOT_THERE:
                raise
            return await self._direct(user_id)
        return Sent(f"{EPHEMERAL}{chat}:{answer['message_ts']}")

    async def _direct(self, user_id: str) -> Sent:
        answer = await self.client.chat_postMessage(
            channel=user_id, text=fallback_text(self.message.body), blocks=self._blocks, token=self.token
        )
        return Sent(keys.message_id(answer["channel"], answer["ts"]))

    async def _respond(self, *, replace: bool) -> bool:
        """Answer at the response_url of what the person did, if there is one left."""
        person = self.message.only_for.user_id if self.message.only_for else None
        url = self.answers.take(self.message.address.tenant, self.message.answers, person)
        if url is None:
            return False
        body = {
            "response_type": "ephemeral",
            "replace_original": replace,
            "text": fallback_text(self.message.body),
            "blocks": self._blocks,
        }
        if self.message.address.thread_id:
            body["thread_ts"] = self.message.address.thread_id
        await self.answers.respond(url, body)
        return True

    async def _at_home(self, user_id: str) -> Sent:
        """The Home tab itself, or a line about a tap in it: that goes to the direct chat, for the tab has no room."""
        is_about_a_tap = (self.message.answers or "").startswith(PRESS_KEY)
        if is_about_a_tap and not self.message.edit_of:
            return await self._direct(user_id)
        return await self._publish(user_id)

    async def _publish(self, user_id: str) -> Sent:
        blocks = [*self.home_head, *message_blocks(self.message.body, self.message.choices, in_view=True)]
        view = {"type": "home", "blocks": blocks[:100]}
        await self.client.views_publish(user_id=user_id, view=view, token=self.token)
        return Sent(f"{HOME}{user_id}")

    async def _unfurl(self) -> Sent:
        channel, ts = self.message.address.chat_id.removeprefix(UNFURL).split(":")
        links = self.answers.links(self.message.address.tenant, self.message.address.chat_id)
        cards = {
            url: {"blocks": message_blocks(result.body, (), in_view=True)}
            for url, result in _matched(links, self.message.results)
        }
        if cards:
            await self.client.chat_unfurl(channel=channel, ts=ts, unfurls=cards, token=self.token)
        return Sent(self.message.address.chat_id)

    async def _send_files(self) -> Sent:
        """Files with their words; for one pair of eyes, and from the Home tab, they go to the direct chat.

        Buttons cannot stand beside a file: then words and buttons go first, once, however often this is tried.
        """
        chat, only_for = self.message.address.chat_id, self.message.only_for
        person = only_for.user_id if only_for else chat.removeprefix(HOME) if chat.startswith(HOME) else None
        if person is not None:
            direct = replace(self.message.address, chat_id=person, thread_id=None)
            elsewhere = replace(self.message, address=direct, only_for=None, reply_to=None)
            return await replace(self, message=elsewhere).send()
        if not self.message.choices:
            return await self._upload(fallback_text(self.message.body) if self.message.body else None)
        sent = await self._arrived() or await self._post()
        await self._upload(None)
        return sent

    async def _upload(self, words: str | None) -> Sent:
        channel = await self._channel()
        contents = [await asyncio.to_thread(Path(file.path).read_bytes) for file in self.message.files]
        await self.client.files_upload_v2(
            file_uploads=[
                {"file": content, "filename": file.name or Path(file.path).name}
                for file, content in zip(self.message.files, contents, strict=True)
            ],
            channel=channel,
            thread_ts=self._thread(),
            initial_comment=words,
            token=self.token,
        )
        return Sent(f"{channel}:{self.message.key}")

    async def _channel(self) -> str:
        """Files go to a channel's id only; a person's is found by opening the direct chat."""
        chat = self.message.address.chat_id
        if not chat.startswith(("U", "W")):
            return chat
        answer = await self.client.conversations_open(users=chat, token=self.token)
        return str(answer["channel"]["id"])


def _matched(links: Sequence[str], results: Sequence[Any]) -> list[tuple[str, Any]]:
    """Each link with the result whose id is its last part; a lone result belongs to a lone link."""
    by_id = {result.id.upper(): result for result in results}
    pairs = [(url, by_id.get(url.rstrip("/").rsplit("/", 1)[-1].upper())) for url in links]
    if len(links) == 1 and len(results) == 1:
        return [(links[0], results[0])]
    return [(url, result) for url, result in pairs if result is not None]
