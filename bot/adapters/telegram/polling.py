"""Long polling: each update is stored before Telegram is told to forget it.

An offset is sent only right after a batch, as its receipt, and never kept: what was not confirmed comes again
and is known by its key, and update ids that start anew at random (after a quiet week) cannot fall below a
remembered mark.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.adapters.telegram.client import BotApi
from bot.adapters.telegram.errors import Refused
from bot.adapters.telegram.incoming import ALLOWED_UPDATES
from domain.errors import DeliveryError, Overloaded

_log = logging.getLogger(__name__)

Store = Callable[[Any], Awaitable[None]]
"""Store one update durably; raises Overloaded when there is no room."""


@dataclass
class Backoff:
    """Waits that double up to a minute; `pause` sleeps."""

    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    first: float = 0.5
    failures: int = 0

    async def wait(self, at_least: float = 0.0) -> None:
        delay = min(60.0, self.first * 2 ** min(self.failures, 10))
        self.failures += 1
        await self.pause(max(delay, at_least))

    def reset(self) -> None:
        self.failures = 0


@dataclass
class Poller:
    api: BotApi
    store: Store
    lane: Callable[[Any], str]
    poll_seconds: int
    backoff: Backoff
    receipt: int | None = None

    async def run(self) -> None:
        """Poll until cancelled, or until somebody else turns out to poll with this token; trouble does not end it."""
        while True:
            try:
                batch = await self._poll()
            except DeliveryError as error:
                await self._after(error)
                if isinstance(error, Refused) and error.code == 409:
                    return
                continue
            if await self._store_all(batch):
                self.backoff.reset()
            else:
                await self.backoff.wait()

    async def _poll(self) -> Sequence[Any]:
        params: dict[str, Any] = {"timeout": self.poll_seconds, "allowed_updates": list(ALLOWED_UPDATES)}
        if self.receipt is not None:
            params["offset"] = self.receipt
        answer = await self.api.call("getUpdates", params, wait=self.poll_seconds + 10.0)
        self.receipt = None
        return answer if isinstance(answer, list) else []

    async def _after(self, error: DeliveryError) -> None:
        if isinstance(error, Refused) and error.code == 409:
            _log.warning("telegram: another program polls with this token, or a webhook is set; waiting")
        else:
            _log.warning("telegram: polling failed, trying again: %s", error)
        await self.backoff.wait(error.retry_after or 0.0)

    async def _store_all(self, batch: Sequence[Any]) -> bool:
        """Store lane by lane, side by side; the receipt covers all up to the first that found no room."""
        lanes: dict[str, list[int]] = {}
        for place, update in enumerate(batch):
            lanes.setdefault(self.lane(update), []).append(place)
        stored: set[int] = set()
        await asyncio.gather(*(self._store_lane(batch, places, stored) for places in lanes.values()))
        missing = [place for place in range(len(batch)) if place not in stored]
        done = batch[: missing[0]] if missing else batch
        left = {_number(batch[place]) for place in missing}
        numbers = [number for number in map(_number, done) if number is not None]
        lowest_left = min((number for number in left if number is not None), default=None)
        if numbers:
            highest = max(numbers)
            # Ids out of order: never confirm past one that is not stored.
            self.receipt = highest + 1 if lowest_left is None else min(highest + 1, lowest_left)
        return not missing and (self.receipt is not None or not batch)  # without a receipt it would come at once

    async def _store_lane(self, batch: Sequence[Any], places: Sequence[int], stored: set[int]) -> None:
        for place in places:
            try:
                await self.store(batch[place])
            except Overloaded:
                return
            except Exception:  # noqa: BLE001 - the edge: the database may be away; Telegram keeps what we did not confirm
                _log.exception("telegram: an update could not be stored; it will come again")
                return
            stored.add(place)


def _number(update: Any) -> int | None:
    number = update.get("update_id") if isinstance(update, Mapping) else None
    return number if isinstance(number, int) else None
