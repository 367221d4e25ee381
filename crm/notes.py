"""Notes: what was said and when, about whom, by whom it was filed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from storage import notes as stored
from storage.entities import Activity
from storage.unit_of_work import UnitOfWork


def add_note(
    uow: UnitOfWork,
    body: str | None,
    *,
    occurred_at: datetime | None = None,
    contact_id: UUID | None = None,
    company_id: UUID | None = None,
    lead_id: UUID | None = None,
    deal_id: UUID | None = None,
    lines: list[dict[str, Any]] | None = None,
    files: list[dict[str, Any]] | None = None,
    detail: dict[str, Any] | None = None,
    message_key: str | None = None,
    kind: str = "note",
) -> Activity:
    """File a note; with no record named it is the author's own and linked to nothing."""
    return uow.add(
        Activity(
            kind=kind,
            occurred_at=occurred_at or uow.now,
            created_at=uow.now,
            author_id=uow.member_id,
            contact_id=contact_id,
            company_id=company_id,
            lead_id=lead_id,
            deal_id=deal_id,
            body=body,
            lines=lines,
            files=files,
            detail=detail,
            message_key=message_key or uow.message_key,
        )
    )


def find_note(uow: UnitOfWork, note_id: UUID | None) -> Activity | None:
    return uow.get(Activity, note_id)


def rewrite(note: Activity, body: str) -> None:
    """The author edited the message: the note follows; the audit event keeps what it said before."""
    note.body = body


def find_by_message(uow: UnitOfWork, keys: Sequence[str]) -> Activity | None:
    """The note a message became, by what the platform calls the message."""
    return stored.find_by_message(uow, keys)
