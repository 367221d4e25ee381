"""Raw update -> durable inbox -> lane -> handler: every accepted update takes effect exactly once.

`accept` returns once the update is stored; only then does an adapter acknowledge its platform. A lane a conversation
keeps its messages in order; lanes run side by side. What fails by our fault is tried twice more, then parked with one
apology, and the lane goes on.
"""

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TypeVar

from bot import metrics
from bot.arrivals import Arrivals
from bot.files import FileStore
from bot.gathering import next_turn
from bot.promises import Platforms, promise
from bot.settings import IntakeSettings
from bot.timers import Timers
from crm import members
from domain.cards import Message
from domain.chat import Direction, Incoming, RawUpdate, Visibility
from domain.clock import Clock
from domain.errors import Overloaded
from handlers import router
from handlers.turn import Handled, Question
from storage import choices, inbox
from storage.unit_of_work import UnitOfWork
from storage.writer import StorageDown, Work, Writer

log = logging.getLogger("rapport.intake")
T = TypeVar("T")

TRIES = 3
"""How often an update is handled before it is parked: once, and twice more."""

Wake = Callable[[int, str], None]
"""Tell delivery that an address (workspace, address key) has something to send."""

WorkspaceOf = Callable[[str, str], int]
"""Which workspace a tenant (platform, tenant) belongs to: known from the configuration, before anything is stored."""


class AlreadyHandled(Exception):  # noqa: N818 - no mistake: an update came again
    """The inbox row is no longer pending: its effect stands, and this one is undone."""


@dataclass(slots=True)
class _Waiting:
    stored: inbox.Stored
    incoming: Incoming


@dataclass(slots=True)
class _Lane:
    waiting: deque[_Waiting] = field(default_factory=deque)
    running: bool = False


class Intake:
    """Takes updates in for every adapter of this process."""

    def __init__(
        self,
        writer: Writer,
        platforms: Platforms,
        workspace_of: WorkspaceOf,
        clock: Clock,
        timers: Timers,
        files: FileStore,
        wake: Wake,
        settings: IntakeSettings,
    ) -> None:
        self._writer = writer
        self._arrivals = Arrivals(writer)
        self._platforms = platforms
        self._workspace_of = workspace_of
        self._clock = clock
        self._timers = timers
        self._files = files
        self._wake = wake
        self._settings = settings
        self._gather = timedelta(seconds=settings.gather_seconds)
        self._lanes: dict[tuple[int, str, str, str], _Lane] = {}
        self._slots = asyncio.Semaphore(settings.lanes)
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._ended = False

    async def accept(self, raw: RawUpdate) -> bool:
        """Store an update durably; False for a redelivery. Raises Overloaded when there is no room."""
        if self._waiting >= self._settings.capacity:
            metrics.REFUSED.labels(raw.platform).inc()
            raise Overloaded("too many updates wait to be handled")
        workspace_id = self._workspace_of(raw.platform, raw.tenant)
        try:
            stored = await self._arrivals.store(workspace_id, raw)
        except StorageDown as error:
            raise Overloaded("the database does not answer") from error
        metrics.ACCEPTED.labels(raw.platform, "new" if stored else "repeat").inc()
        metrics.LAST_UPDATE.labels(raw.platform).set(self._clock.now().timestamp())
        if stored is not None:
            self._enter(stored)
        return stored is not None

    @property
    def lanes(self) -> int:
        """Conversations with something waiting or being handled."""
        return len(self._lanes)

    def recover(self, left: Sequence[inbox.Stored]) -> None:
        """Take up what a crash left behind, oldest first."""
        for stored in left:
            self._enter(stored)

    async def idle(self, *, ended: bool = False) -> None:
        """Wait until nothing runs; with `ended` held bursts are closed and handled too."""
        self._ended = ended
        if ended:
            for key in list(self._lanes):
                self._start(key)
        while self._tasks:
            await asyncio.gather(*self._tasks)

    # --- lanes ---------------------------------------------------------------------------------------

    def _enter(self, stored: inbox.Stored) -> None:
        raw = stored.update
        try:
            incoming = self._platforms[raw.platform].parse(raw)
        except Exception:  # an update may be malformed in any way: keep it, say so, go on
            log.exception("update %s of %s could not be read", stored.id, raw.platform)
            self._spawn(self._close(stored, "broken"))
            return
        if incoming is None:
            self._spawn(self._close(stored, "done"))
            return
        key = (stored.workspace_id, raw.platform, raw.tenant, raw.lane)
        self._lanes.setdefault(key, _Lane()).waiting.append(_Waiting(stored, incoming))
        self._waiting += 1
        self._start(key)

    def _start(self, key: tuple[int, str, str, str]) -> None:
        lane = self._lanes.get(key)
        if lane and not lane.running:
            lane.running = True
            self._spawn(self._run(key, lane))

    def _spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, key: tuple[int, str, str, str], lane: _Lane) -> None:
        try:
            while turn := self._take(key, lane):
                async with self._slots:
                    await self._handle(turn)
        finally:
            lane.running = False
            if not lane.waiting:
                self._lanes.pop(key, None)

    def _take(self, key: tuple[int, str, str, str], lane: _Lane) -> list[_Waiting]:
        found = next_turn(
            [waiting.incoming for waiting in lane.waiting], self._clock.now(), self._gather, ended=self._ended
        )
        if found.wait_until is not None:
            self._timers.at(found.wait_until, lambda: self._start(key))
        turn = [lane.waiting[place] for place in found.ready]
        for place in reversed(found.ready):
            del lane.waiting[place]
        self._waiting -= len(turn)
        return turn

    # --- one turn ------------------------------------------------------------------------------------

    async def _handle(self, turn: list[_Waiting]) -> None:
        with metrics.HANDLING.time():
            turn = [replace(waiting, incoming=await self._with_files(waiting)) for waiting in turn]
            attempt = max(waiting.stored.attempts for waiting in turn)
            while True:
                try:
                    await self._handle_once(turn)
                except AlreadyHandled:
                    return
                except StorageDown:
                    log.warning("the database does not answer; what was accepted waits", exc_info=True)
                    await asyncio.sleep(1.0)
                except Exception:  # a mistake of ours must stop neither the lane nor the process
                    attempt += 1
                    metrics.HANDLING_ERRORS.inc()
                    error_id = secrets.token_hex(4)
                    log.exception("error %s while handling update %s", error_id, turn[0].stored.id)
                    if attempt >= TRIES:
                        await self._park(turn, error_id)
                        return
                    await self._count(turn)
                else:
                    metrics.TURN.observe(self._age(turn))
                    return

    def _age(self, turn: list[_Waiting]) -> float:
        """Seconds since a turn's first update arrived; 0 where clocks disagree."""
        return max(0.0, (self._clock.now() - turn[0].stored.update.received_at).total_seconds())

    async def _handle_once(self, turn: list[_Waiting]) -> None:
        burst = tuple(waiting.incoming for waiting in turn)
        workspace_id = turn[0].stored.workspace_id
        prepared = await self._read(workspace_id, lambda unit: router.prepare(unit, burst))

        def handle(unit: UnitOfWork) -> Question | list[str]:
            outcome = router.handle(unit, burst, prepared)
            return outcome if isinstance(outcome, Question) else self._conclude(unit, turn, outcome)

        result = await self._write(workspace_id, handle, key=turn[-1].stored.update.key)
        if isinstance(result, Question):
            question = result
            answer = await self._read(workspace_id, lambda unit: router.answer(unit, burst, prepared, question))
            result = await self._write(
                workspace_id, lambda unit: self._conclude(unit, turn, answer), key=turn[-1].stored.update.key
            )
        for address_key in result:
            self._wake(workspace_id, address_key)

    def _conclude(self, unit: UnitOfWork, turn: list[_Waiting], handled: Handled) -> list[str]:
        """Promise what the turn came to and mark its rows done: in its one transaction. The addresses to wake."""
        last = turn[-1]
        keys: list[str] = []
        for message in handled.messages:
            sent = promise(unit, message, self._platforms, asker=last.incoming.actor, answers=last.stored.update.key)
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
            if not inbox.finish(unit, waiting.stored.id):
                raise AlreadyHandled
        return keys

    async def _park(self, turn: list[_Waiting], error_id: str) -> None:
        """Put a turn aside for the operator, with one apology."""
        last = turn[-1].incoming
        metrics.PARKED.labels(turn[0].stored.update.platform).inc()

        def park(unit: UnitOfWork) -> list[str]:
            for waiting in turn:
                inbox.finish(unit, waiting.stored.id, state="parked", error_id=error_id)
            found = members.find_by_actor(unit, last.actor)
            card = router.apology(found[0].language if found else "en", error_id)
            message = Message(last.address, card, Visibility.PRIVATE)
            sent = promise(unit, message, self._platforms, asker=last.actor, answers=last.key)
            return [sent[1]] if sent else []

        for address_key in await self._write(turn[0].stored.workspace_id, park):
            self._wake(turn[0].stored.workspace_id, address_key)

    async def _count(self, turn: list[_Waiting]) -> None:
        def count(unit: UnitOfWork) -> None:
            for waiting in turn:
                inbox.count_attempt(unit, waiting.stored.id)

        await self._write(turn[0].stored.workspace_id, count)

    async def _close(self, stored: inbox.Stored, state: str) -> None:
        await self._write(stored.workspace_id, lambda unit: inbox.finish(unit, stored.id, state=state))

    async def _with_files(self, waiting: _Waiting) -> Incoming:
        incoming = waiting.incoming
        if not _is_said_to_us(incoming) or all(file.path for file in incoming.files):
            return incoming
        raw = waiting.stored.update
        files = await self._files.keep(self._platforms[raw.platform], incoming.files)
        return replace(incoming, files=files)

    async def _write(self, workspace_id: int, work: Work[T], *, key: str | None = None) -> T:
        return await _result(self._writer.submit(workspace_id, work, key=key))

    async def _read(self, workspace_id: int, work: Work[T]) -> T:
        return await _result(self._writer.read(workspace_id, work))


async def _result(future: Future[T]) -> T:
    return await asyncio.wrap_future(future)


def _is_said_to_us(incoming: Incoming) -> bool:
    """Whether its files are ours to fetch: not what others send each other where we may listen."""
    return incoming.direction is Direction.IN and (incoming.is_private or incoming.is_to_me)
