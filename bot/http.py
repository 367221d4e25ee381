"""The one HTTP server: adapters' routes, health and metrics. Uvicorn owns the signals."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from types import FrameType
from typing import Any

import msgspec
import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.routing import Route as HttpRoute

from bot.settings import ServerSettings
from domain.chat import AsgiApp, Route
from domain.errors import ConfigError

Ready = Callable[[], Awaitable[str | None]]
"""None when the program can do its work; else what is wrong."""


def make_asgi(routes: Sequence[Route], ready: Ready, refresh: Callable[[], Awaitable[None]]) -> Starlette:
    """The application: /healthz (the process lives), /readyz (the database answers), /metrics, then the adapters'."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_: Request) -> Response:
        wrong = await ready()
        return PlainTextResponse(wrong or "ready", status_code=503 if wrong else 200)

    async def metrics(_: Request) -> Response:
        await refresh()
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    mounted: list[BaseRoute] = [
        HttpRoute("/healthz", healthz),
        HttpRoute("/readyz", readyz),
        HttpRoute("/metrics", metrics),
    ]
    # The most specific path first: the web chat's "/" would swallow all others.
    for route in sorted(routes, key=lambda route: -len(route.path)):
        if route.path != "/":  # a mount alone answers "/telegram" with a redirect, which no webhook follows
            mounted.append(HttpRoute(route.path, _Endpoint(route.app)))
        mounted.append(Mount(route.path if route.path != "/" else "", app=route.app))
    return Starlette(routes=mounted)


class _Endpoint:
    """An ASGI application as the target of one exact path, whatever the method."""

    def __init__(self, app: AsgiApp) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self._app(scope, receive, send)


def try_listening(settings: ServerSettings) -> None:
    """Take the server's port and let it go again; raises OSError where that cannot be."""
    host = settings.host
    with closing(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, settings.port))


def refuse_a_taken_port(settings: ServerSettings) -> None:
    """Raises ConfigError where the server could not listen, before anything else is begun."""
    try:
        try_listening(settings)
    except OSError as error:
        told = f"cannot listen on {settings.host}:{settings.port} ({error.strerror}); set host and port to what is free"
        raise ConfigError("server", told) from None


def with_a_free_port(settings: ServerSettings, tried: int) -> ServerSettings:
    """The settings with the first of so many ports that nobody listens on; as they are where none is free."""
    for port in range(settings.port, settings.port + tried):
        moved = msgspec.structs.replace(settings, port=port)
        try:
            try_listening(moved)
        except OSError:
            continue
        return moved
    return settings


class Server(uvicorn.Server):
    """Uvicorn's server, told of the signal a while before it closes its door: /readyz says no meanwhile."""

    def __init__(self, config: uvicorn.Config, leave: Callable[[], None], drain_seconds: float) -> None:
        super().__init__(config)
        self._leave = leave
        self._drain = drain_seconds
        self._is_leaving = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._leave()
        if self._is_leaving or not self._drain:  # a second signal is obeyed at once
            super().handle_exit(sig, frame)
            return
        self._is_leaving = True
        loop = asyncio.get_running_loop()
        loop.call_soon_threadsafe(loop.call_later, self._drain, super().handle_exit, sig, frame)


def make_server(app: Starlette, settings: ServerSettings, leave: Callable[[], None]) -> Server:
    """The server; `leave` is called at the first signal to stop."""
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=5,
        server_header=False,
    )
    return Server(config, leave, settings.drain_seconds)


async def serve_until_signal(server: uvicorn.Server) -> None:
    """Serve until SIGINT or SIGTERM, then return. Uvicorn raises a signal again after it stopped: without a handler
    of ours the process would end there, before lanes are drained and the outbox is flushed.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    await server.serve()
