"""What a message asks of the database is answered by an index, however many messages there were.

SQLite plans without statistics on a young database: a statement that it answers by walking a workspace's rows is fast
on the first day and slow in the second year.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot import app
from storage.statements import Prepared, driver_of
from tests.office import new_database


def prepared() -> Iterator[tuple[str, Prepared]]:
    assert app  # all rooms are loaded
    for name, module in sorted(sys.modules.items()):
        if name.startswith("storage."):
            for attribute, value in sorted(vars(module).items()):
                if isinstance(value, Prepared):
                    yield f"{name}.{attribute}", value


def plan_of(connection: Any, statement: Prepared) -> list[str]:
    text, values = statement.text_of(connection.dialect)
    if "clock_timestamp" in text:
        return []  # for several processes, which share a PostgreSQL
    return [row[3] for row in driver_of(connection).execute(f"EXPLAIN QUERY PLAN {text}", values)]


def walks(step: str) -> bool:
    whole = step.startswith("SCAN") and "CONSTANT ROW" not in step
    return whole or (step.endswith("(workspace_id=?)") and "workspaces" not in step)


def test_no_statement_of_the_hot_path_walks_a_table_or_a_workspace(tmp_path: Path) -> None:
    database = new_database(tmp_path)
    with database.reading.connect() as connection:
        found = {name: [step for step in plan_of(connection, one) if walks(step)] for name, one in prepared()}
    database.close()
    assert len(found) > 20
    assert {name: steps for name, steps in found.items() if steps} == {}
