"""Updates that arrive side by side are stored together, and each hears of its own."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.arrivals import Arrivals
from bot.desk import Desk
from domain.chat import RawUpdate
from storage.inbox import Stored
from storage.writer import Writer

AT = datetime(2026, 11, 21, tzinfo=UTC)


def _update(key: str, payload: bytes = b"{}") -> RawUpdate:
    return RawUpdate("fake", "bot", key, "dm:alice", payload, AT)


async def _store(writer: Writer, updates: Sequence[RawUpdate]) -> list[Stored | BaseException | None]:
    arrivals = Arrivals(Desk(writer))
    return list(await asyncio.gather(*(arrivals.store(1, one) for one in updates), return_exceptions=True))


async def test_each_gets_the_row_of_its_own_update(writer: Writer) -> None:
    updates = [_update(f"k{n}") for n in range(600)]
    stored = await _store(writer, updates)
    assert [one.update for one in stored if isinstance(one, Stored)] == updates
    assert len({one.id for one in stored if isinstance(one, Stored)}) == 600


async def test_of_the_same_key_twice_at_once_one_is_new(writer: Writer) -> None:
    stored = await _store(writer, [_update("same"), _update("other"), _update("same")])
    assert [one is not None for one in stored] == [True, True, False]


async def test_one_that_was_stored_before_is_a_redelivery(writer: Writer) -> None:
    await _store(writer, [_update("k")])
    stored = await _store(writer, [_update("new"), _update("k")])
    assert [one is not None for one in stored] == [True, False]


async def test_one_that_cannot_be_stored_keeps_no_other_out(writer: Writer) -> None:
    bad = RawUpdate("fake", "bot", "bad", "dm:alice", b"{}", AT.replace(tzinfo=None))
    stored = await _store(writer, [_update("a"), bad, _update("b")])
    assert [isinstance(one, Stored) for one in stored] == [True, False, True]
    assert isinstance(stored[1], Exception)
