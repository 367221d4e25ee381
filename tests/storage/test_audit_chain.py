"""The audit trail is chained by seals: a change or a loss shows; what was committed late comes under a later seal."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select, update

from storage.audit_chain import BEGINNING, MOST, Verdict, seal, verify
from storage.bulk import insert_many
from storage.entities import AuditEvent, AuditSeal, Member, Workspace, new_id
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer


@pytest.fixture
def floor(writer: Writer) -> Writer:
    def found(unit: UnitOfWork) -> None:
        unit.add(Workspace(name="Nord", created_at=unit.now))
        unit.add(Member(name="ada", created_at=unit.now))

    writer.submit(1, found).result()
    return writer


def rename(floor: Writer, *names: str) -> None:
    """One audited change for each name."""
    for name in names:

        def renamed(unit: UnitOfWork, name: str = name) -> None:
            unit.session.scalars(select(Member)).one().full_name = name

        floor.submit(1, renamed).result()


def sealed(floor: Writer) -> int:
    return floor.submit(1, lambda unit: seal(unit, at_once=True)).result()


def verdict(floor: Writer) -> Verdict:
    return floor.read(1, lambda unit: verify(unit.connection, 1)).result()


def write(floor: Writer, statement: Callable[[], object]) -> None:
    floor.submit(1, lambda unit: unit.connection.execute(statement())).result()  # type: ignore[call-overload]  # any


def test_what_happened_is_sealed_and_verifies(floor: Writer) -> None:
    rename(floor, "Ada", "Ada L.")
    assert sealed(floor) > 0
    rename(floor, "Ada Lovelace")
    assert sealed(floor) == 1
    found = verdict(floor)
    assert (found.seals, found.unsealed, found.wrong) == (2, 0, ())
    assert found.last != BEGINNING


def test_fresh_events_wait_until_they_have_settled(floor: Writer) -> None:
    rename(floor, "Ada")
    assert floor.submit(1, seal).result() == 0
    assert verdict(floor).unsealed > 0


def test_nothing_new_makes_no_seal(floor: Writer) -> None:
    sealed(floor)
    assert sealed(floor) == 0
    assert verdict(floor).seals == 1


def test_a_changed_event_is_found(floor: Writer) -> None:
    rename(floor, "Ada")
    sealed(floor)
    write(floor, lambda: update(AuditEvent).where(AuditEvent.action == "update").values(after={"full_name": "Eve"}))
    assert verdict(floor).wrong == ("seal 1: an event under it was changed",)


def test_a_lost_event_is_found(floor: Writer) -> None:
    rename(floor, "Ada")
    sealed(floor)
    count = verdict(floor).events
    write(floor, lambda: delete(AuditEvent).where(AuditEvent.action == "update"))
    assert verdict(floor).wrong == (f"seal 1: 1 of its {count} events are gone",)


def test_a_seal_taken_out_or_forged_is_found(floor: Writer) -> None:
    sealed(floor)
    rename(floor, "Ada")
    sealed(floor)
    rename(floor, "Eve")
    sealed(floor)
    write(floor, lambda: delete(AuditSeal).where(AuditSeal.number == 2))
    assert verdict(floor).wrong == ("seal 3 does not follow the one before it",)
    write(floor, lambda: update(AuditSeal).where(AuditSeal.number == 3).values(digest="f" * 64))
    assert len(verdict(floor).wrong) == 2


def test_an_event_that_was_committed_late_comes_under_the_next_seal(floor: Writer) -> None:
    early = new_id()  # of a transaction that began before, and ends after the seal
    rename(floor, "Ada")
    sealed(floor)
    floor.submit(1, lambda unit: _store(unit, [early])).result()
    assert verdict(floor).unsealed == 1
    assert sealed(floor) == 1
    found = verdict(floor)
    assert (found.seals, found.unsealed, found.wrong) == (2, 0, ())
    assert sealed(floor) == 0


def test_a_long_trail_is_sealed_a_batch_at_a_time_and_late_ones_far_back_are_told(floor: Writer) -> None:
    early = new_id()
    for _ in range(5):
        floor.submit(1, lambda unit: _store(unit, [new_id() for _ in range(MOST)])).result()
    while sealed(floor):
        pass
    floor.submit(1, lambda unit: _store(unit, [early])).result()
    assert sealed(floor) == 0
    found = verdict(floor)
    assert found.seals >= 5
    assert (found.unsealed, found.wrong) == (1, ())


def test_two_that_seal_at_once_make_one_seal(floor: Writer) -> None:
    rename(floor, "Ada")
    jobs = [floor.submit(1, lambda unit: seal(unit, at_once=True)) for _ in range(4)]
    assert sorted(job.result() > 0 for job in jobs).count(True) >= 1
    found = verdict(floor)
    assert (found.unsealed, found.wrong) == (0, ())


def _store(unit: UnitOfWork, ids: list[UUID]) -> None:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    rows = [
        {
            "id": each,
            "at": at,
            "operation_id": each,
            "member_id": None,
            "action": "update",
            "record_table": "members",
            "record_id": each,
            "before": {"name": "Å", "n": 1.5},
            "after": {"name": "王", "n": None},
            "message_key": None,
        }
        for each in ids
    ]
    insert_many(unit, AuditEvent, rows)
    assert unit.connection.scalar(select(func.count()).select_from(AuditEvent))
