"""Questions that the sums of storage/pipeline_sums.py answer: whose, which stage, which currency, which outcome."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal, select, true
from sqlalchemy.sql.elements import True_

from domain.terms import Axis
from storage.entities import Deal, PipelineSum
from storage.report_filters import DealFilter, may_slip, owned_parts
from storage.scope import Scope
from storage.statements import Prepared
from storage.unit_of_work import UnitOfWork

MOST_RISKY = 1_000
"""More deals at risk than these in a whole workspace are not counted."""

Row = tuple[Any, Any, Any, int, int]
"""Stage, owner, currency, how many, how much."""


def can_answer(uow: UnitOfWork, wanted: DealFilter, by: Axis) -> bool:
    """Whether nothing is asked that the sums do not say, and nothing was changed that they do not know yet."""
    plain = replace(wanted, outcome="open", owner_ids=None, unowned=False, stage_ids=None, currency=None)
    known = by in {Axis.NONE, Axis.STAGE, Axis.OWNER} and plain == DealFilter()
    return known and not any(change.table == Deal.__tablename__ for change in uow.changes)


def list_sums(uow: UnitOfWork, scope: Scope, wanted: DealFilter, by: Axis) -> list[Row]:
    """The sums of what is owned by those whom the question means, or by nobody; not what is shared with the viewer."""
    if by is not Axis.OWNER and wanted == DealFilter():
        return _open_by_stage(uow, scope)
    owner: Any = PipelineSum.owner_id if by is Axis.OWNER else literal(None)
    groups = [PipelineSum.stage_id, PipelineSum.currency, *([owner] if by is Axis.OWNER else [])]
    found: list[Row] = []
    of_owners = scope.owner_ids is not None or wanted.owner_ids is not None
    for part in owned_parts(scope, PipelineSum, wanted.owner_ids, unowned=wanted.unowned):
        count, minor = func.sum(PipelineSum.count), func.sum(PipelineSum.minor)
        query = (
            select(PipelineSum.stage_id, owner, PipelineSum.currency, count, minor)
            .where(PipelineSum.workspace_id == uow.workspace_id, part, *_conditions(wanted, of_owners=of_owners))
            .group_by(*groups)
            .having(count != 0)
        )
        rows = uow.connection.execute(query)
        found += [(stage, owner_id, currency, int(n), int(much)) for stage, owner_id, currency, n, much in rows]
    return found


def _is(outcome: str, *, of_owners: bool) -> ColumnElement[bool]:
    """Open, won or lost. Wrapped where it is asked of some owners: a planner without statistics (SQLite's, on a young
    database) else walks the open sums of the whole workspace to find theirs.
    """
    if of_owners:
        return func.coalesce(PipelineSum.outcome, "open") == outcome
    return PipelineSum.outcome.is_(None) if outcome == "open" else PipelineSum.outcome == outcome


def _asked(*whose: Any) -> Prepared:
    count, minor = func.sum(PipelineSum.count).label("n"), func.sum(PipelineSum.minor).label("much")
    return Prepared(
        select(PipelineSum.stage_id, PipelineSum.currency, count, minor)
        .where(PipelineSum.workspace_id == bindparam("ws"), _is("open", of_owners=bool(whose)), *whose)
        .group_by(PipelineSum.stage_id, PipelineSum.currency)
        .having(count != 0)
    )


_OF_ALL = _asked()
_OF_NOBODY = _asked(PipelineSum.owner_id.is_(None))
_OF_SOME = _asked(PipelineSum.owner_id.in_(bindparam("owners", expanding=True)))


def _open_by_stage(uow: UnitOfWork, scope: Scope) -> list[Row]:
    """What /pipeline asks."""
    values: dict[str, Any] = {"ws": uow.workspace_id}
    if scope.owner_ids is None:
        rows = _OF_ALL.rows(uow.connection, values)
    else:
        rows = _OF_NOBODY.rows(uow.connection, values)
        rows += _OF_SOME.rows(uow.connection, {**values, "owners": list(scope.owner_ids)})
    return [(row.stage_id, None, row.currency, int(row.n), int(row.much)) for row in rows]


def count_risky(uow: UnitOfWork, part: ColumnElement[bool], wanted: DealFilter, risk: tuple[datetime, date]) -> int:
    """How many open deals of a part may slip; of a whole workspace no more than MOST_RISKY, by two short ranges."""
    mine = (Deal.workspace_id == uow.workspace_id, Deal.outcome.is_(None), *_narrowed(Deal, wanted))
    if not isinstance(part, True_):
        return uow.connection.scalar(select(func.count()).where(*mine, part, may_slip(risk))) or 0
    idle_since, today = risk
    idle = _counted(select(Deal.number).where(*mine, Deal.touched_at <= idle_since))
    late = _counted(select(Deal.number).where(*mine, Deal.close_on < today, Deal.touched_at > idle_since))
    return sum(uow.connection.scalar(query) or 0 for query in (idle, late))


def _counted(query: Select[Any]) -> Select[int]:
    return select(func.count()).select_from(query.limit(MOST_RISKY).subquery())


def _conditions(wanted: DealFilter, *, of_owners: bool) -> Iterator[ColumnElement[bool]]:
    if wanted.outcome != "any":
        yield _is(wanted.outcome, of_owners=of_owners)
    yield from _narrowed(PipelineSum, wanted)


def _narrowed(kind: Any, wanted: DealFilter) -> Iterator[ColumnElement[bool]]:
    yield true() if wanted.stage_ids is None else kind.stage_id.in_(wanted.stage_ids)
    yield true() if wanted.currency is None else kind.currency == wanted.currency
