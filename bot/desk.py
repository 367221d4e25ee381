"""The writer as the event loop sees it: work handed over, its result awaited.

Results come from other threads. Each would wake the loop by itself, at the price of a system call and of a quarrel
over the interpreter's lock; instead those that are there together are handed out by one call.
"""

import asyncio
from collections import deque
from concurrent.futures import Future
from typing import Any, TypeVar

from storage.unit_of_work import Work
from storage.writer import Writer

T = TypeVar("T")


class Desk:
    """To be used within one event loop."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self._arrived: deque[tuple[asyncio.Future[Any], Future[Any]]] = deque()
        self._is_told = False

    async def write(self, workspace_id: int, work: Work[T], *, key: str | None = None) -> T:
        """What the work returned, once it is committed; raises what it raised, once it is rolled back."""
        return await self._await(self.writer.submit(workspace_id, work, key=key))

    async def read(self, workspace_id: int, work: Work[T]) -> T:
        """What the work found on a read-only connection."""
        return await self._await(self.writer.read(workspace_id, work))

    async def _await(self, doing: Future[T]) -> T:
        loop = asyncio.get_running_loop()
        awaited: asyncio.Future[T] = loop.create_future()
        doing.add_done_callback(lambda done: self._arrive(loop, awaited, done))
        try:
            return await awaited
        except asyncio.CancelledError:
            doing.cancel()  # what nobody began is not begun
            raise

    def _arrive(self, loop: asyncio.AbstractEventLoop, awaited: "asyncio.Future[T]", done: Future[T]) -> None:
        """In the thread that did the work."""
        self._arrived.append((awaited, done))
        if not self._is_told:
            self._is_told = True
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._hand_out)

    def _hand_out(self) -> None:
        """In the loop's thread. What arrives from here on tells the loop again."""
        self._is_told = False
        while self._arrived:
            awaited, done = self._arrived.popleft()
            if awaited.done() or done.cancelled():
                continue
            error = done.exception()
            if error is None:
                awaited.set_result(done.result())
            else:
                awaited.set_exception(error)
