"""Customers on their way into the database: gathered, inserted together, their match keys made afterwards."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from crm.imports.key_maker import Told
from crm.imports.keying import NUMBERS, Keying
from crm.imports.known import COMPANY, CONTACT, Found, place_of
from crm.imports.rows import CustomerRow, Point
from storage import imports
from storage.entities import Company, Contact, new_id
from storage.unit_of_work import UnitOfWork
from understanding.matching import Subject, key_of_equal


class Seen:
    """Short numbers by subject, a bit each."""

    def __init__(self) -> None:
        self._bits: dict[int, bytearray] = {CONTACT: bytearray(), COMPANY: bytearray()}

    def add(self, subject: int, number: int) -> None:
        bits = self._bits[subject]
        if number >> 3 >= len(bits):
            bits.extend(bytes((number >> 3) + 1_024 - len(bits)))
        bits[number >> 3] |= 1 << (number & 7)

    def has(self, subject: int, number: int | None) -> bool:
        bits = self._bits[subject]
        return number is not None and number >> 3 < len(bits) and bool(bits[number >> 3] >> (number & 7) & 1)


@dataclass(slots=True)
class Batch:
    """What is to be inserted; `region` is the workspace's, for numbers without a country.

    `waiting` are those not inserted yet; `seen` remembers whom this import made or met, before this batch by number.
    """

    region: str
    keying: Keying
    contacts: list[dict[str, Any]] = field(default_factory=list)
    companies: list[dict[str, Any]] = field(default_factory=list)
    points: list[dict[str, Any]] = field(default_factory=list)
    waiting: dict[UUID, Found] = field(default_factory=dict)
    keyless: list[Told] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)

    def add_contact(self, uow: UnitOfWork, row: CustomerRow, company: Found | None, owner_id: UUID | None) -> Found:
        values = _common(uow, row, owner_id) | {
            "name": row.name,
            "company_id": company.id if company else None,
            "title": row.title,
        }
        self.contacts.append(values)
        found = self._made(values, row, row.points, company)
        self.points += point_rows(row.points, "contact_id", found.id)
        return found

    def add_company(self, uow: UnitOfWork, row: CustomerRow, owner_id: UUID | None, *, alone: bool) -> Found:
        """The company a row is about (`alone`), or the employer it names, which takes its foreign id along."""
        values = _common(uow, row, owner_id) | {"name": row.company}
        if not alone:
            values |= {"aliases": [], "city": None, "address": None, "tags": []}
        self.companies.append(values)
        found = self._made(values, row, row.points if alone else (), None)
        if alone:
            self.points += point_rows(row.points, "company_id", found.id)
        return found

    def _made(
        self, values: dict[str, Any], row: CustomerRow, points: Collection[Point], company: Found | None
    ) -> Found:
        found = Found(
            values["id"],
            values["name"],
            company.name if company else None,
            {(kind, value) for kind, value, _ in points},
            place_of(values["city"], values["address"]),
            row.external_id,
            company.id if company else None,
        )
        self.waiting[found.id] = found
        return found

    def write(self, uow: UnitOfWork) -> None:
        """Insert everything, companies first. Nobody is found by it before `make_keys`."""
        imports.insert_numbered(uow, Company, self.companies)
        imports.insert_numbered(uow, Contact, self.contacts)
        imports.insert_points(uow, self.points)
        for subject, rows in ((Subject.CONTACT, self.contacts), (Subject.COMPANY, self.companies)):
            for row in rows:
                found = self.waiting[row["id"]]
                found.number = row["number"]
                self.seen.add(NUMBERS[subject], row["number"])
                self.keyless.append(self._told(subject, row, found))
            rows.clear()
        self.points.clear()
        self.waiting.clear()

    def make_keys(self) -> None:
        """Have the keys made of what was written: after the commit, as they take longer than the writing."""
        self.keying.add(self.keyless)
        self.keyless = []

    def _told(self, subject: Subject, row: dict[str, Any], found: Found) -> Told:
        said = (found.name, found.company) if subject is Subject.CONTACT else (found.name,)
        return Told(
            subject,
            row["number"],
            key_of_equal(subject, *said),  # as it was looked up: it is remembered
            found.name,
            found.company,
            _of_kind(found.points, "phone"),
            _of_kind(found.points, "email"),
            _of_kind(found.points, "handle"),
            tuple(row["aliases"]),
            row["city"],
            row["address"],
            row["region"] or self.region,
        )


def _of_kind(points: Collection[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    return tuple([value for kind, value in points if kind == wanted]) if points else ()


def _common(uow: UnitOfWork, row: CustomerRow, owner_id: UUID | None) -> dict[str, Any]:
    created_at = row.created_at or uow.now
    return {
        "id": new_id(),
        "owner_id": owner_id,
        "first_owner_id": owner_id,
        "source": row.source,
        "external_id": row.external_id,
        "created_at": created_at,
        "touched_at": created_at,
        "aliases": row.aliases,
        "city": row.city,
        "address": row.address,
        "region": row.region,
        "tags": row.tags,
    }


def point_rows(points: Iterable[Point], owner: str, owner_id: UUID) -> list[dict[str, Any]]:
    contact, company = (owner_id, None) if owner == "contact_id" else (None, owner_id)
    return [
        {
            "id": new_id(),
            "kind": kind,
            "value": value,
            "label": label,
            "contact_id": contact,
            "company_id": company,
        }
        for kind, value, label in points
    ]
