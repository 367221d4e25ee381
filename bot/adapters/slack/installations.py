"""The workspaces the app is installed in, and the states of installations under way: documents of the house."""

import hmac
import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from logging import Logger
from typing import Any

from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from domain.clock import Clock
from domain.errors import DeliveryError
from domain.house import Documents

log = logging.getLogger(__name__)
_STATE_LIVES = timedelta(minutes=10)


class Installations(AsyncInstallationStore):
    """One document a workspace (or, for an app installed in a whole organisation, an enterprise)."""

    def __init__(self, documents: Documents, client_id: str) -> None:
        self._documents = documents
        self._client_id = client_id

    @property
    def logger(self) -> Logger:
        return log

    async def async_save(self, installation: Installation) -> None:
        kept = {name: _plain(value) for name, value in installation.to_dict().items() if value is not None}
        kept.pop("user_token", None)  # we act as the bot only, so a person's token is not ours to keep
        await self._documents.put(self._key(installation.enterprise_id, installation.team_id), kept)

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        found = await self.async_find_installation(
            enterprise_id=enterprise_id, team_id=None if is_enterprise_install else team_id
        )
        return found.to_bot() if found else None

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        del user_id, is_enterprise_install  # one bot token a workspace serves everybody in it
        kept = await self._documents.get(self._key(enterprise_id, team_id))
        return Installation(**{"user_id": "", **kept}) if kept else None

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        del user_id
        await self._documents.delete(self._key(enterprise_id, team_id))

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        await self.async_delete_installation(enterprise_id=enterprise_id, team_id=team_id)

    def _key(self, enterprise_id: str | None, team_id: str | None) -> str:
        return f"slack:installation:{self._client_id}:{team_id or enterprise_id}"


class States(AsyncOAuthStateStore):
    """The `state` of an installation under way: random, good for ten minutes and one use."""

    def __init__(self, documents: Documents, clock: Clock) -> None:
        self._documents = documents
        self._clock = clock

    @property
    def logger(self) -> Logger:
        return log

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        del args, kwargs
        state = secrets.token_urlsafe(32)
        until = self._clock.now() + _STATE_LIVES
        kept = {"state": state, "until": until.isoformat()}
        await self._documents.put(f"slack:state:{state}", kept, expires_at=until)
        return state

    async def async_consume(self, state: str) -> bool:
        kept = await self._documents.get(f"slack:state:{state}")
        await self._documents.delete(f"slack:state:{state}")
        return kept is not None and self._is_good(kept, state)

    def _is_good(self, kept: Mapping[str, Any], state: str) -> bool:
        same = hmac.compare_digest(str(kept["state"]), state)
        return same and self._clock.now() <= datetime.fromisoformat(kept["until"])


class Tokens:
    """The bot token of a workspace: the configured one, or the one its installation brought."""

    def __init__(self, configured: str, installations: Installations | None) -> None:
        self._configured = configured
        self._installations = installations
        self._known: dict[str, str] = {}

    async def get(self, team: str) -> str:
        """Raises DeliveryError for a workspace the app is not, or no longer, installed in."""
        if team in self._known:
            return self._known[team]
        if self._installations is not None:
            bot = await self._installations.async_find_bot(enterprise_id=None, team_id=team)
            if bot is not None and bot.bot_token:
                self._known[team] = bot.bot_token
                return bot.bot_token
        if self._configured:
            return self._configured
        raise DeliveryError("the app is not installed in that Slack workspace", permanent=True)

    def forget(self, team: str) -> None:
        self._known.pop(team, None)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
