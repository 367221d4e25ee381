"""Companies and their people, each with an owner, an address and a way to be reached."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from crm.sample import words
from crm.sample.chance import Chance
from domain.terms import Kind
from storage.bulk import insert_many
from storage.entities import Company, Contact, ContactPoint, Member, new_id
from storage.key_writing import store
from storage.match_keys import COMPANY, CONTACT
from storage.unit_of_work import UnitOfWork
from understanding.matching import Record, Subject, key_of_equal, keys_of


@dataclass(slots=True)
class Person:
    id: UUID
    number: int
    name: str
    points: list[tuple[str, str]]


@dataclass(slots=True)
class Customer:
    """A company with its people. `touched_at` grows with what happens there."""

    id: UUID
    number: int
    name: str
    owner: Member
    created_at: datetime
    touched_at: datetime
    people: list[Person] = field(default_factory=list)

    @property
    def is_chinese(self) -> bool:
        return not self.name.isascii()

    def touch(self, at: datetime) -> None:
        self.touched_at = max(self.touched_at, at)


def invent_customers(uow: UnitOfWork, chance: Chance, english: Member, chinese: Member) -> list[Customer]:
    """Everybody's company and contacts, stored by `store_customers` once all has happened to them."""
    names = [(name, english) for name in words.COMPANIES_EN] + [(name, chinese) for name in words.COMPANIES_ZH]
    first = uow.next_numbers(Kind.COMPANY, len(names))
    customers = []
    for number, (name, owner) in enumerate(chance.shuffled(names), first):
        created_at = chance.ago(chance.between(60, 400), owner.tz)
        customers.append(Customer(new_id(), number, name, owner, created_at, created_at))
    people = {english.id: list(words.PEOPLE_EN), chinese.id: list(words.PEOPLE_ZH)}
    _employ(uow, customers, people)
    return customers


def _employ(uow: UnitOfWork, customers: list[Customer], people: dict[UUID, list[str]]) -> None:
    """Everybody gets a company: one or two people at each."""
    number = uow.next_numbers(Kind.CONTACT, sum(len(names) for names in people.values()))
    for lap in range(2):
        for place, customer in enumerate(customers):
            names = people[customer.owner.id]
            if names:
                customer.people.append(_person(number, names.pop(0), customer, lap * 100 + place))
                number += 1


def _person(number: int, name: str, customer: Customer, place: int) -> Person:
    if customer.is_chinese:
        points = [("phone", f"+8613800138{place % 1000:03d}"), ("email", f"user{number}@c{customer.number}.example")]
    else:
        first, _, last = name.lower().partition(" ")
        firm = "".join(c for c in customer.name.lower() if c.isalpha())
        points = [("phone", f"+493023125{place % 1000:03d}"), ("email", f"{first}.{last}@{firm}.example")]
    return Person(new_id(), number, name, points)


def store_customers(uow: UnitOfWork, chance: Chance, customers: list[Customer]) -> None:
    """Companies, contacts, contact points and the keys they are found by."""
    insert_many(uow, Company, [_company_row(chance, customer) for customer in customers])
    insert_many(uow, Contact, [row for customer in customers for row in _contact_rows(chance, customer)])
    insert_many(uow, ContactPoint, [row for customer in customers for row in _point_rows(customer)])
    for customer in customers:
        _store_keys(uow, customer)


def _company_row(chance: Chance, customer: Customer) -> dict[str, Any]:
    cities = words.CITIES_ZH if customer.is_chinese else words.CITIES_EN
    return {
        "id": customer.id,
        "number": customer.number,
        "name": customer.name,
        "city": chance.one_of(cities),
        "region": "CN" if customer.is_chinese else "DE",
        "aliases": [],
        "tags": [],
        **_owned(customer),
    }


def _contact_rows(chance: Chance, customer: Customer) -> Iterator[dict[str, Any]]:
    titles = words.TITLES_ZH if customer.is_chinese else words.TITLES_EN
    for person in customer.people:
        yield {
            "id": person.id,
            "number": person.number,
            "name": person.name,
            "company_id": customer.id,
            "title": chance.one_of(titles),
            "region": "CN" if customer.is_chinese else "DE",
            "aliases": [],
            "tags": [],
            **_owned(customer),
        }


def _owned(customer: Customer) -> dict[str, Any]:
    return {
        "owner_id": customer.owner.id,
        "first_owner_id": customer.owner.id,
        "created_at": customer.created_at,
        "touched_at": customer.touched_at,
    }


def _point_rows(customer: Customer) -> Iterator[dict[str, Any]]:
    for person in customer.people:
        for kind, value in person.points:
            yield {"id": new_id(), "kind": kind, "value": value, "contact_id": person.id}


def _store_keys(uow: UnitOfWork, customer: Customer) -> None:
    region = "CN" if customer.is_chinese else "DE"
    company = Record(Subject.COMPANY, customer.id, customer.number, customer.name, region=region)
    store(uow, COMPANY, customer.number, keys_of(company), key_of_equal(Subject.COMPANY, customer.name))
    for person in customer.people:
        points = dict(person.points)
        record = Record(
            Subject.CONTACT,
            person.id,
            person.number,
            person.name,
            company=customer.name,
            phones=(points["phone"],),
            emails=(points["email"],),
            region=region,
            company_id=customer.id,
        )
        equal = key_of_equal(Subject.CONTACT, person.name, customer.name)
        store(uow, CONTACT, person.number, keys_of(record), equal)
