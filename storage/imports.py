"""Rows in bulk: what an import asks of the database, and how it writes many rows at once."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import insert, or_, select, tuple_

from storage.entities import Company, Contact, ContactPoint, Deal, Entity, Lead, MatchKey, Member, Pipeline, Stage
from storage.unit_of_work import UnitOfWork

Owned = Contact | Company | Lead | Deal
PART = 2_000  # values of one IN list


def insert_rows(uow: UnitOfWork, kind: type[Entity], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that name the same columns, without the ORM."""
    if rows:
        workspace = {"workspace_id": uow.workspace_id}
        uow.connection.execute(insert(kind), [workspace | row for row in rows])


def insert_keys(uow: UnitOfWork, keys: Iterable[tuple[int, int, int]]) -> None:
    """Insert (key, subject, number) postings, in the order of the table: by the driver's own bulk way."""
    rows = sorted(set(keys))
    raw: Any = uow.connection.connection.driver_connection
    if uow.connection.dialect.name == "sqlite":
        statement = "INSERT INTO match_keys (workspace_id, key, subject, number) VALUES (?, ?, ?, ?)"
        raw.executemany(statement, ((uow.workspace_id, *row) for row in rows))
        return
    with raw.cursor() as cursor, cursor.copy("COPY match_keys (workspace_id, key, subject, number) FROM STDIN") as copy:
        for row in rows:
            copy.write_row((uow.workspace_id, *row))


def take_numbers(uow: UnitOfWork, kind: str, count: int) -> range:
    """So many short numbers in a row."""
    first = uow.next_numbers(kind, count)
    return range(first, first + count)


def find_by_external_ids(uow: UnitOfWork, kind: type[Owned], ids: Collection[str]) -> dict[str, UUID]:
    """The rows of those foreign ids; our own id, as an export writes it, means that very row too."""
    found: dict[str, UUID] = {}
    for part in _parts([own for text in ids if (own := _own_id(text))]):
        own_ids = select(kind.id).where(kind.workspace_id == uow.workspace_id, kind.id.in_(part))
        found.update((str(identifier), identifier) for identifier in uow.connection.scalars(own_ids))
    for part in _parts(ids):
        query = select(kind.external_id, kind.id).where(
            kind.workspace_id == uow.workspace_id, kind.external_id.in_(part)
        )
        found.update((external, identifier) for external, identifier in uow.connection.execute(query) if external)
    return found


def _own_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def find_point_owners(
    uow: UnitOfWork, points: Collection[tuple[str, str]]
) -> dict[tuple[str, str], list[tuple[UUID | None, UUID | None]]]:
    """For each (kind, value): the (contact, company) it belongs to."""
    found: dict[tuple[str, str], list[tuple[UUID | None, UUID | None]]] = {}
    for part in _parts(points):
        query = select(ContactPoint.kind, ContactPoint.value, ContactPoint.contact_id, ContactPoint.company_id).where(
            ContactPoint.workspace_id == uow.workspace_id, tuple_(ContactPoint.kind, ContactPoint.value).in_(part)
        )
        for kind, value, contact_id, company_id in uow.connection.execute(query):
            found.setdefault((kind, value), []).append((contact_id, company_id))
    return found


def find_numbers(uow: UnitOfWork, subject: int, keys: Collection[int]) -> dict[int, list[int]]:
    """For each key the numbers of the records stored under it."""
    found: dict[int, list[int]] = {}
    for part in _parts(keys):
        query = select(MatchKey.key, MatchKey.number).where(
            MatchKey.workspace_id == uow.workspace_id, MatchKey.key.in_(part), MatchKey.subject == subject
        )
        for key, number in uow.connection.execute(query):
            found.setdefault(key, []).append(number)
    return found


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


def list_points(uow: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, set[tuple[str, str]]]:
    """The (kind, value) points of contacts and companies."""
    found: dict[UUID, set[tuple[str, str]]] = {}
    for part in _parts(ids):
        query = select(ContactPoint.contact_id, ContactPoint.company_id, ContactPoint.kind, ContactPoint.value).where(
            ContactPoint.workspace_id == uow.workspace_id,
            or_(ContactPoint.contact_id.in_(part), ContactPoint.company_id.in_(part)),
        )
        for contact_id, company_id, kind, value in uow.connection.execute(query):
            owner = contact_id or company_id
            if owner is not None:
                found.setdefault(owner, set()).add((kind, value))
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
