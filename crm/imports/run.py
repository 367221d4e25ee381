"""Run an import: rows in batches through "who is it already?" to what is inserted or changed.

Each batch is a transaction of its own, so that chats are answered meanwhile; all of them are one operation, which is
taken back whole where the import fails half way.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from uuid import UUID

from crm.identify import reindex_many
from crm.imports.batch import Batch
from crm.imports.changes import update_company, update_contact
from crm.imports.checking import checked
from crm.imports.keying import Keying
from crm.imports.known import COMPANY, CONTACT, Found, Known, look_up
from crm.imports.opportunities import Opportunities
from crm.imports.reading import read_rows
from crm.imports.report import Report
from crm.imports.rows import CustomerRow
from crm.imports.surroundings import KINDS, Surroundings, look_around
from crm.imports.trail import Trail, Write
from domain.errors import CrmError
from storage import import_removal, imports
from storage.key_spool import KeySpool
from storage.unit_of_work import UnitOfWork
from understanding.matching import Subject

__all__ = ["KINDS", "import_file", "rehearse"]

BATCH = 1_000
CYCLES = 16
"""Batches between two searches for cycles."""
Progress = Callable[[int], None]


def import_file(
    write: Write,
    path: Path,
    kind: str = "customers",
    *,
    progress: Progress | None = None,
    batch: int = BATCH,
) -> Report:
    """Import a file, `batch` rows at a time. `write` runs work in a transaction of its own.

    Raises Unreadable for a file that cannot be read or has no column we know. Whatever is raised: nothing holds.
    """
    report = Report()
    around = write(partial(look_around, kind=kind))
    batches = _batches(checked(read_rows(path), path, around, report), batch)
    first = next(batches, None)  # a spreadsheet is read whole: before anybody else has to wait for this import
    if first is None:
        return report
    trail = Trail(write)
    report.number = trail.begin(path, kind)
    try:
        with KeySpool() as spool, closing(Keying(spool)) as keying, _without_search_for_cycles():
            run = _Run(around, report, spool, keying)
            for number, rows in enumerate(chain([first], batches), 1):
                trail.go_on(partial(run.take, rows=rows))
                run.make_keys()
                if number % CYCLES == 0:
                    gc.collect(1)
                if progress:
                    progress(report.rows)
            keying.finish()
            _store_keys(trail, spool)
    except BaseException:
        trail.take_back()
        raise
    trail.finish(report)
    return report


@contextmanager
def _without_search_for_cycles() -> Iterator[None]:
    """Rows by the thousand make Python look for cycles all the time, a fifth of all work; we look now and then."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Rehearsed(CrmError):  # noqa: N818 - an end, not an error
    def __init__(self, report: Report) -> None:
        super().__init__("rehearsed")
        self.report = report


def rehearse(
    write: Write,
    path: Path,
    kind: str = "customers",
    prepare: Callable[[UnitOfWork], object] | None = None,
    *,
    progress: Progress | None = None,
) -> Report:
    """What an import would do: it is done after `prepare`, in one transaction, and rolled back."""

    def work(uow: UnitOfWork) -> None:
        if prepare:
            prepare(uow)
        raise _Rehearsed(import_file(lambda inner: inner(uow), path, kind, progress=progress))

    try:
        write(work)
    except _Rehearsed as over:
        over.report.dry_run, over.report.number = True, None
        return over.report
    raise AssertionError("a rehearsal ends by being rolled back")


def _batches(rows: Iterator[CustomerRow], size: int) -> Iterator[list[CustomerRow]]:
    while batch := list(islice(rows, size)):
        yield batch


def _store_keys(trail: Trail, spool: KeySpool) -> None:
    """Everybody is found from now on: keys in the order of their table, a slice at a time.

    Whom somebody changed meanwhile has keys of what they are now.
    """
    operation = trail.operation_id
    changed = trail.go_on(partial(import_removal.list_changed, operation_id=operation))
    for subject, numbers in changed.items():
        spool.leave_out(subject, numbers)
    spool.arrange()
    for part in spool.records():  # first, as they tell what to take away where this goes no further
        trail.go_on(partial(spool.keep, part=part))
    for part in spool.postings():
        trail.go_on(partial(spool.store, part=part))
    trail.go_on(imports.refresh_statistics)
    changed = trail.go_on(partial(import_removal.list_changed, operation_id=operation))
    for subject, numbers in changed.items():
        trail.go_on(partial(_reindex, subject=subject, numbers=numbers))


def _reindex(uow: UnitOfWork, subject: int, numbers: Sequence[int]) -> None:
    reindex_many(uow, Subject.CONTACT if subject == CONTACT else Subject.COMPANY, numbers)


@dataclass(slots=True)
class _Place:
    """Where a row ended: the contact and company it means, and whether anything was made or changed."""

    contact: Found | None
    company: Found | None
    outcome: str


class _Run:
    def __init__(self, around: Surroundings, report: Report, spool: KeySpool, keying: Keying) -> None:
        self._around, self._report, self._spool = around, report, spool
        self._batch = Batch(around.region, keying)
        self._opportunities = Opportunities(around) if around.kind != "customers" else None
        self._met: set[UUID] = set()  # in this batch

    def take(self, uow: UnitOfWork, rows: list[CustomerRow]) -> None:
        """Place each row of a batch, then insert what is new."""
        known = look_up(uow, rows, self._spool.find_equal)
        if self._opportunities:
            self._opportunities.look_up(uow, rows)
        self._met.clear()
        for row in rows:
            place = self._place(uow, row, known)
            if self._opportunities:
                outcome = self._opportunities.place(uow, row, place.contact, place.company)
                self._report.count(row.line, outcome, "already there")
            else:
                self._report.count(row.line, place.outcome, "the same as another customer")
        self._batch.write(uow)
        if self._opportunities:
            self._opportunities.write(uow)

    def make_keys(self) -> None:
        """Outside the transaction: of whom the last batch made."""
        self._batch.make_keys()

    def _place(self, uow: UnitOfWork, row: CustomerRow, known: Known) -> _Place:
        company = self._employer(uow, row, known) if row.name and row.company else None
        found = known.find_contact(row) if row.name else known.find_company(row)
        if found is None:
            return self._add(uow, row, known, company)
        outcome = self._outcome(uow, row, found, company)
        return _Place(found, company, outcome) if row.name else _Place(None, found, outcome)

    def _outcome(self, uow: UnitOfWork, row: CustomerRow, found: Found, company: Found | None) -> str:
        """A row of the same foreign id changes what differs; another row of the same customer only adds to it."""
        subject = CONTACT if row.name else COMPANY
        before = found.id in self._met or self._batch.seen.has(subject, found.number)
        same_row = not before and row.external_id in {found.external_id or "", str(found.id)}
        if found.id in self._batch.waiting or (company and company.id in self._batch.waiting):
            self._batch.write(uow)
        self._met.add(found.id)
        self._batch.seen.add(subject, found.number or 0)
        owner_id = self._around.find_owner(row)
        if row.name:
            changed = update_contact(uow, found, row, company, owner_id, replace=same_row)
        else:
            changed = update_company(uow, found, row, owner_id, replace=same_row)
        if changed:
            self._spool.leave_out(subject, [found.number or 0])  # its keys are stored, of what it is now
        if not same_row:
            return "duplicate"
        return "changed" if changed else "unchanged"

    def _employer(self, uow: UnitOfWork, row: CustomerRow, known: Known) -> Found:
        found = known.find_employer(row.company or "")
        if found is None:
            found = self._batch.add_company(uow, row, self._around.find_owner(row), alone=False)
            known.add_company(found)
            self._report.others += 1
        return found

    def _add(self, uow: UnitOfWork, row: CustomerRow, known: Known, company: Found | None) -> _Place:
        owner_id = self._around.find_owner(row)
        if row.name:
            contact = self._batch.add_contact(uow, row, company, owner_id)
            known.add_contact(contact)
            self._met.add(contact.id)
            return _Place(contact, company, "new")
        made = self._batch.add_company(uow, row, owner_id, alone=True)
        known.add_company(made)
        self._met.add(made.id)
        return _Place(None, made, "new")
