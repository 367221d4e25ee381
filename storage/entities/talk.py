"""The talk itself: conversations, what came in, what goes out, what may be tapped."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Integer, LargeBinary, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage import states
from storage.entities.base import Entity, Identified, belongs_to, partial_index, where_set
from storage.states import where_in


class Conversation(Entity, Identified):
    """A chat we know: a member's direct chat or a group. `team_id` says whose news a group gets.

    `watches` are the group's rules; `bound_*` the customer or deal a group is bound to; `paused_at` is set when the
    platform said that nothing reaches it any more.
    """

    __tablename__ = "conversations"
    __table_args__ = (
        belongs_to("teams", "team_id"),
        UniqueConstraint("workspace_id", "chat_key"),
    )
    chat_key: Mapped[str]
    address: Mapped[dict[str, Any]]
    is_group: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str | None]
    team_id: Mapped[UUID | None]
    people: Mapped[list[str] | None]
    watches: Mapped[list[str] | None]
    language: Mapped[str | None]
    bound_kind: Mapped[str | None]
    bound_id: Mapped[UUID | None]
    paused_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Pending(Entity, Identified):
    """A question we asked one person in one chat, and what to do with the answer. One at a time."""

    __tablename__ = "pending_questions"
    __table_args__ = (
        belongs_to("members", "member_id", ondelete="CASCADE"),
        UniqueConstraint("workspace_id", "member_id", "chat_key"),
    )
    member_id: Mapped[UUID]
    chat_key: Mapped[str]
    kind: Mapped[str]
    data: Mapped[dict[str, Any]]
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class InboxMessage(Entity, Identified):
    """An accepted update, as raw as it came; `state` is pending, done, parked (our fault, kept) or broken (theirs).

    `holder` is the process that will handle it, None for whoever comes; it counts only while that process lives. A
    single process (SQLite) holds everything and notes nothing.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("workspace_id", "platform", "tenant", "key"),
        partial_index(
            "ix_inbox_lane", "workspace_id", "platform", "tenant", "lane", "id", where=where_in(states.PENDING)
        ),
        partial_index("ix_inbox_put_aside", "workspace_id", "id", where=where_in(states.PUT_ASIDE)),
    )
    platform: Mapped[str]
    tenant: Mapped[str]
    key: Mapped[str]
    lane: Mapped[str]
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="pending")
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    holder: Mapped[str | None]
    error_id: Mapped[str | None]
    done_at: Mapped[datetime | None]


class OutboxMessage(Entity, Identified):
    """A promised message. `state`: queued, sending, sent, dead (kept for the operator) or dropped (no longer due).

    It holds a neutral Reply in `reply`, or the name of a `template` with its `subject` that is composed just before
    the first send (a storm of reminders then costs one INSERT ... SELECT). `about` are the records the card shows,
    so that a reply to it finds them. `lease_until` is by the database's clock; `in_doubt`: an earlier
    worker may have sent it already.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        where_set("dedupe_key", unique=True),
        partial_index("ix_outbox_open", "workspace_id", "address_key", "id", where=where_in(states.OPEN)),
        partial_index("ix_outbox_sent", "workspace_id", "address_key", "id", where=where_in(states.SENT)),
        partial_index("ix_outbox_dead", "workspace_id", "id", where=where_in(states.DEAD)),
        where_set("answers"),
    )
    platform: Mapped[str]
    tenant: Mapped[str]
    address_key: Mapped[str]
    address: Mapped[dict[str, Any]]
    dedupe_key: Mapped[str | None]
    kind: Mapped[str]  # reply | notice | reminder | digest | late
    reply: Mapped[str | None]
    template: Mapped[str | None]
    subject: Mapped[str | None]
    about: Mapped[list[str] | None]
    member_id: Mapped[UUID | None]
    only_for: Mapped[dict[str, Any] | None]
    private: Mapped[bool] = mapped_column(default=False)
    answers: Mapped[str | None]
    edit_of: Mapped[UUID | None]
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    not_after: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(default="queued")
    attempt: Mapped[int] = mapped_column(Integer, default=0)
    lease_until: Mapped[datetime | None]
    in_doubt: Mapped[bool] = mapped_column(default=False, server_default=false())
    error: Mapped[str | None]
    sent_at: Mapped[datetime | None]


class OutboxPart(Entity):
    """One message of a promised message that had to be split; sent parts are never sent again."""

    __tablename__ = "outbox_parts"
    __table_args__ = (
        belongs_to("outbox", "outbox_id", ondelete="CASCADE"),
        where_set("message_id", "chat_key"),
    )
    outbox_id: Mapped[UUID] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(Integer, primary_key=True)
    payload: Mapped[str]
    chat_key: Mapped[str]
    message_id: Mapped[str | None]
    sent_at: Mapped[datetime | None]


class OpenChoice(Entity):
    """A choice somebody may make, once. `action` names what it does, `data` with what; `member_id` None: anybody there.

    `number` is what a person types where there are no buttons. `spent_at` is set by the tap that counted.
    """

    __tablename__ = "choices"
    __table_args__ = (
        belongs_to("outbox", "outbox_id", ondelete="CASCADE"),
        Index(None, "workspace_id", "outbox_id"),
        Index("ix_choices_open", "workspace_id", "chat_key", "spent_at", "outbox_id"),
        Index(None, "workspace_id", "expires_at"),
    )
    token: Mapped[str] = mapped_column(primary_key=True)
    outbox_id: Mapped[UUID]
    chat_key: Mapped[str]
    number: Mapped[int] = mapped_column(Integer)
    label: Mapped[str]
    action: Mapped[str]
    data: Mapped[dict[str, Any]]
    member_id: Mapped[UUID | None]
    expires_at: Mapped[datetime]
    spent_at: Mapped[datetime | None]
