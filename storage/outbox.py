"""Promised messages: rows first, sent in the order of their address, leased, fenced, never marked sent too early.

Leases and retries are counted by the database's clock; `not_before` is the moment of the next attempt by it, and the
beginning of time for a message that may go at once. The hot path: no ORM.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, and_, case, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from storage.database import database_now
from storage.entities import OutboxMessage, OutboxPart
from storage.types import EPOCH
from storage.unit_of_work import UnitOfWork

AT_ONCE = EPOCH
OPEN = ("queued", "sending")


@dataclass(frozen=True, slots=True)
class Claim:
    """A row this process may send now, until its lease ends. `attempt` fences whoever was late."""

    workspace_id: int
    row: Row[Any]
    attempt: int
    in_doubt: bool

    @property
    def id(self) -> UUID:
        identifier: UUID = self.row.id
        return identifier


def enqueue(unit: UnitOfWork, values: dict[str, Any]) -> bool:
    """Promise a message; False if its dedupe key was promised before."""
    kind = postgresql.insert if unit.connection.dialect.name == "postgresql" else sqlite.insert
    row = {
        "workspace_id": unit.workspace_id,
        "state": "queued",
        "attempt": 0,
        "private": False,
        "created_at": unit.now,
        "not_before": AT_ONCE,
        **values,
    }
    statement = kind(OutboxMessage).on_conflict_do_nothing().returning(OutboxMessage.id)
    return unit.connection.scalar(statement, row) is not None


def list_due_addresses(connection: Connection, platforms: Collection[str], limit: int = 500) -> list[tuple[int, str]]:
    """Addresses with something to send now: (workspace, address key), the longest waiting first."""
    now = database_now(connection)
    due = _due(OutboxMessage, now)
    rows = connection.execute(
        select(OutboxMessage.workspace_id, OutboxMessage.address_key)
        .where(due, OutboxMessage.platform.in_(platforms))
        .group_by(OutboxMessage.workspace_id, OutboxMessage.address_key)
        .order_by(func.min(OutboxMessage.not_before))
        .limit(limit)
    ).all()
    return [(row.workspace_id, row.address_key) for row in rows]


def _due(kind: Any, now: datetime) -> Any:
    return or_(
        and_(kind.state == "queued", kind.not_before <= now),
        and_(kind.state == "sending", kind.lease_until < now),
    )


def claim_next(unit: UnitOfWork, address_key: str, lease: timedelta) -> Claim | None:
    """Take the first message of an address, unless another worker holds it or it must wait: order is never broken."""
    now = database_now(unit.connection)
    earlier = aliased(OutboxMessage)
    first = ~exists().where(
        earlier.workspace_id == OutboxMessage.workspace_id,
        earlier.address_key == OutboxMessage.address_key,
        earlier.state.in_(OPEN),
        earlier.id < OutboxMessage.id,
    )
    candidate = unit.connection.execute(
        select(OutboxMessage.id, OutboxMessage.state)
        .where(
            OutboxMessage.workspace_id == unit.workspace_id,
            OutboxMessage.address_key == address_key,
            OutboxMessage.state.in_(OPEN),
        )
        .order_by(OutboxMessage.id)
        .limit(1)
    ).one_or_none()
    if candidate is None:
        return None
    row = unit.connection.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.workspace_id == unit.workspace_id,
            OutboxMessage.id == candidate.id,
            _due(OutboxMessage, now),
            first,
        )
        .values(state="sending", attempt=OutboxMessage.attempt + 1, lease_until=now + lease)
        .returning(*OutboxMessage.__table__.c)
    ).one_or_none()
    return Claim(unit.workspace_id, row, row.attempt, candidate.state == "sending") if row else None


def next_attempt_at(connection: Connection, workspace_id: int, address_key: str) -> datetime | None:
    """When the first message of an address may be tried (database's clock); None if nothing waits."""
    row = connection.execute(
        select(case((OutboxMessage.state == "sending", OutboxMessage.lease_until), else_=OutboxMessage.not_before))
        .where(
            OutboxMessage.workspace_id == workspace_id,
            OutboxMessage.address_key == address_key,
            OutboxMessage.state.in_(OPEN),
        )
        .order_by(OutboxMessage.id)
        .limit(1)
    ).one_or_none()
    return row[0] if row else None


def _fenced(unit: UnitOfWork, claim: Claim, **values: Any) -> bool:
    return (
        unit.connection.execute(
            update(OutboxMessage)
            .where(
                OutboxMessage.workspace_id == unit.workspace_id,
                OutboxMessage.id == claim.id,
                OutboxMessage.attempt == claim.attempt,
                OutboxMessage.state == "sending",
            )
            .values(**values)
        ).rowcount
        == 1
    )


def keep_composed(unit: UnitOfWork, claim: Claim, reply: str, about: list[str] | None) -> bool:
    """A template became a reply; kept so that a second attempt says the same."""
    return _fenced(unit, claim, reply=reply, about=about)


def list_parts(unit: UnitOfWork, outbox_id: UUID) -> list[Any]:
    """The rendered parts of a message, in order: (n, payload, message_id, sent_at)."""
    return list(
        unit.connection.execute(
            select(OutboxPart.n, OutboxPart.payload, OutboxPart.message_id, OutboxPart.sent_at)
            .where(OutboxPart.workspace_id == unit.workspace_id, OutboxPart.outbox_id == outbox_id)
            .order_by(OutboxPart.n)
        ).all()
    )


def keep_parts(unit: UnitOfWork, claim: Claim, chat_key: str, payloads: Sequence[str]) -> None:
    """Store the rendered parts before the first is sent, so that a split message never repeats its first part."""
    unit.connection.execute(
        OutboxPart.__table__.insert(),  # type: ignore[attr-defined]  # a Table in truth
        [
            {
                "workspace_id": unit.workspace_id,
                "outbox_id": claim.id,
                "n": n,
                "payload": payload,
                "chat_key": chat_key,
                "message_id": None,
                "sent_at": None,
            }
            for n, payload in enumerate(payloads)
        ],
    )


def mark_part_sent(unit: UnitOfWork, claim: Claim, n: int, message_id: str) -> None:
    unit.connection.execute(
        update(OutboxPart)
        .where(OutboxPart.workspace_id == unit.workspace_id, OutboxPart.outbox_id == claim.id, OutboxPart.n == n)
        .values(message_id=message_id, sent_at=unit.now)
    )


def mark_sent(unit: UnitOfWork, claim: Claim) -> bool:
    return _fenced(unit, claim, state="sent", sent_at=unit.now, lease_until=None)


def put_back(unit: UnitOfWork, claim: Claim, wait: timedelta, error: str) -> bool:
    """A passing failure: try again after `wait` by the database's clock."""
    at = database_now(unit.connection) + wait
    return _fenced(unit, claim, state="queued", not_before=at, lease_until=None, error=error)


def end(unit: UnitOfWork, claim: Claim, state: str, error: str | None) -> bool:
    """No more attempts: `dead` (kept for the operator) or `dropped` (no longer wanted)."""
    return _fenced(unit, claim, state=state, lease_until=None, error=error)


def find_by_message(unit: UnitOfWork, chat_key: str, message_id: str) -> OutboxMessage | None:
    """The message of ours that a platform knows by that id."""
    return unit.session.scalar(
        select(OutboxMessage)
        .join(
            OutboxPart,
            and_(OutboxPart.workspace_id == OutboxMessage.workspace_id, OutboxPart.outbox_id == OutboxMessage.id),
        )
        .where(
            OutboxPart.workspace_id == unit.workspace_id,
            OutboxPart.chat_key == chat_key,
            OutboxPart.message_id == message_id,
        )
        .order_by(OutboxMessage.id.desc())
        .limit(1)
    )


def find_by_answer(unit: UnitOfWork, chat_key: str, key: str) -> OutboxMessage | None:
    """The latest message about a record that answered an update, in that chat."""
    return unit.session.scalar(
        select(OutboxMessage)
        .join(
            OutboxPart,
            and_(OutboxPart.workspace_id == OutboxMessage.workspace_id, OutboxPart.outbox_id == OutboxMessage.id),
        )
        .where(
            OutboxMessage.workspace_id == unit.workspace_id,
            OutboxMessage.answers == key,
            OutboxMessage.about.is_not(None),
            OutboxPart.chat_key == chat_key,
        )
        .order_by(OutboxMessage.id.desc())
        .limit(1)
    )


def list_by_key(unit: UnitOfWork, prefix: str, limit: int = 100) -> list[tuple[str, UUID]]:
    """(dedupe key, id) of the messages promised under keys of that prefix."""
    rows = unit.connection.execute(
        select(OutboxMessage.dedupe_key, OutboxMessage.id)
        .where(
            OutboxMessage.workspace_id == unit.workspace_id,
            OutboxMessage.dedupe_key >= prefix,
            OutboxMessage.dedupe_key < prefix + "\U0010ffff",
        )
        .limit(limit)
    )
    return [(str(key), identifier) for key, identifier in rows]


def list_dead(unit: UnitOfWork, limit: int = 50) -> list[Any]:
    """What could not be sent: (id, platform, kind, error, created_at), newest first."""
    return list(
        unit.connection.execute(
            select(
                OutboxMessage.id,
                OutboxMessage.platform,
                OutboxMessage.kind,
                OutboxMessage.error,
                OutboxMessage.created_at,
            )
            .where(OutboxMessage.workspace_id == unit.workspace_id, OutboxMessage.state == "dead")
            .order_by(OutboxMessage.id.desc())
            .limit(limit)
        ).all()
    )


def retry_dead(unit: UnitOfWork, row: UUID | None = None) -> int:
    """Queue dead messages (one, or all) again; how many."""
    query = (
        update(OutboxMessage)
        .where(OutboxMessage.workspace_id == unit.workspace_id, OutboxMessage.state == "dead")
        .values(state="queued", not_before=AT_ONCE, error=None)
    )
    return unit.connection.execute(query if row is None else query.where(OutboxMessage.id == row)).rowcount


def count_open(connection: Connection) -> dict[str, int]:
    """How many messages are queued, being sent, dead."""
    rows = connection.execute(
        select(OutboxMessage.state, func.count())
        .where(OutboxMessage.state.in_((*OPEN, "dead")))
        .group_by(OutboxMessage.state)
    ).all()
    return {state: int(count) for state, count in rows}


def move_chat(unit: UnitOfWork, old_chat_key: str, document: dict[str, Any], new_key: str) -> None:
    """A chat got another id: what still waits for it goes to the new one."""
    unit.connection.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.workspace_id == unit.workspace_id,
            OutboxMessage.address_key.startswith(old_chat_key + "|"),
            OutboxMessage.state.in_(OPEN),
        )
        .values(address=document, address_key=new_key)
    )


def forget_older(unit: UnitOfWork, before: datetime) -> int:
    """Drop what was sent or dropped before a moment; how many."""
    return unit.connection.execute(
        OutboxMessage.__table__.delete().where(  # type: ignore[attr-defined]  # a Table in truth
            OutboxMessage.workspace_id == unit.workspace_id,
            OutboxMessage.state.in_(("sent", "dropped")),
            OutboxMessage.created_at < before,
        )
    ).rowcount
