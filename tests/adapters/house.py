"""A house for adapters under test: everything in memory, nothing that waits."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from domain.clock import Clock, VirtualClock
from domain.house import FormSpec, House, MenuEntry

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

MENU = {
    "en": (MenuEntry("note", "Write a note"), MenuEntry("find", "Find a customer")),
    "zh": (MenuEntry("note", "记一笔"), MenuEntry("find", "查客户")),
}


class MemoryDocuments:
    """Documents that last as long as the object."""

    def __init__(self) -> None:
        self.kept: dict[str, Mapping[str, Any]] = {}

    async def get(self, key: str) -> Mapping[str, Any] | None:
        return self.kept.get(key)

    async def put(self, key: str, value: Mapping[str, Any], expires_at: datetime | None = None) -> None:
        self.kept[key] = dict(value)

    async def delete(self, key: str) -> None:
        self.kept.pop(key, None)


class MemoryLeases:
    """One holder a name; `holding` tells which names are held now, `waiting` how many wait for one."""

    def __init__(self) -> None:
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.holding: set[str] = set()
        self.waiting = 0

    @asynccontextmanager
    async def __call__(self, name: str) -> AsyncIterator[None]:
        self.waiting += 1
        async with self._locks[name]:
            self.waiting -= 1
            self.holding.add(name)
            try:
                yield
            finally:
                self.holding.discard(name)


def a_house(
    tmp_path: Path,
    *,
    clock: Clock | None = None,
    documents: MemoryDocuments | None = None,
    leases: MemoryLeases | None = None,
    forms: Sequence[FormSpec] = (),
    base_url: str = "",
) -> House:
    """A house that speaks English and Chinese and knows two commands."""
    return House(
        clock=clock or VirtualClock(NOON),
        data_dir=tmp_path,
        languages=("en", "zh"),
        lease=leases or MemoryLeases(),
        documents=documents or MemoryDocuments(),
        menu=lambda language: MENU.get(language, MENU["en"]),
        forms=lambda _: forms,
        base_url=base_url,
    )
