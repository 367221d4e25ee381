"""Sums and lists of deals and leads: within the scope, by currency, bounded; the same on SQLite and PostgreSQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.terms import Axis, Sort
from storage.database import Database
from storage.entities import Member
from storage.report_filters import DealFilter, LeadFilter
from storage.reports import list_deals, list_leads, names_around, sum_deals, sum_leads
from storage.scope import Scope
from tests.office import NOW, Office, work


@dataclass
class Floor:
    """An office with Alice's, Bob's, nobody's and shared deals."""

    office: Office
    alice: Member
    bob: Member

    def scope(self, member: Member) -> Scope:
        return Scope(member.id, frozenset({member.id}))

    @property
    def all(self) -> Scope:
        return Scope(self.alice.id)

    def names(self, scope: Scope, wanted: DealFilter, sort: Sort = Sort.AMOUNT, limit: int = 20) -> list[str]:
        return [deal.name for deal in list_deals(self.office.uow, scope, wanted, sort, limit)]

    def count(self, scope: Scope, wanted: DealFilter) -> int:
        return sum(row.count for row in sum_deals(self.office.uow, scope, wanted))


@pytest.fixture
def floor(database: Database) -> Iterator[Floor]:
    with work(database) as uow:
        office = Office(uow)
        alice, bob = office.member("alice"), office.member("bob")
        office.deal("own", "100", owner=alice, stage="Proposal", close_on=date(2026, 11, 30), idle_days=2)
        office.deal("theirs", "900", owner=bob, close_on=date(2026, 12, 31), idle_days=20)
        office.deal("free", "300", close_on=date(2026, 11, 1))
        office.share(office.deal("shared", "500", owner=bob, currency="USD"), alice)
        office.deal("yen", "20000", owner=alice, currency="JPY")
        office.deal("open end", None, owner=alice)
        office.deal("won", "700", owner=alice, stage="Won", closed_days_ago=3)
        office.deal("lost", "800", owner=bob, stage="Lost", closed_days_ago=40, lost_reason="Price")
        yield Floor(office, alice, bob)


def test_a_scope_is_own_free_and_shared_and_no_row_counts_twice(floor: Floor) -> None:
    mine = floor.scope(floor.alice)
    assert set(floor.names(mine, DealFilter())) == {"own", "free", "shared", "yen", "open end"}
    assert floor.count(mine, DealFilter()) == 5
    assert floor.count(floor.all, DealFilter()) == 6


def test_sums_keep_currencies_apart(floor: Floor) -> None:
    found: dict[str | None, int] = {}
    for row in sum_deals(floor.office.uow, floor.all, DealFilter()):
        found[row.currency] = found.get(row.currency, 0) + row.minor
    assert found == {"EUR": 130_000, "USD": 50_000, "JPY": 20_000, None: 0}


def test_an_owner_asked_for_narrows_the_scope_and_never_widens_it(floor: Floor) -> None:
    bobs = DealFilter(owner_ids=frozenset({floor.bob.id}))
    assert floor.names(floor.scope(floor.alice), bobs) == ["shared"]
    assert set(floor.names(floor.all, bobs)) == {"theirs", "shared"}
    assert floor.names(floor.scope(floor.alice), DealFilter(unowned=True)) == ["free"]


def test_an_amount_is_compared_in_each_deals_own_currency(floor: Floor) -> None:
    assert floor.names(floor.all, DealFilter(at_least=Decimal(600))) == ["yen", "theirs"]
    assert floor.names(floor.all, DealFilter(at_least=Decimal(100), currency="USD")) == ["shared"]
    assert "open end" not in floor.names(floor.all, DealFilter(at_most=Decimal(10_000)))


def test_dates_are_inclusive_and_moments_half_open(floor: Floor) -> None:
    november = DealFilter(closes_from=date(2026, 11, 1), closes_to=date(2026, 11, 30))
    assert set(floor.names(floor.all, november)) == {"own", "free"}
    closed_at = NOW - timedelta(days=3)
    assert floor.names(floor.all, DealFilter(outcome="won", closed_from=closed_at)) == ["won"]
    assert floor.names(floor.all, DealFilter(outcome="won", closed_until=closed_at)) == []


def test_at_risk_is_idle_or_past_its_close_date(floor: Floor) -> None:
    wanted = DealFilter(at_risk=(NOW - timedelta(days=14), NOW.date()))
    assert floor.names(floor.all, wanted) == ["theirs", "free"]


def test_lists_are_ordered_and_bounded_over_the_parts_of_a_scope(floor: Floor) -> None:
    mine = floor.scope(floor.alice)
    assert floor.names(mine, DealFilter(), limit=3) == ["yen", "shared", "free"]
    assert floor.names(mine, DealFilter(), Sort.CLOSE, 2) == ["free", "own"]
    assert floor.names(floor.all, DealFilter(), Sort.IDLE, 2) == ["theirs", "own"]


def test_sums_go_along_an_axis(floor: Floor) -> None:
    uow = floor.office.uow
    owners = {row.key for row in sum_deals(uow, floor.all, DealFilter(), Axis.OWNER)}
    assert owners == {floor.alice.id, floor.bob.id, None}
    reasons = sum_deals(uow, floor.all, DealFilter(outcome="lost", reason="price"), Axis.REASON)
    assert [(row.key, row.count) for row in reasons] == [("Price", 1)]


def test_leads_are_counted_by_source_and_listed_newest_first(floor: Floor) -> None:
    office = floor.office
    for days, source, owner in ((1, "web", floor.alice), (5, "fair", floor.alice), (2, "web", floor.bob)):
        office.lead(f"{source}{days}", owner=owner, source=source, created_at=NOW - timedelta(days=days))
    mine = floor.scope(floor.alice)
    recent = LeadFilter(created_from=NOW - timedelta(days=3))
    counted = sum_leads(office.uow, floor.all, recent, Axis.SOURCE)
    assert [(row.key, row.count) for row in counted] == [("web", 2)]
    assert [lead.name for lead in list_leads(office.uow, mine, LeadFilter())] == ["web1", "fair5"]


def test_names_around_prefer_the_company(floor: Floor) -> None:
    office = floor.office
    acme = office.company("Acme")
    anna = office.contact("Anna", company=acme)
    with_both = office.deal("a", company=acme, contact=anna)
    alone = office.deal("b", contact=anna)
    assert names_around(office.uow, [with_both, alone]) == {with_both.id: "Acme", alone.id: "Anna"}
    assert names_around(office.uow, []) == {}
