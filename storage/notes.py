"""Notes looked up by the message they came by."""

from collections.abc import Sequence

from sqlalchemy import select

from storage.entities import Activity
from storage.unit_of_work import UnitOfWork


def find_by_message(uow: UnitOfWork, keys: Sequence[str]) -> Activity | None:
    return uow.session.scalar(
        select(Activity)
        .where(Activity.workspace_id == uow.workspace_id, Activity.message_key.in_(keys), Activity.kind == "note")
        .order_by(Activity.id.desc())
        .limit(1)
    )


def find_by_external_id(uow: UnitOfWork, external_id: str) -> Activity | None:
    return uow.session.scalar(
        select(Activity).where(Activity.workspace_id == uow.workspace_id, Activity.external_id == external_id)
    )


def list_by_external_prefix(uow: UnitOfWork, prefix: str, limit: int = 1000) -> Sequence[Activity]:
    """The latest activities whose external id begins so."""
    return uow.session.scalars(
        select(Activity)
        .where(Activity.workspace_id == uow.workspace_id, Activity.external_id.startswith(prefix, autoescape=True))
        .order_by(Activity.id.desc())
        .limit(limit)
    ).all()
