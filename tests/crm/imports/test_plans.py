"""A batch of an import asks indexes, however many customers there are.

What is read in whole once a batch makes the time of an import grow with the square of its rows.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from crm.imports.run import import_file
from storage.statements import driver_of
from storage.unit_of_work import UnitOfWork
from tests.office import Office, new_database, work, writing

ROWS = """id,name,company,phone,email
1,Li Wei,Acme Robotics Ltd,+49 30 1234567,li@acme.io
2,Li Wei,Acme Robotics Ltd,+49 30 1234567,li@acme.io
,Ann Lee,Acme Robotics Ltd,,ann@acme.io
,,Brembo S.p.A.,+39 035 605 1111,
"""
FEW = ("members", "pipelines", "stages", "reference_blocks", "leases", "workspaces", "operations")
"""Tables that no import makes long; `operations` are looked through once, for imports that died."""


def test_a_batch_of_an_import_walks_no_table(tmp_path: Path) -> None:
    database = new_database(tmp_path)
    with work(database) as uow:
        Office(uow).member("bob")
    path = tmp_path / "customers.csv"
    path.write_text(ROWS, "utf-8")
    asked: set[str] = set()
    write = writing(database)

    def watched(piece: Callable[[UnitOfWork], Any]) -> Any:
        def watching(uow: UnitOfWork) -> Any:
            driver = driver_of(uow.connection)
            driver.set_trace_callback(asked.add)
            try:
                return piece(uow)
            finally:
                driver.set_trace_callback(None)

        return write(watching)

    import_file(watched, path)
    assert import_file(watched, path).new == 0
    walked = {}
    with database.reading.connect() as connection:
        for statement in asked:
            if statement.startswith(("SELECT", "UPDATE", "DELETE")):
                steps = [row[3] for row in driver_of(connection).execute(f"EXPLAIN QUERY PLAN {statement}")]
                if walks := [step for step in steps if _walks(step)]:
                    walked[statement] = walks
    database.close()
    assert any("contact_points" in statement for statement in asked)
    assert walked == {}


def _walks(step: str) -> bool:
    words = step.split()
    if words[0] == "SCAN":
        return not words[1].startswith(("json_each", "CONSTANT", *FEW))
    return step.endswith("(workspace_id=?)") and words[1] not in FEW
