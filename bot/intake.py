"""Raw update -> durable inbox -> lane -> handler: every accepted update takes effect exactly once.

`accept` returns once the update is stored; only then does an adapter acknowledge its platform. What fails by our fault
is tried twice more, then parked with one apology, and the lane goes on. Where several processes share the inbox,
bot/sharing.py says which updates are this one's.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID

from bot import metrics
from bot.arrivals import Arrivals
from bot.desk import Desk
from bot.files import FileStore
from bot.lanes import Lanes, Turn, Waiting, key_of
from bot.outgoing_files import OutgoingFiles
from bot.promises import Platforms, promise
from bot.settings import IntakeSettings
from bot.sharing import Sharing
from bot.timers import Timers
from crm import members
from domain.cards import Message
from domain.chat import Direction, Incoming, RawUpdate, Visibility
from domain.clock import Clock
from domain.errors import Overloaded
from handlers import router
from handlers.turn import Handled, Question
from storage import choices, inbox
from storage.failures import StorageDown
from storage.unit_of_work import UnitOfWork

log = logging.getLogger("rapport.intake")
T = TypeVar("T")

SWEEP_SECONDS = 5.0

TRIES = 3
"""How often an update is handled before it is parked: once, and twice more."""

Wake = Callable[[int, str], None]
"""Tell delivery that an address (workspace, address key) has something to send."""

WorkspaceOf = Callable[[str, str], int]
"""Which workspace a tenant (platform, tenant) belongs to: known from the configuration, before anything is stored."""


class AlreadyHandled(Exception):  # noqa: N818 - no mistake: an update came again
    """The inbox row is no longer ours to handle: its effect stands, and this one is undone."""


class NotOurTurn(Exception):  # noqa: N818 - no mistake: another process was faster
    """Something earlier waits in the lane, at another process: these updates are left to whoever comes after it."""


class Intake:
    """Takes updates in for every adapter of this process."""

    def __init__(
        self,
        desk: Desk,
        platforms: Platforms,
        workspace_of: WorkspaceOf,
        clock: Clock,
        timers: Timers,
        files: FileStore,
        outgoing: OutgoingFiles,
        wake: Wake,
        settings: IntakeSettings,
    ) -> None:
        self._desk = desk
        self._arrivals = Arrivals(desk)
        self._platforms = platforms
        self._workspace_of = workspace_of
        self._clock = clock
        self._files = files
        self._outgoing = outgoing
        self._wake = wake
        self._capacity = settings.capacity
        self._lanes = Lanes(self._handle, clock, timers, timedelta(seconds=settings.gather_seconds), settings.lanes)
        self._sharing: Sharing | None = None
        self._closing: frozenset[UUID] = frozenset()
        self._doubts = 0
        self._doubts_settled = 0
        self.ready: set[str] = set()
        """Platforms whose updates can be read by now."""

    def share(self, sharing: Sharing) -> None:
        """From now on other processes may handle what is stored here, and this one what they stored."""
        self._sharing = sharing
        self.ready = sharing.ready
        self._arrivals.store_all = sharing.store_all

    @property
    def lanes(self) -> int:
        """Conversations with something waiting or being handled."""
        return self._lanes.count

    @property
    def waiting(self) -> int:
        """How many updates this process has yet to handle."""
        return self._lanes.waiting

    async def accept(self, raw: RawUpdate) -> bool:
        """Store an update durably; False for a redelivery. Raises Overloaded when there is no room."""
        if self.waiting >= self._capacity or (self._sharing is not None and self._sharing.is_full):
            metrics.REFUSED.labels(raw.platform).inc()
            raise Overloaded("too many updates wait to be handled")
        workspace_id = self._workspace_of(raw.platform, raw.tenant)
        try:
            stored = await self._arrivals.store(workspace_id, raw)
        except StorageDown as error:
            self._doubts += 1  # it may have been stored, and only the answer lost
            raise Overloaded("the database does not answer") from error
        self.ready.add(raw.platform)
        if self._doubts != self._doubts_settled:
            await self.sweep()  # what came before this one goes before it
        counted = metrics.arrivals(raw.platform)
        (counted.new if stored else counted.repeat).inc()
        counted.last.set(self._clock.now().timestamp())
        if stored is not None and stored.is_held:
            self._enter(stored)
        return stored is not None

    def recover(self, left: Sequence[inbox.Stored]) -> None:
        """Take up what was stored before, or elsewhere, oldest first."""
        for stored in left:
            self._enter(stored)

    async def sweep_forever(self) -> None:
        """Look for what is ours and nobody's, as the outbox is swept too, until cancelled."""
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            try:
                await self.sweep()
            except Exception:  # whatever it was, looking must go on
                log.exception("strayed updates could not be looked for; it is tried again")

    async def sweep(self) -> int:
        """Take up what waits in the inbox as ours and is in no lane: the answer to its commit was lost; how many."""
        doubts = self._doubts
        try:
            found = await self._desk.read(0, self._find_strays)
        except StorageDown:
            return 0
        self.recover(found)
        self._doubts_settled = doubts
        return len(found)

    def _find_strays(self, unit: UnitOfWork) -> list[inbox.Stored]:
        pending = inbox.list_pending_ids(unit.connection, platforms=self.ready, holder=self._holder)
        strays = [identifier for identifier in pending if not self._lanes.knows(identifier)]
        return inbox.list_by_id(unit.connection, strays) if strays else []

    async def idle(self, *, ended: bool = False) -> None:
        """Wait until nothing runs; with `ended` held bursts are closed and handled too."""
        await self._lanes.idle(ended=ended)

    async def stop(self) -> None:
        """Finish what runs: all that was accepted, or, where others can take up the rest, the turns in hand."""
        if self._sharing is None:
            await self._lanes.idle()
        else:
            await self._lanes.stop()

    def _enter(self, stored: inbox.Stored) -> None:
        raw = stored.update
        try:
            incoming = self._platforms[raw.platform].parse(raw)
        except Exception:  # an update may be malformed in any way: keep it, say so, go on
            log.exception("update %s of %s could not be read", stored.id, raw.platform)
            self._begin_to_close(stored, "broken")
            return
        if incoming is None:
            self._begin_to_close(stored, "done")
            return
        self._lanes.enter(Waiting(stored, incoming))

    def _begin_to_close(self, stored: inbox.Stored, state: str) -> None:
        self._closing |= {stored.id}
        self._lanes.spawn(self._close(stored, state))

    # --- one turn ------------------------------------------------------------------------------------

    async def _handle(self, taken: Turn) -> None:
        turn = taken.updates
        with metrics.HANDLING.time():
            failures = max(waiting.stored.attempts for waiting in turn)
            while True:
                try:
                    ready = [replace(waiting, incoming=await self._with_files(waiting)) for waiting in turn]
                    await _patiently(partial(self._handle_once, ready, taken.passed | self._closing))
                except AlreadyHandled:
                    return
                except NotOurTurn:
                    await self._give_back(turn)
                    return
                except Exception:  # a mistake of ours must stop neither the lane nor the process
                    failures += 1
                    metrics.HANDLING_ERRORS.inc()
                    error_id = secrets.token_hex(4)
                    log.exception("error %s while handling update %s", error_id, turn[0].stored.id)
                    if failures >= TRIES:
                        await _patiently(partial(self._park, turn, error_id))
                        return
                    await _patiently(lambda: self._count(turn))
                else:
                    metrics.TURN.observe(self._age(turn))
                    return

    def _age(self, turn: list[Waiting]) -> float:
        """Seconds since a turn's first update arrived; 0 where clocks disagree."""
        return max(0.0, (self._clock.now() - turn[0].stored.update.received_at).total_seconds())

    async def _give_back(self, turn: list[Waiting]) -> None:
        """Let go of a lane of which another process holds something earlier."""
        sharing = self._sharing
        if sharing is None:
            return
        left = [*turn, *self._lanes.clear(key_of(turn[0].stored))]
        await _patiently(lambda: sharing.give_back([waiting.stored.id for waiting in left]))

    async def _handle_once(self, turn: list[Waiting], passed: frozenset[UUID]) -> None:
        burst = tuple(waiting.incoming for waiting in turn)
        workspace_id = turn[0].stored.workspace_id
        prepared = await self._desk.read(workspace_id, lambda unit: router.prepare(unit, burst))

        def handle(unit: UnitOfWork) -> Question | list[str]:
            rows = [waiting.stored for waiting in turn]
            if self._sharing is not None and not self._sharing.is_next(unit, rows, passed):
                raise NotOurTurn
            outcome = router.handle(unit, burst, prepared)
            return outcome if isinstance(outcome, Question) else self._conclude(unit, turn, outcome)

        result = await self._desk.write(workspace_id, handle, key=turn[-1].stored.update.key)
        if isinstance(result, Question):
            question = result
            answer = await self._desk.read(workspace_id, lambda unit: router.answer(unit, burst, prepared, question))
            result = await self._desk.write(
                workspace_id, lambda unit: self._conclude(unit, turn, answer), key=turn[-1].stored.update.key
            )
        for address_key in result:
            self._wake(workspace_id, address_key)

    def _conclude(self, unit: UnitOfWork, turn: list[Waiting], handled: Handled) -> list[str]:
        """Promise what the turn came to and mark its rows done: in its one transaction. The addresses to wake."""
        last = turn[-1]
        keys: list[str] = []
        for message in handled.messages:
            sent = promise(
                unit,
                message,
                self._platforms,
                asker=last.incoming.actor,
                answers=last.stored.update.key,
                keep=self._outgoing.keep,
            )
            if sent is None:
                continue
            identifier, address_key = sent
            keys.append(address_key)
            if unit.outbox_id is None:
                unit.outbox_id = identifier
                unit.about = list(message.card.about)
        for token in handled.spent:
            choices.spend(unit, token)
        for outbox_id in handled.close:
            choices.close(unit, outbox_id)
        for waiting in turn:
            if not inbox.finish(unit, waiting.stored.id, holder=self._holder):
                raise AlreadyHandled
        return keys

    async def _park(self, turn: list[Waiting], error_id: str) -> None:
        """Put a turn aside for the operator, with one apology."""
        last = turn[-1].incoming
        metrics.PARKED.labels(turn[0].stored.update.platform).inc()

        def park(unit: UnitOfWork) -> list[str]:
            for waiting in turn:
                if not inbox.finish(unit, waiting.stored.id, state="parked", error_id=error_id, holder=self._holder):
                    raise AlreadyHandled
            found = members.find_by_actor(unit, last.actor)
            card = router.apology(found[0].language if found else "en", error_id)
            message = Message(last.address, card, Visibility.PRIVATE)
            sent = promise(unit, message, self._platforms, asker=last.actor, answers=last.key)
            return [sent[1]] if sent else []

        for address_key in await self._desk.write(turn[0].stored.workspace_id, park):
            self._wake(turn[0].stored.workspace_id, address_key)

    async def _count(self, turn: list[Waiting]) -> None:
        def count(unit: UnitOfWork) -> None:
            for waiting in turn:
                inbox.count_attempt(unit, waiting.stored.id)

        await self._desk.write(turn[0].stored.workspace_id, count)

    async def _close(self, stored: inbox.Stored, state: str) -> None:
        holder = self._holder
        try:
            await _patiently(
                lambda: self._desk.write(
                    stored.workspace_id, lambda unit: inbox.finish(unit, stored.id, state=state, holder=holder)
                )
            )
        finally:
            self._closing -= {stored.id}

    @property
    def _holder(self) -> str | None:
        return self._sharing.holder if self._sharing is not None else None

    async def _with_files(self, waiting: Waiting) -> Incoming:
        incoming = waiting.incoming
        if not _is_said_to_us(incoming) or all(file.path for file in incoming.files):
            return incoming
        raw = waiting.stored.update
        files = await self._files.keep(self._platforms[raw.platform], incoming.files)
        return replace(incoming, files=files)


async def _patiently(work: Callable[[], Awaitable[T]]) -> T:
    """Again and again while the database does not answer: what was accepted waits, it is not given up."""
    while True:
        try:
            return await work()
        except StorageDown:
            log.warning("the database does not answer; what was accepted waits", exc_info=True)
            await asyncio.sleep(1.0)


def _is_said_to_us(incoming: Incoming) -> bool:
    """Whether its files are ours to fetch: not what others send each other where we may listen."""
    return incoming.direction is Direction.IN and (incoming.is_private or incoming.is_to_me)
