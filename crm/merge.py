"""Two records of the same customer become one: every fact is kept, everything moves, one Undo takes it back."""

from dataclasses import dataclass
from typing import Any

from crm.access import check_may_change
from crm.identify import forget, reindex
from crm.notes import add_note
from crm.records import ref_of
from domain.errors import NotAllowed
from storage import merging
from storage.entities import Collaborator, Company, Contact, ContactPoint, Member, Record
from storage.unit_of_work import UnitOfWork
from understanding.matching import Subject

_FACTS = ("title", "company_id", "city", "address", "region", "source", "owner_id", "external_id")


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it: the record that stays, what the other was called, how many rows moved.

    `kept_beside` are facts of the other that the one had otherwise: they stand in the note.
    """

    record: Contact | Company
    name: str
    ref: str
    moved: int
    kept_beside: dict[str, str]


def merge(uow: UnitOfWork, member: Member, keep: Record, gone: Record) -> Merged:
    """Merge `gone` into `keep`. Raises NotAllowed for two that are not both contacts, or both companies."""
    if not isinstance(keep, Contact | Company) or type(keep) is not type(gone) or keep.id == gone.id:
        raise NotAllowed("Two contacts can be merged, or two companies.")
    check_may_change(uow, member, keep)
    check_may_change(uow, member, gone)
    assert isinstance(gone, Contact | Company)  # noqa: S101 - the types are equal, which mypy cannot see
    name, ref = gone.name, str(ref_of(gone))
    moved = _move(uow, keep, gone)
    facts = {fact: getattr(gone, fact) for fact in _FACTS if getattr(gone, fact, None)}
    aliases, tags, created_at, touched_at = gone.aliases, gone.tags, gone.created_at, gone.touched_at
    first_owner_id = gone.first_owner_id
    number, subject = gone.number, _subject(gone)
    uow.delete(gone)
    forget(uow, subject, number)
    kept_beside = _take_over(keep, facts)
    keep.aliases = [a for a in dict.fromkeys([*keep.aliases, name, *aliases]) if a != keep.name]
    keep.tags = list(dict.fromkeys([*keep.tags, *tags]))
    if created_at < keep.created_at:
        keep.created_at, keep.first_owner_id = created_at, first_owner_id or keep.first_owner_id
    keep.touched_at = max(keep.touched_at, touched_at)
    uow.session.flush()
    _tell(uow, keep, name, ref, kept_beside)
    reindex(uow, keep)
    return Merged(keep, name, ref, moved, kept_beside)


def _subject(record: Contact | Company) -> Subject:
    return Subject.CONTACT if isinstance(record, Contact) else Subject.COMPANY


def _move(uow: UnitOfWork, keep: Contact | Company, gone: Contact | Company) -> int:
    """Everything that named the one that goes names the one that stays; a phone both had stands once."""
    column = "contact_id" if isinstance(keep, Contact) else "company_id"
    have = {(p.kind, p.value) for p in merging.list_hanging(uow, keep) if isinstance(p, ContactPoint)}
    rows = merging.list_hanging(uow, gone)
    for row in rows:
        if isinstance(row, ContactPoint) and (row.kind, row.value) in have:
            uow.session.delete(row)
        else:
            setattr(row, column, keep.id)
    _move_sharing(uow, keep, gone)
    uow.session.flush()
    return len(rows)


def _move_sharing(uow: UnitOfWork, keep: Contact | Company, gone: Contact | Company) -> None:
    have = {shared.member_id for shared in merging.list_sharing(uow, keep.id)}
    for shared in merging.list_sharing(uow, gone.id):
        uow.session.delete(shared)
        if shared.member_id not in have:
            uow.session.add(
                Collaborator(
                    workspace_id=uow.workspace_id,
                    record_kind=shared.record_kind,
                    record_id=keep.id,
                    member_id=shared.member_id,
                )
            )


def _take_over(keep: Contact | Company, facts: dict[str, Any]) -> dict[str, str]:
    """Fill what is empty; what both have otherwise is returned, so that it is written down."""
    beside: dict[str, str] = {}
    for fact, value in facts.items():
        have = getattr(keep, fact, None)
        if have is None:
            setattr(keep, fact, value)
        elif have != value and fact not in {"company_id", "owner_id"}:
            beside[fact] = str(value)
    return beside


def _tell(uow: UnitOfWork, keep: Contact | Company, name: str, ref: str, beside: dict[str, str]) -> None:
    add_note(
        uow,
        None,
        kind="merged",
        contact_id=keep.id if isinstance(keep, Contact) else None,
        company_id=keep.id if isinstance(keep, Company) else None,
        detail={"name": name, "ref": ref, **beside},
    )
