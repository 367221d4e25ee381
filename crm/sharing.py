"""Sharing: a colleague beside the owner sees a customer and works on it; who owns it stays."""

from crm.access import check_may_change
from crm.ownership import goes_along
from crm.records import ref_of
from domain.errors import NotAllowed
from storage.entities import Collaborator, Member, Record
from storage.merging import list_sharing
from storage.unit_of_work import UnitOfWork


def share(uow: UnitOfWork, record: Record, to: Member, by: Member) -> tuple[Record, ...]:
    """Share a record and what goes with it of the same owner; what goes along is returned.

    Raises NotAllowed where `by` may not change it, or `to` owns it or has it shared already.
    """
    check_may_change(uow, by, record)
    if record.owner_id == to.id or record.owner_id is None:
        raise NotAllowed("{name} sees {ref} already.", name=to.shown, ref=str(ref_of(record)))
    given = [one for one in (record, *goes_along(uow, record)) if one.owner_id == record.owner_id]
    new = [one for one in given if not _rows(uow, one, to)]
    if record not in new:
        raise NotAllowed("{name} sees {ref} already.", name=to.shown, ref=str(ref_of(record)))
    for one in new:
        uow.add(Collaborator(record_kind=type(one).__name__.lower(), record_id=one.id, member_id=to.id))
    return tuple(one for one in new if one is not record)


def unshare(uow: UnitOfWork, record: Record, to: Member, by: Member) -> None:
    """Share it no more, nor what goes with it. Raises NotAllowed where it was not shared, or `by` may not."""
    check_may_change(uow, by, record)
    shared = [row for one in (record, *goes_along(uow, record)) for row in _rows(uow, one, to)]
    if not shared:
        raise NotAllowed("{ref} is not shared with {name}.", ref=str(ref_of(record)), name=to.shown)
    for row in shared:
        uow.delete(row)


def _rows(uow: UnitOfWork, record: Record, to: Member) -> list[Collaborator]:
    return [row for row in list_sharing(uow, record.id) if row.member_id == to.id]
