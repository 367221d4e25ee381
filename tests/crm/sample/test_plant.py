"""The sample team looks like a team at work, and is the same each time."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crm.access import scope_of
from crm.finding import find
from crm.members import get_named
from crm.periods import period_named, today_in
from crm.pipeline import PipelineQuery
from crm.pipeline_answers import ask
from crm.sample import plant
from storage.entities import Deal, Workspace
from storage.follow_ups import list_open
from storage.report_filters import DealFilter
from storage.reports import list_deals
from storage.unit_of_work import UnitOfWork
from tests.office import NOW, new_database, work


@pytest.fixture
def uow(tmp_path: Path) -> Iterator[UnitOfWork]:
    database = new_database(tmp_path)
    with work(database) as unit:
        unit.add(Workspace(name="Demo", currency="EUR", created_at=NOW))
        plant(unit, NOW)
        yield unit
    database.close()


def all_deals(uow: UnitOfWork) -> list[Deal]:
    sam = get_named(uow, "sam")
    return list(list_deals(uow, scope_of(uow, sam), DealFilter(outcome="any"), limit=500))


def test_there_are_two_reps_a_manager_and_an_admin(uow: UnitOfWork) -> None:
    roles = {name: get_named(uow, name).role for name in ("alice", "lina", "mia", "sam")}
    assert roles == {"alice": "rep", "lina": "rep", "mia": "manager", "sam": "admin"}
    assert get_named(uow, "lina").language == "zh"


def test_the_manager_sees_both_reps_deals(uow: UnitOfWork) -> None:
    owners = {deal.owner_id for deal in list_deals(uow, scope_of(uow, get_named(uow, "mia")), DealFilter(), limit=500)}
    assert owners == {get_named(uow, "alice").id, get_named(uow, "lina").id}


def test_deals_are_open_won_and_lost_with_reasons_within_ninety_days(uow: UnitOfWork) -> None:
    deals = all_deals(uow)
    assert {deal.outcome for deal in deals} == {None, "won", "lost"}
    assert all(deal.lost_reason for deal in deals if deal.outcome == "lost")
    assert all(NOW - timedelta(days=92) < deal.created_at <= deal.touched_at < NOW for deal in deals)


def test_some_deals_are_at_risk_and_there_is_a_target(uow: UnitOfWork) -> None:
    mia = get_named(uow, "mia")
    month = period_named("this-quarter", today_in(mia.tz, NOW))
    answer = ask(uow, mia, PipelineQuery(closes=month))
    assert 0 < answer.at_risk < answer.count
    assert answer.coverage is not None


def test_each_rep_has_something_overdue_today_and_within_minutes(uow: UnitOfWork) -> None:
    for name in ("alice", "lina"):
        due = [plan.due_at for plan in list_open(uow, get_named(uow, name).id)]
        assert any(at < NOW for at in due)
        assert any(NOW < at < NOW + timedelta(minutes=5) for at in due)
        assert any(at > NOW + timedelta(days=1) for at in due)


def test_customers_are_found_by_name(uow: UnitOfWork) -> None:
    found = find(uow, get_named(uow, "lina"), "王芳")
    assert found.sure is not None
    assert found.sure.name == "王芳"


def test_the_same_now_gives_the_same_sample(uow: UnitOfWork, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    other = new_database(tmp_path / "again")
    with work(other) as again:
        again.add(Workspace(name="Demo", currency="EUR", created_at=NOW))
        plant(again, NOW)
        first, second = ([(d.number, d.name, d.amount_minor) for d in all_deals(each)] for each in (uow, again))
        assert first == second
    other.close()
