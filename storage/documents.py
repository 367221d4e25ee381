"""Small JSON documents by key."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from storage.entities import Document
from storage.unit_of_work import UnitOfWork


def find(unit: UnitOfWork, key: str) -> dict[str, Any] | None:
    document = unit.session.get(Document, (unit.workspace_id, key))
    return document.value if document else None


def list_with_prefix(unit: UnitOfWork, prefix: str, limit: int = 50) -> Sequence[Document]:
    """Documents whose key begins so, by key."""
    return unit.session.scalars(
        select(Document)
        .where(Document.workspace_id == unit.workspace_id, Document.key.startswith(prefix, autoescape=True))
        .order_by(Document.key)
        .limit(limit)
    ).all()


def put(unit: UnitOfWork, key: str, value: Mapping[str, Any], expires_at: datetime | None = None) -> None:
    """Keep a document, until `expires_at` where it is of no use afterwards."""
    document = unit.session.get(Document, (unit.workspace_id, key))
    if document is None:
        unit.add(Document(key=key, value=dict(value), expires_at=expires_at))
    else:
        document.value = dict(value)
        document.expires_at = expires_at


def delete(unit: UnitOfWork, key: str) -> None:
    document = unit.session.get(Document, (unit.workspace_id, key))
    if document is not None:
        unit.delete(document)
