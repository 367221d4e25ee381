"""An office with a pipeline to ask about: two reps, a manager, deals in each stage, won and lost ones, a target."""

from datetime import date
from pathlib import Path

from crm.targets import set_target
from domain.money import Money
from storage.database import Database
from tests.office import NOW, Office, new_database, work
from tests.talk import known_as


def open_sales_office(folder: Path) -> Database:
    """Wednesday 18 November 2026. Alice and Bob sell for East, Mia leads it; Zhou reads Chinese; Carol is in West."""
    database = new_database(folder)
    with work(database) as uow:
        office = Office(uow)
        east, west = office.team("East"), office.team("West")
        alice, bob = office.member("alice", team=east), office.member("bob", team=east)
        mia, zhou = office.member("mia", "manager", east), office.member("zhou", "manager", east, language="zh")
        carol = office.member("carol", team=west)
        for member in (alice, bob, mia, zhou, carol):
            known_as(uow, member.id, member.name)
        set_target(alice, Money.of("50000", "EUR"))
        set_target(bob, Money.of("50000", "EUR"))
        acme, nord = office.company("Acme Robotics", alice), office.company("Nordlicht", bob)
        november, december = date(2026, 11, 27), date(2026, 12, 15)
        office.deal("Robots", "120000", owner=alice, stage="Proposal", company=acme, close_on=november)
        office.deal("Spare parts", "30000", owner=alice, company=acme, close_on=december, idle_days=19)
        office.deal("Rollout", "200000", owner=bob, stage="Negotiation", company=nord, close_on=date(2026, 11, 10))
        office.deal("Training", "8000", owner=bob, company=nord, close_on=november, currency="USD")
        office.deal("Hidden", "999000", owner=carol, close_on=november)
        office.deal("Pilot", "40000", owner=alice, stage="Won", company=acme, closed_days_ago=8)
        office.deal("Support", "5000", owner=bob, stage="Won", company=nord, closed_days_ago=1)
        office.deal("Old hope", "70000", owner=bob, stage="Lost", company=nord, closed_days_ago=3, lost_reason="price")
        for source in ("web", "web", "fair"):
            office.lead("Somebody", owner=alice, source=source, created_at=NOW)
        office.note("Called about the robots", alice, at=NOW)
    return database
