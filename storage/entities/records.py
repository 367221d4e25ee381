"""What the team sells to whom: companies, contacts, leads, deals."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Date, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.entities.base import Entity, Identified, belongs_to, partial_index, where_set


class Owned:
    """A record with a short number, an owner and the moment something last happened to it.

    `first_owner_id` says who brought it, for good. `external_id` is its id in the system it was imported from.
    """

    number: Mapped[int] = mapped_column(Integer)
    owner_id: Mapped[UUID | None]
    first_owner_id: Mapped[UUID | None]
    source: Mapped[str | None]
    external_id: Mapped[str | None]
    created_at: Mapped[datetime]
    touched_at: Mapped[datetime]


class Company(Entity, Identified, Owned):
    __tablename__ = "companies"
    __table_args__ = (
        belongs_to("members", "owner_id"),
        UniqueConstraint("workspace_id", "number"),
        where_set("external_id", unique=True),
        Index(None, "workspace_id", "owner_id", "touched_at"),
        Index(None, "workspace_id", "touched_at"),
    )
    audited = True
    name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    city: Mapped[str | None]
    address: Mapped[str | None]
    region: Mapped[str | None]
    tags: Mapped[list[str]] = mapped_column(default=list)


class Contact(Entity, Identified, Owned):
    """A person, usually at a company."""

    __tablename__ = "contacts"
    __table_args__ = (
        belongs_to("members", "owner_id"),
        belongs_to("companies", "company_id"),
        UniqueConstraint("workspace_id", "number"),
        where_set("external_id", unique=True),
        where_set("company_id"),
        Index(None, "workspace_id", "owner_id", "touched_at"),
        Index(None, "workspace_id", "touched_at"),
    )
    audited = True
    name: Mapped[str]
    company_id: Mapped[UUID | None]
    title: Mapped[str | None]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    city: Mapped[str | None]
    address: Mapped[str | None]
    region: Mapped[str | None]
    tags: Mapped[list[str]] = mapped_column(default=list)


class ContactPoint(Entity, Identified):
    """A phone (E.164 in `value` where it is one), e-mail or chat handle; `label` is as the person wrote it."""

    __tablename__ = "contact_points"
    __table_args__ = (
        belongs_to("contacts", "contact_id"),
        belongs_to("companies", "company_id"),
        where_set("contact_id"),
        where_set("company_id"),
        Index(None, "workspace_id", "kind", "value"),
    )
    audited = True
    kind: Mapped[str]
    value: Mapped[str]
    label: Mapped[str | None]
    contact_id: Mapped[UUID | None]
    company_id: Mapped[UUID | None]


class Lead(Entity, Identified, Owned):
    """Interest that is no deal yet. `status` is open, qualified (a deal came of it) or lost."""

    __tablename__ = "leads"
    __table_args__ = (
        belongs_to("members", "owner_id"),
        belongs_to("contacts", "contact_id"),
        belongs_to("companies", "company_id"),
        UniqueConstraint("workspace_id", "number"),
        where_set("external_id", unique=True),
        where_set("contact_id"),
        where_set("company_id"),
        Index(None, "workspace_id", "owner_id", "status", "touched_at"),
        Index(None, "workspace_id", "status", "created_at"),
    )
    audited = True
    name: Mapped[str]
    contact_id: Mapped[UUID | None]
    company_id: Mapped[UUID | None]
    status: Mapped[str] = mapped_column(default="open")
    amount_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None]
    lost_reason: Mapped[str | None]
    closed_at: Mapped[datetime | None]


class Pipeline(Entity, Identified):
    __tablename__ = "pipelines"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)
    audited = True
    name: Mapped[str]


class Stage(Entity, Identified):
    """A step of a pipeline. `outcome` is won or lost for the two last ones, else None; `probability` in percent."""

    __tablename__ = "stages"
    __table_args__ = (
        belongs_to("pipelines", "pipeline_id"),
        UniqueConstraint("workspace_id", "pipeline_id", "name"),
    )
    audited = True
    pipeline_id: Mapped[UUID]
    name: Mapped[str]
    position: Mapped[int] = mapped_column(Integer)
    probability: Mapped[int] = mapped_column(Integer)
    outcome: Mapped[str | None]


PIPELINE_COLUMNS = ("owner_id", "stage_id", "currency", "amount_minor", "close_on", "touched_at", "number")
"""All that sums, risks and the order of lists are made of: a question reads the index and no rows."""


class Deal(Entity, Identified, Owned):
    """An opportunity. Its outcome (won, lost, None while open) stands beside the stage so that sums need no join."""

    __tablename__ = "deals"
    __table_args__ = (
        belongs_to("members", "owner_id"),
        belongs_to("contacts", "contact_id"),
        belongs_to("companies", "company_id"),
        belongs_to("leads", "lead_id"),
        belongs_to("stages", "stage_id"),
        UniqueConstraint("workspace_id", "number"),
        where_set("external_id", unique=True),
        where_set("contact_id"),
        where_set("company_id"),
        where_set("lead_id"),
        Index("ix_deals_pipeline", "workspace_id", "outcome", *PIPELINE_COLUMNS),
        Index(None, "workspace_id", "outcome", "closed_at"),
        Index(None, "workspace_id", "outcome", "close_on"),
        Index(None, "workspace_id", "outcome", "touched_at"),
    )
    audited = True
    name: Mapped[str]
    contact_id: Mapped[UUID | None]
    company_id: Mapped[UUID | None]
    lead_id: Mapped[UUID | None]
    stage_id: Mapped[UUID]
    stage_since_at: Mapped[datetime]
    amount_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None]
    close_on: Mapped[date | None] = mapped_column(Date)
    outcome: Mapped[str | None]
    lost_reason: Mapped[str | None]
    closed_at: Mapped[datetime | None]


class PipelineSum(Entity, Identified):
    """What deals of one group add up to: see storage/pipeline_sums.py. `is_delta`: not folded yet."""

    __tablename__ = "pipeline_sums"
    __table_args__ = (
        Index("ix_pipeline_sums_owner", "workspace_id", "owner_id", "outcome"),
        Index("ix_pipeline_sums_stage", "workspace_id", "outcome", "stage_id", "currency", "count", "minor"),
        partial_index(
            "ix_pipeline_sums_delta",
            "workspace_id",
            where="is_delta",
        ),
    )
    outcome: Mapped[str | None]
    stage_id: Mapped[UUID]
    owner_id: Mapped[UUID | None]
    currency: Mapped[str | None]
    count: Mapped[int] = mapped_column(Integer)
    minor: Mapped[int] = mapped_column(BigInteger)
    is_delta: Mapped[bool]


class Collaborator(Entity, Identified):
    """A member with whom a record is shared beside its owner."""

    __tablename__ = "collaborators"
    __table_args__ = (
        belongs_to("members", "member_id"),
        UniqueConstraint("workspace_id", "record_id", "member_id"),
        Index(None, "workspace_id", "member_id", "record_kind"),
    )
    audited = True
    record_kind: Mapped[str]
    record_id: Mapped[UUID]
    member_id: Mapped[UUID]
