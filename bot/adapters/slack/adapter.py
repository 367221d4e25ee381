"""Slack as an Adapter: one object serves every workspace the app is installed in (the tenant of an update)."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import aiohttp
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack import http_mode, incoming, keys, socket_mode
from bot.adapters.slack.answers import Answers
from bot.adapters.slack.errors import delivery_error, is_about_the_token
from bot.adapters.slack.files import fetch
from bot.adapters.slack.forms import asked_for, find_form, modal, openers
from bot.adapters.slack.gate import Gate, StoreFirst
from bot.adapters.slack.installations import Installations, Tokens
from bot.adapters.slack.oauth import oauth_flow
from bot.adapters.slack.outgoing import HOME, Post
from bot.adapters.slack.people import People
from bot.adapters.slack.settings import Settings, check
from bot.adapters.slack.spool import Spool
from domain.chat import (
    Accept,
    Actor,
    Adapter,
    Address,
    Capabilities,
    FileRef,
    Incoming,
    Limits,
    Outgoing,
    RawUpdate,
    Route,
    Sent,
)
from domain.errors import DeliveryError
from domain.house import House
from i18n import best_language, translator

log = logging.getLogger(__name__)
# The SDK writes whole messages at DEBUG, whatever the root logger says: it never gets that far.
sdk_log = logging.getLogger(f"{__name__}.sdk")

NAME = "slack"
_FORM_SECONDS = 2.0
CAPABILITIES = Capabilities(
    threads=True,
    ephemeral=True,
    forms=True,
    tables=True,
    limits=Limits(
        text=6000,
        caption=3000,
        choices=100,
        choices_per_row=5,
        label=75,
    ),
)


def build(settings: Settings, house: House) -> Sequence[Adapter]:
    """Raises ConfigError for a mode whose secrets are missing."""
    check(settings)
    return [SlackAdapter(settings, house)]


class SlackAdapter:
    name = NAME

    def __init__(self, settings: Settings, house: House) -> None:
        self.capabilities = _capabilities(settings)
        self._settings = settings
        self._house = house
        self._client = AsyncWebClient(
            base_url=settings.api_url,
            timeout=int(settings.request_timeout_seconds),
            logger=sdk_log,
            retry_handlers=[],  # the SDK would repeat a message on a dropped connection: delivery decides that
        )
        several = bool(settings.client_id)
        self._installations = Installations(house.documents, settings.client_id) if several else None
        self._tokens = Tokens(settings.bot_token, self._installations)
        self._people = People(self._client, self._tokens.get, house.clock, settings.profile_within_seconds)
        self._opening: set[asyncio.Task[None]] = set()
        self._answers = Answers(house.clock, settings.request_timeout_seconds, sdk_log)
        self._gate = Gate(
            name=NAME,
            clock=house.clock,
            people=self._people,
            spool=Spool(house.data_dir / "slack"),
            patience=settings.ack_within_seconds,
            at_once=self._at_once,
            seen=self._answers.remember,
        )
        sdk_log.setLevel(logging.ERROR)  # Bolt warns of SLACK_BOT_TOKEN in the environment, which it is not to use
        self._app = AsyncApp(
            logger=sdk_log,
            name=NAME,
            signing_secret=settings.signing_secret or "unused",
            client=self._client,
            authorize=_nobody,
            before_authorize=StoreFirst(self._gate),
            request_verification_enabled=False,  # http_mode verifies, and does not log the body as Bolt does
        )
        sdk_log.setLevel(logging.INFO)

    async def receive(self, accept: Accept) -> None:
        self._open_session()
        await self._gate.open(accept)
        if self._settings.mode == "http":
            await asyncio.Event().wait()
        await socket_mode.listen(
            self._app,
            self._client,
            self._settings.app_token,
            self._settings.ping_interval_seconds,
            sdk_log,
        )

    def parse(self, raw: RawUpdate) -> Incoming | None:
        self._answers.remember_stored(raw)
        return incoming.parse(raw)

    async def send(self, message: Outgoing) -> Sent:
        self._open_session()
        try:
            token = await self._tokens.get(message.address.tenant)
            return await Post(self._client, token, self._answers, message, self._home_head(message)).send()
        except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as error:
            if is_about_the_token(error):
                self._tokens.forget(message.address.tenant)
            raise delivery_error(error) from error
        except AttributeError as error:  # what the SDK raises for a 200 that is no JSON (a proxy's page)
            log.exception("an answer that is none of Slack's")
            raise delivery_error(error) from error

    async def fetch(self, file: FileRef) -> bytes:
        self._open_session()
        team = file.id.split("/")[0]
        try:
            token = await self._tokens.get(team)
            return await fetch(self._client, token, file, self.capabilities.limits.file_in)
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            raise delivery_error(error) from error

    def direct(self, actor: Actor) -> Address:
        return Address(actor.platform, actor.tenant, actor.user_id)

    def routes(self) -> Sequence[Route]:
        settings, house = self._settings, self._house
        events = http_mode.Events(self._app, settings.signing_secret, house.clock) if settings.mode == "http" else None
        installing = None
        if self._installations is not None:
            flow = oauth_flow(settings, house, self._installations, self._client, self._tokens)
            installing = http_mode.Installing(flow)
        app = http_mode.site(events, installing)
        return [Route("/slack", app)] if app else []

    async def close(self) -> None:
        await self._gate.close()
        await self._people.close()
        for task in self._opening:
            task.cancel()
        if self._client.session is not None:
            await self._client.session.close()

    def _open_session(self) -> None:
        """One connection pool for all calls, made inside the loop it serves."""
        if self._client.session is None or self._client.session.closed:
            timeout = aiohttp.ClientTimeout(total=self._settings.request_timeout_seconds)
            self._client.session = aiohttp.ClientSession(timeout=timeout)

    async def _at_once(self, body: Mapping[str, Any]) -> bool:
        """What must be done before anything slow: a trigger_id opens a form for three seconds only."""
        kind = body.get("type")
        asked = asked_for(body)
        if asked is not None:
            task = asyncio.create_task(self._open_form(body, asked))
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)
            await asyncio.wait({task}, timeout=_FORM_SECONDS)  # then Slack hears from us, opened or not
            return True
        if kind == "event_callback" and body["event"].get("type") in ("app_uninstalled", "tokens_revoked"):
            await self._uninstalled(body)
            return True
        return kind == "view_closed"

    def _home_head(self, message: Outgoing) -> list[dict[str, Any]]:
        """The forms' buttons, above a Home page."""
        chat = message.address.chat_id
        if not chat.startswith(HOME):
            return []
        return openers(self._house.forms(self._language(message.address.tenant, chat.removeprefix(HOME))))

    def _language(self, team: str, person: str) -> str:
        profile = self._people.find(team, person) or {}
        return best_language(profile.get("locale"), self._house.languages[0])

    async def _open_form(self, body: Mapping[str, Any], asked: str) -> None:
        self._open_session()
        team, person = keys.tenant_of(body), str((body.get("user") or {}).get("id"))
        language = self._language(team, person)
        form = find_form(self._house.forms(language), asked)
        if form is None:
            log.warning("a shortcut asks for a form the house does not have")
            return
        t = translator(language)
        view = modal(form, t("Cancel"))
        try:
            await self._client.views_open(
                trigger_id=str(body.get("trigger_id")), view=view, token=await self._tokens.get(team)
            )
        except (SlackClientError, aiohttp.ClientError, TimeoutError, DeliveryError) as error:
            log.warning("a form could not be opened: %s", delivery_error(error))

    async def _uninstalled(self, body: Mapping[str, Any]) -> None:
        team = str(body.get("team_id") or "")
        self._tokens.forget(team)
        if self._installations is not None and body["event"]["type"] == "app_uninstalled":
            await self._installations.async_delete_all(enterprise_id=None, team_id=team)


async def _nobody() -> AuthorizeResult:
    raise BoltError("the gate answers before anybody would have to be authorised")


def _capabilities(settings: Settings) -> Capabilities:
    limits = replace(
        CAPABILITIES.limits,
        per_second=settings.per_second or None,
        per_chat_per_second=settings.per_chat_per_second or None,
    )
    return replace(CAPABILITIES, limits=limits)
