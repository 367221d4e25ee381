"""Outbox -> adapter: each address in order, leased, paced, tried again or put aside; never marked sent before it was.

The fast path is told of an address right after the commit that promised something; a sweep finds what a crash left.
Each address has its own task, so that one chat's 429 never stalls another's messages.
"""

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from bot import metrics
from bot.desk import Desk
from bot.outcomes import Outcomes, Then
from bot.outgoing_files import OutgoingFiles
from bot.pacing import Pacing
from bot.parts import Prepared, prepare
from bot.presence import Presence
from bot.promises import Platforms
from bot.settings import DeliverySettings
from domain.chat import Adapter, Outgoing, Sent
from domain.errors import DeliveryError
from storage import outbox
from storage.failures import StorageDown
from storage.unit_of_work import UnitOfWork, Work

log = logging.getLogger("rapport.delivery")
T = TypeVar("T")
RECORD_AGAIN_SECONDS = 0.25

FLUSH_SECONDS = 2.0
"""How long a stop goes on sending: the answers to the last turns are a moment old."""


class Delivery:
    """Sends what was promised to the platforms of this process."""

    def __init__(
        self,
        desk: Desk,
        platforms: Platforms,
        settings: DeliverySettings,
        presence: Presence,
        files: OutgoingFiles,
        *,
        sweeping: bool = True,
    ) -> None:
        self._desk = desk
        self._files = files
        self._platforms = platforms
        self._settings = settings
        self._sweeping = sweeping
        self._lease = timedelta(seconds=settings.lease_seconds)
        self._outcomes = Outcomes(settings)
        self._running: dict[tuple[int, str], asyncio.Task[None]] = {}
        self._again: set[tuple[int, str]] = set()
        self._presence = presence
        self._pacing = Pacing(desk, lambda: presence.workers)
        self._slots = {
            name: asyncio.Semaphore(adapter.capabilities.limits.in_flight) for name, adapter in platforms.items()
        }
        self._stopping = asyncio.Event()

    def wake(self, workspace_id: int, address_key: str) -> None:
        """Say that an address has something to send. Cheap; to be called in the loop's thread."""
        key = (workspace_id, address_key)
        if self._stopping.is_set() or self._adapter(address_key) is None:
            return
        if key in self._running:
            self._again.add(key)
            return
        task = asyncio.get_running_loop().create_task(self._run(key))
        self._running[key] = task
        task.add_done_callback(lambda _: self._finished(key))

    async def sweep_forever(self) -> None:
        """Look for what a crash, another worker or time left to send, until cancelled."""
        while True:
            try:
                await self.sweep(left_for=self._grace())
            except StorageDown:
                log.warning("the database does not answer; what was promised waits")
            except Exception:  # whatever it was, looking must go on
                log.exception("what waits to be sent could not be looked for; it is tried again")
            await asyncio.sleep(self._settings.sweep_seconds)

    def _grace(self) -> timedelta:
        """Where others send too, what is fresh is left to them for one sweep's time: they are about to send it."""
        return timedelta(seconds=self._settings.sweep_seconds if self._presence.workers > 1 else 0)

    async def sweep(self, left_for: timedelta = timedelta(0)) -> int:
        """Wake every address with something due (and promised so long ago); how many."""
        names = set(self._platforms)
        found = await self._desk.read(
            0, lambda unit: outbox.list_due_addresses(unit.connection, names, left_for=left_for)
        )
        ours = [one for one in found if self._presence.is_mine(one[1])]
        for workspace_id, address_key in ours or found:  # who has nothing left helps the others
            self.wake(workspace_id, address_key)
        return len(found)

    async def idle(self) -> None:
        """Wait until nothing is being sent."""
        while self._running:
            await asyncio.gather(*self._running.values(), return_exceptions=True)
            await asyncio.sleep(0)

    async def stop(self, patience: float = 10.0) -> None:
        """Send what can go at once and begin nothing else; then let go of what is in flight (its lease will end)."""
        if self._running and not self._stopping.is_set():
            await asyncio.wait(self._running.values(), timeout=min(FLUSH_SECONDS, patience))
        self._stopping.set()
        if self._running:
            _, late = await asyncio.wait(self._running.values(), timeout=patience)
            for task in late:
                task.cancel()

    # --- one address ---------------------------------------------------------------------------------

    def _finished(self, key: tuple[int, str]) -> None:
        task = self._running.pop(key)
        if not task.cancelled() and (error := task.exception()):
            log.error("sending to an address failed", exc_info=error)
        if key in self._again:
            self._again.discard(key)
            self.wake(*key)

    async def _run(self, key: tuple[int, str]) -> None:
        workspace_id, address_key = key
        adapter = self._adapter(address_key)
        if adapter is None:
            return
        while not self._stopping.is_set():
            self._again.discard(key)
            await self._pause(await self._pacing.turn(adapter, workspace_id, address_key))
            if self._stopping.is_set():
                return
            async with self._slots[adapter.name]:
                wait = await self._send_next(adapter, workspace_id, address_key)
            if wait is None:
                return
            if wait > self._settings.sweep_seconds and self._sweeping:
                return  # the sweep comes back to it
            await self._pause(wait)

    async def _pause(self, seconds: float) -> None:
        """Wait, holding nothing; no longer than until the stop."""
        if seconds > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), seconds)

    async def _send_next(self, adapter: Adapter, workspace_id: int, address_key: str) -> float | None:
        """Send the first message of an address; seconds until the next attempt there, None if nothing waits."""
        prepared = await self._desk.write(
            workspace_id,
            lambda unit: prepare(unit, address_key, self._lease, adapter),
        )
        if not isinstance(prepared, Prepared):
            self._pacing.give_back(adapter, address_key)
            return prepared
        then = Then.LOOK_AGAIN
        for place, (n, part) in enumerate(prepared.unsent):
            if place:  # the first has had its turn; what is half sent keeps its lease
                await asyncio.sleep(await self._pacing.turn(adapter, workspace_id, address_key))
            self._pacing.posted(adapter, address_key)
            then = await self._send_part(adapter, prepared, n, part)
            if then is not Then.GO_ON:
                break
        return None if then is Then.REST else 0.0

    async def _send_part(self, adapter: Adapter, prepared: Prepared, n: int, part: Outgoing) -> Then:
        claim = prepared.claim
        try:
            sent = await self._post(adapter, part)
        except DeliveryError as error:
            metrics.SENDS.labels(adapter.name, _result(error)).inc()
            failure = error
            wake = await self._record(
                claim.workspace_id,
                lambda unit: self._outcomes.failed(unit, prepared, failure, self._platforms),
            )
            for address_key in wake:
                self.wake(claim.workspace_id, address_key)
            return Then.LOOK_AGAIN
        metrics.SENDS.labels(adapter.name, "ok").inc()
        then = await self._record(claim.workspace_id, lambda unit: self._taken(unit, prepared, n, sent.message_id))
        if not adapter.capabilities.file_paths:
            await asyncio.to_thread(self._files.drop, part.files)
        return then

    async def _record(self, workspace_id: int, work: Work[T]) -> T:
        """Write down what the platform said, as soon as the database takes it: what nobody noted is sent again.

        However long that takes, it is no lie: whoever sent the message since has a later attempt, which wins.
        """
        while True:
            try:
                return await self._desk.write(workspace_id, work)
            except StorageDown:
                log.warning("the database does not answer; what the platform said waits to be recorded")
                await asyncio.sleep(RECORD_AGAIN_SECONDS)

    def _taken(self, unit: UnitOfWork, prepared: Prepared, n: int, message_id: str) -> Then:
        waited = (unit.now - prepared.claim.row.created_at).total_seconds()
        metrics.PROMISED.labels(prepared.address.platform).observe(max(0.0, waited))
        return self._outcomes.sent(unit, prepared, n, message_id)

    async def _post(self, adapter: Adapter, part: Outgoing) -> Sent:
        """One call of the platform; a time-out leaves unknown whether it was taken."""
        try:
            with metrics.SENDING.labels(adapter.name).time():
                async with asyncio.timeout(self._settings.timeout_seconds):
                    return await self._post_edit(adapter, part)
        except TimeoutError as error:
            raise DeliveryError("no answer in time", unknown=True) from error

    async def _post_edit(self, adapter: Adapter, part: Outgoing) -> Sent:
        """An edit of a message that is gone becomes a new one."""
        try:
            return await adapter.send(part)
        except DeliveryError as error:
            if part.edit_of is None or not error.permanent:
                raise
            return await adapter.send(replace(part, edit_of=None))

    def _adapter(self, address_key: str) -> Adapter | None:
        return self._platforms.get(address_key.split("|", 1)[0])


def _result(error: DeliveryError) -> str:
    """A failure in one word: limited (429), refused (for good), unknown (the answer was lost), moved, or failed."""
    if error.unknown:
        return "unknown"
    if error.moved_to is not None:
        return "moved"
    if error.retry_after is not None:
        return "limited"
    return "refused" if error.permanent else "failed"
