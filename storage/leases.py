"""Names that one process holds at a time (a poller's token, its own presence), by the database's clock."""

from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, or_, select

from storage.conflicts import or_take
from storage.database import database_now
from storage.entities import Lease
from storage.types import Moment
from storage.unit_of_work import UnitOfWork

_WANTED = insert(Lease).values(
    workspace_id=bindparam("ws"),
    name=bindparam("called"),
    holder=bindparam("who"),
    until=bindparam("end", type_=Moment()),
)
_FREE = or_(Lease.holder == bindparam("who"), Lease.until < bindparam("now", type_=Moment()))
# One statement, so that two who ask at once cannot both have it.
_TAKE: Any = or_take(_WANTED, ["workspace_id", "name"], ["holder", "until"], _FREE).returning(Lease.holder)


def take(unit: UnitOfWork, name: str, holder: str, length: timedelta) -> bool:
    """Take or keep a name; False while another holds it."""
    now = database_now(unit.connection)
    values = {"ws": unit.workspace_id, "called": name, "who": holder, "end": now + length, "now": now}
    return unit.connection.execute(_TAKE, values).first() is not None


def release(unit: UnitOfWork, name: str, holder: str) -> None:
    unit.connection.execute(
        delete(Lease).where(Lease.workspace_id == unit.workspace_id, Lease.name == name, Lease.holder == holder)
    )


def find_holder(unit: UnitOfWork, name: str) -> str | None:
    """Who holds a name now."""
    return unit.connection.scalar(
        select(Lease.holder).where(
            Lease.workspace_id == unit.workspace_id,
            Lease.name == name,
            Lease.until > database_now(unit.connection),
        )
    )


def list_held(unit: UnitOfWork, prefix: str) -> list[tuple[str, str]]:
    """(name, holder) of the names held now that begin so, in the order of their names; 1,000 at most."""
    rows = unit.connection.execute(
        select(Lease.name, Lease.holder)
        .where(
            Lease.workspace_id == unit.workspace_id,
            Lease.name.startswith(prefix, autoescape=True),
            Lease.until > database_now(unit.connection),
        )
        .order_by(Lease.name)
        .limit(1000)
    )
    return [(row.name, row.holder) for row in rows]


def forget_ended(unit: UnitOfWork, prefix: str) -> int:
    """Drop the names of which nobody renewed the lease; how many."""
    return unit.connection.execute(
        delete(Lease).where(
            Lease.workspace_id == unit.workspace_id,
            Lease.name.startswith(prefix, autoescape=True),
            Lease.until <= database_now(unit.connection),
        )
    ).rowcount
