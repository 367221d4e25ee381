"""Where every envelope is stored before Slack hears that we have it, in both modes.

It is Bolt's first middleware (StoreFirst): what it returns is what Slack is told (200, or 503 for "send it
again"), and in Socket Mode Bolt acknowledges an envelope only for a 200.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.adapters.slack import keys
from bot.adapters.slack.envelope import PEOPLE
from bot.adapters.slack.people import People
from bot.adapters.slack.spool import Spool
from domain.chat import Accept, RawUpdate
from domain.clock import Clock
from domain.errors import Overloaded

log = logging.getLogger(__name__)

Body = Mapping[str, Any]
TAKEN, TRY_AGAIN = 200, 503
_PAUSE_SECONDS = 2.0


class Gate:
    def __init__(
        self,
        *,
        name: str,
        clock: Clock,
        people: People,
        spool: Spool,
        patience: float,
        at_once: Callable[[Body], Awaitable[bool]],
        seen: Callable[[RawUpdate, Body], None],
    ) -> None:
        self._name = name
        self._clock = clock
        self._people = people
        self._spool = spool
        self._patience = patience
        self._at_once = at_once
        self._seen = seen
        self._accept: Accept | None = None
        self._settling: set[asyncio.Task[None]] = set()

    async def open(self, accept: Accept) -> None:
        """From now on envelopes are taken; first of all those that a former run set down."""
        self._accept = accept
        for update in await asyncio.to_thread(self._spool.read):
            self._settle(update, asyncio.ensure_future(accept(update)))

    async def close(self) -> None:
        self._accept = None
        for task in self._settling:
            task.cancel()
        await asyncio.gather(*self._settling, return_exceptions=True)

    async def admit(self, body: Body) -> int:
        """Store one envelope; the HTTP status to answer. 503 says that nothing was kept."""
        if self._accept is None:
            return TRY_AGAIN
        if await self._is_done_with(body):
            return TAKEN
        update = await self._update(body)
        self._seen(update, body)
        try:
            return await self._store(self._accept, update)
        except Overloaded:
            return TRY_AGAIN

    async def _is_done_with(self, body: Body) -> bool:
        """Whether all that is to be done was done at once. What is malformed is stored like anything else."""
        try:
            return await self._at_once(body)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            log.warning("an envelope could not be read before it is stored", exc_info=True)
            return False

    async def _update(self, body: Body) -> RawUpdate:
        payload = msgspec.json.encode(body)
        try:
            key, lane, tenant = keys.key_of(body), keys.lane_of(body), keys.tenant_of(body)
            people = await self._people.around(body)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            digest = hashlib.sha256(payload).hexdigest()  # kept all the same: the inbox parks and reports it
            return RawUpdate(self._name, "", f"malformed:{digest}", "malformed", payload, self._clock.now())
        if people:
            payload = msgspec.json.encode({**body, PEOPLE: people})
        return RawUpdate(self._name, tenant, key, lane, payload, self._clock.now())

    async def _store(self, accept: Accept, update: RawUpdate) -> int:
        storing = asyncio.ensure_future(accept(update))
        done, _ = await asyncio.wait({storing}, timeout=self._patience)
        if done:
            storing.result()
            return TAKEN
        try:
            await asyncio.to_thread(self._spool.write, update)
        except OSError:
            log.exception("neither the database nor the disk took an update: Slack is asked to send it again")
            return TRY_AGAIN
        self._settle(update, storing)
        return TAKEN

    def _settle(self, update: RawUpdate, storing: "asyncio.Future[bool]") -> None:
        task = asyncio.create_task(self._until_stored(update, storing))
        self._settling.add(task)
        task.add_done_callback(self._settling.discard)

    async def _until_stored(self, update: RawUpdate, storing: "asyncio.Future[bool]") -> None:
        accept = self._accept
        while accept is not None:
            try:
                await storing
            except Exception:  # the edge: whatever ails the inbox, the file stays until it is well again
                log.warning("the inbox does not take an update yet: it waits in a file", exc_info=True)
                await asyncio.sleep(_PAUSE_SECONDS)
                storing = asyncio.ensure_future(accept(update))
                continue
            await asyncio.to_thread(self._spool.remove, update)
            return


class StoreFirst(AsyncMiddleware):
    """The gate as Bolt's middleware: for Bolt nothing is left to do but to tell Slack what it says."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's own name
    ) -> BoltResponse | None:
        if req.body.get("type") == "url_verification":
            await next()  # Bolt answers the challenge itself
            return resp
        return BoltResponse(status=await self._gate.admit(req.body), body="")
