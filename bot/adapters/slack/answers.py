"""Where Slack lets us answer for a while: response_urls (five uses, half an hour) and links to unfurl.

Kept in memory only, by whoever took an envelope in and by whoever handles it: after a restart an answer takes the
ordinary way.
"""

import logging
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from domain.chat import RawUpdate
from domain.clock import Clock

_KEPT = 5_000
_USES = 5
_SIGNS = (b'"response_url"', b'"link_shared"')
_LIVES = timedelta(minutes=29)  # Slack's thirty, less the way there


@dataclass(slots=True)
class _Url:
    url: str
    person: str
    until: datetime
    uses: int = _USES


class Answers:
    def __init__(self, clock: Clock, timeout: float, logger: logging.Logger) -> None:
        self._clock = clock
        self._logger = logger
        self._timeout = max(1, int(timeout))
        self._urls: OrderedDict[tuple[str, str], _Url] = OrderedDict()
        self._links: OrderedDict[tuple[str, str], tuple[str, ...]] = OrderedDict()

    def remember(self, update: RawUpdate, body: Mapping[str, Any]) -> None:
        """Keep what an envelope lets us answer at."""
        url = body.get("response_url")
        if url:
            self._urls[update.tenant, update.key] = _Url(str(url), _person(body), update.received_at + _LIVES)
            _trim(self._urls)
        event = body.get("event") or {}
        if event.get("type") == "link_shared":
            place = f"unfurl:{event.get('channel')}:{event.get('message_ts')}"
            self._links[update.tenant, place] = tuple(str(link.get("url")) for link in event.get("links") or ())
            _trim(self._links)

    def remember_stored(self, update: RawUpdate) -> None:
        """The same of an envelope that another process may have taken in."""
        if (update.tenant, update.key) in self._urls or not any(sign in update.payload for sign in _SIGNS):
            return
        body = msgspec.json.decode(update.payload)
        if isinstance(body, dict):
            self.remember(update, body)

    def take(self, tenant: str, key: str | None, person: str | None = None) -> str | None:
        """A response_url with a use left, which is then spent; only the one that reaches `person`, where given."""
        entry = self._urls.get((tenant, key or ""))
        if entry is None or entry.uses == 0 or self._clock.now() > entry.until:
            return None
        if person is not None and person != entry.person:
            return None
        entry.uses -= 1
        return entry.url

    def links(self, tenant: str, chat_id: str) -> Sequence[str]:
        return self._links.get((tenant, chat_id), ())

    async def respond(self, url: str, body: Mapping[str, Any]) -> None:
        """Raises SlackApiError for a refusal, what aiohttp raises for a lost connection."""
        client = AsyncWebhookClient(url, timeout=self._timeout, logger=self._logger, retry_handlers=[])
        answer = await client.send_dict(dict(body))
        if answer.status_code != 200:
            refusal = _Refusal(answer.status_code, answer.body, answer.headers)
            raise SlackApiError("response_url", refusal)  # type: ignore[no-untyped-call] # the SDK's is untyped


class _Refusal(dict[str, Any]):
    """A webhook's refusal in the shape of a Web API's answer."""

    def __init__(self, status_code: int, error: str, headers: Mapping[str, Any]) -> None:
        super().__init__(error=error)
        self.status_code = status_code
        self.headers = headers


def _person(body: Mapping[str, Any]) -> str:
    user = body.get("user")
    return str(body.get("user_id") or (user.get("id") if isinstance(user, Mapping) else "") or "")


def _trim(kept: "OrderedDict[Any, Any]") -> None:
    while len(kept) > _KEPT:
        kept.popitem(last=False)
