"""Everything that was entered, as plain tables: readable without Rapport, and importable again unchanged.

Columns are named as `rapport import` knows them. `id` is the foreign id a row came with, else our own: both mean the
same row when it is imported again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from crm.records import ref_of
from domain.money import Money
from storage import exports
from storage.entities import (
    Activity,
    AuditEvent,
    Company,
    Contact,
    ContactPoint,
    Deal,
    FollowUp,
    Lead,
    Member,
    Record,
    Stage,
    Team,
)
from storage.unit_of_work import UnitOfWork

Cell = str | int | float | list[str] | list[dict[str, Any]] | dict[str, Any] | None
Rows = Iterator[dict[str, Cell]]


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its name, its columns in order, and what reads its rows."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[UnitOfWork], Rows]


def _companies(uow: UnitOfWork) -> Rows:
    for page in exports.pages(uow, Company):
        owners = exports.names_of(uow, Member, [row.owner_id for row in page])
        points = exports.points_of(uow, "company_id", [row.id for row in page])
        for row in page:
            yield {
                **_key(row),
                "company": row.name,
                **_points(points.get(row.id, [])),
                "aliases": row.aliases,
                "city": row.city,
                "address": row.address,
                "region": row.region,
                **_common(row, owners),
                "tags": row.tags,
            }


def _contacts(uow: UnitOfWork) -> Rows:
    for page in exports.pages(uow, Contact):
        owners = exports.names_of(uow, Member, [row.owner_id for row in page])
        companies = exports.names_of(uow, Company, [row.company_id for row in page])
        points = exports.points_of(uow, "contact_id", [row.id for row in page])
        for row in page:
            yield {
                **_key(row),
                "name": row.name,
                "company": companies.get(row.company_id),
                "title": row.title,
                **_points(points.get(row.id, [])),
                "aliases": row.aliases,
                "city": row.city,
                "address": row.address,
                "region": row.region,
                **_common(row, owners),
                "tags": row.tags,
            }


def _leads(uow: UnitOfWork) -> Rows:
    for page in exports.pages(uow, Lead):
        around = _Around(uow, page)
        for row in page:
            yield {
                **_key(row),
                "lead": row.name,
                **around.customer(row),
                "status": row.status,
                **_amount(row),
                "lost_reason": row.lost_reason,
                **_common(row, around.owners),
                "closed_at": _time(row.closed_at),
            }


def _deals(uow: UnitOfWork) -> Rows:
    for page in exports.pages(uow, Deal):
        around = _Around(uow, page)
        stages = exports.names_of(uow, Stage, [row.stage_id for row in page])
        for row in page:
            yield {
                **_key(row),
                "deal": row.name,
                **around.customer(row),
                "stage": stages.get(row.stage_id),
                **_amount(row),
                "close_on": _day(row.close_on),
                "lost_reason": row.lost_reason,
                **_common(row, around.owners),
                "closed_at": _time(row.closed_at),
            }


def _activities(uow: UnitOfWork) -> Rows:
    for page in exports.pages(uow, Activity):
        authors = exports.names_of(uow, Member, [row.author_id for row in page])
        about = _About(uow, page)
        for row in page:
            yield {
                "id": row.external_id or str(row.id),
                "kind": row.kind,
                "occurred_at": _time(row.occurred_at),
                "author": authors.get(row.author_id),
                **about.of(row),
                "body": row.body,
                "lines": row.lines,
                "files": row.files,
                "detail": row.detail,
                "created_at": _time(row.created_at),
            }


def _follow_ups(uow: UnitOfWork) -> Rows:
    for page in exports.pages(uow, FollowUp):
        owners = exports.names_of(uow, Member, [row.owner_id for row in page])
        about = _About(uow, page)
        for row in page:
            yield {
                "id": row.external_id or str(row.id),
                "ref": str(ref_of(row)),
                "action": row.action,
                "owner": owners.get(row.owner_id),
                "status": row.status,
                "due_at": _time(row.due_at),
                "grain": row.grain,
                "recurs": row.recurs,
                **about.of(row),
                "done_at": _time(row.done_at),
                "result": row.result,
                "created_at": _time(row.created_at),
            }


def _members(uow: UnitOfWork) -> Rows:
    for page in exports.pages(uow, Member):
        teams = exports.names_of(uow, Team, [row.team_id for row in page])
        for row in page:
            yield {
                "id": str(row.id),
                "name": row.name,
                "full_name": row.full_name,
                "role": row.role,
                "team": teams.get(row.team_id),
                "tz": row.tz,
                "language": row.language,
                "settings": row.settings,
                "created_at": _time(row.created_at),
                "removed_at": _time(row.removed_at),
            }


def _audit(uow: UnitOfWork) -> Rows:
    for page in exports.pages(uow, AuditEvent):
        members = exports.names_of(uow, Member, [row.member_id for row in page])
        for row in page:
            yield {
                "id": str(row.id),
                "at": _time(row.at),
                "member": members.get(row.member_id),
                "action": row.action,
                "table": row.record_table,
                "record_id": str(row.record_id) if row.record_id else None,
                "before": row.before,
                "after": row.after,
                "operation": str(row.operation_id),
                "message": row.message_key,
            }


class _Around:
    """The names of a page's owners, contacts and companies."""

    def __init__(self, uow: UnitOfWork, page: Sequence[Lead] | Sequence[Deal]) -> None:
        self.owners = exports.names_of(uow, Member, [row.owner_id for row in page])
        self._contacts = exports.names_of(uow, Contact, [row.contact_id for row in page])
        self._companies = exports.names_of(uow, Company, [row.company_id for row in page])

    def customer(self, row: Lead | Deal) -> dict[str, Cell]:
        """Whom it is about; of a row about nobody its own name, as an import wants one."""
        contact, company = self._contacts.get(row.contact_id), self._companies.get(row.company_id)
        return {"name": contact if contact or company else row.name, "company": company}


class _About:
    """The short references of what a page of activities or follow-ups is about."""

    _KINDS: tuple[tuple[str, type[Company | Contact | Lead | Deal], str], ...] = (
        ("contact", Contact, "C"),
        ("company", Company, "A"),
        ("lead", Lead, "L"),
        ("deal", Deal, "D"),
    )

    def __init__(self, uow: UnitOfWork, page: Sequence[Activity] | Sequence[FollowUp]) -> None:
        self._numbers = {
            name: exports.numbers_of(uow, kind, [getattr(row, f"{name}_id") for row in page])
            for name, kind, _ in self._KINDS
        }

    def of(self, row: Activity | FollowUp) -> dict[str, Cell]:
        found: dict[str, Cell] = {}
        for name, _, letter in self._KINDS:
            number = self._numbers[name].get(getattr(row, f"{name}_id"))
            found[name] = f"{letter}{number}" if number is not None else None
        return found


def _key(row: Record) -> dict[str, Cell]:
    return {"id": row.external_id or str(row.id), "ref": str(ref_of(row))}


def _common(row: Record, owners: Mapping[UUID | None, str]) -> dict[str, Cell]:
    return {
        "owner": owners.get(row.owner_id),
        "source": row.source,
        "created_at": _time(row.created_at),
        "touched_at": _time(row.touched_at),
    }


def _points(points: Sequence[ContactPoint]) -> dict[str, Cell]:
    """Phones and addresses as they are dialled; handles of a named platform under its name."""
    return {
        "phones": [point.value for point in points if point.kind == "phone"],
        "emails": [point.value for point in points if point.kind == "email"],
        "handles": [point.value for point in points if point.kind == "handle"],
        "accounts": [f"{p.kind}:{p.value}" for p in points if p.kind not in {"phone", "email", "handle"}],
    }


def _amount(row: Lead | Deal) -> dict[str, Cell]:
    """Major units as a decimal string."""
    if row.amount_minor is None or row.currency is None:
        return {"amount": None, "currency": None}
    return {"amount": Money(row.amount_minor, row.currency).plain(), "currency": row.currency}


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


_CUSTOMER = ("phones", "emails", "handles", "accounts", "aliases", "city", "address", "region")
_COMMON = ("owner", "source", "created_at", "touched_at")
_ABOUT = ("contact", "company", "lead", "deal")

TABLES = (
    Table("companies", ("id", "ref", "company", *_CUSTOMER, *_COMMON, "tags"), _companies),
    Table("contacts", ("id", "ref", "name", "company", "title", *_CUSTOMER, *_COMMON, "tags"), _contacts),
    Table(
        "leads",
        ("id", "ref", "lead", "name", "company", "status", "amount", "currency", "lost_reason", *_COMMON, "closed_at"),
        _leads,
    ),
    Table(
        "deals",
        (
            *("id", "ref", "deal", "name", "company", "stage", "amount", "currency", "close_on", "lost_reason"),
            *(*_COMMON, "closed_at"),
        ),
        _deals,
    ),
    Table(
        "activities",
        ("id", "kind", "occurred_at", "author", *_ABOUT, "body", "lines", "files", "detail", "created_at"),
        _activities,
    ),
    Table(
        "follow_ups",
        (
            *("id", "ref", "action", "owner", "status", "due_at", "grain", "recurs"),
            *(*_ABOUT, "done_at", "result", "created_at"),
        ),
        _follow_ups,
    ),
    Table(
        "members",
        ("id", "name", "full_name", "role", "team", "tz", "language", "settings", "created_at", "removed_at"),
        _members,
    ),
    Table(
        "audit",
        ("id", "at", "member", "action", "table", "record_id", "before", "after", "operation", "message"),
        _audit,
    ),
)
