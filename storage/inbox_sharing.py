"""How several processes on PostgreSQL divide the inbox: a row belongs to the process in `holder` while that one lives.

A lane (a conversation) stays with one process as long as it has rows there, which keeps bursts together; processes look
one after the other, so that none gets a part of what another takes. That is for peace; what keeps the order, whatever
the clocks and leases do, is `is_next`, asked within the transaction that handles a row, and what keeps an effect single
is `inbox.finish`, which only the row's holder can do, and once.
"""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, case, exists, insert, literal_column, null, or_, select, text, update
from sqlalchemy.orm import aliased

from domain.chat import RawUpdate
from storage import inbox, processes
from storage.conflicts import or_nothing
from storage.entities import InboxMessage
from storage.inbox import Stored
from storage.statements import Prepared
from storage.states import PENDING, in_state
from storage.unit_of_work import UnitOfWork

_M = InboxMessage
_T: Any = InboxMessage.__table__
FIRST = UUID(int=0)
_ME: Any = bindparam("me")


def _same_lane(one: Any, other: Any) -> tuple[Any, ...]:
    return (
        one.workspace_id == other.workspace_id,
        one.platform == other.platform,
        one.tenant == other.tenant,
        one.lane == other.lane,
        in_state(one, PENDING),
    )


_other = aliased(InboxMessage)
_BUSY = exists().where(
    _other.workspace_id == bindparam("ws"),
    _other.platform == bindparam("of_platform"),
    _other.tenant == bindparam("of_tenant"),
    _other.lane == bindparam("of_lane"),
    in_state(_other, PENDING),
    _other.holder.is_distinct_from(_ME),
)
_STORE = or_nothing(insert(InboxMessage).values(holder=case((_BUSY, null()), else_=_ME))).returning(_M.id, _M.holder)


def store_all(unit: UnitOfWork, updates: Sequence[RawUpdate], me: str) -> list[Stored | None]:
    """As `inbox.store_all`; the rows are held by `me` unless something else waits in their lane (`is_held` tells)."""
    made = [inbox.new(unit, update) for update in updates]
    rows = [
        {
            **inbox.values(one),
            "ws": one.workspace_id,
            "of_platform": one.update.platform,
            "of_tenant": one.update.tenant,
            "of_lane": one.update.lane,
            "me": me,
        }
        for one in made
    ]
    kept = {row.id: row.holder for row in unit.connection.execute(_STORE, rows)}
    return [inbox.held(one, kept[one.id] == me) if one.id in kept else None for one in made]


_alive = processes.alive().subquery()
_free = aliased(InboxMessage)
_rival = aliased(InboxMessage)
_FREE = (
    select(_free.id)
    .where(
        _free.workspace_id == bindparam("ws"),
        in_state(_free, PENDING),
        _free.platform.in_(bindparam("platforms", expanding=True)),
        or_(_free.holder.is_(None), _free.holder.not_in(select(_alive.c.holder))),
        ~exists().where(*_same_lane(_rival, _free), _rival.holder != _ME, _rival.holder.in_(select(_alive.c.holder))),
    )
    .order_by(_free.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("free")  # looked for once: as a subquery PostgreSQL may ask it anew for each row, past its limit
)
_CLAIM = update(_M).where(_M.workspace_id == bindparam("ws"), _M.id == _FREE.c.id).values(holder=_ME).returning(*_T.c)


_ALONE = text("SELECT pg_try_advisory_xact_lock(hashtextextended('inbox', :ws))")


_ANY_FREE = Prepared(
    select(_M.id)
    .where(
        _M.workspace_id == bindparam("ws"),
        in_state(_M, PENDING),
        or_(_M.holder.is_(None), _M.holder.not_in(select(_alive.c.holder))),
    )
    .limit(literal_column("1"))
)


def claim_alone(unit: UnitOfWork, me: str, platforms: Collection[str], most: int) -> list[Stored] | None:
    """As `claim`, but None while another process looks at this moment."""
    if _ANY_FREE.first(unit.connection, {"ws": unit.workspace_id}) is None:
        return []  # as nearly always: one cheap question
    if not unit.connection.scalar(_ALONE, {"ws": unit.workspace_id}):
        return None
    return claim(unit, me, platforms, most)


def claim(unit: UnitOfWork, me: str, platforms: Collection[str], most: int) -> list[Stored]:
    """Take up to so many rows that nobody alive holds, of lanes that nobody else alive is at; oldest first."""
    values = {"ws": unit.workspace_id, "me": me, "platforms": list(platforms), "most": most}
    found = unit.connection.execute(_CLAIM, values).all()
    return sorted((inbox.stored(row) for row in found), key=lambda one: one.id)


_EARLIER = Prepared(
    select(_M.id)
    .where(
        _M.workspace_id == bindparam("ws"),
        _M.platform == bindparam("of_platform"),
        _M.tenant == bindparam("of_tenant"),
        _M.lane == bindparam("of_lane"),
        in_state(_M, PENDING),
        _M.id < bindparam("last"),
        _M.id > bindparam("after"),
    )
    .order_by(_M.id)
    .limit(literal_column("1"))
)


def is_next(unit: UnitOfWork, turn: Sequence[Stored], passed: Collection[UUID]) -> bool:
    """Whether nothing earlier waits in the lane of these rows but what they pass on purpose: so order is kept.

    Whoever holds it: what this process took up a moment ago may not have reached its lane yet.
    """
    last = max(turn, key=lambda one: one.id)
    values = {
        "ws": unit.workspace_id,
        "of_platform": last.update.platform,
        "of_tenant": last.update.tenant,
        "of_lane": last.update.lane,
        "last": last.id,
    }
    known = {*passed, *(one.id for one in turn)}
    after = FIRST
    while (found := _EARLIER.scalar(unit.connection, {**values, "after": after})) in known:
        after = found
    return found is None


def release(unit: UnitOfWork, me: str, rows: Collection[UUID] | None = None) -> int:
    """Let go of rows (None: of all) that wait; whoever comes next takes them. How many."""
    mine = update(_M).where(_M.workspace_id == unit.workspace_id, in_state(_M, PENDING), _M.holder == me)
    chosen = mine if rows is None else mine.where(_M.id.in_(rows))
    return unit.connection.execute(chosen.values(holder=null())).rowcount


def count_waiting(unit: UnitOfWork, most: int) -> int:
    """How many updates wait to be handled, counted up to `most`."""
    waiting: Any = (
        select(literal_column("1")).where(_M.workspace_id == unit.workspace_id, in_state(_M, PENDING)).limit(most)
    )
    return len(unit.connection.execute(waiting).all())
