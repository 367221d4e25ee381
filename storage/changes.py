"""What a flush changes, taken from the ORM itself, so that no author of a feature can forget the audit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from storage.entities import Entity


@dataclass(frozen=True, slots=True)
class Change:
    """One row's change; `before` and `after` hold only the columns that changed (all of them at create and delete).

    A change of many rows at once has neither `entity` nor `record_id`; what it says of them stands in the values.
    """

    action: str
    entity: Entity | None
    table: str
    record_id: UUID | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def changes_in(session: Session) -> Iterator[Change]:
    """What the flush just under way writes, of audited entities."""
    for entity in session.new:
        if entity.audited:
            yield created(entity, _values(entity))
    for entity in session.dirty:
        before, after = _difference(entity)
        if entity.audited and after:
            yield _change("update", entity, before, after)
    for entity in session.deleted:
        if entity.audited:
            yield _change("delete", entity, _values(entity), None)


def created(entity: Entity, values: dict[str, Any]) -> Change:
    """A new row, with the columns that hold something."""
    return _change("create", entity, None, values)


def of_many(action: str, table: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> Change:
    """Many rows of one table made or removed together."""
    return Change(action, None, table, None, before, after)


def _change(action: str, entity: Entity, before: dict[str, Any] | None, after: dict[str, Any] | None) -> Change:
    return Change(action, entity, entity.__tablename__, getattr(entity, "id", None), before, after)


def _values(entity: Entity) -> dict[str, Any]:
    state = inspect(entity)
    return {
        attribute.key: getattr(entity, attribute.key)
        for attribute in state.mapper.column_attrs
        if getattr(entity, attribute.key) is not None
    }


def _difference(entity: Entity) -> tuple[dict[str, Any], dict[str, Any]]:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    state = inspect(entity)
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if history.has_changes():
            before[attribute.key] = history.deleted[0] if history.deleted else None
            after[attribute.key] = history.added[0] if history.added else None
    return before, after
