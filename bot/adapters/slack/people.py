"""Who a Slack user id is: name, locale and zone, asked once and kept for a day.

Envelopes carry ids only. What is known is put beside the envelope before it is stored, so that reading it
later asks nobody; asking is bounded in time, because Slack waits for our answer.
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

log = logging.getLogger(__name__)

Profile = dict[str, str]
_KEPT = 20_000
_FRESH = timedelta(days=1)
_ASKED_AT_ONCE = 5  # a message that mentions fifty people is answered with ids, not with fifty calls


class People:
    def __init__(
        self,
        client: AsyncWebClient,
        token_of: Callable[[str], Awaitable[str]],
        clock: Clock,
        patience: float,
    ) -> None:
        self._client = client
        self._token_of = token_of
        self._clock = clock
        self._patience = patience
        self._known: OrderedDict[tuple[str, str], tuple[datetime, Profile]] = OrderedDict()

    async def around(self, body: Mapping[str, Any]) -> dict[str, Profile]:
        """The profiles of the people in an envelope, as far as they are known within the time allowed."""
        team = keys.tenant_of(body)
        wanted = list(_people_in(body))[:_ASKED_AT_ONCE]
        missing = [who for who in wanted if self._find(team, who) is None]
        if missing:
            await self._ask(team, missing)
        found = {who: self._find(team, who) for who in wanted}
        return {who: profile for who, profile in found.items() if profile}

    def find(self, team: str, user_id: str) -> Profile | None:
        return self._find(team, user_id)

    async def _ask(self, team: str, missing: list[str]) -> None:
        asked = [asyncio.create_task(self._learn(team, who)) for who in missing]
        _, late = await asyncio.wait(asked, timeout=self._patience)
        for task in late:
            task.cancel()

    async def _learn(self, team: str, user_id: str) -> None:
        try:
            answer = await self._client.users_info(user=user_id, include_locale=True, token=await self._token_of(team))
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            log.info("no profile of a Slack user (%s): goes on without", type(error).__name__)
            return
        user: Mapping[str, Any] = answer.get("user") or {}
        self._known[team, user_id] = self._clock.now(), _profile(user)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)

    def _find(self, team: str, user_id: str) -> Profile | None:
        entry = self._known.get((team, user_id))
        return entry[1] if entry and self._clock.now() - entry[0] < _FRESH else None


def _profile(user: Mapping[str, Any]) -> Profile:
    own = user.get("profile") or {}
    name = own.get("display_name") or own.get("real_name") or user.get("real_name") or user.get("name") or ""
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
