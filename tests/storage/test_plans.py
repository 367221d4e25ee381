"""What a message asks of the database is answered by an index, however many messages there were.

SQLite plans without statistics on a young database: a statement that it answers by walking a workspace's rows is fast
on the first day and slow in the second year.
"""

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import event

from bot import app
from storage import (
    activities,
    checkup,
    due,
    inbox,
    kept_sums,
    match_keys,
    outbox,
    paces,
    records,
    search,
    vitals,
)
from storage.statements import Prepared, driver_of
from tests.office import new_database, work


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
    whole = step.startswith("SCAN") and "CONSTANT ROW" not in step and "the_latest" not in step  # a LIMIT's few
    return whole or (step.endswith("(workspace_id=?)") and "workspaces" not in step)


def test_no_statement_of_the_hot_path_walks_a_table_or_a_workspace(tmp_path: Path) -> None:
    database = new_database(tmp_path)
    with database.reading.connect() as connection:
        found = {name: [step for step in plan_of(connection, one) if walks(step)] for name, one in prepared()}
    database.close()
    assert len(found) > 20
    assert {name: steps for name, steps in found.items() if steps} == {}


def test_a_reps_sums_are_found_by_their_owner(tmp_path: Path) -> None:
    """And not by walking what is open in the whole workspace, though that is in the order of the answer."""
    database = new_database(tmp_path)
    with database.reading.connect() as connection:
        asked = (kept_sums._OF_NOBODY, kept_sums._OF_SOME)
        plans = [step for one in asked for step in plan_of(connection, one) if "pipeline_sums" in step]
    database.close()
    assert len(plans) == 2
    assert all("owner_id=?" in step for step in plans)


def test_what_waits_is_found_without_what_was_done(tmp_path: Path) -> None:
    """Inbox and outbox keep what was handled for weeks; what is asked of them all the time does not read it."""
    database = new_database(tmp_path)
    seen: list[str] = []

    @event.listens_for(database.writing, "before_cursor_execute")
    def hear(connection: Any, _cursor: Any, text: str, values: Any, *_: Any) -> None:
        steps = driver_of(connection).execute(f"EXPLAIN QUERY PLAN {text}", values).fetchall()
        seen.extend(
            step[3] for step in steps if " inbox" in step[3] or " outbox" in step[3] or " follow_ups" in step[3]
        )

    with work(database) as unit:
        connection, nobody = unit.connection, UUID(int=1)
        inbox.list_pending(connection, after=None, limit=500, platforms={"web"})
        inbox.list_pending_ids(connection, platforms={"web"}, holder=None)
        inbox.list_by_id(connection, [nobody])
        inbox.list_failed(unit)
        outbox.list_due_addresses(connection, {"web"}, left_for=timedelta(seconds=1))
        outbox.list_shown(unit, "web|t||c|", unit.now)
        outbox.list_dead(unit)
        paces.last_sent(unit, "web|t||c|", 20)
        checkup.count(connection, 1)
        vitals.look(unit)
        due.list_late_owners(unit, unit.now, 1000)
        due.list_busy_owners(unit, 5000, 3)
        due.next_reminder_at(unit, unit.now)
    database.close()
    assert len(seen) > 14
    short = ("ix_inbox_lane", "ix_inbox_put_aside", "ix_outbox_open", "ix_outbox_sent", "ix_outbox_dead", "remind_at")
    assert [step for step in seen if not any(name in step for name in (*short, "AND id=?"))] == []


def test_what_hangs_on_one_customer_is_found_by_that_customer(tmp_path: Path) -> None:
    """Not by walking a million others in the order of the answer, as SQLite would where an index has that order."""
    database = new_database(tmp_path)
    seen: list[str] = []

    @event.listens_for(database.writing, "before_cursor_execute")
    def hear(connection: Any, _cursor: Any, text: str, values: Any, *_: Any) -> None:
        seen.extend(step[3] for step in driver_of(connection).execute(f"EXPLAIN QUERY PLAN {text}", values))

    with work(database) as unit:
        somebody = UUID(int=1)
        records.list_points(unit, contact_id=somebody)
        records.list_points(unit, company_id=somebody)
        records.list_open_deals(unit, contact_id=somebody)
        records.list_deals_about(unit, company_id=somebody)
        search.list_people_of(unit, somebody)
        match_keys.list_contacts_of(unit, somebody)
        activities.list_about(unit, contact_id=somebody)
        activities.list_about(unit, company_id=somebody)
    database.close()
    assert len(seen) > 8
    assert [step for step in seen if walks(step)] == []
