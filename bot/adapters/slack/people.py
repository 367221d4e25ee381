"""Who a Slack user id is: name, locale and zone, asked once and kept for a day.

Envelopes carry ids only. What is known is put beside the envelope before it is stored, so that reading it later asks
nobody; asking is bounded in time, because Slack waits for our answer. An answer that comes late serves the next time.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack import keys
from bot.adapters.slack.text import mentions
from domain.clock import Clock
from domain.errors import DeliveryError

log = logging.getLogger(__name__)

Profile = dict[str, str]
Person = tuple[str, str]  # team, user id
_KEPT = 20_000
_FRESH = timedelta(days=1)
_ASKED_AGAIN = timedelta(minutes=1)  # where the directory refused
_ASKED_AT_ONCE = 5  # a message that mentions fifty people is answered with ids, not with fifty calls


class People:
    def __init__(
        self, client: AsyncWebClient, token_of: Callable[[str], Awaitable[str]], clock: Clock, patience: float
    ) -> None:
        self._client = client
        self._token_of = token_of
        self._clock = clock
        self._patience = patience
        self._known: OrderedDict[Person, tuple[datetime, Profile]] = OrderedDict()
        self._asking: dict[Person, asyncio.Task[None]] = {}

    async def around(self, body: Mapping[str, Any]) -> dict[str, Profile]:
        """The profiles of the people in an envelope, as far as they are known within the time allowed."""
        team = keys.tenant_of(body)
        wanted = list(_people_in(body))[:_ASKED_AT_ONCE]
        asked = [self._ask((team, who)) for who in wanted if self.find(team, who) is None]
        if asked:
            await asyncio.wait(asked, timeout=self._patience)
        return {who: profile for who in wanted if (profile := self.find(team, who))}

    def find(self, team: str, user_id: str) -> Profile | None:
        """What is known of somebody; empty where the directory would not say, None where it is to be asked."""
        entry = self._known.get((team, user_id))
        if entry is None:
            return None
        return entry[1] if self._clock.now() - entry[0] < (_FRESH if entry[1] else _ASKED_AGAIN) else None

    async def close(self) -> None:
        for task in self._asking.values():
            task.cancel()
        await asyncio.gather(*self._asking.values(), return_exceptions=True)

    def _ask(self, person: Person) -> "asyncio.Task[None]":
        """One question at a time about a person, however many messages wait for the answer."""
        if person not in self._asking:
            task = self._asking[person] = asyncio.create_task(self._learn(person))
            task.add_done_callback(lambda _: self._asking.pop(person, None))
        return self._asking[person]

    async def _learn(self, person: Person) -> None:
        self._known[person] = self._clock.now(), await self._profile(*person)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)

    async def _profile(self, team: str, user_id: str) -> Profile:
        try:
            token = await self._token_of(team)
            answer = await self._client.users_info(user=user_id, include_locale=True, token=token)
        except (SlackClientError, aiohttp.ClientError, TimeoutError, DeliveryError) as error:
            log.info("no profile of a Slack user (%s): goes on without", type(error).__name__)
            return {}
        user: Mapping[str, Any] = answer.get("user") or {}
        own = user.get("profile") or {}
        name = own.get("display_name") or own.get("real_name") or user.get("real_name") or user.get("name")
        told = {"name": name, "locale": user.get("locale"), "zone": user.get("tz")}
        return {key: str(value) for key, value in told.items() if value}


def _people_in(body: Mapping[str, Any]) -> Iterable[str]:
    event = body.get("event") or {}
    message = event.get("message") or body.get("message") or event
    user = body.get("user")
    ids = [
        body.get("user_id"),
        user.get("id") if isinstance(user, Mapping) else None,
        message.get("user") or event.get("user"),
        *mentions(str(message.get("text") or body.get("text") or "")),
    ]
    bot = keys.bot_of(body)
    return dict.fromkeys(who for who in ids if isinstance(who, str) and who != bot)
