"""Records found by a stretch of their name, for whoever looks: the last resort after match keys, and bounded."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from storage.entities import Company, Contact, ContactPoint, Deal, Lead, Record
from storage.statements import then_by
from storage.unit_of_work import UnitOfWork

KINDS: tuple[Any, ...] = (Contact, Company, Deal, Lead)


def list_named_like(uow: UnitOfWork, words: str, limit: int = 6) -> list[Record]:
    """Contacts, companies, deals and leads whose name holds these words, of each kind the last touched first."""
    pattern = f"%{_escaped(words.lower())}%"
    found: list[Record] = []
    for kind in KINDS:
        query = (
            select(kind)
            .where(kind.workspace_id == uow.workspace_id, func.lower(kind.name).like(pattern, escape="\\"))
            .order_by(kind.touched_at.desc())
            .limit(limit)
        )
        found.extend(uow.session.scalars(query))
    return found


def list_with_point(uow: UnitOfWork, values: Iterable[str], limit: int = 6) -> Sequence[ContactPoint]:
    """The contact points that are exactly one of these values."""
    return uow.session.scalars(
        select(ContactPoint)
        .where(
            ContactPoint.workspace_id == uow.workspace_id,
            ContactPoint.kind.in_(
                ("phone", "email", "telegram", "wechat", "slack", "line", "whatsapp", "url", "handle")
            ),
            ContactPoint.value.in_(tuple(values)),
        )
        .limit(limit)
    ).all()


def list_people_of(uow: UnitOfWork, company_id: UUID, limit: int = 5) -> Sequence[Contact]:
    """The contacts at a company, the last touched first."""
    return uow.session.scalars(
        select(Contact)
        .where(Contact.workspace_id == uow.workspace_id, Contact.company_id == company_id)
        .order_by(then_by(Contact.touched_at).desc())
        .limit(limit)
    ).all()


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
