"""The durable inbox: every accepted update as raw as it came, under a unique key. The hot path: no ORM."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from domain.chat import RawUpdate
from storage.conflicts import or_nothing
from storage.entities import InboxMessage, new_id
from storage.statements import Prepared
from storage.states import PENDING, PUT_ASIDE, in_state
from storage.unit_of_work import UnitOfWork

_T = InboxMessage.__table__


@dataclass(frozen=True, slots=True)
class Stored:
    """An inbox row on its way through a lane. `is_held`: this process handles it; else whoever takes it up."""

    workspace_id: int
    id: UUID
    update: RawUpdate
    attempts: int = 0
    is_held: bool = True


def new(unit: UnitOfWork, update: RawUpdate) -> Stored:
    """A row to be."""
    return Stored(unit.workspace_id, new_id(), update)


def held(one: Stored, is_held: bool) -> Stored:  # noqa: FBT001 - what its name asks
    return replace(one, is_held=is_held)


def values(one: Stored) -> dict[str, Any]:
    """What is stored of it; nobody holds it yet."""
    return {
        "workspace_id": one.workspace_id,
        "id": one.id,
        "platform": one.update.platform,
        "tenant": one.update.tenant,
        "key": one.update.key,
        "lane": one.update.lane,
        "payload": one.update.payload,
        "received_at": one.update.received_at,
        "state": "pending",
        "attempts": 0,
    }


_STORE = Prepared(or_nothing(insert(InboxMessage)))
_KEPT = Prepared(
    select(InboxMessage.id).where(
        InboxMessage.workspace_id == bindparam("ws"), InboxMessage.id.in_(bindparam("made", expanding=True))
    )
)


def store(unit: UnitOfWork, raw: RawUpdate) -> Stored | None:
    """Keep an update; None if its key is known (a redelivery, which changes nothing)."""
    return store_all(unit, (raw,))[0]


def store_all(unit: UnitOfWork, updates: Sequence[RawUpdate]) -> list[Stored | None]:
    """Keep updates, in order; None in the place of each whose key is known."""
    made = [new(unit, update) for update in updates]
    if _STORE.run_each(unit.connection, [values(one) for one in made]) == len(made):
        return list(made)
    found = _KEPT.rows(unit.connection, {"ws": unit.workspace_id, "made": [one.id for one in made]})
    kept = {row.id for row in found}
    return [one if one.id in kept else None for one in made]


_FINISH = (
    update(InboxMessage)
    .where(
        InboxMessage.workspace_id == bindparam("ws"),
        InboxMessage.id == bindparam("row"),
        in_state(InboxMessage, PENDING),
    )
    .values(state=bindparam("to"), done_at=bindparam("at"), error_id=bindparam("error"))
)
_DONE = Prepared(_FINISH)
_DONE_BY = Prepared(_FINISH.where(InboxMessage.holder == bindparam("me")))


def finish(
    unit: UnitOfWork, row: UUID, *, state: str = "done", error_id: str | None = None, holder: str | None = None
) -> bool:
    """Mark a row handled (`done`), `parked` or `broken`; False if it was no longer pending, so its effect stands.

    With a `holder` also False where the row has passed to another process.
    """
    values = {"ws": unit.workspace_id, "row": row, "to": state, "at": unit.now, "error": error_id}
    if holder is None:
        return _DONE.run(unit.connection, values) == 1
    return _DONE_BY.run(unit.connection, {**values, "me": holder}) == 1


def count_attempt(unit: UnitOfWork, row: UUID) -> None:
    """One more handling failed; kept so that a restart does not begin to count anew."""
    unit.connection.execute(
        update(InboxMessage)
        .where(InboxMessage.workspace_id == unit.workspace_id, InboxMessage.id == row)
        .values(attempts=InboxMessage.attempts + 1)
    )


def list_pending(connection: Connection, *, after: UUID | None, limit: int, platforms: Collection[str]) -> list[Stored]:
    """Rows accepted but not handled, oldest first, of any workspace: what a crash left behind."""
    query = (
        select(_T)
        .where(in_state(InboxMessage, PENDING), InboxMessage.platform.in_(platforms))
        .order_by(InboxMessage.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(InboxMessage.id > after)
    return [stored(row) for row in connection.execute(query)]


def list_pending_ids(
    connection: Connection, *, platforms: Collection[str], holder: str | None, limit: int = 20_000
) -> list[UUID]:
    """Rows accepted but not handled, oldest first; with a `holder` those that process holds."""
    query = select(_T.c.id).where(in_state(InboxMessage, PENDING), InboxMessage.platform.in_(platforms))
    if holder is not None:
        query = query.where(InboxMessage.holder == holder)
    return list(connection.scalars(query.order_by(InboxMessage.id).limit(limit)))


def list_by_id(connection: Connection, identifiers: Sequence[UUID], limit: int = 500) -> list[Stored]:
    """The first of these rows that still wait, oldest first."""
    query = select(_T).where(InboxMessage.id.in_(identifiers[:limit]), in_state(InboxMessage, PENDING))
    return [stored(row) for row in connection.execute(query.order_by(InboxMessage.id))]


def stored(row: Row[Any]) -> Stored:
    """A row of the table as it goes through a lane."""
    raw = RawUpdate(row.platform, row.tenant, row.key, row.lane, row.payload, row.received_at)
    return Stored(row.workspace_id, row.id, raw, row.attempts)


def list_failed(unit: UnitOfWork, limit: int = 50) -> list[tuple[UUID, str, str, str | None, datetime]]:
    """What was parked or broken: (id, platform, state, error id, received), newest first."""
    rows = unit.connection.execute(
        select(
            InboxMessage.id,
            InboxMessage.platform,
            InboxMessage.state,
            InboxMessage.error_id,
            InboxMessage.received_at,
        )
        .where(InboxMessage.workspace_id == unit.workspace_id, in_state(InboxMessage, PUT_ASIDE))
        .order_by(InboxMessage.id.desc())
        .limit(limit)
    ).all()
    return [tuple(row) for row in rows]  # type: ignore[misc]  # the row's columns are those of the type


def retry(unit: UnitOfWork, row: UUID | None = None) -> int:
    """Put parked and broken rows (one, or all) back; how many."""
    query = (
        update(InboxMessage)
        .where(InboxMessage.workspace_id == unit.workspace_id, in_state(InboxMessage, PUT_ASIDE))
        .values(state="pending", attempts=0, error_id=None, done_at=None, holder=None)
    )
    if row is not None:
        query = query.where(InboxMessage.id == row)
    return unit.connection.execute(query).rowcount
