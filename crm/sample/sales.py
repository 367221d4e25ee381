"""Leads and deals as ninety days of selling leave them: open, won, lost, and some forgotten."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from crm.periods import today_in
from crm.sample import words
from crm.sample.chance import Chance
from crm.sample.customers import Customer, Person
from domain.money import Money
from domain.terms import Kind
from storage.bulk import insert_many
from storage.entities import Deal, Lead, Stage, new_id
from storage.unit_of_work import UnitOfWork

DEALS, LEADS = 80, 44
SILENT_DAYS = (17, 21, 26, 33)
"""Every eighth open deal was left alone for so long."""


@dataclass(frozen=True, slots=True)
class Sale:
    """A deal (or a lead) with whom it is about: what the timeline is written from."""

    id: UUID
    kind: str
    number: int
    customer: Customer
    person: Person
    created_at: datetime
    touched_at: datetime
    stage: str | None
    outcome: str | None


def plant_deals(
    uow: UnitOfWork, chance: Chance, customers: list[Customer], stages: list[Stage], currency: str
) -> tuple[list[Sale], list[dict[str, Any]]]:
    """The deals, and the rows to store once their customers are."""
    first = uow.next_numbers(Kind.DEAL, DEALS)
    sales, rows = [], []
    for n in range(DEALS):
        customer = customers[n % len(customers)]
        sale, row = _deal(chance, first + n, customer, stages, currency)
        sales.append(sale)
        rows.append(row)
    return sales, rows


def _deal(
    chance: Chance, number: int, customer: Customer, stages: list[Stage], currency: str
) -> tuple[Sale, dict[str, Any]]:
    outcome = chance.one_of((None, None, None, None, None, "won", "won", "won", "lost", "lost"))
    stage = chance.one_of([each for each in stages if each.outcome == outcome])
    age = chance.between(12, 88)
    if outcome is None:
        silence = chance.one_of(SILENT_DAYS) if number % 8 == 0 else chance.between(0, 11)
    else:
        silence = chance.between(1, age - 4)
    tz, person = customer.owner.tz, customer.people[number % len(customer.people)]
    touched_at = chance.ago(silence, tz)
    created_at = min(chance.ago(max(age, silence + 3), tz), touched_at)
    customer.touch(touched_at)
    sale = Sale(new_id(), "deal", number, customer, person, created_at, touched_at, stage.name, outcome)
    names = words.DEALS_ZH if customer.is_chinese else words.DEALS_EN
    reasons = words.REASONS_ZH if customer.is_chinese else words.REASONS_EN
    money = _amount(chance, customer, currency)
    close_in = chance.between(-6, 0) if number % 11 == 0 else chance.between(1, 70)
    return sale, {
        "id": sale.id,
        "number": number,
        "name": chance.one_of(names).format(company=customer.name),
        "contact_id": person.id,
        "company_id": customer.id,
        "stage_id": stage.id,
        "stage_since_at": touched_at,
        "amount_minor": money.minor,
        "currency": money.currency,
        "close_on": touched_at.date() if outcome else today_in(tz, chance.now) + timedelta(days=close_in),
        "outcome": outcome,
        "lost_reason": chance.one_of(reasons) if outcome == "lost" else None,
        "closed_at": touched_at if outcome else None,
        "owner_id": customer.owner.id,
        "first_owner_id": customer.owner.id,
        "source": chance.one_of(words.SOURCES),
        "created_at": created_at,
        "touched_at": touched_at,
    }


def _amount(chance: Chance, customer: Customer, currency: str) -> Money:
    """What such deals cost: some thousand to a quarter of a million, round as quotes are."""
    base = chance.one_of((6, 9, 12, 18, 24, 30, 42, 55, 80, 120, 240)) * 1000
    return Money.of(base * 6, "CNY") if customer.is_chinese else Money.of(base, currency)


def plant_leads(uow: UnitOfWork, chance: Chance, customers: list[Customer]) -> tuple[list[Sale], list[dict[str, Any]]]:
    """The leads, newest this morning, and the rows to store once their customers are."""
    first = uow.next_numbers(Kind.LEAD, LEADS)
    sales, rows = [], []
    for n in range(LEADS):
        customer = customers[-1 - n % len(customers)]
        status = chance.one_of(("open", "open", "open", "qualified", "lost"))
        created_at = chance.ago(n * 2 if status == "open" else n * 2 + 5, customer.owner.tz)
        touched_at = max(created_at, chance.ago(chance.between(0, max(1, n)), customer.owner.tz))
        customer.created_at = min(customer.created_at, created_at)
        customer.touch(touched_at)
        person = customer.people[0]
        sale = Sale(new_id(), "lead", first + n, customer, person, created_at, touched_at, None, None)
        sales.append(sale)
        rows.append(
            {
                "id": sale.id,
                "number": sale.number,
                "name": person.name,
                "contact_id": person.id,
                "company_id": customer.id,
                "status": status,
                "lost_reason": None if status != "lost" else _reason(chance, customer),
                "closed_at": touched_at if status != "open" else None,
                "owner_id": customer.owner.id if n % 9 else None,
                "first_owner_id": customer.owner.id,
                "source": chance.one_of(words.SOURCES),
                "created_at": created_at,
                "touched_at": touched_at,
            }
        )
    return sales, rows


def _reason(chance: Chance, customer: Customer) -> str:
    return chance.one_of(words.REASONS_ZH if customer.is_chinese else words.REASONS_EN)


def store_sales(uow: UnitOfWork, deals: list[dict[str, Any]], leads: list[dict[str, Any]]) -> None:
    insert_many(uow, Lead, leads)
    insert_many(uow, Deal, deals)
