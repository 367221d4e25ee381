"""What an operator wants to know of a database, asked without changing anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from domain.terms import Role
from storage.database import database_now
from storage.entities import Conversation, Document, InboxMessage, Lease, Member, OutboxMessage
from storage.states import DEAD, PUT_ASIDE, in_state
from storage.vitals import BACKUP


@dataclass(frozen=True, slots=True)
class Seen:
    """`damage` is the database's own word for what is broken, None where nothing is."""

    damage: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    members: int
    admins: int
    parked: int
    dead: int


@dataclass(frozen=True, slots=True)
class Times:
    """The database's clock, and when the last message came."""

    now: datetime
    latest: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """When the last backup was; (platform, chat id, name) of groups that get news; who holds which name."""

    backup_at: datetime | None
    groups: Sequence[tuple[str, str, str]]
    holders: Sequence[tuple[str, str]]


def stand(connection: Connection, workspace_id: int) -> Standing:
    """Groups: the latest twenty that are told of leads and deals and were not given up."""
    told = (
        select(Conversation.address, Conversation.title)
        .where(Conversation.workspace_id == workspace_id, Conversation.is_group.is_(True))
        .where(Conversation.team_id.is_not(None), Conversation.paused_at.is_(None))
        .order_by(Conversation.id.desc())
        .limit(20)
    )
    found = connection.execute(told)
    groups = [(row.address["platform"], row.address["chat_id"], row.title or "a group") for row in found]
    noted = connection.scalar(
        select(Document.value).where(Document.workspace_id == workspace_id, Document.key == BACKUP)
    )
    held = connection.execute(
        select(Lease.name, Lease.holder).where(
            Lease.workspace_id == workspace_id, Lease.until > database_now(connection)
        )
    )
    backup_at = datetime.fromisoformat(noted["at"]) if noted else None
    return Standing(backup_at, groups, [(row.name, row.holder) for row in held])


def look(connection: Connection) -> Seen:
    """Whether its pages and indexes are whole (PostgreSQL checks its own)."""
    if connection.dialect.name != "sqlite":
        connection.execute(select(1))
        return Seen(None)
    told = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    return Seen(None if told == "ok" else str(told))


def count(connection: Connection, workspace_id: int) -> Counts:
    members = select(func.count()).where(Member.workspace_id == workspace_id, Member.removed_at.is_(None))
    parked = select(func.count()).where(InboxMessage.workspace_id == workspace_id, in_state(InboxMessage, PUT_ASIDE))
    dead = select(func.count()).where(OutboxMessage.workspace_id == workspace_id, in_state(OutboxMessage, DEAD))
    found = (members, members.where(Member.role == Role.ADMIN.value), parked, dead)
    return Counts(*(connection.scalar(query) or 0 for query in found))


def times(connection: Connection, workspace_id: int) -> Times:
    mine = select(InboxMessage.received_at).where(InboxMessage.workspace_id == workspace_id)
    latest = connection.scalar(mine.order_by(InboxMessage.id.desc()).limit(1))
    return Times(database_now(connection), latest)
