"""A lane keeps the order in which updates were stored, also of those that are taken up late."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from bot.lanes import Lanes, Turn, Waiting
from bot.timers import ManualTimers
from domain.chat import Actor, Address, Forward, ForwardKind, Incoming, IncomingKind, RawUpdate
from domain.clock import VirtualClock
from storage.inbox import Stored

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
GATHER = timedelta(seconds=2)


class Handled:
    """What was done, in order: the numbers of the updates and of those passed."""

    def __init__(self) -> None:
        self.turns: list[tuple[list[int], set[int]]] = []
        self.lanes = Lanes(self.handle, VirtualClock(NOON), ManualTimers(), GATHER, 4)

    async def handle(self, turn: Turn) -> None:
        numbers = [waiting.stored.id.int for waiting in turn.updates]
        self.turns.append((numbers, {one.int for one in turn.passed}))

    def enter(self, number: int, who: str = "alice", *, forwarded: bool = False) -> None:
        raw = RawUpdate("fake", "bot", str(number), "g:1", b"", NOON)
        forward = Forward(ForwardKind.HIDDEN, "Li") if forwarded else None
        actor, chat = Actor("fake", "bot", who), Address("fake", "bot", "g:1")
        incoming = Incoming(IncomingKind.MESSAGE, raw.key, actor, chat, NOON, text="x", forward=forward)
        self.lanes.enter(Waiting(Stored(1, UUID(int=number), raw), incoming))


async def test_what_is_taken_up_late_goes_to_its_place() -> None:
    handled = Handled()
    for number in (1, 4, 5, 2, 3):
        handled.enter(number)
    await handled.lanes.idle()
    assert [numbers for numbers, _ in handled.turns] == [[1], [2], [3], [4], [5]]


async def test_an_update_found_twice_waits_once() -> None:
    handled = Handled()
    handled.enter(1)
    handled.enter(1)
    await handled.lanes.idle()
    assert [numbers for numbers, _ in handled.turns] == [[1]]


async def test_a_turn_knows_what_it_passes_on_purpose() -> None:
    handled = Handled()
    handled.enter(1, "alice", forwarded=True)
    handled.enter(2, "bob")
    await handled.lanes.idle()
    assert handled.turns == [([2], {1})]


async def test_after_the_stop_no_turn_begins() -> None:
    handled = Handled()
    await handled.lanes.stop()
    handled.enter(1)
    await handled.lanes.idle()
    assert (handled.turns, handled.lanes.waiting) == ([], 1)
