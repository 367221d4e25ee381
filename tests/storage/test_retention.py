"""What grows with every message is trimmed a slice at a time; what people entered and the trail of it stays."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select

from domain.chat import RawUpdate
from storage import documents, inbox, outbox
from storage.database import Database
from storage.entities import (
    Document,
    Entity,
    InboxMessage,
    Member,
    OutboxMessage,
    Pending,
    WebMessage,
    WebSession,
    Workspace,
    new_id,
)
from storage.retention import RULES, SLICE, Keeping, trim
from storage.unit_of_work import UnitOfWork
from tests.office import work

NOW = datetime.fromisoformat("2027-06-01T09:00:00+00:00")
"""Later than the moment at which the test's ids are made."""

KEEPING = Keeping(timedelta(days=14), timedelta(days=30), timedelta(days=90), timedelta(days=365))

WITH_THEIR_MESSAGE = {"outbox_parts"}
"""Dropped by the database with the row they belong to."""

ENTERED = {
    "activities",
    "chat_identities",
    "collaborators",
    "companies",
    "contact_points",
    "contacts",
    "deals",
    "follow_ups",
    "leads",
    "link_memories",
    "kept_keys",
    "match_keys",
}
"""What people told, and what is derived of it."""

TRAIL = {"audit_events", "audit_seals", "operations", "invites"}
"""Who changed what, and who let whom in: kept for good."""

BOUNDED = {
    "conversations",  # one a chat
    "leases",  # one a name
    "members",
    "pipelines",
    "pipeline_sums",  # folded by the ticker
    "reference_blocks",  # one a kind
    "stages",
    "stranger_notices",  # one a stranger, ever: so that admins hear of them once
    "teams",
    "workspaces",
}
"""As many as there are people, chats and settings, however much is said."""


def test_every_table_is_trimmed_or_stays_for_a_reason() -> None:
    trimmed = {str(kind.__tablename__) for kind, _ in RULES}
    kinds = (trimmed, WITH_THEIR_MESSAGE, ENTERED, TRAIL, BOUNDED)
    assert set().union(*kinds) == set(Entity.metadata.tables)
    assert sum(map(len, kinds)) == len(Entity.metadata.tables)


def trimmed_at(database: Database, now: datetime) -> dict[str, int]:
    with work(database, now) as unit:
        return trim(unit, KEEPING)


def arrived(unit: UnitOfWork, key: str, state: str) -> None:
    stored = inbox.store(unit, RawUpdate("fake", "bot", key, "dm:1", b"{}", unit.now))
    assert stored is not None
    if state != "pending":
        inbox.finish(unit, stored.id, state=state)


def promised(unit: UnitOfWork, state: str) -> None:
    row = {"platform": "fake", "tenant": "bot", "address_key": "fake|bot||1|", "address": {}, "kind": "reply"}
    outbox.enqueue(unit, {"id": new_id(), "dedupe_key": None, "state": state, **row})


def left(database: Database, kind: Any) -> list[str]:
    with database.reading.connect() as connection:
        return sorted(connection.scalars(select(kind.state)))


@pytest.mark.parametrize(
    ("days", "states"),
    [
        (13, ["broken", "done", "parked", "pending"]),
        (15, ["broken", "parked", "pending"]),
        (91, ["pending"]),
    ],
)
def test_updates_are_kept_as_long_as_they_may_matter(database: Database, days: int, states: list[str]) -> None:
    with work(database, NOW) as unit:
        for state in ("pending", "done", "parked", "broken"):
            arrived(unit, state, state)
    trimmed_at(database, NOW + timedelta(days=days))
    assert left(database, InboxMessage) == states


@pytest.mark.parametrize(
    ("days", "states"),
    [
        (29, ["dead", "dropped", "queued", "sending", "sent"]),
        (31, ["dead", "queued", "sending"]),
        (91, ["queued", "sending"]),
    ],
)
def test_messages_are_kept_as_long_as_they_may_matter(database: Database, days: int, states: list[str]) -> None:
    with work(database, NOW) as unit:
        for state in ("queued", "sending", "sent", "dead", "dropped"):
            promised(unit, state)
    trimmed_at(database, NOW + timedelta(days=days))
    assert left(database, OutboxMessage) == states


def test_a_slice_is_bounded_and_the_rest_follows(database: Database) -> None:
    with work(database, NOW) as unit:
        for n in range(SLICE + 5):
            arrived(unit, f"k{n}", "done")
    later = NOW + timedelta(days=20)
    assert [trimmed_at(database, later)["inbox"] for _ in range(3)] == [SLICE, 5, 0]


def test_what_has_expired_goes_and_what_has_not_stays(database: Database) -> None:
    with work(database, NOW) as unit:
        unit.add(Workspace(name="Nord", created_at=NOW))
        member = unit.add(Member(name="ada", created_at=NOW))
        for n, ends in enumerate((NOW + timedelta(hours=1), NOW + timedelta(days=3))):
            documents.put(unit, f"state:{n}", {}, expires_at=ends)
            unit.add(WebSession(kind="link", secret_hash=f"h{n}", member_id=member.id, created_at=NOW, expires_at=ends))
            unit.add(
                Pending(member_id=member.id, chat_key=f"c{n}", kind="pick", data={}, asked_at=NOW, expires_at=ends)
            )
        documents.put(unit, "for ever", {})
    dropped = trimmed_at(database, NOW + timedelta(days=1))
    assert (dropped["documents"], dropped["web_sessions"], dropped["pending_questions"]) == (1, 1, 1)
    with database.reading.connect() as connection:
        assert set(connection.scalars(select(Document.key))) == {"state:1", "for ever"}


def test_the_web_chats_history_is_kept_for_its_year(database: Database) -> None:
    with work(database, NOW) as unit:
        for n, at in enumerate((NOW, NOW + timedelta(days=300))):
            row = {
                "workspace_id": 1,
                "id": f"m{n}",
                "chat_id": "c",
                "position": n,
                "at": at,
                "payload": {},
                "changed_at": at,
            }
            unit.connection.execute(insert(WebMessage), row)
    trimmed_at(database, NOW + timedelta(days=366))
    with database.reading.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(WebMessage)) == 1
