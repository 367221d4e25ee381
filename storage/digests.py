"""Digests that fall due: promised and planned in sets, a statement each for all who share zone, settings and moment.

Any number of workers may do this at once: a dedupe key a member and day makes a second promise none.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, Text, func, literal, select, type_coerce, update

from storage.addresses import direct_chats
from storage.entities import ChatIdentity, Member, new_id
from storage.promised_sets import (
    RANDOM_BYTES,
    address_key_of,
    constants,
    fresh_id,
    into_outbox,
    text_id,
)
from storage.types import Moment
from storage.unit_of_work import UnitOfWork

MOST_GROUPS = 1_000
_SETTINGS = type_coerce(Member.settings, Text)  # as it is stored: equal texts are equal settings


@dataclass(frozen=True, slots=True)
class Group:
    """Members of one zone with the same settings, whose digest is due at the same moment (None: not planned yet)."""

    tz: str
    settings: dict[str, Any]
    due_at: datetime | None
    size: int
    stored_settings: str


def list_due(unit: UnitOfWork) -> list[Group]:
    """Everybody whose digest is due now, in groups, the longest waiting first."""
    query = _grouped(unit).where(Member.digest_next_at <= unit.now).order_by(Member.digest_next_at)
    return [_group(row) for row in unit.connection.execute(query)]


def list_unplanned(unit: UnitOfWork) -> list[Group]:
    """Everybody for whom no digest is planned: new members, and those who want none."""
    return [_group(row) for row in unit.connection.execute(_grouped(unit).where(Member.digest_next_at.is_(None)))]


def plan(unit: UnitOfWork, group: Group, following: datetime | None) -> None:
    """Move a group's digest on. The machinery's own doing, so no audit event."""
    unit.connection.execute(update(Member).where(*_of(unit, group)).values(digest_next_at=following))


def promise(unit: UnitOfWork, group: Group, day: str, not_after: datetime) -> int:
    """A group's digest of a local date, once for each who can be reached; how many were promised."""
    ids = select(Member.id).where(*_of(unit, group))
    found = (
        direct_chats(unit.workspace_id)
        .where(ChatIdentity.member_id.in_(ids))
        .with_only_columns(
            ChatIdentity.workspace_id,
            fresh_id(unit.connection, new_id().bytes[: 16 - RANDOM_BYTES]),
            ChatIdentity.platform,
            ChatIdentity.tenant,
            address_key_of(unit.connection),
            ChatIdentity.direct_chat,
            literal("digest:") + text_id(unit.connection, ChatIdentity.member_id) + f":{day}",
            literal(day, Text),
            ChatIdentity.member_id,
            *constants(unit, kind="digest", template="digest"),
            literal(not_after, Moment()),
        )
    )
    return unit.connection.execute(into_outbox(found, "not_after")).rowcount


def next_at(unit: UnitOfWork, after: datetime) -> datetime | None:
    """The earliest planned digest strictly after a moment."""
    return unit.connection.scalar(
        select(Member.digest_next_at)
        .where(Member.workspace_id == unit.workspace_id, Member.removed_at.is_(None), Member.digest_next_at > after)
        .order_by(Member.digest_next_at)
        .limit(1)
    )


def _grouped(unit: UnitOfWork) -> Any:
    columns: tuple[Any, ...] = (Member.tz, _SETTINGS, Member.digest_next_at)
    query = select(*columns[:1], _SETTINGS.label("settings"), Member.digest_next_at, func.count().label("size"))
    return (
        query.where(Member.workspace_id == unit.workspace_id, Member.removed_at.is_(None))
        .group_by(*columns)
        .limit(MOST_GROUPS)
    )


def _group(row: Row[Any]) -> Group:
    return Group(row.tz, msgspec.json.decode(row.settings), row.digest_next_at, row.size, row.settings)


def _of(unit: UnitOfWork, group: Group) -> tuple[ColumnElement[bool], ...]:
    settings: ColumnElement[bool] = _SETTINGS == group.stored_settings  # noqa: SIM300 - a column on the left
    return (
        Member.workspace_id == unit.workspace_id,
        Member.removed_at.is_(None),
        Member.digest_next_at.is_not_distinct_from(group.due_at),
        Member.tz == group.tz,
        settings,
    )
