"""Claiming, sending, settling a promised message: leased, fenced, in the order of its address. The hot path.

Leases and retries are counted by the database's clock, so that workers with wrong clocks agree. Every statement is
built once: building costs more than the database's own work.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Text, and_, bindparam, case, insert, or_, select, update
from sqlalchemy.orm import aliased

from storage.database import database_now
from storage.entities import Member, OutboxMessage, OutboxPart
from storage.statements import Prepared
from storage.states import OPEN, in_state
from storage.types import Id, Json, Moment
from storage.unit_of_work import UnitOfWork

_M = OutboxMessage
_WS: Any = bindparam("ws")
_NOW = bindparam("now", type_=Moment())


@dataclass(frozen=True, slots=True)
class Claim:
    """A row this process may send now, until its lease ends. `attempt` fences whoever was late."""

    workspace_id: int
    row: Row[Any]

    @property
    def id(self) -> UUID:
        identifier: UUID = self.row.id
        return identifier

    @property
    def attempt(self) -> int:
        attempt: int = self.row.attempt
        return attempt

    @property
    def in_doubt(self) -> bool:
        """A worker before us may have sent it: its lease ended without a word."""
        return bool(self.row.in_doubt)


def _of_address(kind: Any) -> Any:
    return and_(kind.workspace_id == _WS, kind.address_key == bindparam("key_of_address"), in_state(kind, OPEN))


_other = aliased(OutboxMessage)
_FIRST = select(_other.id).where(_of_address(_other)).order_by(_other.id).limit(1).scalar_subquery()
_CLAIM = Prepared(
    update(_M)
    .where(
        _M.workspace_id == _WS,
        _M.id == _FIRST,
        or_(
            and_(_M.state == "queued", _M.not_before <= _NOW),
            and_(_M.state == "sending", _M.lease_until < _NOW),
        ),
    )
    .values(
        state="sending",
        attempt=_M.attempt + 1,
        in_doubt=(_M.state == "sending"),
        lease_until=bindparam("until", type_=Moment()),
    )
    .returning(*_M.__table__.c)
)


def claim_next(unit: UnitOfWork, address_key: str, lease: timedelta) -> Claim | None:
    """Take the first message of an address, unless another worker holds it or it must wait: order is never broken.

    Two workers that ask at once mean the same row; the second finds it leased when its turn comes, and gets nothing.
    """
    now = database_now(unit.connection)
    values = {"ws": unit.workspace_id, "key_of_address": address_key, "now": now, "until": now + lease}
    row = _CLAIM.first(unit.connection, values)
    return Claim(unit.workspace_id, row) if row else None


_NEXT = Prepared(
    select(case((_M.state == "sending", _M.lease_until), else_=_M.not_before))
    .where(_of_address(_M))
    .order_by(_M.id)
    .limit(1)
)


def next_attempt_at(unit: UnitOfWork, address_key: str) -> datetime | None:
    """When the first message of an address may be tried (database's clock); None if nothing waits."""
    at: datetime | None = _NEXT.scalar(unit.connection, {"ws": unit.workspace_id, "key_of_address": address_key})
    return at


def has_more(unit: UnitOfWork, address_key: str) -> bool:
    """Whether anything else waits for an address."""
    return next_attempt_at(unit, address_key) is not None


_READER = Prepared(
    select(Member.language, Member.removed_at).where(
        Member.workspace_id == _WS, Member.id == bindparam("member", type_=Id())
    )
)


def find_reader(unit: UnitOfWork, claim: Claim) -> Any:
    """The (language, removed_at) of the member a message is for; None where it is for whoever is there."""
    if claim.row.member_id is None:
        return None
    return _READER.first(unit.connection, {"ws": unit.workspace_id, "member": claim.row.member_id})


_PARTS = Prepared(
    select(OutboxPart.n, OutboxPart.payload, OutboxPart.message_id, OutboxPart.sent_at)
    .where(OutboxPart.workspace_id == _WS, OutboxPart.outbox_id == bindparam("message"))
    .order_by(OutboxPart.n)
)
_KEEP_PARTS = Prepared(insert(OutboxPart))
_PART_SENT = Prepared(
    update(OutboxPart)
    .where(
        OutboxPart.workspace_id == _WS,
        OutboxPart.outbox_id == bindparam("message"),
        OutboxPart.n == bindparam("number"),
    )
    .values(message_id=bindparam("platform_id"), sent_at=bindparam("at", type_=Moment()))
)


def list_parts(unit: UnitOfWork, outbox_id: UUID) -> Sequence[Row[Any]]:
    """The rendered parts of a message, in order: (n, payload, message_id, sent_at)."""
    return _PARTS.rows(unit.connection, {"ws": unit.workspace_id, "message": outbox_id})


def keep_parts(unit: UnitOfWork, claim: Claim, chat_key: str, payloads: Sequence[str]) -> None:
    """Store the rendered parts before the first is sent, so that a split message never repeats its first part."""
    shared = {"workspace_id": unit.workspace_id, "outbox_id": claim.id, "chat_key": chat_key}
    rows = [{**shared, "n": n, "payload": payload} for n, payload in enumerate(payloads)]
    _KEEP_PARTS.run_each(unit.connection, rows)


def mark_part_sent(unit: UnitOfWork, claim: Claim, n: int, message_id: str) -> None:
    values = {"ws": unit.workspace_id, "message": claim.id, "number": n, "platform_id": message_id, "at": unit.now}
    _PART_SENT.run(unit.connection, values)


_OURS = update(_M).where(
    _M.workspace_id == _WS, _M.id == bindparam("message"), _M.attempt == bindparam("fence"), _M.state == "sending"
)
_RENEWED = Prepared(_OURS.values(lease_until=bindparam("until", type_=Moment())))
_SENT = Prepared(_OURS.values(state="sent", sent_at=bindparam("at", type_=Moment()), lease_until=None))
_PUT_BACK = Prepared(
    _OURS.values(
        state="queued",
        not_before=bindparam("at", type_=Moment()),
        lease_until=None,
        error=bindparam("why", type_=Text()),
    )
)
_END = Prepared(
    _OURS.values(state=bindparam("to", type_=Text()), lease_until=None, error=bindparam("why", type_=Text()))
)
_COMPOSED = Prepared(_OURS.values(reply=bindparam("said", type_=Text()), about=bindparam("records", type_=Json())))


def mark_sent(unit: UnitOfWork, claim: Claim) -> bool:
    """The platform took all of it; False if this worker's lease had ended and another holds the row."""
    return _settle(unit, claim, _SENT, at=unit.now)


def renew(unit: UnitOfWork, claim: Claim, lease: timedelta) -> bool:
    """More parts are to be sent: the lease begins anew. False if it had ended and another holds the row."""
    until = database_now(unit.connection) + lease
    return _settle(unit, claim, _RENEWED, until=until)


def put_back(unit: UnitOfWork, claim: Claim, wait: timedelta, error: str) -> bool:
    """A passing failure: try again after `wait` by the database's clock."""
    at = database_now(unit.connection) + wait
    return _settle(unit, claim, _PUT_BACK, at=at, why=error)


def end(unit: UnitOfWork, claim: Claim, state: str, error: str | None) -> bool:
    """No more attempts: `dead` (kept for the operator) or `dropped` (no longer wanted)."""
    return _settle(unit, claim, _END, to=state, why=error)


def keep_composed(unit: UnitOfWork, claim: Claim, reply: str, about: list[str] | None) -> bool:
    """A template became a reply; kept so that a second attempt says the same."""
    return _settle(unit, claim, _COMPOSED, said=reply, records=about)


def _settle(unit: UnitOfWork, claim: Claim, statement: Prepared, **values: Any) -> bool:
    known = {"ws": unit.workspace_id, "message": claim.id, "fence": claim.attempt, **values}
    return statement.run(unit.connection, known) == 1
