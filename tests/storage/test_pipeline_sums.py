"""The kept sums say what the deals say, whatever was done to them and by which way."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from crm.stages import create_default_pipeline
from domain.terms import Axis
from storage import pipeline_sums
from storage.bulk import insert_many
from storage.entities import Deal, Member, PipelineSum, Stage, Workspace, new_id
from storage.report_filters import DealFilter
from storage.reports import Sum, sum_deals
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer

EVERYTHING = DealFilter(outcome="any")


@pytest.fixture
def floor(writer: Writer) -> Writer:
    def found(unit: UnitOfWork) -> None:
        unit.add(Workspace(name="Nord", created_at=unit.now))
        create_default_pipeline(unit)
        for name in ("ada", "ben"):
            unit.add(Member(name=name, created_at=unit.now))

    writer.submit(1, found).result()
    return writer


def do(floor: Writer, work: Callable[[UnitOfWork], object]) -> None:
    floor.submit(1, work).result()


def deal(unit: UnitOfWork, owner: str | None, amount: int | None, stage: int = 0) -> Deal:
    found = unit.session.scalars(select(Member).where(Member.name == owner)).one_or_none()
    at = unit.now
    return unit.add(
        Deal(
            number=unit.next_number("deal"), name="Deal", owner_id=found.id if found else None, amount_minor=amount,
            currency=None if amount is None else "EUR", stage_id=stages(unit)[stage].id, stage_since_at=at,
            created_at=at, touched_at=at,
        )
    )  # fmt: skip


def stages(unit: UnitOfWork) -> list[Stage]:
    return list(unit.session.scalars(select(Stage).order_by(Stage.position)))


def only(unit: UnitOfWork) -> Deal:
    return unit.session.scalars(select(Deal)).one()


def kept(floor: Writer, scope: Scope | None = None, wanted: DealFilter = EVERYTHING) -> list[Sum]:
    def ask(unit: UnitOfWork) -> list[Sum]:
        return sum_deals(unit, scope or Scope(new_id()), wanted, Axis.OWNER)

    return sorted(floor.read(1, ask).result(), key=str)


def counted(floor: Writer) -> list[Sum]:
    """The same from the deals themselves: a question about sources is none that the sums can answer."""

    def ask(unit: UnitOfWork) -> list[Sum]:
        since = DealFilter(outcome="any", created_from=unit.now - timedelta(days=9))
        return sum_deals(unit, Scope(new_id()), since, Axis.OWNER)

    return sorted(floor.read(1, ask).result(), key=str)


def change(unit: UnitOfWork) -> None:
    found = only(unit)
    found.stage_id = stages(unit)[2].id
    unit.session.flush()
    found.amount_minor, found.owner_id = 700, None
    unit.session.flush()
    found.stage_id = stages(unit)[3].id


def win(unit: UnitOfWork) -> None:
    only(unit).outcome = "won"


def in_bulk(unit: UnitOfWork) -> None:
    shared = {"name": "Deal", "stage_since_at": unit.now, "created_at": unit.now, "touched_at": unit.now}
    stage = stages(unit)[0].id
    rows = [{**shared, "number": 900 + n, "stage_id": stage, "amount_minor": n, "currency": "USD"} for n in range(5)]
    insert_many(unit, Deal, rows)


@pytest.mark.parametrize(
    "work", [change, win, in_bulk, lambda unit: unit.delete(only(unit)), lambda unit: deal(unit, "ben", None)]
)
def test_they_follow_every_change(floor: Writer, work: Callable[[UnitOfWork], object]) -> None:
    do(floor, lambda unit: deal(unit, "ada", 500))
    do(floor, work)
    assert kept(floor) == counted(floor)


def test_folding_changes_no_sum_and_leaves_a_row_a_group(floor: Writer) -> None:
    for n in range(6):
        do(floor, lambda unit, n=n: deal(unit, "ada", 100 * n))  # type: ignore[misc]  # mypy cannot see n's type
    before = kept(floor)
    do(floor, lambda unit: pipeline_sums.fold(unit.connection, 1, at_least=5))
    assert kept(floor) == before == counted(floor)
    rows = floor.read(1, lambda unit: unit.session.scalar(select(func.count()).select_from(PipelineSum))).result()
    assert rows == 1


def test_a_few_changes_are_not_worth_folding(floor: Writer) -> None:
    do(floor, lambda unit: deal(unit, "ada", 100))
    assert floor.submit(1, lambda unit: pipeline_sums.fold(unit.connection, 1)).result() == 0


def test_sums_counted_anew_are_the_same(floor: Writer) -> None:
    do(floor, lambda unit: deal(unit, "ada", 100))
    do(floor, in_bulk)
    do(floor, lambda unit: pipeline_sums.recount(unit.connection, 1))
    assert kept(floor) == counted(floor)


def test_a_rep_sees_their_own_and_what_is_nobodys(floor: Writer) -> None:
    for owner, amount in (("ada", 100), ("ben", 200), (None, 400)):
        do(floor, lambda unit, owner=owner, amount=amount: deal(unit, owner, amount))  # type: ignore[misc]  # as above
    ada = floor.read(1, lambda unit: unit.session.scalars(select(Member.id).where(Member.name == "ada")).one()).result()
    assert sum(row.minor for row in kept(floor, Scope(ada, frozenset({ada})))) == 500
    assert sum(row.minor for row in kept(floor)) == 700


def test_what_was_changed_in_this_very_unit_is_counted(floor: Writer) -> None:
    def work(unit: UnitOfWork) -> int:
        deal(unit, "ada", 100)
        return sum(row.minor for row in sum_deals(unit, Scope(new_id()), EVERYTHING))

    assert floor.submit(1, work).result() == 100
