"""Everything moves from one database to another, whatever it holds, and what differs afterwards is found."""

import string
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from crm.sample import plant
from domain.errors import CrmError
from storage import moving, processes
from storage.database import Database
from storage.entities import (
    AuditEvent,
    Deal,
    Document,
    Entity,
    InboxMessage,
    MatchKey,
    Member,
    OpenChoice,
    OutboxMessage,
    Team,
    WebMessage,
    Workspace,
    new_id,
)
from storage.migrate import upgrade
from storage.processes import Process
from storage.types import from_micros
from tests import databases
from tests.office import work

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
words = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40)
moments = st.integers(0, 7_000_000_000_000_000).map(from_micros)
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
documents = st.dictionaries(words, plain, max_size=4)
keys = st.text(string.printable.replace("\x0b", ""), min_size=1, max_size=20)


@pytest.fixture
def small(sqlite_url: str) -> Iterator[Database]:
    database = Database(sqlite_url)
    yield database
    database.close()


@pytest.fixture
def large(postgresql_url: str) -> Iterator[Database]:
    database = Database(postgresql_url)
    yield database
    database.close()


@pytest.fixture
def back(tmp_path: Path) -> Iterator[Database]:
    """Where it is moved back to."""
    upgrade(str(tmp_path / "back.db"))
    database = Database(str(tmp_path / "back.db"))
    yield database
    database.close()


def nobody(_table: str, _rows: int) -> None:
    return None


def an_office(database: Database) -> None:
    with work(database) as unit:
        unit.add(Workspace(name="Nord", created_at=unit.now))
        plant(unit, unit.now)


def contents(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table as Python sees it, by its own query."""
    found = {}
    with database.reading.connect() as connection:
        for table in moving.tables():
            rows = [tuple(row) for row in connection.execute(select(table))]
            found[table.name] = sorted(rows, key=repr)
    return found


def put(database: Database, kind: type[Entity], *rows: dict[str, Any]) -> None:
    with database.writing.begin() as connection:
        connection.execute(insert(kind), [{"workspace_id": 1, **row} for row in rows])


def test_an_office_moves_there_and_back_and_is_the_same(small: Database, large: Database, back: Database) -> None:
    an_office(small)
    there = moving.move(small, large, nobody)
    returned = moving.move(large, back, nobody)
    assert contents(large) == contents(small) == contents(back)
    assert [(one.table, one.rows, one.digest) for one in there] == [
        (one.table, one.rows, one.digest) for one in returned
    ]
    assert sum(one.rows for one in there) > 50
    assert not any(one.differing for one in moving.compare(small, back, nobody))


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    texts=st.lists(words, min_size=1, max_size=5),
    moment=moments,
    document=documents,
    payload=st.binary(max_size=60),
    key=keys,
    number=st.integers(-(2**31), 2**31 - 1),
    large_number=st.integers(-(2**63), 2**63 - 1),
    flag=st.booleans(),
)
def test_whatever_can_be_stored_arrives_as_it_was(
    small: Database, large: Database, back: Database, texts: list[str], moment: datetime, document: dict[str, Any],
    payload: bytes, key: str, number: int, large_number: int, flag: bool,  # noqa: FBT001 - drawn by name
) -> None:  # fmt: skip
    for database in (small, large, back):
        _empty(database)
    put(small, Workspace, {"name": texts[0], "language": "en", "tz": "UTC", "currency": "EUR", "region": "DE",
                           "settings": document, "created_at": moment})  # fmt: skip
    put(small, Document, *({"key": f"{key}{n}{text}", "value": document} for n, text in enumerate(texts)))
    put(small, InboxMessage, {"id": new_id(), "platform": texts[0], "tenant": "t", "key": key, "lane": "l",
                              "payload": payload, "received_at": moment})  # fmt: skip
    put(small, MatchKey, {"key": large_number, "subject": 1, "number": abs(number)})
    put(small, AuditEvent, {"id": new_id(), "at": moment, "operation_id": new_id(), "action": "update",
                            "record_table": "x", "before": document, "after": None})  # fmt: skip
    put(small, WebMessage, {"id": key, "chat_id": "c", "position": number, "at": moment, "payload": document,
                            "changed_at": moment})  # fmt: skip
    owner = new_id()
    put(small, Member, {"id": owner, "name": key, "role": "rep", "language": "en", "tz": "UTC", "created_at": moment})
    put(small, OutboxMessage, {"id": owner, "platform": "p", "tenant": "t", "address_key": "a", "address": document,
                               "kind": "reply", "created_at": moment, "not_before": moment, "private": flag,
                               "in_doubt": not flag})  # fmt: skip
    put(small, OpenChoice, {"token": key, "outbox_id": owner, "chat_key": "c", "number": number, "label": texts[-1],
                            "action": "x", "data": document, "expires_at": moment})  # fmt: skip
    moving.move(small, large, nobody)
    moving.move(large, back, nobody)
    assert contents(large) == contents(small) == contents(back)


def test_a_row_that_was_changed_afterwards_is_found_with_its_column(small: Database, large: Database) -> None:
    an_office(small)
    moving.move(small, large, nobody)
    with large.writing.begin() as connection:
        one = connection.execute(select(Deal.id).limit(1)).scalar_one()
        connection.execute(update(Deal).where(Deal.id == one).values(amount_minor=1))
    (wrong,) = [found for found in moving.compare(small, large, nobody) if found.differing]
    assert (wrong.table, wrong.differing) == ("deals", 1)
    assert wrong.differences[0].what == "differs in amount_minor"
    assert wrong.differences[0].key == (1, one)


def test_a_row_that_is_missing_or_too_many_is_found(small: Database, large: Database) -> None:
    put(small, Document, *({"key": f"k{n}", "value": {}} for n in range(5)))
    moving.move(small, large, nobody)
    with large.writing.begin() as connection:
        connection.execute(update(Document).where(Document.key == "k2").values(key="k9"))
    (wrong,) = [found for found in moving.compare(small, large, nobody) if found.differing]
    assert [(one.key[1], one.what) for one in wrong.differences] == [
        ("k2", "is missing in the target"),
        ("k9", "is not in the source"),
    ]


def test_text_is_ordered_alike_whatever_the_databases_own_order_is(small: Database, large: Database) -> None:
    names = ["a", "B", "_", "ä", "Z", "客户", "~", "😀", "\ufffd", "a b", "A-1", "a1"]
    put(small, Document, *({"key": name, "value": {}} for name in names))
    assert sum(one.rows for one in moving.move(small, large, nobody)) == len(names)


def test_what_holds_anything_is_not_written_over(small: Database, large: Database) -> None:
    an_office(small)
    put(large, Document, {"key": "k", "value": {}})
    with pytest.raises(CrmError, match="not empty"):
        moving.move(small, large, nobody)


def test_what_cannot_be_taken_leaves_the_target_empty(small: Database, large: Database) -> None:
    an_office(small)
    put(small, WebMessage, {"id": "m", "chat_id": "a\x00b", "position": 1, "at": NOON, "payload": {},
                            "changed_at": NOON})  # fmt: skip
    with pytest.raises(CrmError, match="web_messages 1/m: chat_id holds a zero character"):
        moving.move(small, large, nobody)
    assert not any(contents(large).values())


def test_a_team_above_another_arrives_whatever_their_order(small: Database, large: Database, back: Database) -> None:
    below, above = new_id(), new_id()
    put(small, Team, {"id": above, "name": "above", "parent_id": None})
    put(small, Team, {"id": below, "name": "below", "parent_id": above})
    moving.move(small, large, nobody)
    moving.move(large, back, nobody)
    assert contents(back) == contents(small)


def test_nothing_moves_while_rapport_runs(small: Database) -> None:
    with work(small) as unit:
        processes.stay(unit, Process("all", "elsewhere:1:x"), timedelta(minutes=1))
    with pytest.raises(CrmError, match="stop it first"):
        moving.refuse_running(small, gone=lambda _: False)
    moving.refuse_running(small, gone=lambda holder: holder.startswith("elsewhere"))


def test_no_table_has_a_sequence_that_would_have_to_be_set(large: Database) -> None:
    with large.reading.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM information_schema.sequences").scalar_one() == 0


def _empty(database: Database) -> None:
    if database.is_sqlite:
        with database.writing.begin() as connection:
            for table in reversed(Entity.metadata.sorted_tables):
                connection.execute(table.delete())
    else:
        databases.empty(database.writing)
