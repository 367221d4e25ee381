"""A customer's name or number is changed outright: "rename Lumen to Lumen SpA", "change her phone to ...", 他换号了."""

from crm import companies, contacts, notes, records
from crm.access import check_may_change
from crm.contacts import LONGEST_NAME
from crm.facts import Point
from crm.finding import find
from crm.records import ref_of
from domain.chat import IncomingKind
from handlers.cards.changed import reached_card, renamed_card, title_of
from handlers.reading import words_of
from handlers.records.changing import Change, change_meant
from handlers.saying import reader_of, say, undo_button
from handlers.talk_goes_on import just_shown
from handlers.turn import Handled, Outcome, Turn
from storage.entities import Company, Contact, Record

ORDER = 65


def take(turn: Turn) -> Outcome | None:
    """Done, with what it was before; None where the words change nothing of somebody who is surely meant."""
    understood = turn.understood[-1] if turn.understood else None
    if understood is None or turn.last.kind is not IncomingKind.MESSAGE or len(turn.burst) > 1 or turn.last.forward:
        return None
    change = change_meant(words_of(turn.last), understood)
    record = _meant(turn, change) if change is not None else None
    if change is None or record is None:
        return None
    if change.name is not None:
        called = records.contact_of(turn.uow, record) if change.of_person else _called(turn, record)
        return _rename(turn, called, change.name[:LONGEST_NAME])
    contact = records.contact_of(turn.uow, record) or _only_one(turn, record)
    return _reach(turn, contact, change.point) if contact is not None and change.point is not None else None


def _meant(turn: Turn, change: Change) -> Record | None:
    if change.who is None:
        return just_shown(turn)
    return find(turn.uow, turn.member, change.who).sure


def _called(turn: Turn, record: Record) -> Contact | Company | None:
    """Whose name it is: a lead and a deal are called as whom they are about."""
    if isinstance(record, Contact | Company):
        return record
    return records.company_of(turn.uow, record) or records.contact_of(turn.uow, record)


def _only_one(turn: Turn, record: Record) -> Contact | None:
    """Of a company the one person who is known there."""
    people = records.people_of(turn.uow, record) if isinstance(record, Company) else []
    return people[0] if len(people) == 1 else None


def _rename(turn: Turn, record: Contact | Company | None, name: str) -> Handled | None:
    if record is None or record.name == name:
        return None
    check_may_change(turn.uow, turn.member, record)
    old, uow = record.name, turn.uow
    if isinstance(record, Contact):
        contacts.rename(uow, record, name)
    else:
        companies.rename(uow, record, name)
    records.rename_business(uow, record, old)
    _note(turn, record)
    uow.summary = f"{old} → {name}"
    title = title_of(uow, reader_of(turn), turn.member, record)
    return say(turn, renamed_card(reader_of(turn), title, old, str(ref_of(record)), undo_button(turn)))


def _reach(turn: Turn, contact: Contact, point: Point) -> Handled:
    check_may_change(turn.uow, turn.member, contact)
    old = next((one for one in contacts.list_points(turn.uow, contact) if one.kind == point.kind), None)
    was = old.value if old is not None else None
    if old is None:
        contacts.add_point(turn.uow, contact, point.parts)
    else:
        contacts.replace_point(turn.uow, contact, old, point.parts)
    _note(turn, contact)
    title = title_of(turn.uow, reader_of(turn), turn.member, contact)
    turn.uow.summary = title
    return say(turn, reached_card(reader_of(turn), title, point, was, str(ref_of(contact)), undo_button(turn)))


def _note(turn: Turn, record: Contact | Company) -> None:
    """The words stay in the timeline, as whatever was said of a customer does."""
    contact = record if isinstance(record, Contact) else None
    company_id = contact.company_id if contact is not None else record.id
    notes.add_note(turn.uow, words_of(turn.last), contact_id=contact.id if contact else None, company_id=company_id)
    records.touch(turn.uow, record)
