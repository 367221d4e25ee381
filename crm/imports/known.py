"""Who is there already: the records a batch of rows may mean, found in bulk and compared exactly."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from crm.imports.rows import CustomerRow
from storage import imports
from storage.entities import Company, Contact
from storage.unit_of_work import UnitOfWork
from understanding.matching import Subject, key_of_equal
from understanding.matching.text import tokens

CONTACT, COMPANY = 1, 2


@dataclass(slots=True)
class Found:
    """A contact or company as an import sees it, stored before or made by this very batch."""

    id: UUID
    name: str
    company: str | None
    points: set[tuple[str, str]]
    place: str
    external_id: str | None = None
    company_id: UUID | None = None
    number: int | None = None
    """None until it is stored."""


def plain(text: str | None) -> str:
    return " ".join(tokens(text or ""))


def place_of(city: str | None, address: str | None) -> str:
    return plain(f"{city or ''} {address or ''}")


@dataclass(slots=True)
class Known:
    """By external id, by contact point and by equal name: contacts and companies apart."""

    contacts: dict[object, list[Found]] = field(default_factory=dict)
    companies: dict[object, list[Found]] = field(default_factory=dict)

    def add_contact(self, found: Found) -> None:
        _add(self.contacts, found, [("same", plain(found.name), plain(found.company)), *found.points])

    def add_company(self, found: Found) -> None:
        _add(self.companies, found, [("same", plain(found.name)), *found.points])

    def find_contact(self, row: CustomerRow) -> Found | None:
        """The contact a row means: by its foreign id; else by an identity or name and company, uncontradicted."""
        keys: list[object] = [(kind, value) for kind, value, _ in row.points]
        keys.append(("same", plain(row.name), plain(row.company)))
        return _find(self.contacts, row, keys, row.name)

    def find_company(self, row: CustomerRow) -> Found | None:
        """The company a row without a person means."""
        keys: list[object] = [(kind, value) for kind, value, _ in row.points]
        keys.append(("same", plain(row.company)))
        return _find(self.companies, row, keys, row.company)

    def find_employer(self, name: str) -> Found | None:
        return next(iter(self.companies.get(("same", plain(name)), ())), None)


def _add(table: dict[object, list[Found]], found: Found, keys: list[object]) -> None:
    if found.external_id:
        keys.append(("id", found.external_id))
    if found.number is not None:  # else it was made by this batch, and no file can say its id
        keys.append(("id", str(found.id)))
    for key in keys:
        table.setdefault(key, []).append(found)


def _find(table: dict[object, list[Found]], row: CustomerRow, keys: Sequence[object], name: str | None) -> Found | None:
    if row.external_id:
        own = table.get(("id", row.external_id))
        if own:
            return own[0]
    for key in keys:
        for found in table.get(key, ()):
            if _agrees(found, row, name):
                return found
    return None


def _agrees(found: Found, row: CustomerRow, name: str | None) -> bool:
    """Equal names, the same company where both say one, and no phone, mail or place that says otherwise."""
    if plain(found.name) != plain(name):
        return False
    if row.name and row.company and found.company and plain(found.company) != plain(row.company):
        return False
    asked = {(kind, value) for kind, value, _ in row.points}
    shares = bool(asked & found.points)
    for kind in ("phone", "email"):
        mine = {value for k, value in asked if k == kind}
        theirs = {value for k, value in found.points if k == kind}
        if mine and theirs and not mine & theirs and not shares:
            return False
    place = place_of(row.city, row.address)
    return not (place and found.place and place != found.place and (row.external_id or not shares))


Waiting = Callable[[int, set[int]], set[int]]
"""The numbers of records not yet findable in the database, by subject and keys of equal names."""


def look_up(uow: UnitOfWork, rows: Sequence[CustomerRow], waiting: Waiting) -> Known:
    """Everything stored that any of these rows may mean."""
    known = Known()
    points = imports.find_point_owners(uow, {(kind, value) for row in rows for kind, value, _ in row.points})
    contact_ids = {contact for owners in points.values() for contact, _ in owners if contact}
    company_ids = {company for owners in points.values() for _, company in owners if company}
    external = {row.external_id for row in rows if row.external_id}
    contact_ids |= set(imports.find_by_external_ids(uow, Contact, external).values())
    company_ids |= set(imports.find_by_external_ids(uow, Company, external).values())
    people = {key_of_equal(Subject.CONTACT, row.name, row.company) for row in rows if row.name}
    firms = {key_of_equal(Subject.COMPANY, row.company) for row in rows if row.company}
    contacts = imports.list_contacts(uow, _numbers(uow, CONTACT, people, waiting), contact_ids)
    companies = imports.list_companies(uow, _numbers(uow, COMPANY, firms, waiting), company_ids)
    held = imports.list_points(uow, {each.id for each in contacts}, {each.id for each in companies})
    for each in {row.id: row for row in contacts}.values():
        known.add_contact(_found(each, each.company, each.company_id, held))
    for each in {row.id: row for row in companies}.values():
        known.add_company(_found(each, None, None, held))
    return known


def _numbers(uow: UnitOfWork, subject: int, keys: set[int], waiting: Waiting) -> set[int]:
    return imports.find_numbers(uow, subject, keys) | waiting(subject, keys)


def _found(row: Any, company: str | None, company_id: UUID | None, held: dict[UUID, set[tuple[str, str]]]) -> Found:
    place = place_of(row.city, row.address)
    points = held.get(row.id, set())
    return Found(row.id, row.name, company, points, place, row.external_id, company_id, row.number)
