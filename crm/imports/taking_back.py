"""Take an import back: what it made goes, what it changed is put back, and what was used or changed since stays.

A slice at a time, each a transaction; interrupted, it can be done again and goes on with what is left.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol, TypeVar
from uuid import UUID

from crm import undo
from domain.errors import NotAllowed, NotFound
from storage import audit, import_removal, import_runs, key_writing
from storage.entities import AuditEvent, Company, Contact, new_id
from storage.match_keys import COMPANY, CONTACT
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
PAGE, NAMED = 500, 20


class Held(Protocol):
    """Runs work in a transaction while no other import may run."""

    def __call__(self, work: Callable[[UnitOfWork], T], /) -> T: ...


@dataclass(slots=True)
class TakenBack:
    """Rows that are gone by table, changes put back, and what stays because it was used or changed since."""

    number: int
    removed: dict[str, int] = field(default_factory=dict)
    restored: int = 0
    kept: int = 0
    names: list[str] = field(default_factory=list)

    def keep(self, name: str) -> None:
        self.kept += 1
        if len(self.names) < NAMED:
            self.names.append(name)


def take_back(held: Held, number: int) -> TakenBack:
    """Take the import of that number back. Raises NotFound, or NotAllowed where it was done already."""
    undoing = new_id()
    operation_id = held(partial(_begin, number=number, undoing=undoing))
    told = TakenBack(number)

    def go_on(work: Callable[[UnitOfWork], T]) -> T:
        def slice_of_it(uow: UnitOfWork) -> T:
            uow.go_on_with(undoing)
            return work(uow)

        return held(slice_of_it)

    _put_back(go_on, operation_id, undoing, told)
    for table, first, last in reversed(go_on(partial(import_runs.list_made, operation_id=operation_id))):
        for start in range(first, last + 1, PAGE):
            until = min(start + PAGE - 1, last)
            go_on(partial(_remove, table=table, span=(start, until), chain=(operation_id, undoing), told=told))
    go_on(partial(_close, operation_id=operation_id))
    return told


def _begin(uow: UnitOfWork, number: int, undoing: UUID) -> UUID:
    operation = import_runs.find(uow, number)
    if operation is None:
        raise NotFound("There is no import {number}.", number=str(number))
    if operation.undone_at is not None:
        raise NotAllowed("Import {number} was taken back already.", number=str(number))
    uow.operation_id = undoing
    import_runs.begin_undo(uow, operation, f"take back import {number}")
    uow.note_many("undo", "operations", after={"undid": str(operation.id)})
    return operation.id


def _close(uow: UnitOfWork, operation_id: UUID) -> None:
    import_runs.note(uow, operation_id, {"state": "taken back"})
    import_runs.close(uow, operation_id, uow.operation_id)


def _put_back(go_on: Held, operation_id: UUID, undoing: UUID, told: TakenBack) -> None:
    """Single rows the import changed, newest change first."""
    before: UUID | None = None
    while True:
        page = go_on(partial(_page, operation_id=operation_id, before=before))
        if page:
            go_on(partial(_reverse, events=page, chain={operation_id, undoing}, told=told))
        if len(page) < PAGE:
            return
        before = page[-1].id


def _page(uow: UnitOfWork, operation_id: UUID, before: UUID | None) -> Sequence[AuditEvent]:
    return import_runs.list_changes(uow, operation_id, before, PAGE)


def _reverse(uow: UnitOfWork, events: Sequence[AuditEvent], chain: set[UUID], told: TakenBack) -> None:
    reversed_ones = []
    for event in events:
        row = undo.find_row(uow, event)
        if row is None and event.action != "delete":
            continue
        try:
            if row is not None:
                undo.check_later(uow, event, row, chain)
        except NotAllowed:
            told.keep(undo.name_of(row))
            continue
        undo.reverse(uow, event)
        told.restored += 1
        reversed_ones.append(event)
    undo.keep_findable(uow, reversed_ones)


def _remove(uow: UnitOfWork, table: str, span: tuple[int, int], chain: tuple[UUID, UUID], told: TakenBack) -> None:
    kind = audit.entity_of(table)
    removed, kept = import_removal.remove_unused(uow, kind, span, chain)
    if kind in {Contact, Company}:
        key_writing.forget_many(uow, CONTACT if kind is Contact else COMPANY, removed)
    told.removed[table] = told.removed.get(table, 0) + len(removed)
    for name in kept.values():
        told.keep(name)
    if removed:
        uow.note_many("delete", table, before={"first": span[0], "last": span[1], "kept": sorted(kept)})
