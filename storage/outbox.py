"""Promised messages: rows first, sent in the order of their address, leased, fenced, never marked sent too early.

Leases and retries are counted by the database's clock; `not_before` is the moment of the next attempt by it, and the
beginning of time for a message that may go at once. The hot path: no ORM.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, bindparam, func, insert, or_, select, union_all, update

from storage.conflicts import or_nothing
from storage.database import database_now
from storage.entities import OutboxMessage, OutboxPart
from storage.statements import Prepared
from storage.states import DEAD, OPEN, SENT, in_state
from storage.types import EPOCH
from storage.unit_of_work import UnitOfWork

AT_ONCE = EPOCH


def enqueue(unit: UnitOfWork, values: dict[str, Any]) -> bool:
    """Promise a message; False if its dedupe key was promised before."""
    row = {
        "workspace_id": unit.workspace_id,
        "state": "queued",
        "attempt": 0,
        "private": False,
        "created_at": unit.now,
        "not_before": AT_ONCE,
        **values,
    }
    return _ENQUEUE.scalar(unit.connection, row) is not None


_ENQUEUE = Prepared(or_nothing(insert(OutboxMessage)).returning(OutboxMessage.id))


def list_due_addresses(
    connection: Connection, platforms: Collection[str], limit: int = 500, *, left_for: timedelta = timedelta(0)
) -> list[tuple[int, str]]:
    """Addresses with something to send now: (workspace, address key), the longest waiting first.

    `left_for`: what was promised since then is left to whoever promised it, who is about to send it.
    """
    now = database_now(connection)
    due = _due(OutboxMessage, now)
    if left_for:
        due = and_(due, OutboxMessage.created_at <= now - left_for)
    rows = connection.execute(
        select(OutboxMessage.workspace_id, OutboxMessage.address_key)
        .where(in_state(OutboxMessage, OPEN), due, OutboxMessage.platform.in_(platforms))
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


_LATEST = union_all(
    *(
        select(OutboxMessage.id)
        .where(
            OutboxMessage.workspace_id == bindparam("ws"),
            OutboxMessage.address_key == bindparam("address"),
            in_state(OutboxMessage, states),
        )
        .order_by(OutboxMessage.id.desc())
        .limit(bindparam("most"))
        .subquery("the_latest")
        .select()
        for states in (SENT, OPEN)
    )
)
_SHOWN = Prepared(
    select(OutboxMessage.id, OutboxMessage.kind, OutboxMessage.about, OutboxMessage.edit_of)
    .where(
        OutboxMessage.workspace_id == bindparam("ws"),
        OutboxMessage.id.in_(_LATEST),
        OutboxMessage.created_at >= bindparam("since"),
    )
    .order_by(OutboxMessage.id.desc())
    .limit(bindparam("most"))
)
_SHOWING = frozenset({"reply", "reminder", "notice"})


class Shown(NamedTuple):
    """A message about records as it stands in a chat."""

    id: UUID
    kind: str
    about: list[str] | None
    edit_of: UUID | None


def list_shown(unit: UnitOfWork, address_key: str, since: datetime, limit: int = 30) -> list[Shown]:
    """The latest messages about records that stand in a chat, newest first; not digests, which are about many."""
    wanted = {"ws": unit.workspace_id, "address": address_key, "since": since, "most": limit}
    found = [Shown(*row) for row in _SHOWN.rows(unit.connection, wanted)]
    replaced = {one.edit_of for one in found}
    return [one for one in found if one.about and one.kind in _SHOWING and one.id not in replaced]


def list_by_key(unit: UnitOfWork, keys: Collection[str]) -> list[tuple[str, UUID]]:
    """(dedupe key, id) of the messages promised under these keys."""
    rows = unit.connection.execute(
        select(OutboxMessage.dedupe_key, OutboxMessage.id).where(
            OutboxMessage.workspace_id == unit.workspace_id, OutboxMessage.dedupe_key.in_(keys)
        )
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
            .where(OutboxMessage.workspace_id == unit.workspace_id, in_state(OutboxMessage, DEAD))
            .order_by(OutboxMessage.id.desc())
            .limit(limit)
        ).all()
    )


def retry_dead(unit: UnitOfWork, row: UUID | None = None) -> int:
    """Queue dead messages (one, or all) again; how many."""
    query = (
        update(OutboxMessage)
        .where(OutboxMessage.workspace_id == unit.workspace_id, in_state(OutboxMessage, DEAD))
        .values(state="queued", not_before=AT_ONCE, error=None)
    )
    return unit.connection.execute(query if row is None else query.where(OutboxMessage.id == row)).rowcount


def drop_waiting(unit: UnitOfWork, platform: str) -> int:
    """End what is queued for a platform; how many. What is being sent just now is left to its sender."""
    return unit.connection.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.workspace_id == unit.workspace_id,
            OutboxMessage.platform == platform,
            in_state(OutboxMessage, OPEN),
            OutboxMessage.state == "queued",
        )
        .values(state="dropped", error="the operator dropped it")
    ).rowcount


def move_chat(unit: UnitOfWork, old_chat_key: str, document: dict[str, Any], new_key: str) -> None:
    """A chat got another id: what still waits for it goes to the new one."""
    unit.connection.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.workspace_id == unit.workspace_id,
            OutboxMessage.address_key.startswith(old_chat_key + "|"),
            in_state(OutboxMessage, OPEN),
        )
        .values(address=document, address_key=new_key)
    )
