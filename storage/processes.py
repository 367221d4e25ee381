"""The processes at work on a database: each keeps a lease in its own name, by the database's clock."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from storage import leases
from storage.database import database_now
from storage.entities import Lease
from storage.unit_of_work import UnitOfWork

PREFIX = "process:"


@dataclass(frozen=True, slots=True)
class Process:
    """A living process: `kind` is its role (web, worker, all, or a terminal's), `holder` its own name."""

    kind: str
    holder: str


def stay(unit: UnitOfWork, process: Process, length: timedelta) -> None:
    """Say that a process lives for so long from now on; those that no longer said so are forgotten."""
    leases.forget_ended(unit, PREFIX)
    leases.take(unit, _name(process), process.holder, length)


def leave(unit: UnitOfWork, process: Process) -> None:
    leases.release(unit, _name(process), process.holder)


def list_alive(unit: UnitOfWork) -> list[Process]:
    """Every process alive now, in one order for all who ask."""
    found = leases.list_held(unit, PREFIX)
    return [Process(name.removeprefix(PREFIX).split(":", 1)[0], holder) for name, holder in found]


def alive() -> Select[Any]:
    """The holders alive now, for a query of PostgreSQL's that is built once; `ws` is bound."""
    return select(Lease.holder).where(
        Lease.workspace_id == bindparam("ws"),
        Lease.name.startswith(PREFIX),
        Lease.until > func.clock_timestamp(),
    )


def _name(process: Process) -> str:
    return f"{PREFIX}{process.kind}:{process.holder}"


def list_holders(connection: Connection) -> list[str]:
    """The holders alive now, in whatever workspace."""
    rows = connection.scalars(
        select(Lease.holder).where(Lease.name.startswith(PREFIX), Lease.until > database_now(connection))
    )
    return list(rows)
