"""An import as one operation in many transactions: begun, gone on with, finished, or taken back."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import UUID

from crm.imports.report import Report
from crm.imports.taking_back import TakenBack, take_back
from domain.errors import NotAllowed
from storage import import_runs, leases
from storage.entities import new_id
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
LEASE, LONGEST = "import", timedelta(minutes=2)
"""An import that is not heard of for so long has died."""


class Write(Protocol):
    """Runs work in a transaction of its own; its result once that is committed."""

    def __call__(self, work: Callable[[UnitOfWork], T], /) -> T: ...


class Trail:
    """One at a time in a workspace: two would each make the customers both files name."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._holder = str(new_id())
        self.operation_id = new_id()
        self._number = 0

    def begin(self, path: Path, kind: str) -> int:
        """Take back what an import that died left; store the operation; the import's number."""
        for number in self._held(_list_dead):
            self._take_back(number)
        told = {"file": path.name, "sha256": _digest(path), "kind": kind, "state": "under way"}
        self._number = self._held(partial(_begin, operation_id=self.operation_id, told=told))
        return self._number

    def go_on(self, work: Callable[[UnitOfWork], T]) -> T:
        """Work in the next transaction of the operation. Raises NotAllowed where the import was given up for dead."""

        def slice_of_it(uow: UnitOfWork) -> T:
            uow.go_on_with(self.operation_id)
            return work(uow)

        return self._held(slice_of_it)

    def finish(self, report: Report) -> None:
        counts = {name: getattr(report, name) for name in ("rows", "new", "changed", "duplicate", "wrong", "others")}
        self.go_on(partial(_note, values={"state": "done", **counts}))
        self._write(self._release)

    def take_back(self, number: int | None = None) -> TakenBack:
        """Take this import back, or one that was done. Raises NotFound, NotAllowed."""
        try:
            return self._take_back(number or self._number)
        finally:
            self._write(self._release)

    def _take_back(self, number: int) -> TakenBack:
        return take_back(self._held, number)

    def _held(self, work: Callable[[UnitOfWork], T]) -> T:
        return self._write(partial(self._holding, work))

    def _holding(self, work: Callable[[UnitOfWork], T], uow: UnitOfWork) -> T:
        if not leases.take(uow, LEASE, self._holder, LONGEST):
            raise NotAllowed("Another import is under way, or ended less than two minutes ago without a word.")
        return work(uow)

    def _release(self, uow: UnitOfWork) -> None:
        leases.release(uow, LEASE, self._holder)


def _list_dead(uow: UnitOfWork) -> list[int]:
    return [operation.data["import"] for operation in import_runs.list_unfinished(uow) if operation.data]


def _begin(uow: UnitOfWork, operation_id: UUID, told: dict[str, Any]) -> int:
    uow.operation_id = operation_id
    number = import_runs.begin(uow, f"import {told['kind']} {told['file']}", told)
    uow.note_many("import", "operations", after={"import": number, **told})
    return number


def _note(uow: UnitOfWork, values: dict[str, Any]) -> None:
    import_runs.note(uow, uow.operation_id, values)
    uow.note_many("import", "operations", after=values)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
