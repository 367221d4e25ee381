"""Contacts: people, and how they are reached."""

from collections.abc import Iterable
from uuid import UUID

from crm.identify import index, reindex
from domain.terms import Kind
from storage import records
from storage.entities import Contact, ContactPoint
from storage.unit_of_work import UnitOfWork

LONGEST_NAME = 120
Point = tuple[str, str, str | None]
"""Kind (phone, email, telegram ...), value (E.164 for a phone), and how it was written."""


def create_contact(
    uow: UnitOfWork,
    name: str,
    *,
    owner_id: UUID | None,
    company_id: UUID | None = None,
    title: str | None = None,
    address: str | None = None,
    points: Iterable[Point] = (),
    source: str | None = None,
) -> Contact:
    """A new contact with its contact points, findable at once."""
    contact = uow.add(
        Contact(
            number=uow.next_number(Kind.CONTACT),
            name=name[:LONGEST_NAME],
            owner_id=owner_id,
            first_owner_id=owner_id,
            company_id=company_id,
            title=title,
            address=address,
            source=source,
            created_at=uow.now,
            touched_at=uow.now,
        )
    )
    new_points = list(points)
    for point in new_points:
        _add_point(uow, contact, point)
    index(uow, contact, [(kind, value) for kind, value, _ in new_points])
    return contact


def add_point(uow: UnitOfWork, contact: Contact, point: Point) -> ContactPoint:
    """One more way to reach the contact."""
    added = _add_point(uow, contact, point)
    reindex(uow, contact)
    return added


def replace_point(uow: UnitOfWork, contact: Contact, old: ContactPoint, point: Point) -> None:
    """Another phone, address or handle in the place of one."""
    old.kind, old.value, old.label = point
    uow.session.flush()
    reindex(uow, contact)


def list_points(uow: UnitOfWork, contact: Contact) -> list[ContactPoint]:
    """How the contact is reached, oldest first."""
    return records.list_points(uow, contact_id=contact.id)


def rename(uow: UnitOfWork, contact: Contact, name: str) -> None:
    """Give the contact another name; the old one stays an alias, so that it is still found by it."""
    if contact.name != name:
        contact.aliases = list(dict.fromkeys([*contact.aliases, contact.name]))
        contact.name = name[:LONGEST_NAME]
        uow.session.flush()
        reindex(uow, contact)


def refresh(uow: UnitOfWork, contact: Contact) -> None:
    """Find the contact by what it now is: its company changed."""
    reindex(uow, contact)


def _add_point(uow: UnitOfWork, contact: Contact, point: Point) -> ContactPoint:
    kind, value, label = point
    return uow.add(ContactPoint(kind=kind, value=value, label=label, contact_id=contact.id))
