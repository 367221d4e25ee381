"""Who owns a record: assigning it, claiming it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from crm.access import check_may_change
from crm.notes import add_note
from crm.records import business_of, link_to, people_of, ref_of
from domain.errors import NotAllowed
from storage.entities import Company, Contact, Deal, Lead, Member, Record
from storage.follow_ups import list_open_about
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Given:
    """What went along with a record that was given: other records, and how many promises."""

    along: tuple[Record, ...]
    promises: int


def assign(uow: UnitOfWork, record: Record, to: Member, by: Member) -> Given:
    """Give a record to a colleague, and what goes with it where that has the same owner, promises included.

    A lead or deal takes its contact and company along, a company its people and its open business, a contact their
    business and a company where nobody else is known. Raises NotAllowed where `by` may not change it or `to` has it
    already.
    """
    check_may_change(uow, by, record)
    if record.owner_id == to.id:
        raise NotAllowed("{ref} is {owner}'s already.", ref=str(ref_of(record)), owner=to.shown)
    return _give(uow, record, to, "assigned")


def claim(uow: UnitOfWork, lead: Lead, by: Member) -> Given:
    """Take a lead that was offered to a group, with its contact and company where they had the same owner."""
    if lead.owner_id == by.id:
        raise NotAllowed("{ref} is {owner}'s already.", ref=str(ref_of(lead)), owner=by.shown)
    return _give(uow, lead, by, "claimed")


def _give(uow: UnitOfWork, record: Record, to: Member, how: str) -> Given:
    before = record.owner_id
    given = [one for one in (record, *goes_along(uow, record)) if one.owner_id == before]
    for one in given:
        one.owner_id = to.id
        one.first_owner_id = one.first_owner_id or to.id
        one.touched_at = uow.now
    promises = _give_promises(uow, given, before, to) if before is not None else 0
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
    return Given(tuple(given[1:]), promises)


def goes_along(uow: UnitOfWork, record: Record) -> list[Record]:
    """What belongs with a record, whoever owns it: what a new owner, or who shares it, has to see and to go on with."""
    if isinstance(record, Company):
        return [*people_of(uow, record), *business_of(uow, record)]
    company = uow.get(Company, record.company_id)
    if isinstance(record, Contact):
        alone = company is not None and [one.id for one in people_of(uow, company)] == [record.id]
        return [*business_of(uow, record), *([company] if alone and company is not None else [])]
    along: list[Record | None] = [uow.get(Contact, record.contact_id), company]
    return [one for one in along if one is not None]


def _give_promises(uow: UnitOfWork, given: Sequence[Record], before: UUID, to: Member) -> int:
    """What the former owner promised about them is the new owner's to keep. How many that were."""
    theirs, n = Scope(before, frozenset({before})), 0
    for record in given:
        for follow_up in list_open_about(uow, theirs, **link_to(record)):
            if follow_up.owner_id == before:
                follow_up.owner_id = to.id
                n += 1
    return n
