"""The workspace and who works in it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.entities.base import Entity, Identified, belongs_to, where_set


class Workspace(Entity):
    """One customer of ours: a company with its sales team. Its id is a small integer, as it stands in every key.

    `settings` are the house's defaults for what a member may choose (digest, quiet hours, working days), as config.yaml
    gives them; kept here so that every worker goes by the same ones.
    """

    __tablename__ = "workspaces"
    audited = True
    name: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    tz: Mapped[str] = mapped_column(default="UTC")
    currency: Mapped[str] = mapped_column(default="USD")
    region: Mapped[str] = mapped_column(default="US")
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]


class Team(Entity, Identified):
    """A node of the tree of teams; a manager sees the team's members and those of the teams below."""

    __tablename__ = "teams"
    __table_args__ = (belongs_to("teams", "parent_id"), UniqueConstraint("workspace_id", "name"))
    audited = True
    name: Mapped[str]
    parent_id: Mapped[UUID | None]


class Member(Entity, Identified):
    """Somebody of the team. `name` is unique and what colleagues type ("assign to bob").

    `settings` holds what the member chose in chat: digest time and days, quiet hours.
    """

    __tablename__ = "members"
    __table_args__ = (
        belongs_to("teams", "team_id"),
        UniqueConstraint("workspace_id", "name"),
        Index(None, "workspace_id", "digest_next_at"),
        Index(None, "digest_next_at"),
    )
    audited = True
    name: Mapped[str]
    full_name: Mapped[str | None]
    role: Mapped[str] = mapped_column(default="rep")
    team_id: Mapped[UUID | None]
    language: Mapped[str] = mapped_column(default="en")
    tz: Mapped[str] = mapped_column(default="UTC")
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    digest_next_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    @property
    def shown(self) -> str:
        """What colleagues read; typed, both names are understood."""
        return self.full_name or self.name


class ChatIdentity(Entity, Identified):
    """A platform account of a member, or of a contact of theirs."""

    __tablename__ = "chat_identities"
    __table_args__ = (
        belongs_to("members", "member_id"),
        belongs_to("contacts", "contact_id"),
        UniqueConstraint("workspace_id", "platform", "tenant", "user_id"),
        Index("ix_chat_identities_member", "workspace_id", "member_id", "last_seen_at", "id"),
        where_set("contact_id"),
    )
    audited = True
    platform: Mapped[str]
    tenant: Mapped[str]
    user_id: Mapped[str]
    name: Mapped[str | None]
    member_id: Mapped[UUID | None]
    contact_id: Mapped[UUID | None]
    direct_chat: Mapped[dict[str, Any] | None]
    paused_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]


class Invite(Entity, Identified):
    """A one-time invitation; only its hash is kept. With `member_id` it links a further platform to that member."""

    __tablename__ = "invites"
    __table_args__ = (
        belongs_to("members", "invited_by_id"),
        belongs_to("members", "member_id"),
        belongs_to("teams", "team_id"),
        UniqueConstraint("workspace_id", "code_hash"),
    )
    audited = True
    code_hash: Mapped[str]
    role: Mapped[str]
    name: Mapped[str | None]
    team_id: Mapped[UUID | None]
    member_id: Mapped[UUID | None]
    invited_by_id: Mapped[UUID | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
