"""What time brings: due reminders become promised messages, in sets, without the ORM.

Any number of workers may do this at once. On PostgreSQL they pass over each other's rows (SKIP LOCKED), on SQLite there
is one writer; the UPDATE that empties the due moment is what claims a row, and a dedupe key makes a second promise
of the same thing none. Rows of people who cannot be reached stay due until they can.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Text,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    true,
    update,
)
from sqlalchemy.orm import aliased

from storage.addresses import direct_chats
from storage.entities import ChatIdentity, FollowUp, Member, new_id
from storage.outbox import enqueue
from storage.promised_sets import (
    ADDRESS_PARTS,
    RANDOM_BYTES,
    address_key_of,
    constants,
    fresh_id,
    into_outbox,
    micros,
    text_id,
)
from storage.slices import one_slice
from storage.unit_of_work import UnitOfWork

TIMED = ("minute", "hour", "daypart")


@dataclass(frozen=True, slots=True)
class Batch:
    """The outbox identifiers of one claimed batch: all between `low` and `high`."""

    low: UUID
    high: UUID
    size: int


# --- reminders -------------------------------------------------------------------------------------


def claim_reminders(unit: UnitOfWork, *, not_before: datetime, limit: int) -> Batch:
    """Take follow-ups due after `not_before` and until now: each gets the identifier of the message to come."""
    prefix = new_id().bytes[: 16 - RANDOM_BYTES]
    low, high = UUID(bytes=prefix + bytes(RANDOM_BYTES)), UUID(bytes=prefix + b"\xff" * RANDOM_BYTES)
    due = select(FollowUp.id).where(*_due(unit, unit.now), FollowUp.remind_at > not_before).order_by(FollowUp.remind_at)
    taken = unit.connection.execute(
        update(FollowUp)
        .where(
            FollowUp.workspace_id == unit.workspace_id,
            FollowUp.id.in_(one_slice(unit, due.limit(limit))),
        )
        .values(remind_id=fresh_id(unit.connection, prefix), reminded_at=FollowUp.remind_at, remind_at=null())
    )
    return Batch(low, high, taken.rowcount)


def promise_reminders(unit: UnitOfWork, batch: Batch) -> int:
    """Write the messages of a claimed batch, one a follow-up; how many."""
    subject = text_id(unit.connection, FollowUp.id)
    due = micros(unit.connection, FollowUp.reminded_at)
    found = (
        select(
            FollowUp.workspace_id,
            FollowUp.remind_id,
            ChatIdentity.platform,
            ChatIdentity.tenant,
            address_key_of(unit.connection),
            ChatIdentity.direct_chat,
            literal("follow_up:") + cast(due, Text) + ":" + cast(FollowUp.number, Text),  # growing, as the index does
            subject,
            FollowUp.owner_id,
            *constants(unit, kind="reminder", template="reminder"),
        )
        .join(ChatIdentity, _is_reached_at())
        .where(FollowUp.workspace_id == unit.workspace_id, FollowUp.remind_id.between(batch.low, batch.high))
    )
    return unit.connection.execute(into_outbox(found)).rowcount


def list_recurring(unit: UnitOfWork, batch: Batch) -> list[FollowUp]:
    """The follow-ups of a batch that will have to be said again."""
    query = select(FollowUp).where(
        FollowUp.workspace_id == unit.workspace_id,
        FollowUp.remind_id.between(batch.low, batch.high),
        FollowUp.recurs.is_not(None),
    )
    return list(unit.session.scalars(query))


def plan_reminders(unit: UnitOfWork, planned: Collection[tuple[UUID, datetime]]) -> None:
    """Set when follow-ups are said next: (id, moment). The machinery's own doing, so no audit event."""
    if planned:
        unit.connection.execute(
            update(FollowUp)
            .where(FollowUp.workspace_id == unit.workspace_id, FollowUp.id == bindparam("row"))
            .values(remind_at=bindparam("moment")),
            [{"row": identifier, "moment": moment} for identifier, moment in planned],
        )


def list_late_owners(unit: UnitOfWork, until: datetime, limit: int) -> list[UUID]:
    """Reachable members with reminders among the first so many that fell due until a moment long past, locked
    against other workers.
    """
    first = select(FollowUp.owner_id).where(*_due(unit, until)).order_by(FollowUp.remind_at).limit(limit).subquery()
    owners = select(first.c.owner_id).distinct()
    locked = select(Member.id).where(Member.workspace_id == unit.workspace_id, Member.id.in_(owners))
    return list(unit.connection.scalars(one_slice(unit, locked)))


def list_busy_owners(unit: UnitOfWork, limit: int, many: int) -> list[UUID]:
    """Members with more than so many whole-day follow-ups among the first `limit` due now, locked as above."""
    first = (
        select(FollowUp.owner_id, FollowUp.grain).where(*_due(unit, unit.now)).order_by(FollowUp.remind_at).limit(limit)
    ).subquery()
    owners = (
        select(first.c.owner_id)
        .where(first.c.grain.not_in(TIMED))
        .group_by(first.c.owner_id)
        .having(func.count() > many)
    )
    locked = select(Member.id).where(Member.workspace_id == unit.workspace_id, Member.id.in_(owners))
    return list(unit.connection.scalars(one_slice(unit, locked)))


def claim_all(unit: UnitOfWork, owner_id: UUID) -> Batch:
    """Take all that one member is due, under the identifier of one message."""
    identifier = new_id()
    taken = unit.connection.execute(
        update(FollowUp)
        .where(
            FollowUp.workspace_id == unit.workspace_id,
            FollowUp.owner_id == owner_id,
            FollowUp.status == "open",
            FollowUp.remind_at <= unit.now,
        )
        .values(remind_id=identifier, reminded_at=FollowUp.remind_at, remind_at=null())
    )
    return Batch(identifier, identifier, taken.rowcount)


def promise_list(unit: UnitOfWork, owner_id: UUID, batch: Batch, template: str) -> int:
    """One message for all that a member is due; how many (0 if it was promised before)."""
    return _promise_to(
        unit,
        owner_id,
        {
            "id": batch.low,
            "kind": "reminder",
            "template": template,
            "subject": batch.low.hex,
            "dedupe_key": f"{template}:{owner_id.hex}:{batch.low.hex}",
        },
    )


# --- when next -------------------------------------------------------------------------------------


def next_reminder_at(unit: UnitOfWork, after: datetime) -> datetime | None:
    """The earliest reminder strictly after a moment."""
    return unit.connection.scalar(
        select(FollowUp.remind_at)
        .where(FollowUp.workspace_id == unit.workspace_id, FollowUp.status == "open", FollowUp.remind_at > after)
        .order_by(FollowUp.remind_at)
        .limit(1)
    )


def count_due(unit: UnitOfWork, most: int) -> tuple[int, datetime | None]:
    """How many reminders are due to people who can be reached (counted up to so many), and since when the first is."""
    due = select(FollowUp.remind_at).where(*_due(unit, unit.now)).order_by(FollowUp.remind_at).limit(most).subquery()
    count, since = unit.connection.execute(select(func.count(), func.min(due.c.remind_at))).one()
    return int(count), since


# --- pieces ----------------------------------------------------------------------------------------


def _due(unit: UnitOfWork, until: datetime) -> tuple[ColumnElement[bool], ...]:
    """Open follow-ups whose reminder fell due until then and whose owner is here and can be reached.

    To be ordered by `remind_at` and limited: so no database walks the workspace for whom they belong to. The members
    are a list, made once, and not asked for with each row; IS TRUE keeps PostgreSQL from joining it with all that is
    due, to sort that anew for each batch.
    """
    reached = (
        select(Member.id)
        .join(ChatIdentity, (ChatIdentity.workspace_id == Member.workspace_id) & (ChatIdentity.member_id == Member.id))
        .where(Member.workspace_id == unit.workspace_id, Member.removed_at.is_(None))
        .where(ChatIdentity.direct_chat.is_not(None), ChatIdentity.paused_at.is_(None))
    )
    return (
        FollowUp.workspace_id == unit.workspace_id,
        FollowUp.remind_at <= until,
        FollowUp.status == "open",
        FollowUp.owner_id.in_(reached).is_(true()),
    )


def _is_reached_at() -> ColumnElement[bool]:
    """The account a follow-up's owner was last seen with (as storage/addresses.py says), looked up for each row."""
    account = aliased(ChatIdentity)
    last_seen = (
        select(account.id)
        .where(account.workspace_id == FollowUp.workspace_id, account.member_id == FollowUp.owner_id)
        .where(account.direct_chat.is_not(None), account.paused_at.is_(None))
        .order_by(account.last_seen_at.desc(), account.id.desc())
        .limit(1)
        .correlate(FollowUp)
        .scalar_subquery()
    )
    return (ChatIdentity.workspace_id == FollowUp.workspace_id) & (ChatIdentity.id == last_seen)


def _promise_to(unit: UnitOfWork, member_id: UUID, values: dict[str, Any]) -> int:
    chat = unit.connection.execute(
        direct_chats(unit.workspace_id)
        .with_only_columns(ChatIdentity.direct_chat)
        .where(ChatIdentity.member_id == member_id)
        .limit(1)
    ).scalar()
    if chat is None:
        return 0
    key = "|".join(chat.get(part) or "" for part in ADDRESS_PARTS)
    row = {
        "platform": chat["platform"],
        "tenant": chat["tenant"],
        "address_key": key,
        "address": chat,
        "member_id": member_id,
        "reply": None,
        **values,
    }
    return int(enqueue(unit, row))
