"""Pipelines and their stages."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from storage.entities import Pipeline, Stage
from storage.unit_of_work import UnitOfWork


def find_first_pipeline(uow: UnitOfWork) -> Pipeline | None:
    return uow.session.scalar(
        select(Pipeline).where(Pipeline.workspace_id == uow.workspace_id).order_by(Pipeline.id).limit(1)
    )


def list_stages(uow: UnitOfWork, pipeline_id: UUID) -> Sequence[Stage]:
    """The stages of a pipeline, in order."""
    return uow.session.scalars(
        select(Stage)
        .where(Stage.workspace_id == uow.workspace_id, Stage.pipeline_id == pipeline_id)
        .order_by(Stage.position)
        .limit(100)
    ).all()
