"""Run an import: rows in batches through "who is it already?" to what is inserted or changed, all or nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from crm.imports.batch import Batch
from crm.imports.changes import update_company, update_contact
from crm.imports.columns import meaning_of
from crm.imports.known import Found, Known, look_up
from crm.imports.opportunities import Opportunities
from crm.imports.reading import Unreadable, read_rows
from crm.imports.report import Report
from crm.imports.rows import CustomerRow, Wrong, parse_row
from crm.members import get_workspace
from domain.errors import CrmError
from storage import imports
from storage.unit_of_work import UnitOfWork

BATCH = 2_000
KINDS = ("customers", "leads", "deals")
Progress = Callable[[int], None]


class DryRun(CrmError):  # noqa: N818 - an end, not an error
    """Raised at the end of a dry run, so that whoever holds the transaction rolls it back."""

    def __init__(self, report: Report) -> None:
        super().__init__("dry run")
        self.report = report


def import_file(
    uow: UnitOfWork, path: Path, kind: str = "customers", *, dry_run: bool = False, progress: Progress | None = None
) -> Report:
    """Import a file within the unit's transaction; a dry run raises DryRun with its report, and nothing holds.

    Raises Unreadable for a file that cannot be read or has no column we know.
    """
    report = Report(dry_run=dry_run)
    run = _Run(uow, report, kind)
    for rows in _batches(run.parse(read_rows(path), path)):
        run.take(rows)
        if progress:
            progress(report.rows)
    run.finish()
    uow.summary = f"import {kind} {path.name}"
    if dry_run:
        raise DryRun(report)
    return report


def _batches(rows: Iterable[CustomerRow]) -> Iterator[list[CustomerRow]]:
    batch: list[CustomerRow] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


@dataclass(slots=True)
class _Place:
    """Where a row ended: the contact and company it means, and whether anything was made or changed."""

    contact: Found | None
    company: Found | None
    outcome: str


class _Run:
    def __init__(self, uow: UnitOfWork, report: Report, kind: str) -> None:
        workspace = get_workspace(uow)
        self._uow, self._report, self._kind = uow, report, kind
        self._region, self._currency = workspace.region, workspace.currency
        self._members = imports.list_members(uow)
        self._batch = Batch(uow, workspace.region)
        self._opportunities = Opportunities(uow, kind, self._currency) if kind != "customers" else None
        self._seen: set[UUID] = set()

    def parse(self, rows: Iterable[tuple[int, Mapping[str, Any] | str]], path: Path) -> Iterator[CustomerRow]:
        """Rows that can be taken; the others are counted and told."""
        fields: dict[str, str] = {}
        headers: tuple[str, ...] = ()
        for line, row in rows:
            self._report.rows += 1
            if isinstance(row, str):
                self._refuse(line, row)
                continue
            if tuple(row) != headers:
                headers = tuple(row)
                fields = meaning_of(headers)
                if not fields:
                    raise Unreadable(
                        "{name} has no column we know. Its first row must name them: name, company, phone, email ...",
                        name=path.name,
                    )
            try:
                parsed = parse_row(line, row, fields, region=self._region, currency=self._currency)
                self._check(parsed)
            except Wrong as wrong:
                self._refuse(line, str(wrong))
                continue
            if self._opportunities:
                parsed.opportunity_id, parsed.external_id = parsed.external_id, None
            for reason in parsed.left_out:
                self._report.tell(line, f"{reason} (left out)")
            yield parsed

    def _check(self, row: CustomerRow) -> None:
        if row.owner and row.owner.casefold() not in self._members:
            raise Wrong(f"no member is called {row.owner}")
        if self._opportunities:
            self._opportunities.check(row)

    def _refuse(self, line: int, reason: str) -> None:
        self._report.wrong += 1
        self._report.tell(line, reason)

    def take(self, rows: list[CustomerRow]) -> None:
        """Place each row of a batch, then insert what is new."""
        known = look_up(self._uow, rows, self._batch.equals)
        for row in rows:
            place = self._place(row, known)
            if self._opportunities:
                outcome = self._opportunities.place(row, place.contact, place.company, self._owner(row))
                self._count(row, outcome, "already there")
            else:
                self._count(row, place.outcome, "the same as another customer")
        self._batch.write()
        if self._opportunities:
            self._opportunities.write()
        self._uow.session.flush()
        self._uow.session.expunge_all()

    def finish(self) -> None:
        """Everybody is found from now on."""
        self._batch.write_keys()

    def _count(self, row: CustomerRow, outcome: str, told: str) -> None:
        setattr(self._report, outcome, getattr(self._report, outcome) + 1)
        if outcome == "duplicate":
            self._report.tell(row.line, told)

    def _owner(self, row: CustomerRow) -> UUID | None:
        return self._members.get(row.owner.casefold()) if row.owner else self._uow.member_id

    def _place(self, row: CustomerRow, known: Known) -> _Place:
        company = self._employer(row, known) if row.name and row.company else None
        found = known.find_contact(row) if row.name else known.find_company(row)
        if found is None:
            return self._add(row, known, company)
        outcome = self._outcome(row, found, company)
        return _Place(found, company, outcome) if row.name else _Place(None, found, outcome)

    def _outcome(self, row: CustomerRow, found: Found, company: Found | None) -> str:
        """A row of the same foreign id changes what differs; another row of the same customer only adds to it."""
        same_row = row.external_id in {found.external_id or "", str(found.id)} and found.id not in self._seen
        if found.id in self._seen or (company and self._batch.holds(company.id)):
            self._batch.write()
        if found.id in self._batch.keyless:
            self._batch.write_keys()
        self._seen.add(found.id)
        owner_id = self._owner(row)
        if row.name:
            changed = update_contact(self._uow, found, row, company, owner_id, replace=same_row)
        else:
            changed = update_company(self._uow, found, row, owner_id, replace=same_row)
        if not same_row:
            return "duplicate"
        return "changed" if changed else "unchanged"

    def _employer(self, row: CustomerRow, known: Known) -> Found:
        found = known.find_employer(row.company or "")
        if found is None:
            found = self._batch.add_company(row, self._owner(row), alone=False)
            known.add_company(found)
            self._report.others += 1
        return found

    def _add(self, row: CustomerRow, known: Known, company: Found | None) -> _Place:
        if row.name:
            contact = self._batch.add_contact(row, company, self._owner(row))
            known.add_contact(contact)
            self._seen.add(contact.id)
            return _Place(contact, company, "new")
        made = self._batch.add_company(row, self._owner(row), alone=True)
        known.add_company(made)
        self._seen.add(made.id)
        return _Place(None, made, "new")
