"""Names that one process holds at a time (a poller's token), by the database's clock."""

from datetime import timedelta

from sqlalchemy import delete, or_, select, update

from storage.database import database_now
from storage.entities import Lease
from storage.unit_of_work import UnitOfWork


def take(unit: UnitOfWork, name: str, holder: str, length: timedelta) -> bool:
    """Take or keep a name; False while another holds it."""
    now = database_now(unit.connection)
    mine = (Lease.workspace_id == unit.workspace_id, Lease.name == name)
    taken = unit.connection.execute(
        update(Lease)
        .where(*mine, or_(Lease.holder == holder, Lease.until < now))
        .values(holder=holder, until=now + length)
    )
    if taken.rowcount:
        return True
    if unit.connection.scalar(select(Lease.holder).where(*mine)) is not None:
        return False
    unit.add(Lease(name=name, holder=holder, until=now + length))
    return True


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
