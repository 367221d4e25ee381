"""Choices somebody may make, once: offered with their message, found by token or number, spent by one tap."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, insert, or_, select, update

from storage.entities import OpenChoice
from storage.statements import Prepared
from storage.types import Moment
from storage.unit_of_work import UnitOfWork

_OFFER = Prepared(insert(OpenChoice))
_CLOSE = Prepared(
    update(OpenChoice)
    .where(OpenChoice.workspace_id == bindparam("ws"), OpenChoice.outbox_id == bindparam("message"))
    # Not in the condition: SQLite would look for what is open in the whole workspace.
    .values(spent_at=func.coalesce(OpenChoice.spent_at, bindparam("at", type_=Moment())))
)


def offer(unit: UnitOfWork, rows: Sequence[dict[str, Any]]) -> None:
    """Store the choices of a message (columns of OpenChoice without workspace_id)."""
    if rows:
        _OFFER.run_each(unit.connection, [{"workspace_id": unit.workspace_id, **row} for row in rows])


def find(unit: UnitOfWork, token: str) -> OpenChoice | None:
    """The choice with that token, open or not."""
    return unit.session.get(OpenChoice, (unit.workspace_id, token))


def find_numbered(unit: UnitOfWork, chat_key: str, number: int, member_id: UUID) -> OpenChoice | None:
    """What a typed number means: that choice of the latest message there with choices open to this member."""
    mine = [
        OpenChoice.workspace_id == unit.workspace_id,
        OpenChoice.chat_key == chat_key,
        OpenChoice.spent_at.is_(None),
        OpenChoice.expires_at > unit.now,
        or_(OpenChoice.member_id.is_(None), OpenChoice.member_id == member_id),
    ]
    latest = select(func.max(OpenChoice.outbox_id)).where(*mine).scalar_subquery()
    return unit.session.scalar(
        select(OpenChoice).where(*mine, OpenChoice.outbox_id == latest, OpenChoice.number == number).limit(1)
    )


def list_latest(unit: UnitOfWork, chat_key: str, member_id: UUID, limit: int = 30) -> Sequence[OpenChoice]:
    """What the latest message there that offers this member anything offers, in its order."""
    mine = [
        OpenChoice.workspace_id == unit.workspace_id,
        OpenChoice.chat_key == chat_key,
        OpenChoice.expires_at > unit.now,
        or_(OpenChoice.member_id.is_(None), OpenChoice.member_id == member_id),
    ]
    latest = select(func.max(OpenChoice.outbox_id)).where(*mine).scalar_subquery()
    query = select(OpenChoice).where(*mine, OpenChoice.outbox_id == latest).order_by(OpenChoice.number)
    return unit.session.scalars(query.limit(limit)).all()


def spend(unit: UnitOfWork, token: str) -> bool:
    """Take the one right to use a choice; False if it was spent or has expired."""
    return (
        unit.connection.execute(
            update(OpenChoice)
            .where(
                OpenChoice.workspace_id == unit.workspace_id,
                OpenChoice.token == token,
                OpenChoice.spent_at.is_(None),
                OpenChoice.expires_at > unit.now,
            )
            .values(spent_at=unit.now)
        ).rowcount
        == 1
    )


def close(unit: UnitOfWork, outbox_id: UUID) -> None:
    """End the choices that a message still offers: another takes its place."""
    _CLOSE.run(unit.connection, {"ws": unit.workspace_id, "message": outbox_id, "at": unit.now})
