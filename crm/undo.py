"""Undo: all that one message wrote is taken back, or nothing where somebody built on it since.

The audit events say what each row was before and after. A row is put back only where it still is what the operation
left; `touched_at` is no content and never stands in the way. Rights are checked again, against what is there now.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from crm import access
from crm.identify import forget, reindex
from crm.records import ref_of
from domain.errors import NotAllowed, NotFound
from domain.terms import Role
from storage import audit, operations
from storage.entities import (
    AuditEvent,
    Company,
    Contact,
    ContactPoint,
    Deal,
    Entity,
    FollowUp,
    Lead,
    Member,
    Operation,
    Workspace,
)
from storage.unit_of_work import UnitOfWork
from understanding.matching import Subject

UNDO_WITHIN = timedelta(hours=24)
SOFT = frozenset({"touched_at", "remind_at", "remind_id", "reminded_at"})
"""Columns that time moves on its own."""


def undo(uow: UnitOfWork, member: Member, operation_id: UUID) -> Operation:
    """Take an operation back, and those it went on from. Raises NotFound, NotAllowed with the reason in words."""
    operation = audit.find_operation(uow, operation_id)
    if operation is None:
        raise NotFound("There is nothing to undo.")
    _check(uow, member, operation)
    chain = _chain(uow, operation)
    events = [event for one in chain for event in reversed(audit.list_events(uow, one.id))]
    leaving = {event.record_id for event in events if event.action == "create" and event.record_id}
    _check_unchanged(uow, member, events, leaving, {one.id for one in chain})
    for event in events:
        reverse(uow, event)
    keep_findable(uow, events)
    for one in chain:
        audit.mark_undone(uow, one)
    uow.operation_data["undid"] = str(operation.id)
    return operation


def _check(uow: UnitOfWork, member: Member, operation: Operation) -> None:
    if operation.member_id != member.id and not access.has_role(member, Role.ADMIN):
        raise NotAllowed("Only who did it, or an admin, can undo it.")
    if operation.undone_at is not None:
        raise NotAllowed("That was undone already; nothing changed.")
    if uow.now - operation.at > UNDO_WITHIN:
        raise NotAllowed("It is more than 24 hours ago; please change the record itself.")


def _chain(uow: UnitOfWork, operation: Operation) -> list[Operation]:
    """The operation and those it went on from (the tap that answered a question undoes the question's note too)."""
    chain = [operation]
    while (earlier := (chain[-1].data or {}).get("follows")) and len(chain) < 20:
        found = audit.find_operation(uow, UUID(earlier))
        if found is None:
            break
        chain.append(found)
    return chain


def _check_unchanged(
    uow: UnitOfWork, member: Member, events: Sequence[AuditEvent], leaving: set[UUID], chain: set[UUID]
) -> None:
    """Raises NotAllowed where a row is no longer what the operation left, or others hang on one that would go."""
    for event in events:
        row = find_row(uow, event)
        if row is None:
            continue
        if isinstance(row, Company | Contact | Lead | Deal) and event.action == "update":
            _check_rights(uow, member, row, event)
        if event.record_id is not None:
            check_later(uow, event, row, chain)
            if event.action == "create" and operations.find_dependent(
                uow, event.record_table, event.record_id, leaving
            ):
                raise NotAllowed("{what} has been used since, so it stays.", what=name_of(row))


def _check_rights(uow: UnitOfWork, member: Member, row: Company | Contact | Lead | Deal, event: AuditEvent) -> None:
    was_theirs = (event.before or {}).get("owner_id") == str(member.id)
    if not was_theirs:
        access.check_may_change(uow, member, row)


def check_later(uow: UnitOfWork, event: AuditEvent, row: Entity, chain: set[UUID]) -> None:
    """What the operation wrote must still stand: per column for an update, for the whole row for a create.

    Raises NotAllowed where another operation than those of `chain` changed it.
    """
    if event.record_id is None:
        return
    written = set(event.after or {}) - SOFT
    for later in operations.list_later_events(uow, event.record_id, event.id, chain):
        changed = written & set(later.after or {}) if event.action == "update" else set(later.after or {}) - SOFT
        if changed and not _is_undone(uow, later):
            who = uow.get(Member, later.member_id)
            raise NotAllowed(
                "{who} changed {what} since, so nothing was undone.", who=who.name if who else "?", what=name_of(row)
            )


def _is_undone(uow: UnitOfWork, event: AuditEvent) -> bool:
    """A change that was undone, or that is an Undo, leaves no trace."""
    operation = audit.find_operation(uow, event.operation_id)
    return operation is not None and (operation.undone_at is not None or bool((operation.data or {}).get("undid")))


def reverse(uow: UnitOfWork, event: AuditEvent) -> None:
    """Put one row back as it was before an event."""
    row = find_row(uow, event)
    kind = audit.entity_of(event.record_table)
    if event.action == "create" and row is not None:
        uow.delete(row)
    elif event.action == "delete" and row is None:
        uow.add(kind(**audit.revive(kind, event.before or {})))
    elif event.action == "update" and row is not None:
        _restore(row, audit.revive(kind, event.before or {}), audit.revive(kind, event.after or {}))
        uow.session.flush()


def _restore(row: Entity, before: dict[str, Any], after: dict[str, Any]) -> None:
    for name, value in before.items():
        if name not in SOFT or getattr(row, name) == after.get(name):
            setattr(row, name, value)


def find_row(uow: UnitOfWork, event: AuditEvent) -> Entity | None:
    """The row an event is about, as it is now."""
    kind = audit.entity_of(event.record_table)
    if kind is Workspace:
        return uow.session.get(Workspace, uow.workspace_id)
    return uow.get(kind, event.record_id)


def keep_findable(uow: UnitOfWork, events: Sequence[AuditEvent]) -> None:
    """Match keys follow what contacts and companies are now."""
    for event in events:
        values = {**(event.after or {}), **(event.before or {})}
        if event.record_table == Contact.__tablename__:
            _reindex(uow, Contact, event.record_id, values)
        elif event.record_table == Company.__tablename__:
            _reindex(uow, Company, event.record_id, values)
        elif event.record_table == ContactPoint.__tablename__ and values.get("contact_id"):
            _reindex(uow, Contact, UUID(values["contact_id"]), {})


def _reindex(
    uow: UnitOfWork, kind: type[Contact] | type[Company], record_id: UUID | None, values: dict[str, Any]
) -> None:
    record = uow.get(kind, record_id)
    if record is not None:
        reindex(uow, record)
    elif "number" in values:
        forget(uow, Subject.CONTACT if kind is Contact else Subject.COMPANY, int(values["number"]))


def name_of(row: Entity | None) -> str:
    """What people call a row: C7."""
    if isinstance(row, Company | Contact | Lead | Deal | FollowUp):
        return str(ref_of(row))
    return getattr(row, "name", None) or "?"
