"""The card of one fact that was changed outright: what it is now, and what it was."""

from crm.facts import Point
from crm.filings import Links
from crm.records import ref_of
from domain.cards import Button, Card
from handlers.cards.base import Reader, heading, line
from handlers.cards.filed import shown_point, who_is, whose
from storage.entities import Company, Contact, Member
from storage.unit_of_work import UnitOfWork


def title_of(uow: UnitOfWork, reader: Reader, member: Member, record: Contact | Company) -> str:
    """Li Wei · Acme Robotics (C7, your customer)."""
    links = Links(contact=record, company=uow.get(Company, record.company_id)) if isinstance(record, Contact) else None
    who = who_is(links or Links(company=record if isinstance(record, Company) else None))
    return reader.t("{who} ({ref}, {whose})", who=who, ref=ref_of(record), whose=whose(uow, reader, member, record))


def renamed_card(reader: Reader, title: str, old: str, ref: str, undo: Button) -> Card:
    """Another name; by the old one it is still found."""
    was = line(reader.t("was {old}, and is still found by it", old=old))
    return Card((heading("✓ ", title), was), ((undo,),), (ref,))


def reached_card(reader: Reader, title: str, point: Point, old: str | None, ref: str, undo: Button) -> Card:
    """Another way to reach somebody, in the place of the old one if there was one."""
    lines = [heading("✓ ", title), line(shown_point(reader, point.kind, point.value))]
    if old is not None:
        lines.append(line(reader.t("was {old}", old=shown_point(reader, point.kind, old))))
    return Card(tuple(lines), ((undo,),), (ref,))
