"""Slack's requests to the common server: events, commands, buttons, and the two pages of an installation.

A request is served only with a signature that fits it (v0, five minutes, compared in constant time).
Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import Clock as SignatureClock
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from domain.clock import Clock

_LARGEST = 5_000_000  # bytes; Slack's own payloads stay far below


class _HouseClock(SignatureClock):
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock.now().timestamp()


class Events:
    """POST /slack/events."""

    def __init__(self, app: AsyncApp, signing_secret: str, clock: Clock) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret, _HouseClock(clock))

    async def take(self, request: Request) -> Response:
        raw = await _body(request)
        if raw is None:
            return PlainTextResponse("too large", 413)
        if not self._is_signed(raw, request.headers):
            return PlainTextResponse("invalid signature", 401)
        try:
            body = json.dumps(decoded(raw, request.headers.get("content-type", "")))
        except (ValueError, KeyError):
            return PlainTextResponse("malformed", 400)
        asked = AsyncBoltRequest(body=body, headers={"content-type": "application/json"})
        answer = await self._app.async_dispatch(asked)
        return to_starlette_response(answer)

    def _is_signed(self, raw: bytes, headers: Mapping[str, str]) -> bool:
        try:
            return bool(self._verifier.is_valid_request(raw, dict(headers)))
        except (ValueError, TypeError):  # a time that is no number, a body or signature that is no text
            return False


async def _body(request: Request) -> bytes | None:
    """What was sent; None once it grows beyond all that Slack sends, whatever length it claimed."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > _LARGEST:
            return None
    return bytes(content)


def decoded(raw: bytes, content_type: str) -> dict[str, Any]:
    """The JSON of a request. Bolt's own reading loses a command whose words hold "payload"; this one does not."""
    if content_type.partition(";")[0].strip() == "application/json":
        body = json.loads(raw)
    else:
        fields = dict(parse_qsl(raw.decode(), keep_blank_values=True))
        body = json.loads(fields["payload"]) if "payload" in fields else fields
    if not isinstance(body, dict):
        raise ValueError("a JSON object is expected")  # noqa: TRY004 - all that is malformed is one to the caller
    return body


class Installing:
    """GET /slack/install and /slack/oauth_redirect, by Bolt's own flow."""

    def __init__(self, flow: AsyncOAuthFlow) -> None:
        self._flow = flow

    async def start(self, request: Request) -> Response:
        asked = to_async_bolt_request(request, b"")
        return to_starlette_response(await self._flow.handle_installation(asked))

    async def finish(self, request: Request) -> Response:
        asked = to_async_bolt_request(request, b"")
        return to_starlette_response(await self._flow.handle_callback(asked))


def site(events: Events | None, installing: Installing | None) -> Starlette | None:
    """What the common server mounts under /slack; None where there is nothing to serve."""
    routes = []
    if events is not None:
        routes.append(Route("/events", events.take, methods=["POST"]))
    if installing is not None:
        routes.append(Route("/install", installing.start))
        routes.append(Route("/oauth_redirect", installing.finish))
    return Starlette(routes=routes) if routes else None
