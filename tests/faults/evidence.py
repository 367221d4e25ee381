"""What can be known afterwards: the platform's ledger and the database, side by side, and nothing of the program's."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, or_, select

from bot.parts import UNKNOWN
from storage.audit_chain import seal, verify
from storage.database import Database, database_now
from storage.entities import Activity, AuditEvent, FollowUp, InboxMessage, Lead, Member, Operation, OutboxMessage
from storage.references import References
from storage.unit_of_work import UnitOfWork
from tests.faults.doors.door import Take
from tests.faults.office import FaultyOffice, Said
from tests.faults.program import Program

WORKSPACE = 1
_TOKEN = re.compile(r"\b(?:[nrd]\d{5}|q[a-p]{9})\b", re.IGNORECASE)


def tokens_in(text: str) -> frozenset[str]:
    return frozenset(found.lower() for found in _TOKEN.findall(text))


@dataclass(frozen=True)
class Promise:
    """An outbox row: to which chat, what about, and how it ended."""

    id: UUID
    chat: str
    tokens: frozenset[str]
    kind: str
    state: str
    error: str | None
    lease_until: datetime | None = None


@dataclass(frozen=True)
class Evidence:
    """`effects` are the tokens of what was written, in the order it was, each with the update it came by.

    `in_doubt` counts answers that were lost by the platform's doing or came too late for the program, which notes so;
    `in_flight` sends that were under way at each unclean death or what equals it. `reordered`: the platform itself
    offered updates in another order than they were said. `overdue`: how many seconds a lease stood unclaimed after its
    end, as seen during the round.
    """

    said: Sequence[Said]
    effects: Sequence[tuple[str, str | None]]
    takes: Sequence[Take]
    due: Sequence[Said] = ()
    digests: Sequence[str] = ()
    promises: Sequence[Promise] = ()
    unhandled: Sequence[str] = ()
    unacknowledged: Sequence[str] = ()
    unsaid: Sequence[str] = ()
    operations: Sequence[str] = ()
    unwitnessed: Sequence[str] = ()
    unchained: Sequence[str] = ()
    in_doubt: int = 0
    in_flight: Sequence[int] = ()
    reordered: bool = False
    now: datetime | None = None
    overdue: Mapping[str, float] = field(default_factory=dict)
    removed: dict[str, float] = field(default_factory=dict)


def gather(office: FaultyOffice, run: Program) -> Evidence:
    """Look at the ledger and the database as they stand."""
    unchained = _unchained(office.database)
    with office.database.reading.connect() as connection:
        promises = _promises(connection)
        return Evidence(
            said=office.said,
            effects=_effects(connection),
            takes=run.door.takes,
            due=office.due,
            digests=office.digests,
            promises=promises,
            unhandled=_unhandled(connection),
            unacknowledged=run.door.unacknowledged,
            unsaid=_unsaid(connection, database_now(connection)),
            operations=_operations(connection),
            unwitnessed=_unwitnessed(connection),
            unchained=unchained,
            in_doubt=run.door.in_doubt + sum(promise.error == UNKNOWN for promise in promises),
            in_flight=[blow.in_flight for blow in run.blows],
            now=database_now(connection),
            reordered=office.reordered,
            removed=office.removed,
            overdue=run.leases.longest if run.leases else {},
        )


def _unchained(database: Database) -> list[str]:
    """What does not hold of the trail's chain, with everything sealed first."""
    with database.writing.connect() as connection, connection.begin():
        unit = UnitOfWork(connection, WORKSPACE, database_now(connection), References())
        while seal(unit, at_once=True):
            pass
        verdict = verify(connection, WORKSPACE)
    late = [f"{verdict.unsealed} events stand under no seal"] if verdict.unsealed else []
    return [*verdict.wrong, *late]


def is_settled(database: Database) -> bool:
    """Whether nothing waits any more: no update unhandled, no promise open, nothing due unsaid."""
    with database.reading.connect() as connection:
        if _unhandled(connection) or _unsaid(connection, database_now(connection)):
            return False
        return not connection.scalar(
            select(func.count()).select_from(OutboxMessage).where(OutboxMessage.state.in_(("queued", "sending")))
        )


def _effects(connection: Connection) -> list[tuple[str, str | None]]:
    """Notes and leads, oldest first."""
    notes = connection.execute(
        select(Activity.id, Activity.body, Activity.message_key).where(
            Activity.kind == "note", Activity.lead_id.is_(None)
        )
    ).all()
    leads = connection.execute(select(Lead.id, Lead.name)).all()
    found = [(row.id, row.body, row.message_key) for row in notes] + [(row.id, row.name, None) for row in leads]
    return [(token, key) for _, text, key in sorted(found, key=_first) for token in tokens_in(text or "")]


def _first(row: tuple[UUID, str | None, str | None]) -> UUID:
    return row[0]


def _promises(connection: Connection) -> list[Promise]:
    rows = connection.execute(select(OutboxMessage.__table__).order_by(OutboxMessage.id)).all()
    return [
        Promise(
            row.id,
            str(row.address["chat_id"]),
            tokens_in(row.reply or ""),
            row.kind,
            row.state,
            row.error,
            row.lease_until,
        )
        for row in rows
    ]


def _unhandled(connection: Connection) -> list[str]:
    query = select(InboxMessage.key, InboxMessage.state).where(InboxMessage.state != "done")
    return [f"{row.key} {row.state}" for row in connection.execute(query)]


def _unsaid(connection: Connection, now: datetime) -> list[str]:
    """What is due and was not promised: follow-ups and digests, but of those who have left."""
    here = select(Member.id).where(Member.removed_at.is_(None))
    due = select(FollowUp.action).where(
        FollowUp.remind_at <= now, FollowUp.status == "open", FollowUp.owner_id.in_(here)
    )
    digests = select(Member.name).where(Member.digest_next_at <= now, Member.removed_at.is_(None))
    return [*connection.scalars(due), *(f"digest of {name}" for name in connection.scalars(digests))]


def _operations(connection: Connection) -> list[str]:
    """The update each operation came by."""
    return [str(key) for key in connection.scalars(select(Operation.message_key).where(Operation.message_key != None))]  # noqa: E711 - SQL


def _unwitnessed(connection: Connection) -> list[str]:
    """Notes and leads without exactly one audit event of their making, and events of no operation."""
    made = (
        select(AuditEvent.record_id, func.count().label("events"))
        .where(AuditEvent.action == "create")
        .group_by(AuditEvent.record_id)
        .subquery()
    )
    found: list[str] = []
    for kind in (Activity, Lead):
        query = select(kind.id).outerjoin(made, made.c.record_id == kind.id)
        odd = query.where(or_(made.c.events.is_(None), made.c.events != 1))
        found += [f"{kind.__tablename__} {identifier}" for identifier in connection.scalars(odd)]
    orphans = select(AuditEvent.id).outerjoin(Operation, Operation.id == AuditEvent.operation_id)
    found += [f"event {identifier}" for identifier in connection.scalars(orphans.where(Operation.id.is_(None)))]
    return found
