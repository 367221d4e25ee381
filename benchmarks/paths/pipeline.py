"""The pipeline's sums over a million deals, as /pipeline asks them; a filter beside one covering scan."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from benchmarks.measuring import Figure, interleaved, seconds
from benchmarks.office import KINDS, bases
from crm.stages import create_default_pipeline
from domain.clock import SystemClock
from storage import pipeline_sums
from storage.bulk import insert_many
from storage.database import Database
from storage.entities import Deal, Member, Stage, new_id
from storage.report_filters import DealFilter
from storage.reports import sum_deals
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer, open_writer

DEALS, REPS = 1_000_000, 1_000
SLICE = 50_000
LARGE = DealFilter(at_least=Decimal(5_000))
SCAN = (
    "SELECT stage_id, currency, count(*), sum(amount_minor) FROM deals"
    " WHERE workspace_id = 1 AND outcome IS NULL GROUP BY stage_id, currency"
)


def measure(place: Path, rounds: int) -> Iterator[Figure]:
    with bases(place) as fresh:
        for kind in KINDS:
            database = fresh(kind, "pipeline", REPS)
            writer = open_writer(database, SystemClock())
            rep = _fill(writer)
            with database.writing.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE")
            yield from _figures(kind, database, writer, rep, max(rounds, 5))
            writer.close()
            database.close()


def _figures(kind: str, database: Database, writer: Writer, rep: UUID, rounds: int) -> Iterator[Figure]:
    def asked(scope: Scope, wanted: DealFilter) -> float:
        def work(unit: UnitOfWork) -> float:
            return seconds(lambda: sum_deals(unit, scope, wanted))

        return writer.read(1, work).result() * 1e3

    def scan() -> float:
        with database.reading.connect() as connection:
            return seconds(lambda: connection.exec_driver_sql(SCAN).all()) * 1e3

    found = interleaved(
        rounds,
        rep=lambda: asked(Scope(rep, frozenset({rep})), DealFilter()),
        all=lambda: asked(Scope(rep), DealFilter()),
        large=lambda: asked(Scope(rep), LARGE),
        scan=scan,
    )
    for what, value in (("a rep's view", found["rep"]), ("the whole workspace, from kept sums", found["all"])):
        yield Figure("pipeline", f"{what}, {DEALS:,} deals, {kind}", value, "ms", target="<= 2 ms", reached=value <= 2)
    ratio = found["large"] / found["scan"]
    yield Figure(
        "pipeline", f"a filter over the workspace, {kind}", found["large"], "ms", found["scan"], "one covering scan",
        ratio=ratio, target="<= 1.3", reached=ratio <= 1.3,
    )  # fmt: skip


def _fill(writer: Writer) -> UUID:
    """The deals, spread over stages and reps, as an import stores them; one rep's id."""
    writer.submit(1, create_default_pipeline).result()
    owners, stages = writer.read(1, _ids).result()
    for start in range(0, DEALS, SLICE):
        writer.submit(1, partial(_store, start=start, owners=owners, stages=stages)).result()
    writer.submit(1, lambda unit: pipeline_sums.fold(unit.connection, 1)).result()
    return owners[0]


def _ids(unit: UnitOfWork) -> tuple[list[UUID], list[UUID]]:
    return list(unit.session.scalars(select(Member.id))), list(unit.session.scalars(select(Stage.id)))


def _store(unit: UnitOfWork, start: int, owners: list[UUID], stages: list[UUID]) -> None:
    now = unit.now
    rows = [
        {
            "id": new_id(), "number": n + 1, "name": f"Deal {n}", "currency": "USD", "amount_minor": n,
            "owner_id": owners[n % REPS], "stage_id": stages[n // REPS % len(stages)],
            "stage_since_at": now, "created_at": now, "touched_at": now - timedelta(days=n % 30),
        }
        for n in range(start, start + SLICE)
    ]  # fmt: skip
    insert_many(unit, Deal, rows)
