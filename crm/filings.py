"""What a message came to, as it is remembered: the filing, and the records it hangs on.

It is kept with the operation, and the card is drawn from it and from the records as they now stand; so a tap or a
correction changes the records and draws the same card anew.
"""

from dataclasses import dataclass
from typing import Any, TypedDict
from uuid import UUID

import msgspec

from crm.facts import Facts, Point
from domain.money import Money
from storage.entities import Company, Contact, Deal, FollowUp, Lead, Operation, Record
from storage.unit_of_work import UnitOfWork


class Conflict(msgspec.Struct):
    """A way to reach somebody that is not the one on file: both are held until somebody says."""

    point_id: UUID
    old: str
    new: Point


class Filing(msgspec.Struct, omit_defaults=True):
    """What was done. `state`: known, doubtful, taken, new or nobody. `created` names the main record made, if any.
    `further_ids` are follow-ups beside the first, `other_ids` contacts made of those named along with the main one.
    `asks_amount`: another amount was said than the deal under way has; `offers_deal`: one was said, and nothing is
    under way. `done_id` is a follow-up of which this is the result. `role_set` is what the contact was said to do and
    now has, `role_was` what was on file: without the other it was kept.
    """

    state: str
    facts: Facts
    note_id: UUID | None = None
    follow_up_id: UUID | None = None
    further_ids: list[UUID] = []
    other_ids: list[UUID] = []
    lead_id: UUID | None = None
    contact_id: UUID | None = None
    company_id: UUID | None = None
    deal_id: UUID | None = None
    created: str | None = None
    why: tuple[str, ...] = ()
    added: list[Point] = []
    filled: str | None = None
    role_set: str | None = None
    role_was: str | None = None
    conflict: Conflict | None = None
    asks_amount: bool = False
    offers_deal: bool = False
    done_id: UUID | None = None
    owner: str | None = None
    candidates: list[tuple[str, UUID]] = []


def promised(uow: UnitOfWork, filing: Filing) -> list[FollowUp]:
    """The follow-ups that were filed and are there, the main one first."""
    found = [uow.get(FollowUp, one) for one in (filing.follow_up_id, *filing.further_ids)]
    return [one for one in found if one is not None]


class Ids(TypedDict):
    """The columns that link a row to records."""

    contact_id: UUID | None
    company_id: UUID | None
    lead_id: UUID | None
    deal_id: UUID | None


@dataclass(slots=True)
class Links:
    """The records a note hangs on."""

    lead: Lead | None = None
    contact: Contact | None = None
    company: Company | None = None
    deal: Deal | None = None

    @property
    def ids(self) -> Ids:
        return {
            "contact_id": self.contact.id if self.contact else None,
            "company_id": self.company.id if self.company else None,
            "lead_id": self.lead.id if self.lead else None,
            "deal_id": self.deal.id if self.deal else None,
        }


def keep(uow: UnitOfWork, filing: Filing) -> None:
    """Let the operation remember what was filed."""
    uow.operation_data["filing"] = msgspec.to_builtins(filing)


def filing_of(operation: Operation | None) -> Filing | None:
    """What an operation filed, if it filed anything."""
    data: Any = (operation.data or {}).get("filing") if operation else None
    return msgspec.convert(data, Filing) if data else None


def links_of(uow: UnitOfWork, filing: Filing) -> Links:
    """The records as they stand now."""
    return Links(
        uow.get(Lead, filing.lead_id),
        uow.get(Contact, filing.contact_id),
        uow.get(Company, filing.company_id),
        uow.get(Deal, filing.deal_id),
    )


def amounts_apart(filing: Filing, links: Links) -> tuple[Money, Money] | None:
    """What the deal or lead under way has and what was said, where that is asked about and they still differ."""
    under_way = links.deal or links.lead
    if not filing.asks_amount or under_way is None or under_way.amount_minor is None or under_way.currency is None:
        return None
    had, said = Money(under_way.amount_minor, under_way.currency), filing.facts.amount_in(under_way.currency)
    return (had, said) if said is not None and said != had else None


def main_record(filing: Filing, links: Links) -> Record | None:
    """What the filing is about before all: what a reply to its card means."""
    if filing.created == "deal":
        return links.deal
    if filing.created == "lead":
        return links.lead
    return links.contact or links.company or links.lead or links.deal
