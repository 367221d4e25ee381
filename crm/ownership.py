"""Who owns a record: assigning it, claiming it."""

from crm.access import check_may_change
from crm.notes import add_note
from crm.records import ref_of
from domain.errors import NotAllowed
from storage.entities import Company, Contact, Deal, Lead, Member, Record
from storage.unit_of_work import UnitOfWork


def assign(uow: UnitOfWork, record: Record, to: Member, by: Member) -> None:
    """Give a record to a colleague. A lead takes its contact and company along where they have the same owner.

    Raises NotAllowed where `by` may not change it or `to` has it already.
    """
    check_may_change(uow, by, record)
    if record.owner_id == to.id:
        raise NotAllowed("{ref} is {owner}'s already.", ref=str(ref_of(record)), owner=to.shown)
    _give(uow, record, to, "assigned")


def claim(uow: UnitOfWork, lead: Lead, by: Member) -> None:
    """Take a lead that was offered to a group, with its contact and company where they had the same owner."""
    if lead.owner_id == by.id:
        raise NotAllowed("{ref} is {owner}'s already.", ref=str(ref_of(lead)), owner=by.shown)
    _give(uow, lead, by, "claimed")


def _give(uow: UnitOfWork, record: Record, to: Member, how: str) -> None:
    before = record.owner_id
    for one in (record, *_along(uow, record)):
        if one.owner_id == before:
            one.owner_id = to.id
            one.first_owner_id = one.first_owner_id or to.id
            one.touched_at = uow.now
    add_note(
        uow,
        None,
        kind=how,
        contact_id=record.id if isinstance(record, Contact) else getattr(record, "contact_id", None),
        company_id=record.id if isinstance(record, Company) else record.company_id,
        lead_id=record.id if isinstance(record, Lead) else None,
        deal_id=record.id if isinstance(record, Deal) else None,
        detail={"from": str(before) if before else None, "to": str(to.id)},
    )


def _along(uow: UnitOfWork, record: Record) -> list[Record]:
    """What goes with a lead or a deal: its contact and company, which its new owner has to see."""
    if not isinstance(record, Lead | Deal):
        return []
    along: list[Record | None] = [uow.get(Contact, record.contact_id), uow.get(Company, record.company_id)]
    return [one for one in along if one is not None]
