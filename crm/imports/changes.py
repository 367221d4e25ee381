"""What a row changes of a customer who is there already."""

from typing import TypeVar
from uuid import UUID

from crm.identify import reindex
from crm.imports.known import Found
from crm.imports.rows import CustomerRow
from storage.entities import Company, Contact, ContactPoint
from storage.unit_of_work import UnitOfWork

Customer = TypeVar("Customer", Contact, Company)
_PLAIN = ("title", "city", "address", "region", "source")


def update_contact(
    uow: UnitOfWork, found: Found, row: CustomerRow, company: Found | None, owner_id: UUID | None, *, replace: bool
) -> bool:
    """Whether the contact changed. `replace`: the row is this contact's own; else it only fills what is empty."""
    contact = uow.get(Contact, found.id)
    if contact is None:
        return False
    changed = _fill(contact, row, row.name, owner_id, replace=replace)
    if company and contact.company_id != company.id and (replace or contact.company_id is None):
        contact.company_id = company.id
        changed = True
    return _finish(uow, contact, found, row, "contact_id", changed=changed)


def update_company(uow: UnitOfWork, found: Found, row: CustomerRow, owner_id: UUID | None, *, replace: bool) -> bool:
    """Whether the company changed; as for a contact."""
    company = uow.get(Company, found.id)
    if company is None:
        return False
    changed = _fill(company, row, row.company, owner_id, replace=replace)
    return _finish(uow, company, found, row, "company_id", changed=changed)


def _fill(
    record: Contact | Company, row: CustomerRow, name: str | None, owner_id: UUID | None, *, replace: bool
) -> bool:
    before = (record.name, record.owner_id, tuple(record.aliases), tuple(record.tags), *_plain_values(record))
    if replace and name and name != record.name:
        record.aliases = list(dict.fromkeys([*record.aliases, record.name]))
        record.name = name
    for attribute in _PLAIN:
        value = getattr(row, attribute)
        if value and hasattr(record, attribute) and (replace or not getattr(record, attribute)):
            setattr(record, attribute, value)
    if row.owner and (replace or record.owner_id is None):
        record.owner_id = owner_id
    if row.external_id != str(record.id):  # an export writes our own id where there is no other
        record.external_id = record.external_id or row.external_id
    record.aliases = _with(record.aliases, row.aliases)
    record.tags = _with(record.tags, row.tags)
    return before != (record.name, record.owner_id, tuple(record.aliases), tuple(record.tags), *_plain_values(record))


def _with(have: list[str], more: list[str]) -> list[str]:
    """The same list while nothing is added, so that nothing counts as changed."""
    return list(dict.fromkeys([*have, *more])) if set(more) - set(have) else have


def _plain_values(record: Contact | Company) -> tuple[str | None, ...]:
    return (record.external_id, *(getattr(record, attribute, None) for attribute in _PLAIN))


def _finish(
    uow: UnitOfWork, record: Contact | Company, found: Found, row: CustomerRow, owner: str, *, changed: bool
) -> bool:
    for kind, value, label in row.points:
        if (kind, value) not in found.points:
            uow.add(ContactPoint(kind=kind, value=value, label=label, **{owner: record.id}))
            found.points.add((kind, value))
            changed = True
    if changed:
        uow.session.flush()
        reindex(uow, record)
    return changed
