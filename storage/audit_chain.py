"""The audit trail chained: seals over batches of events, each over the one before it, so that no change goes unseen.

Events are plain rows, written with their change and never touched again; the ticker seals what has settled. A seal
names its events (16 bytes each), so one that was committed late is simply in a later seal. Who can write to the
database can still make the whole chain anew: keep the last digest elsewhere (`rapport audit verify`) to notice that.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, func, insert, select

from storage.conflicts import or_nothing
from storage.database import database_now
from storage.entities import AuditEvent, AuditSeal
from storage.unit_of_work import UnitOfWork

MOST = 1_000  # events under one seal
SETTLED = timedelta(minutes=1)
"""A transaction that wrote an event has ended by then; one that has not comes under a later seal."""

WAITS = timedelta(minutes=10)
"""Fewer events than a full batch are sealed once the oldest is so old."""

LOOKED_BACK = 3
"""So many seals back events that came late are looked for."""

BEGINNING = "0" * 64
_COLUMNS = (
    AuditEvent.id,
    AuditEvent.at,
    AuditEvent.operation_id,
    AuditEvent.member_id,
    AuditEvent.action,
    AuditEvent.record_table,
    AuditEvent.record_id,
    AuditEvent.before,
    AuditEvent.after,
    AuditEvent.message_key,
)
"""What a seal is over, in this order: a new column of events would need a new kind of seal."""

_STORE = or_nothing(insert(AuditSeal)).returning(AuditSeal.number)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands: so many seals over so many events, the last digest, those not sealed yet; `wrong` what does not."""

    seals: int
    events: int
    last: str
    unsealed: int
    wrong: tuple[str, ...] = ()


def seal(unit: UnitOfWork, *, at_once: bool = False) -> int:
    """Seal a batch of events that have settled; how many. `at_once`: also a small batch, however fresh."""
    connection, workspace_id = unit.connection, unit.workspace_id
    last = connection.execute(_last(workspace_id)).first()
    now = database_now(connection)
    until = now + SETTLED if at_once else now - SETTLED
    events = _unsealed(connection, workspace_id, last.last_id if last else None, until)
    if not events or (len(events) < MOST and not at_once and events[0].at > now - WAITS):
        return 0
    row = {
        "workspace_id": workspace_id,
        "number": last.number + 1 if last else 1,
        "previous": last.digest if last else BEGINNING,
        "digest": _digest(last.digest if last else BEGINNING, events),
        "events": b"".join(event.id.bytes for event in events),
        "last_id": max(event.id for event in events) if last is None else max(last.last_id, *(e.id for e in events)),
        "sealed_at": now,
    }
    made = connection.scalar(_STORE, row)
    return len(events) if made is not None else 0


def verify(connection: Connection, workspace_id: int) -> Verdict:
    """Go through the chain from its beginning and compute every seal again."""
    previous, seals, count, wrong = BEGINNING, 0, 0, []
    for row in _seals(connection, workspace_id):
        seals += 1
        ids = _ids(row.events)
        events = _events(connection, workspace_id, ids)
        count += len(ids)
        if row.number != seals or row.previous != previous:
            wrong.append(f"seal {row.number} does not follow the one before it")
        if len(events) != len(ids):
            wrong.append(f"seal {row.number}: {len(ids) - len(events)} of its {len(ids)} events are gone")
        elif _digest(row.previous, events) != row.digest:
            wrong.append(f"seal {row.number}: an event under it was changed")
        previous = row.digest
    total = connection.scalar(select(func.count()).where(AuditEvent.workspace_id == workspace_id)) or 0
    return Verdict(seals, count, previous, max(0, total - count), tuple(wrong))


def _last(workspace_id: int) -> Any:
    return select(AuditSeal).where(AuditSeal.workspace_id == workspace_id).order_by(AuditSeal.number.desc()).limit(1)


def _unsealed(connection: Connection, workspace_id: int, after: UUID | None, until: datetime) -> Sequence[Any]:
    """The next events that have settled, the late ones of the latest seals before them."""
    query = select(*_COLUMNS).where(AuditEvent.workspace_id == workspace_id)
    late = _late(connection, workspace_id, after) if after is not None else []
    fresh = query if after is None else query.where(AuditEvent.id > after)
    found = connection.execute(fresh.order_by(AuditEvent.id).limit(MOST - len(late))).all()
    return [*late, *(event for event in found if _made_at(event.id) <= until)]


def _late(connection: Connection, workspace_id: int, after: UUID) -> list[Any]:
    """Events among those of the latest seals that stand under none of them: committed after their neighbours."""
    latest = connection.execute(
        select(AuditSeal.events, AuditSeal.last_id)
        .where(AuditSeal.workspace_id == workspace_id)
        .order_by(AuditSeal.number.desc())
        .limit(LOOKED_BACK + 1)
    ).all()
    sealed = {each for row in latest[:LOOKED_BACK] for each in _ids(row.events)}
    among = select(AuditEvent.id).where(AuditEvent.workspace_id == workspace_id, AuditEvent.id <= after)
    if len(latest) > LOOKED_BACK:  # older seals hold nothing beyond their last id
        among = among.where(AuditEvent.id > latest[LOOKED_BACK].last_id)
    missed = sorted(set(connection.scalars(among)) - sealed)
    return _events(connection, workspace_id, missed[:MOST])


def _made_at(event_id: UUID) -> datetime:
    """The moment in a UUIDv7, by the clock of the process that made it."""
    return datetime.fromtimestamp((event_id.int >> 80) / 1000, tz=UTC)


def _seals(connection: Connection, workspace_id: int) -> Iterator[Any]:
    number = 0
    while rows := connection.execute(
        select(AuditSeal)
        .where(AuditSeal.workspace_id == workspace_id, AuditSeal.number > number)
        .order_by(AuditSeal.number)
        .limit(50)
    ).all():
        yield from rows
        number = rows[-1].number


def _ids(packed: bytes) -> list[UUID]:
    return [UUID(bytes=bytes(packed[at : at + 16])) for at in range(0, len(packed), 16)]


def _events(connection: Connection, workspace_id: int, ids: Sequence[UUID]) -> list[Any]:
    """Those events in the order of `ids`, as far as they are there."""
    if not ids:
        return []
    query = select(*_COLUMNS).where(AuditEvent.workspace_id == workspace_id, AuditEvent.id.in_(ids))
    found = {row.id: row for row in connection.execute(query)}
    return [found[each] for each in ids if each in found]


def _digest(previous: str, events: Sequence[Any]) -> str:
    """SHA-256 over the digest before and each event's columns as canonical JSON."""
    hashed = hashlib.sha256(previous.encode())
    for event in events:
        hashed.update(b"\n" + msgspec.json.encode([_plain(value) for value in event], order="deterministic"))
    return hashed.hexdigest()


def _plain(value: Any) -> Any:
    """The same on every database: moments to the microsecond in UTC."""
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value
