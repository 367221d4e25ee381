"""What happened and what is promised: activities and follow-ups."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.entities.base import Entity, Identified, belongs_to, where_set
from storage.types import Json


class Activity(Entity, Identified):
    """Something that happened; `kind` note is a note, others call, meeting, stage, created, assigned, done ...

    `record_*` columns say whom it is about; all may be None (a note filed unlinked). `body` is the text as written,
    `lines` the forwarded messages of one note: [{"sender", "at", "text"}]. `message_key` is the inbox key it came by.
    """

    __tablename__ = "activities"
    __table_args__ = (
        belongs_to("members", "author_id"),
        belongs_to("contacts", "contact_id"),
        belongs_to("companies", "company_id"),
        belongs_to("leads", "lead_id"),
        belongs_to("deals", "deal_id"),
        where_set("external_id", unique=True),
        where_set("contact_id", "occurred_at"),
        where_set("company_id", "occurred_at"),
        where_set("lead_id", "occurred_at"),
        where_set("deal_id", "occurred_at"),
        Index(None, "workspace_id", "author_id", "occurred_at"),
        where_set("message_key"),
    )
    audited = True
    kind: Mapped[str]
    occurred_at: Mapped[datetime]
    created_at: Mapped[datetime]
    author_id: Mapped[UUID | None]
    contact_id: Mapped[UUID | None]
    company_id: Mapped[UUID | None]
    lead_id: Mapped[UUID | None]
    deal_id: Mapped[UUID | None]
    body: Mapped[str | None]
    lines: Mapped[list[dict[str, Any]] | None] = mapped_column(Json())
    files: Mapped[list[dict[str, Any]] | None] = mapped_column(Json())
    detail: Mapped[dict[str, Any] | None]
    message_key: Mapped[str | None]
    external_id: Mapped[str | None]


class FollowUp(Entity, Identified):
    """A promise to do something (a task). `due_at` is the first instant of its grain, in UTC.

    `remind_at` is when the owner hears of it, None once said; `remind_id` is the outbox message that said it.
    `recurs` is an RRULE, counted in the owner's zone from `due_at`. `exact` is set where the rep named that very
    time, which quiet hours then do not move.
    """

    __tablename__ = "follow_ups"
    __table_args__ = (
        belongs_to("members", "owner_id"),
        belongs_to("contacts", "contact_id"),
        belongs_to("companies", "company_id"),
        belongs_to("leads", "lead_id"),
        belongs_to("deals", "deal_id"),
        UniqueConstraint("workspace_id", "number"),
        where_set("external_id", unique=True),
        Index(None, "workspace_id", "owner_id", "status", "due_at"),
        where_set("remind_at"),
        where_set("remind_id"),
        where_set("contact_id", "status"),
        where_set("company_id", "status"),
        where_set("lead_id", "status"),
        where_set("deal_id", "status"),
    )
    audited = True
    number: Mapped[int] = mapped_column(Integer)
    action: Mapped[str]
    owner_id: Mapped[UUID]
    status: Mapped[str] = mapped_column(default="open")  # open | done | cancelled
    due_at: Mapped[datetime]
    grain: Mapped[str] = mapped_column(default="minute")
    exact: Mapped[bool] = mapped_column(default=False)
    recurs: Mapped[str | None]
    remind_at: Mapped[datetime | None]
    remind_id: Mapped[UUID | None]
    reminded_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    result: Mapped[str | None]
    contact_id: Mapped[UUID | None]
    company_id: Mapped[UUID | None]
    lead_id: Mapped[UUID | None]
    deal_id: Mapped[UUID | None]
    created_at: Mapped[datetime]
    external_id: Mapped[str | None]
