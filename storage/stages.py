"""The stages deals go through."""

from collections.abc import Sequence

from sqlalchemy import select

from storage.entities import Stage
from storage.unit_of_work import UnitOfWork

MOST_STAGES = 200


def list_stages(uow: UnitOfWork) -> Sequence[Stage]:
    """Every stage of every pipeline, in order."""
    return uow.session.scalars(
        select(Stage)
        .where(Stage.workspace_id == uow.workspace_id)
        .order_by(Stage.position, Stage.name)
        .limit(MOST_STAGES)
    ).all()
