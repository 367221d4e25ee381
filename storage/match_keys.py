"""Who is stored under which match key, and what can speak for or against those records."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BindParameter, Select, bindparam, func, null, or_, select

from storage.entities import Company, Contact, ContactPoint, LinkMemory, MatchKey, Workspace
from storage.statements import Prepared, driver_of, then_by
from storage.unit_of_work import UnitOfWork

CONTACT, COMPANY = 1, 2


def postings(uow: UnitOfWork, subject: int, keys: Sequence[int], cap: int) -> dict[int, list[int]]:
    """For each key anybody is stored under: their short numbers, at most `cap` of them."""
    if not keys:
        return {}
    if uow.connection.dialect.name == "postgresql":
        asked = (uow.workspace_id, subject, cap, list(keys))
        return {key: numbers for key, numbers in uow.connection.exec_driver_sql(_ASKING_ALL, asked) if numbers}
    values = tuple(value for key in keys for value in (uow.workspace_id, key, subject))
    found: Any = driver_of(uow.connection).execute(_asking(len(keys), cap), values)
    return {key: _numbers(listed) for key, listed in found}


_numbers = msgspec.json.Decoder(list[int]).decode


@cache
def _asking(keys: int, cap: int) -> str:
    """One statement for that many keys, at most `cap` records each. Written out: building it costs more than asking.

    A list a key: half the time of a row a record.
    """
    where = "workspace_id = ? AND key = ? AND subject = ?"
    one = f"SELECT key, number FROM match_keys WHERE {where} LIMIT {int(cap)}"  # noqa: S608 - places and a number
    listed = f"SELECT key, json_group_array(number) FROM ({one}) HAVING count(*) > 0"  # noqa: S608 - as above
    return " UNION ALL ".join(listed for _ in range(keys))


_ASKING_ALL = (
    "SELECT k.key, ARRAY("
    "SELECT number FROM match_keys WHERE workspace_id = %s AND key = k.key AND subject = %s LIMIT %s"
    ") FROM unnest(%s::bigint[]) AS k (key)"
)
"""The same where an array can be joined: planned once, not once a key."""


_DEFAULTS = Prepared(select(Workspace.region, Workspace.settings).where(Workspace.workspace_id == bindparam("ws")))


def defaults_of(uow: UnitOfWork) -> tuple[str, dict[str, Any]]:
    """The workspace's region (of numbers without a country) and settings, as its configuration gave them."""
    row = _DEFAULTS.first(uow.connection, {"ws": uow.workspace_id})
    return (row.region, row.settings or {}) if row else ("US", {})


_MEMORIES = Prepared(
    select(LinkMemory.contact_id, LinkMemory.company_id, LinkMemory.same)
    .where(
        LinkMemory.workspace_id == bindparam("ws"),
        LinkMemory.identity_key.in_(bindparam("keys", expanding=True)),
        or_(LinkMemory.member_id.is_(None), LinkMemory.member_id == bindparam("member")),
    )
    .order_by(LinkMemory.created_at)
)
_KNOWN = Prepared(
    select(MatchKey.key, MatchKey.subject, func.min(MatchKey.number))
    .where(MatchKey.workspace_id == bindparam("ws"), MatchKey.key.in_(bindparam("keys", expanding=True)))
    .group_by(MatchKey.key, MatchKey.subject)
    .limit(200)
)


def list_contacts(uow: UnitOfWork, numbers: Collection[int], ids: Collection[UUID] = ()) -> Sequence[Any]:
    """What matching compares of contacts (with their company's name as `company`), by short number or id."""
    return _wanted(uow, _WANTED_CONTACTS, numbers, ids)


def list_companies(uow: UnitOfWork, numbers: Collection[int], ids: Collection[UUID] = ()) -> Sequence[Any]:
    """The same of companies; their `company` is None."""
    return _wanted(uow, _WANTED_COMPANIES, numbers, ids)


def _wanted(
    uow: UnitOfWork, queries: tuple[Prepared, Prepared], numbers: Collection[int], ids: Collection[UUID]
) -> Sequence[Any]:
    by_number, by_id = queries
    found = by_number.rows(uow.connection, {"ws": uow.workspace_id, "wanted": list(numbers)}) if numbers else []
    if ids:
        have = {row.id for row in found}
        more = by_id.rows(uow.connection, {"ws": uow.workspace_id, "wanted": list(ids)})
        found += [row for row in more if row.id not in have]
    return found


def list_contacts_of(uow: UnitOfWork, company_id: UUID, limit: int = 1_000) -> Sequence[Contact]:
    """The contacts of a company, as many as are kept in step with its name."""
    return uow.session.scalars(
        select(Contact)
        .where(Contact.workspace_id == uow.workspace_id, Contact.company_id == company_id)
        .order_by(then_by(Contact.id))
        .limit(limit)
    ).all()


def list_numbers_after(uow: UnitOfWork, subject: int, number: int, limit: int) -> Sequence[int]:
    """The next contacts or companies by short number."""
    kind: Any = Contact if subject == CONTACT else Company
    query = select(kind.number).where(kind.workspace_id == uow.workspace_id, kind.number > number)
    return uow.connection.scalars(query.order_by(kind.number).limit(limit)).all()


def count_after(uow: UnitOfWork, subject: int, number: int) -> int:
    """How many contacts or companies have a greater short number."""
    kind: Any = Contact if subject == CONTACT else Company
    query = select(func.count()).select_from(kind).where(kind.workspace_id == uow.workspace_id, kind.number > number)
    return uow.connection.scalars(query).one()


def _columns(kind: type[Contact | Company]) -> tuple[Any, ...]:
    return (kind.id, kind.number, kind.name, kind.aliases, kind.city, kind.address, kind.region, kind.external_id)


def _by_number_or_id(query: Select[Any], kind: type[Contact | Company]) -> tuple[Prepared, Prepared]:
    query = query.where(kind.workspace_id == bindparam("ws"))
    wanted: BindParameter[Any] = bindparam("wanted", expanding=True)
    return Prepared(query.where(kind.number.in_(wanted))), Prepared(query.where(kind.id.in_(wanted)))


_WANTED_CONTACTS = _by_number_or_id(
    select(*_columns(Contact), Contact.company_id, Company.name.label("company")).outerjoin(
        Company, (Company.workspace_id == Contact.workspace_id) & (Company.id == Contact.company_id)
    ),
    Contact,
)
_WANTED_COMPANIES = _by_number_or_id(select(*_columns(Company), null().label("company")), Company)


def _points_query(owner: Any) -> Prepared:
    return Prepared(
        select(owner, ContactPoint.kind, ContactPoint.value).where(
            ContactPoint.workspace_id == bindparam("ws"), owner.in_(bindparam("wanted", expanding=True))
        )
    )


_POINTS_OF_PEOPLE, _POINTS_OF_FIRMS = map(_points_query, (ContactPoint.contact_id, ContactPoint.company_id))


def points_of(uow: UnitOfWork, ids: Collection[UUID], *, people: bool = True) -> Mapping[UUID, list[tuple[str, str]]]:
    """(kind, value) of each contact's, or company's, contact points."""
    found: dict[UUID, list[tuple[str, str]]] = {}
    query = _POINTS_OF_PEOPLE if people else _POINTS_OF_FIRMS
    values = {"ws": uow.workspace_id, "wanted": list(ids)}
    for owner_id, kind, value in query.rows(uow.connection, values) if ids else ():
        found.setdefault(owner_id, []).append((kind, value))
    return found


def list_memories(uow: UnitOfWork, identity_keys: Sequence[str], member_id: UUID | None) -> Sequence[Any]:
    """What this member (or everybody) once answered about these identities, oldest first: whom, and whether `same`."""
    values = {"ws": uow.workspace_id, "keys": identity_keys, "member": member_id}
    return _MEMORIES.rows(uow.connection, values)


def list_known(uow: UnitOfWork, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
    """For each key anybody is stored under: (subject, short number) of the first of them."""
    if not keys:
        return {}
    rows = _KNOWN.rows(uow.connection, {"ws": uow.workspace_id, "keys": keys})
    return {key: (subject, number) for key, subject, number in rows}


def list_names(uow: UnitOfWork, wanted: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """The names of contacts and companies, by (subject, short number)."""
    names: dict[tuple[int, int], str] = {}
    for subject, query in _NAMES.items():
        numbers = {number for one, number in wanted if one == subject}
        if numbers:
            rows = query.rows(uow.connection, {"ws": uow.workspace_id, "wanted": list(numbers)})
            names |= {(subject, number): name for number, name in rows}
    return names


def _names_query(kind: type[Contact | Company]) -> Prepared:
    wanted: BindParameter[Any] = bindparam("wanted", expanding=True)
    query = select(kind.number, kind.name).where(kind.workspace_id == bindparam("ws"), kind.number.in_(wanted))
    return Prepared(query)


_NAMES = {CONTACT: _names_query(Contact), COMPANY: _names_query(Company)}
