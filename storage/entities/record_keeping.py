"""Who did what, and what the machinery remembers about itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.entities.base import Entity, Identified, belongs_to, where_set
from storage.types import Number


class AuditEvent(Entity, Identified):
    """One row's change: who, what, before, after, by which message. Events of one message share `operation_id`."""

    __tablename__ = "audit_events"
    __table_args__ = (
        Index(None, "workspace_id", "operation_id", "id"),
        Index(None, "workspace_id", "record_id", "id"),
        Index(None, "workspace_id", "at"),
    )
    at: Mapped[datetime]
    operation_id: Mapped[UUID]
    member_id: Mapped[UUID | None]
    action: Mapped[str]  # create | update | delete
    record_table: Mapped[str]
    record_id: Mapped[UUID | None]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    message_key: Mapped[str | None]


class AuditSeal(Entity):
    """A batch of audit events chained to the batch before: SHA-256 over that digest and every event, in this order.

    `events` are their ids, 16 bytes each; `last_id` the greatest id under this seal or one before.
    """

    __tablename__ = "audit_seals"
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    previous: Mapped[str]
    digest: Mapped[str]
    events: Mapped[bytes] = mapped_column(LargeBinary)
    last_id: Mapped[UUID]
    sealed_at: Mapped[datetime]


class Operation(Entity, Identified):
    """All that one message, tap or tick wrote; the unit of Undo. `undone_by_id` is the operation that undid it."""

    __tablename__ = "operations"
    __table_args__ = (
        Index(None, "workspace_id", "member_id", "id"),
        where_set("message_key"),
    )
    at: Mapped[datetime]
    member_id: Mapped[UUID | None]
    message_key: Mapped[str | None]
    summary: Mapped[str | None]
    chat_key: Mapped[str | None]
    outbox_id: Mapped[UUID | None]
    about: Mapped[list[str] | None]
    data: Mapped[dict[str, Any] | None]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[UUID | None]


class LinkMemory(Entity, Identified):
    """An answer once given: that this name or identity, from this member, is (or is not) that contact."""

    __tablename__ = "link_memories"
    __table_args__ = (
        belongs_to("members", "member_id", ondelete="CASCADE"),
        belongs_to("contacts", "contact_id", ondelete="CASCADE"),
        belongs_to("companies", "company_id", ondelete="CASCADE"),
        Index(None, "workspace_id", "identity_key"),
        where_set("contact_id"),
        where_set("company_id"),
    )
    audited = True
    member_id: Mapped[UUID | None]
    identity_key: Mapped[str]
    contact_id: Mapped[UUID | None]
    company_id: Mapped[UUID | None]
    same: Mapped[bool]
    created_at: Mapped[datetime]


class MatchKey(Entity):
    """A posting: this key leads to that contact (subject 1) or company (subject 2), by its short number."""

    __tablename__ = "match_keys"
    __table_args__ = ({"sqlite_with_rowid": False},)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    subject: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=False)


class KeptKeys(Entity):
    """All match keys of one record, 8 bytes each: which postings to take away when it changes.

    One row a record, in the order of their numbers, where an index of the postings would hold a dozen entries each,
    and be written all over. `equal` is a key that only records of an equal name (and company) share.
    """

    __tablename__ = "kept_keys"
    __table_args__ = (Index(None, "workspace_id", "subject", "equal"), {"sqlite_with_rowid": False})
    subject: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=False)
    equal: Mapped[int] = mapped_column(BigInteger)
    keys: Mapped[bytes] = mapped_column(LargeBinary)


class ReferenceBlock(Entity):
    """The next unused short number of a kind; processes take them in blocks."""

    __tablename__ = "reference_blocks"
    kind: Mapped[str] = mapped_column(primary_key=True)
    next_number: Mapped[int] = mapped_column(Integer)


class Document(Entity):
    """A small JSON document of an adapter's own; with `expires_at` it is of no use after that."""

    __tablename__ = "documents"
    __table_args__ = (Index(None, "workspace_id", "expires_at"),)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]
    expires_at: Mapped[datetime | None]


class Lease(Entity):
    """Who holds a name (a poller's token) until when, by the database's clock."""

    __tablename__ = "leases"
    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]


class StrangerNotice(Entity, Identified):
    """A stranger who wrote: one line a day for them, one notice ever to the admins."""

    __tablename__ = "stranger_notices"
    __table_args__ = (UniqueConstraint("workspace_id", "platform", "tenant", "user_id"),)
    platform: Mapped[str]
    tenant: Mapped[str]
    user_id: Mapped[str]
    answered_on: Mapped[str]
    told_at: Mapped[datetime]


class WebSession(Entity, Identified):
    """A one-time sign-in link (`kind` link) or a browser's session (`kind` session); only hashes are kept."""

    __tablename__ = "web_sessions"
    __table_args__ = (
        belongs_to("members", "member_id", ondelete="CASCADE"),
        UniqueConstraint("workspace_id", "secret_hash"),
    )
    kind: Mapped[str]
    secret_hash: Mapped[str]
    member_id: Mapped[UUID]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class WebMessage(Entity):
    """A line of a web chat's history as its page shows it; `changed_at` by the database's clock."""

    __tablename__ = "web_messages"
    __table_args__ = (
        UniqueConstraint("workspace_id", "chat_id", "position"),
        Index(None, "workspace_id", "at"),
        Index(None, "workspace_id", "changed_at"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    chat_id: Mapped[str]
    position: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime]
    only_for: Mapped[str | None]
    payload: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
