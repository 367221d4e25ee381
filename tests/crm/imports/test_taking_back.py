"""An import is one act: it can be taken back, and one that fails or dies half way leaves nothing."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot import setup
from bot.settings import Settings
from crm import contacts
from crm.identify import identify
from crm.imports.run import import_file
from crm.imports.trail import Trail
from crm.notes import add_note
from domain.errors import NotAllowed, NotFound
from domain.terms import Verdict
from storage.database import database_now
from storage.entities import AuditEvent, Company, Contact, ContactPoint, KeptKeys, Lead, Lease, MatchKey, Operation
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer
from understanding.matching import Query

ROWS = """id,name,company,phone,city
1,Li Wei,Acme Robotics Ltd,+49 30 1234567,Berlin
2,王芳,华为技术有限公司,13800138000,
3,Anna Smith,Nordlicht GmbH,,Hamburg
4,,Brembo S.p.A.,,
"""
MADE = (Contact, Company, ContactPoint, MatchKey, KeptKeys)
Write = Callable[[Callable[[UnitOfWork], Any]], Any]


@pytest.fixture
def write(writer: Writer) -> Write:
    def doing(work: Callable[[UnitOfWork], Any]) -> Any:
        return writer.submit(1, work).result()

    doing(partial(setup.ensure_workspace, settings=Settings()))
    return doing


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_text(ROWS, "utf-8")
    return path


def counts(write: Write) -> dict[str, int]:
    return write(lambda uow: {kind.__tablename__: uow.session.query(kind).count() for kind in MADE})  # type: ignore[no-any-return] # it is one


def contact(uow: UnitOfWork, external_id: str) -> Contact:
    return uow.session.query(Contact).filter_by(external_id=external_id).one()


def test_it_leaves_an_operation_and_few_events_that_name_what_was_made(write: Write, file: Path) -> None:
    report = import_file(write, file)

    def look(uow: UnitOfWork) -> None:
        operation = uow.session.query(Operation).filter_by(message_key=f"import:{report.number}").one()
        assert (operation.data or {})["state"] == "done"
        assert len((operation.data or {})["sha256"]) == 64
        events = uow.session.query(AuditEvent).filter_by(operation_id=operation.id).all()
        made = {event.record_table: event.after for event in events if event.action == "create"}
        numbers = sorted(row.number for row in uow.session.query(Contact))
        assert made["contacts"] == {"first": numbers[0], "last": numbers[-1]}
        assert len(events) == 5  # begun, three tables, done

    write(look)


def test_taken_back_nothing_of_it_is_left_and_nobody_is_found(write: Write, file: Path) -> None:
    report = import_file(write, file)
    told = Trail(write).take_back(report.number)
    assert (told.removed, told.kept) == ({"contacts": 3, "companies": 4}, 0)
    assert set(counts(write).values()) == {0}
    found = write(lambda uow: identify(uow, Query(name="Li Wei", company="Acme Robotics"), member_id=None))
    assert found.verdict is Verdict.NEW


def test_what_was_used_or_changed_since_stays_and_is_named(write: Write, file: Path) -> None:
    report = import_file(write, file)

    def go_on(uow: UnitOfWork) -> None:
        add_note(uow, "wants a demo", contact_id=contact(uow, "1").id)
        contacts.rename(uow, contact(uow, "2"), "王小芳")

    write(go_on)
    told = Trail(write).take_back(report.number)
    assert told.removed == {"contacts": 1, "companies": 2}
    assert sorted(told.names) == ["Acme Robotics Ltd", "Li Wei", "华为技术有限公司", "王小芳"]
    found = write(lambda uow: identify(uow, Query(name="王小芳", company="华为"), member_id=None))
    assert found.verdict is Verdict.SURE


def test_what_it_changed_of_others_is_put_back(write: Write, file: Path) -> None:
    first = import_file(write, file)
    again = file.with_name("again.csv")
    again.write_text("id,name,city\n3,Anna Jones,Bremen\n9,Bob New,\n", "utf-8")
    report = import_file(write, again)
    assert (report.new, report.changed) == (1, 1)
    told = Trail(write).take_back(report.number)
    assert (told.restored, told.removed["contacts"]) == (1, 1)
    anna = write(lambda uow: contact(uow, "3"))
    assert (anna.name, anna.city, anna.aliases) == ("Anna Smith", "Hamburg", [])
    assert Trail(write).take_back(first.number).kept == 0
    assert set(counts(write).values()) == {0}


def test_it_is_taken_back_once(write: Write, file: Path) -> None:
    report = import_file(write, file)
    Trail(write).take_back(report.number)
    with pytest.raises(NotAllowed):
        Trail(write).take_back(report.number)
    with pytest.raises(NotFound):
        Trail(write).take_back(99)


def test_imported_leads_go_with_their_customers(write: Write, file: Path) -> None:
    leads = file.with_name("leads.csv")
    leads.write_text("id,name,company\nL-1,Zoe Park,Harbor Ltd\n", "utf-8")
    report = import_file(write, leads, "leads")
    Trail(write).take_back(report.number)
    assert set(counts(write).values()) == {0}
    assert write(lambda uow: uow.session.query(Lead).count()) == 0


def failing_after(write: Write, pieces: int) -> Write:
    left = [pieces]

    def failing(work: Callable[[UnitOfWork], Any]) -> Any:
        left[0] -= 1
        if left[0] == 0:
            raise OSError("the disk is full")
        return write(work)

    return failing


@pytest.mark.parametrize("piece", range(5, 9))
def test_one_that_fails_half_way_leaves_nothing(write: Write, file: Path, piece: int) -> None:
    with pytest.raises(OSError, match="full"):
        import_file(failing_after(write, piece), file, batch=2)
    assert set(counts(write).values()) == {0}
    assert import_file(write, file).new == 4


class _Killed(BaseException):
    """As by SIGKILL: nothing more is written."""


def test_one_that_was_killed_is_taken_back_by_the_next(write: Write, file: Path) -> None:
    left = [6]

    def dying(work: Callable[[UnitOfWork], Any]) -> Any:
        left[0] -= 1
        if left[0] <= 0:
            raise _Killed
        return write(work)

    with pytest.raises(_Killed):
        import_file(dying, file, batch=2)
    assert counts(write)["contacts"] > 0
    with pytest.raises(NotAllowed):
        import_file(write, file)  # it may still be alive
    write(_let_leases_end)
    assert import_file(write, file).new == 4
    assert counts(write)["contacts"] == 3


def _let_leases_end(uow: UnitOfWork) -> None:
    for lease in uow.session.query(Lease):
        lease.until = database_now(uow.connection) - timedelta(seconds=1)


def test_whom_somebody_changes_meanwhile_is_found_by_what_they_are_now(write: Write, file: Path) -> None:
    pieces = [0]

    def with_a_chat_between(work: Callable[[UnitOfWork], Any]) -> Any:
        done = write(work)
        pieces[0] += 1
        if pieces[0] == 5:
            write(lambda uow: contacts.rename(uow, contact(uow, "1"), "Wei Zhang"))
        return done

    import_file(with_a_chat_between, file, batch=2)
    for query in (Query(name="Wei Zhang", company="Acme Robotics"), Query(phone="+49301234567")):
        found = write(partial(identify, query=query, member_id=None))
        assert found.verdict is Verdict.SURE
        assert found.candidates[0].record.external_id == "1"
