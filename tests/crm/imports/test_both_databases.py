"""An import and what is found by it, on SQLite and on PostgreSQL."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bot import setup
from bot.settings import Settings
from crm.identify import identify
from crm.imports.run import import_file
from domain.clock import SystemClock
from domain.terms import Verdict
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer, open_writer
from understanding.matching import Query

ROWS = """id,name,company,phone,email
1,Li Wei,Acme Robotics Ltd,+49 30 1234567,li@acme.io
2,王芳,华为技术有限公司,13800138000,
3,Anna Smith,Nordlicht GmbH,,
4,,Brembo S.p.A.,,
"""


def test_customers_are_imported_and_found(writer: Writer, tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text(ROWS, "utf-8")

    def write(work: Callable[[UnitOfWork], Any]) -> Any:
        return writer.submit(1, work).result()

    write(partial(setup.ensure_workspace, settings=Settings()))
    assert import_file(write, path).new == 4
    assert import_file(write, path).unchanged == 4
    for query, expected in (
        (Query(name="王总", company="华为"), "2"),
        (Query(phone="+4930 123 4567"), "1"),
        (Query(name="Smith, A.", company="Nordlicht"), "3"),
        (Query(company="brembo spa"), "4"),
    ):
        decision = writer.read(1, lambda uow, query=query: identify(uow, query, member_id=None)).result()  # type: ignore[misc] # a default binds it
        assert decision.verdict is Verdict.SURE
        assert decision.candidates[0].record.external_id == expected


def test_a_chat_is_answered_between_any_two_pieces_of_an_import(
    writer: Writer, database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "customers.csv"
    path.write_text(ROWS, "utf-8")
    other = open_writer(database, SystemClock())  # as another process would write
    answered = 0

    def write(work: Callable[[UnitOfWork], Any]) -> Any:
        nonlocal answered
        done = writer.submit(1, work).result()
        other.submit(1, lambda uow: uow.next_numbers("lead", 1)).result(timeout=20)
        answered += 1
        return done

    write(partial(setup.ensure_workspace, settings=Settings()))
    report = import_file(write, path, batch=1)
    other.close()
    assert report.new == 4
    assert answered > report.rows
