"""Two processes, one inbox on PostgreSQL: a lane is one process's at a time, and nothing of the dead's is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from domain.chat import RawUpdate
from domain.clock import VirtualClock
from storage import inbox, inbox_sharing, processes
from storage.database import Database
from storage.inbox import Stored
from storage.processes import Process
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer, open_writer

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ALICE, BOB = Process("worker", "here:1:a"), Process("worker", "there:2:b")
LEASE = timedelta(minutes=1)


@pytest.fixture
def shared(postgresql_url: str, clock: VirtualClock) -> Iterator[Writer]:
    database = Database(postgresql_url)
    writer = open_writer(database, clock)

    def open_both(unit: UnitOfWork) -> None:
        for process in (ALICE, BOB):
            processes.stay(unit, process, LEASE)

    writer.submit(1, open_both).result()
    yield writer
    writer.close()
    database.close()


def update(key: str, lane: str = "dm:anna") -> RawUpdate:
    return RawUpdate("fake", "bot", key, lane, b"{}", NOON)


def arrives(writer: Writer, *updates: RawUpdate, at: Process | None = None) -> list[Stored]:
    """Stored by a process that handles (and holds what it may), or by one that only takes in."""

    def store(unit: UnitOfWork) -> list[Stored | None]:
        return inbox_sharing.store_all(unit, updates, at.holder) if at else inbox.store_all(unit, updates)

    return [one for one in writer.submit(1, store).result() if one]


def takes_up(writer: Writer, process: Process, most: int = 100) -> list[str]:
    rows = writer.submit(1, lambda unit: inbox_sharing.claim(unit, process.holder, ["fake"], most)).result()
    return [row.update.key for row in rows]


def test_what_a_worker_stores_is_its_own_at_once(shared: Writer) -> None:
    (one,) = arrives(shared, update("1"), at=ALICE)
    assert one.is_held
    assert takes_up(shared, BOB) == []


def test_what_comes_in_elsewhere_is_left_to_the_process_at_that_conversation(shared: Writer) -> None:
    arrives(shared, update("1"), at=ALICE)
    (second, other) = arrives(shared, update("2"), update("3", "dm:eve"), at=BOB)
    assert (second.is_held, other.is_held) == (False, True)
    assert takes_up(shared, BOB) == []
    assert takes_up(shared, ALICE) == ["2"]


def test_many_are_stored_by_one_statement_and_a_repeat_is_known(shared: Writer) -> None:
    assert len(arrives(shared, *(update(str(n)) for n in range(50)), at=ALICE)) == 50
    assert len(arrives(shared, update("7"), update("50"), at=ALICE)) == 1


def test_what_nobody_holds_goes_oldest_first_to_whoever_asks(shared: Writer) -> None:
    arrives(shared, *(update(str(n), f"dm:{n % 2}") for n in range(6)))
    assert takes_up(shared, ALICE, most=3) == ["0", "1", "2"]
    assert takes_up(shared, BOB) == []
    assert takes_up(shared, ALICE) == ["3", "4", "5"]


def test_processes_look_one_after_the_other(shared: Writer) -> None:
    arrives(shared, update("1"))
    looking, done = Event(), Event()

    def look_long(unit: UnitOfWork) -> list[Stored] | None:
        found = inbox_sharing.claim_alone(unit, ALICE.holder, ["fake"], 9)
        looking.set()
        done.wait(10)
        return found

    first = shared.submit(1, look_long)
    assert looking.wait(10)
    second = shared.submit(1, lambda unit: inbox_sharing.claim_alone(unit, BOB.holder, ["fake"], 9)).result()
    done.set()
    assert second is None
    assert first.result()
    assert shared.submit(1, lambda unit: inbox_sharing.claim_alone(unit, BOB.holder, ["fake"], 9)).result() == []


def test_what_a_dead_process_held_is_taken_up(shared: Writer) -> None:
    arrives(shared, update("1"), update("2"), at=ALICE)
    shared.submit(1, lambda unit: processes.stay(unit, ALICE, -LEASE)).result()
    assert takes_up(shared, BOB) == ["1", "2"]


def test_one_that_woke_too_late_cannot_finish_what_passed_on(shared: Writer) -> None:
    (one,) = arrives(shared, update("1"), at=ALICE)
    shared.submit(1, lambda unit: processes.stay(unit, ALICE, -LEASE)).result()
    takes_up(shared, BOB)
    assert not shared.submit(1, lambda unit: inbox.finish(unit, one.id, holder=ALICE.holder)).result()
    assert shared.submit(1, lambda unit: inbox.finish(unit, one.id, holder=BOB.holder)).result()


def test_it_is_nobodys_turn_while_something_earlier_waits(shared: Writer) -> None:
    first, second, third = arrives(shared, update("1"), update("2"), update("3"), at=ALICE)

    def is_next(*turn: Stored, passed: tuple[Stored, ...] = ()) -> bool:
        known = {one.id for one in passed}
        return shared.submit(1, lambda unit: inbox_sharing.is_next(unit, turn, known)).result()

    assert is_next(first)
    assert not is_next(second)  # also where the same process holds both: the first may not have reached its lane yet
    assert is_next(first, second)
    assert not is_next(first, third)
    assert is_next(first, third, passed=(second,))  # a burst of somebody else's, in the same group
    shared.submit(1, lambda unit: inbox.finish(unit, first.id, holder=ALICE.holder)).result()
    assert is_next(second)


def test_one_that_leaves_lets_go_of_everything_at_once(shared: Writer) -> None:
    arrives(shared, update("1"), update("2"), at=ALICE)
    assert shared.submit(1, lambda unit: inbox_sharing.release(unit, ALICE.holder)).result() == 2
    assert takes_up(shared, BOB) == ["1", "2"]


def test_what_waits_is_counted_up_to_a_bound(shared: Writer) -> None:
    arrives(shared, *(update(str(n)) for n in range(9)))
    assert shared.submit(1, lambda unit: inbox_sharing.count_waiting(unit, 100)).result() == 9
    assert shared.submit(1, lambda unit: inbox_sharing.count_waiting(unit, 5)).result() == 5
