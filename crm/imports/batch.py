"""A batch of customers on its way into the database: rows gathered, then inserted together.

Their match keys wait for many more: a key falls anywhere in its table, so that inserting few at a time touches every
page of it again and again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from crm.imports.known import COMPANY, CONTACT, Found, place_of
from crm.imports.rows import CustomerRow, Point
from domain.terms import Kind
from storage import imports
from storage.entities import Company, Contact, ContactPoint, new_id
from storage.unit_of_work import UnitOfWork
from understanding.matching import Record, Subject, key_of_equal, keys_of

MANY_KEYS = 150_000  # about 15 MB of them


@dataclass(slots=True)
class Batch:
    """What is to be inserted; `region` is the workspace's, for numbers without a country."""

    uow: UnitOfWork
    region: str
    contacts: list[dict[str, Any]] = field(default_factory=list)
    companies: list[dict[str, Any]] = field(default_factory=list)
    points: list[dict[str, Any]] = field(default_factory=list)
    keys: list[tuple[int, int, int]] = field(default_factory=list)
    keyless: set[UUID] = field(default_factory=set)
    equals: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    def add_contact(self, row: CustomerRow, company: Found | None, owner_id: UUID | None) -> Found:
        values = self._common(row, owner_id) | {
            "name": row.name,
            "company_id": company.id if company else None,
            "title": row.title,
        }
        self.contacts.append(values | {"_company": company.name if company else None})
        return self._made(values, row, row.name or "", contact=True, company=company)

    def add_company(self, row: CustomerRow, owner_id: UUID | None, *, alone: bool) -> Found:
        """The company a row is about (`alone`), or the employer it names, which takes its foreign id along."""
        values = self._common(row, owner_id) | {"name": row.company}
        if not alone:
            values |= {"aliases": [], "city": None, "address": None, "tags": []}
        self.companies.append(values)
        return self._made(values, row, row.company or "", contact=False, points=alone)

    def _common(self, row: CustomerRow, owner_id: UUID | None) -> dict[str, Any]:
        created_at = row.created_at or self.uow.now
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

    def _made(
        self,
        values: dict[str, Any],
        row: CustomerRow,
        name: str,
        *,
        contact: bool,
        company: Found | None = None,
        points: bool = True,
    ) -> Found:
        held = row.points if points else []
        self.points += point_rows(held, "contact_id" if contact else "company_id", values["id"])
        return Found(
            values["id"],
            name,
            company.name if company else None,
            {(kind, value) for kind, value, _ in held},
            place_of(values["city"], values["address"]),
            row.external_id,
            company.id if company else None,
        )

    def holds(self, company_id: UUID) -> bool:
        """Whether that company still waits to be inserted."""
        return any(row["id"] == company_id for row in reversed(self.companies))

    def write(self) -> None:
        """Insert everything, companies first, and forget it; the keys are written once there are many."""
        self._number(self.companies, Kind.COMPANY)
        self._number(self.contacts, Kind.CONTACT)
        self.keys.extend(self._keys())
        self.keyless.update(row["id"] for row in (*self.companies, *self.contacts))
        self._note_equals()
        imports.insert_rows(self.uow, Company, self.companies)
        for row in self.contacts:
            del row["_company"]
        imports.insert_rows(self.uow, Contact, self.contacts)
        imports.insert_rows(self.uow, ContactPoint, self.points)
        if len(self.keys) > MANY_KEYS:
            self.write_keys()
        self.contacts.clear()
        self.companies.clear()
        self.points.clear()

    def write_keys(self) -> None:
        """Insert the keys that waited: everybody is found by them from now on."""
        imports.insert_keys(self.uow, self.keys)
        self.keys.clear()
        self.keyless.clear()
        self.equals.clear()

    def _note_equals(self) -> None:
        """By equal name the records whose keys still wait can be found as well."""
        for row in self.contacts:
            key = key_of_equal(Subject.CONTACT, row["name"], row["_company"])
            self.equals.setdefault((CONTACT, key), []).append(row["number"])
        for row in self.companies:
            self.equals.setdefault((COMPANY, key_of_equal(Subject.COMPANY, row["name"])), []).append(row["number"])

    def _number(self, rows: list[dict[str, Any]], kind: Kind) -> None:
        if rows:
            for row, number in zip(rows, imports.take_numbers(self.uow, kind, len(rows)), strict=True):
                row["number"] = number

    def _keys(self) -> Iterable[tuple[int, int, int]]:
        held: dict[UUID, list[tuple[str, str]]] = {}
        for point in self.points:
            held.setdefault(point["contact_id"] or point["company_id"], []).append((point["kind"], point["value"]))
        for subject, number, rows in (
            (Subject.CONTACT, CONTACT, self.contacts),
            (Subject.COMPANY, COMPANY, self.companies),
        ):
            for row in rows:
                record = self._record(subject, row, held.get(row["id"], []))
                yield from ((key, number, record.number) for key in keys_of(record))

    def _record(self, subject: Subject, row: dict[str, Any], points: list[tuple[str, str]]) -> Record:
        return Record(
            subject,
            row["id"],
            row["number"],
            row["name"],
            company=row.get("_company"),
            phones=tuple(value for kind, value in points if kind == "phone"),
            emails=tuple(value for kind, value in points if kind == "email"),
            handles=tuple(value for kind, value in points if kind == "handle"),
            aliases=tuple(row["aliases"]),
            city=row["city"],
            address=row["address"],
            region=row["region"] or self.region,
        )


def point_rows(points: Iterable[Point], owner: str, owner_id: UUID) -> list[dict[str, Any]]:
    nobody = {"contact_id": None, "company_id": None}
    return [
        {"id": new_id(), "kind": kind, "value": value, "label": label} | nobody | {owner: owner_id}
        for kind, value, label in points
    ]
