"""How the machinery is doing, in a few bounded questions: what waits, how long, under which lease; how big it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from storage import documents, due
from storage.database import Database, database_now
from storage.entities import InboxMessage, Lease, OutboxMessage
from storage.states import DEAD, OPEN, PENDING, PUT_ASIDE, in_state
from storage.unit_of_work import UnitOfWork

BACKUP = "backup"
"""The document that says when `rapport backup` last made a whole copy."""

COUNTED = 10_000
"""The most due reminders that are counted: a storm must not make the asking slow."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Rows that wait on one platform, by state, and the moment the oldest of them began to."""

    counts: Mapping[str, int]
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Vitals:
    """By platform what waits; `put_aside` by state; `overdue_seconds` of the oldest ended lease on a message."""

    inbox: Mapping[str, Waiting]
    outbox: Mapping[str, Waiting]
    put_aside: Mapping[str, int]
    leases: Mapping[str, int]
    overdue_seconds: float
    reminders_due: int
    reminders_since: datetime | None
    backup_at: datetime | None


def look(unit: UnitOfWork) -> Vitals:
    """Everything at one moment. Inbox, outbox and leases of every workspace, reminders of this one."""
    held, overdue = _leases(unit.connection)
    reminders, since = due.count_due(unit, COUNTED)
    inbox = _by_platform(unit.connection, InboxMessage, InboxMessage.received_at, (PENDING, PUT_ASIDE))
    return Vitals(
        inbox=inbox,
        outbox=_by_platform(unit.connection, OutboxMessage, OutboxMessage.created_at, (OPEN, DEAD)),
        put_aside={state: sum(one.counts.get(state, 0) for one in inbox.values()) for state in PUT_ASIDE},
        leases=held,
        overdue_seconds=overdue,
        reminders_due=reminders,
        reminders_since=since,
        backup_at=find_backup(unit),
    )


def find_backup(unit: UnitOfWork) -> datetime | None:
    """When the last backup was made, as far as this database knows."""
    noted = documents.find(unit, BACKUP)
    return datetime.fromisoformat(noted["at"]) if noted else None


def note_backup(unit: UnitOfWork) -> None:
    documents.put(unit, BACKUP, {"at": unit.now.isoformat()})


def sizes(database: Database, connection: Connection) -> dict[str, int]:
    """Bytes of the data, and of SQLite's write-ahead log."""
    if database.path is None:
        return {"data": int(connection.scalar(select(func.pg_database_size(func.current_database()))) or 0)}
    log = database.path.with_name(f"{database.path.name}-wal")
    return {"data": database.path.stat().st_size, "wal": log.stat().st_size if log.exists() else 0}


OVER = frozenset({*PUT_ASIDE, *DEAD})
"""States that wait for the operator: they do not count as late."""


def _by_platform(
    connection: Connection, kind: Any, since: Any, indexed: Sequence[tuple[str, ...]]
) -> dict[str, Waiting]:
    """Asked of each index of states by itself."""
    query = select(kind.platform, kind.state, func.count(), func.min(since)).group_by(kind.platform, kind.state)
    rows = [row for states in indexed for row in connection.execute(query.where(in_state(kind, states)))]
    found: dict[str, Waiting] = {}
    for platform in sorted({row[0] for row in rows}):
        counts = {state: int(count) for name, state, count, _ in rows if name == platform}
        moments = [moment for name, state, _, moment in rows if name == platform and state not in OVER]
        found[platform] = Waiting(counts, min(moments, default=None))
    return found


def _leases(connection: Connection) -> tuple[dict[str, int], float]:
    """How many leases hold, by what they are on; seconds since the oldest one on a message ended."""
    now = database_now(connection)
    leased = in_state(OutboxMessage, OPEN), OutboxMessage.state == "sending"
    sending = select(func.count()).where(*leased, OutboxMessage.lease_until >= now)
    names = select(func.count()).select_from(Lease).where(Lease.until >= now)
    ended = connection.scalar(select(func.min(OutboxMessage.lease_until)).where(*leased))
    held = {"message": int(connection.scalar(sending) or 0), "name": int(connection.scalar(names) or 0)}
    return held, max(0.0, (now - ended).total_seconds()) if ended else 0.0
