"""What grows with every message is trimmed: a bounded slice of each table at a time, what was kept long enough first.

What people entered stays, and so does the trail of who changed it; tests/storage/test_retention.py holds every table
to one of the two.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select

from storage.entities import (
    Document,
    Entity,
    InboxMessage,
    OpenChoice,
    OutboxMessage,
    Pending,
    WebMessage,
    WebSession,
)
from storage.slices import one_slice
from storage.unit_of_work import UnitOfWork

SLICE = 500
"""The most rows of a table one transaction drops: bounds how long other writers wait."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long each is kept: handled updates, sent messages, what was put aside for the operator, web chat history."""

    inbox: timedelta
    outbox: timedelta
    put_aside: timedelta
    web: timedelta


Old = Callable[[Keeping, datetime], Sequence[ColumnElement[bool]]]
"""The conditions under which a row is no longer kept, at a moment."""


def trim(unit: UnitOfWork, keeping: Keeping) -> dict[str, int]:
    """Drop one slice of each table; how many rows. A full slice means that there may be more."""
    dropped: dict[str, int] = {}
    for kind, old in RULES:
        name = kind.__tablename__
        so_far = dropped.get(name, 0)
        if so_far < SLICE:  # else a table's next rule would read past all that the first has left
            dropped[name] = so_far + _drop(unit, kind, old(keeping, unit.now))
    return dropped


def _drop(unit: UnitOfWork, kind: Any, old: Sequence[ColumnElement[bool]]) -> int:
    _, key = kind.__table__.primary_key.columns  # workspace_id and one of its own
    mine = kind.workspace_id == unit.workspace_id
    found = one_slice(unit, select(key).where(mine, *old).limit(SLICE))
    return unit.connection.execute(delete(kind).where(mine, key.in_(found))).rowcount


def _ended(kind: Any, at: Any, states: Sequence[str], before: datetime) -> Sequence[ColumnElement[bool]]:
    """Ids grow with time, so the oldest rows come first in the primary key: nothing younger is read."""
    return kind.id < _first_id(before), kind.state.in_(states), at < before


def _first_id(moment: datetime) -> UUID:
    """No UUIDv7 made since a moment is less."""
    return UUID(int=max(0, int(moment.timestamp() * 1000)) << 80)


def _inbox(states: Sequence[str], kept: str) -> Old:
    return lambda keeping, now: _ended(InboxMessage, InboxMessage.received_at, states, now - getattr(keeping, kept))


def _outbox(states: Sequence[str], kept: str) -> Old:
    return lambda keeping, now: _ended(OutboxMessage, OutboxMessage.created_at, states, now - getattr(keeping, kept))


RULES: Sequence[tuple[type[Entity], Old]] = (
    (InboxMessage, _inbox(("done",), "inbox")),
    (InboxMessage, _inbox(("parked", "broken"), "put_aside")),
    (OutboxMessage, _outbox(("sent", "dropped"), "outbox")),
    (OutboxMessage, _outbox(("dead",), "put_aside")),
    (OpenChoice, lambda _, now: (OpenChoice.expires_at < now,)),
    (Pending, lambda _, now: (Pending.expires_at < now,)),
    (WebSession, lambda _, now: (WebSession.expires_at < now,)),
    (WebMessage, lambda keeping, now: (WebMessage.at < now - keeping.web,)),
    (Document, lambda _, now: (Document.expires_at < now,)),
)
"""Parts and choices of a message go with it."""
