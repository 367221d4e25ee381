"""One interface to write, on both databases: committed or not at all."""

import threading
from contextlib import suppress
from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from domain.clock import VirtualClock
from storage.audit import find_last_operation, list_events
from storage.database import Database
from storage.entities import Company, Member, new_id
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer


def company(unit: UnitOfWork, name: str = "Acme") -> Company:
    number = unit.next_number("company")
    return unit.add(Company(name=name, number=number, created_at=unit.now, touched_at=unit.now))


def twin_of(unit: UnitOfWork, known: Company) -> None:
    """What the database refuses, by way of the session: the number is taken."""
    twin = Company(id=new_id(), workspace_id=1, name="twin", number=known.number, created_at=unit.now)
    twin.touched_at = unit.now
    unit.session.add(twin)
    unit.session.flush()


def count(unit: UnitOfWork) -> int:
    return unit.session.scalar(select(func.count()).select_from(Company)) or 0


def test_what_was_written_is_there_once_the_result_is(writer: Writer) -> None:
    assert writer.submit(1, lambda unit: company(unit).number).result() == 1
    assert writer.read(1, count).result() == 1


def test_a_failure_writes_nothing_and_stops_nobody_else(writer: Writer) -> None:
    def fail(unit: UnitOfWork) -> None:
        company(unit)
        raise ValueError("half way")

    bad = writer.submit(1, fail)
    good = writer.submit(1, company)
    with pytest.raises(ValueError, match="half way"):
        bad.result()
    assert good.result().name == "Acme"
    assert writer.read(1, count).result() == 1


def test_short_numbers_are_never_given_twice_even_after_failures(writer: Writer) -> None:
    def numbered(unit: UnitOfWork, n: int) -> int:
        number = company(unit).number
        if n % 7 == 0:
            raise ValueError("rolled back")
        return number

    futures = [writer.submit(1, partial(numbered, n=n)) for n in range(100)]
    numbers = [future.result() for future in futures if future.exception() is None]
    assert len(set(numbers)) == len(numbers) == 85


def test_every_change_leaves_an_event_with_before_and_after(writer: Writer) -> None:
    def write(unit: UnitOfWork) -> None:
        unit.member_id = unit.add(Member(name="alice", created_at=unit.now)).id
        record = company(unit)
        record.city = "Berlin"

    writer.submit(1, write, key="line-1").result()

    def events(unit: UnitOfWork) -> list[tuple[str, object, object]]:
        member_id = unit.session.scalars(select(Member.id)).one()
        operation = find_last_operation(unit, member_id)
        assert operation is not None
        assert operation.message_key == "line-1"
        return [(event.action, event.before, event.after) for event in list_events(unit, operation.id)]

    last = writer.read(1, events).result()[-1]
    assert last == ("update", {"city": None}, {"city": "Berlin"})


def test_callbacks_run_after_the_commit_only(writer: Writer) -> None:
    heard: list[str] = []

    def work(unit: UnitOfWork, *, fails: bool) -> None:
        unit.after_commit(lambda: heard.append("failed" if fails else "committed"))
        if fails:
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - its own
        writer.submit(1, lambda unit: work(unit, fails=True)).result()
    writer.submit(1, lambda unit: work(unit, fails=False)).result()
    assert heard == ["committed"]


def test_reading_cannot_write_on_sqlite(sqlite_url: str, clock: VirtualClock) -> None:
    database = Database(sqlite_url)
    with pytest.raises(Exception, match="readonly"), database.reading.begin() as connection:
        connection.exec_driver_sql("DELETE FROM companies")
    database.close()


def test_identifiers_grow_with_time() -> None:
    identifiers = [new_id() for _ in range(1000)]
    assert identifiers == sorted(identifiers)


def test_a_flush_that_fails_takes_nobody_elses_work_with_it(writer: Writer) -> None:
    """A session rolls back by itself what it could not write: on SQLite others' work stands in the same transaction."""
    begun, gathered = threading.Event(), threading.Event()

    def hold(_unit: UnitOfWork) -> None:
        begun.set()
        gathered.wait(10)

    def clash(unit: UnitOfWork) -> None:
        twin_of(unit, company(unit, "Clash"))

    held = writer.submit(1, hold)
    begun.wait(10)
    before, bad, after = writer.submit(1, company), writer.submit(1, clash), writer.submit(1, company)
    gathered.set()
    assert held.result() is None
    with pytest.raises(DBAPIError):
        bad.result()
    assert [before.result().name, after.result().name] == ["Acme", "Acme"]
    assert writer.read(1, count).result() == 2


def test_what_fails_within_an_attempt_leaves_the_rest_of_its_turn(writer: Writer) -> None:
    def turn(unit: UnitOfWork) -> None:
        company(unit, "before")
        with suppress(DBAPIError), unit.attempt():
            twin_of(unit, company(unit, "within"))
        company(unit, "after").city = "Berlin"

    writer.submit(1, turn).result()
    names = writer.read(1, lambda unit: sorted(unit.session.scalars(select(Company.name)))).result()
    assert names == ["after", "before"]
