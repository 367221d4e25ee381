"""What an import asks of the database, many rows at a time."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select

from domain.terms import Kind
from storage.bulk import insert_many
from storage.entities import Company, Contact, ContactPoint, Deal, Lead, Member, Pipeline, Stage
from storage.unit_of_work import UnitOfWork

_NUMBERED: Mapping[Any, str] = {
    Contact: Kind.CONTACT,
    Company: Kind.COMPANY,
    Lead: Kind.LEAD,
    Deal: Kind.DEAL,
}
Owned = Contact | Company | Lead | Deal
PART = 2_000  # values of one IN list


def insert_numbered(uow: UnitOfWork, kind: type[Owned], rows: Sequence[dict[str, Any]]) -> None:
    """Give the rows short numbers one after the other, store them, and leave one audit event for all."""
    if not rows:
        return
    first = uow.next_numbers(_NUMBERED[kind], len(rows))
    for number, row in enumerate(rows, first):
        row["number"] = number
    insert_many(uow, kind, rows)
    uow.note_many("create", kind.__tablename__, after={"first": first, "last": first + len(rows) - 1})


def insert_points(uow: UnitOfWork, rows: Sequence[dict[str, Any]]) -> None:
    """Store contact points of records made with them."""
    insert_many(uow, ContactPoint, rows)
    if rows:
        uow.note_many("create", ContactPoint.__tablename__, after={"count": len(rows)})


def refresh_statistics(uow: UnitOfWork) -> None:
    """After many new rows PostgreSQL plans by what it knew of few, until it looks again; SQLite needs none of that."""
    if uow.connection.dialect.name == "postgresql":
        uow.connection.exec_driver_sql("ANALYZE contacts, companies, contact_points, match_keys, kept_keys")


def find_by_external_ids(uow: UnitOfWork, kind: type[Owned], ids: Collection[str]) -> dict[str, UUID]:
    """The rows of those foreign ids; our own id, as an export writes it, means that very row too."""
    found: dict[str, UUID] = {}
    for part in _parts([own for text in ids if (own := _own_id(text))]):
        own_ids = select(kind.id).where(kind.workspace_id == uow.workspace_id, kind.id.in_(part))
        found.update((str(identifier), identifier) for identifier in uow.connection.scalars(own_ids))
    rows = _among(uow, f"SELECT external_id, id FROM {kind.__tablename__} WHERE", "external_id", ids)  # noqa: S608 - ours
    found.update((external, _uuid(identifier)) for external, identifier in rows)
    return found


def _own_id(text: str) -> UUID | None:
    if len(text) < _SHORTEST_UUID:
        return None
    try:
        return UUID(text)
    except ValueError:
        return None


_SHORTEST_UUID = 32


def find_point_owners(
    uow: UnitOfWork, points: Collection[tuple[str, str]]
) -> dict[tuple[str, str], list[tuple[UUID | None, UUID | None]]]:
    """For each (kind, value): the (contact, company) it belongs to."""
    found: dict[tuple[str, str], list[tuple[UUID | None, UUID | None]]] = {}
    for kind in sorted({kind for kind, _ in points}):
        values = [value for each, value in points if each == kind]
        head = "SELECT value, contact_id, company_id FROM contact_points WHERE kind = {place} AND"
        for value, contact_id, company_id in _among(uow, head, "value", values, kind):
            found.setdefault((kind, value), []).append((_uuid(contact_id), _uuid(company_id)))
    return found


def find_numbers(uow: UnitOfWork, subject: int, keys: Collection[int]) -> set[int]:
    """The numbers of the records with any of these keys of equal names."""
    head = "SELECT number FROM kept_keys WHERE subject = {place} AND"
    return {number for (number,) in _among(uow, head, "equal", keys, subject)}


def _among(uow: UnitOfWork, head: str, column: str, values: Collection[str | int], *given: str | int) -> Iterable[Any]:
    """Rows of one table whose column is any of thousands of values: one plan, however many they are."""
    if not values:
        return ()
    sqlite = uow.connection.dialect.name == "sqlite"
    place = "?" if sqlite else "%s"
    among = "IN (SELECT value FROM json_each(?))" if sqlite else "= ANY(%s)"
    statement = f"{head.format(place=place)} workspace_id = {place} AND {column} {among}"
    listed = list(values)
    last = msgspec.json.encode(listed).decode() if sqlite else listed
    return uow.connection.exec_driver_sql(statement, (*given, uow.workspace_id, last))


def _uuid(value: UUID | bytes | None) -> Any:
    """An id past the column's type: 16 bytes on SQLite."""
    return UUID(bytes=value) if isinstance(value, bytes) else value


def list_contacts(uow: UnitOfWork, numbers: Collection[int], ids: Collection[UUID]) -> list[Any]:
    """(id, number, name, company's name, city, address, external_id, company_id) of contacts."""
    return _listed(
        uow,
        select(
            Contact.id,
            Contact.number,
            Contact.name,
            Company.name.label("company"),
            Contact.city,
            Contact.address,
            Contact.external_id,
            Contact.company_id,
        ).outerjoin(Company, (Company.workspace_id == Contact.workspace_id) & (Company.id == Contact.company_id)),
        Contact,
        numbers,
        ids,
    )


def list_companies(uow: UnitOfWork, numbers: Collection[int], ids: Collection[UUID]) -> list[Any]:
    """(id, number, name, city, address, external_id) of companies."""
    columns = (Company.id, Company.number, Company.name, Company.city, Company.address, Company.external_id)
    return _listed(uow, select(*columns), Company, numbers, ids)


def _listed(
    uow: UnitOfWork, query: Any, kind: type[Contact | Company], numbers: Collection[int], ids: Collection[UUID]
) -> list[Any]:
    found: list[Any] = []
    for column, values in ((kind.number, numbers), (kind.id, ids)):
        for part in _parts(values):
            wanted = query.where(kind.workspace_id == uow.workspace_id, column.in_(part))
            found += uow.connection.execute(wanted).all()
    return found


def list_points(
    uow: UnitOfWork, contact_ids: Collection[UUID], company_ids: Collection[UUID]
) -> dict[UUID, set[tuple[str, str]]]:
    """The (kind, value) points of contacts and of companies, each by its own index: asked in one, all would be read."""
    found: dict[UUID, set[tuple[str, str]]] = {}
    for owner, ids in ((ContactPoint.contact_id, contact_ids), (ContactPoint.company_id, company_ids)):
        for part in _parts(ids):
            query = select(owner, ContactPoint.kind, ContactPoint.value).where(
                ContactPoint.workspace_id == uow.workspace_id, owner.in_(part)
            )
            for owner_id, kind, value in uow.connection.execute(query):
                if owner_id is not None:
                    found.setdefault(owner_id, set()).add((kind, value))
    return found


def list_members(uow: UnitOfWork) -> dict[str, UUID]:
    """Members in office by name and full name, folded."""
    query = select(Member.name, Member.full_name, Member.id).where(
        Member.workspace_id == uow.workspace_id, Member.removed_at.is_(None)
    )
    return {
        name.casefold(): identifier
        for short, full, identifier in uow.connection.execute(query)
        for name in (full, short)
        if name
    }


def list_stages(uow: UnitOfWork) -> list[Any]:
    """(id, name, position, outcome) of the first pipeline's stages in order."""
    first = select(Pipeline.id).where(Pipeline.workspace_id == uow.workspace_id).order_by(Pipeline.id).limit(1)
    query = (
        select(Stage.id, Stage.name, Stage.position, Stage.outcome)
        .where(Stage.workspace_id == uow.workspace_id, Stage.pipeline_id == first.scalar_subquery())
        .order_by(Stage.position)
    )
    return list(uow.connection.execute(query))


def _parts(values: Collection[Any]) -> Iterable[list[Any]]:
    listed = list(values)
    return (listed[i : i + PART] for i in range(0, len(listed), PART))
