"""The pipeline's sums, kept: how many deals and how much, by stage, owner and currency, without reading the deals.

Each change of deals appends rows in its own transaction, which say what it adds to and takes from the sums; no row is
ever updated, so no two transactions wait for each other. The sums are those of all rows, and the ticker folds them into
one a group. Folding is one DELETE that returns what it took, so two that fold at once take different rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, literal, select, text

from storage.changes import Change
from storage.entities import Deal, PipelineSum, new_id
from storage.statements import Prepared

GROUP = ("outcome", "stage_id", "owner_id", "currency")
FOLD_FROM = 500
"""So many rows not folded yet are worth folding: reading them costs less than a millisecond."""

_STORE = Prepared(insert(PipelineSum))
Sums = Mapping[tuple[Any, ...], tuple[int, int]]


def append(connection: Connection, workspace_id: int, changes: Iterable[Change]) -> None:
    """What these changes do to the sums."""
    _store(connection, workspace_id, _effect(changes), is_delta=True)


def append_new(connection: Connection, workspace_id: int, deals: Iterable[Mapping[str, Any]]) -> None:
    """What deals that were stored past the unit of work add."""
    added = _Effect()
    for deal in deals:
        added.add(deal, 1)
    _store(connection, workspace_id, added.sums(), is_delta=True)


def append_gone(connection: Connection, workspace_id: int, ids: Sequence[Any]) -> None:
    """What deals that are about to be deleted past the unit of work take away."""
    columns = [getattr(Deal, name) for name in GROUP]
    found = connection.execute(
        select(func.count(), func.coalesce(func.sum(Deal.amount_minor), 0), *columns)
        .where(Deal.workspace_id == workspace_id, Deal.id.in_(ids))
        .group_by(*columns)
    )
    sums = {tuple(group): (-count, -int(minor)) for count, minor, *group in found}
    _store(connection, workspace_id, sums, is_delta=True)


def fold(connection: Connection, workspace_id: int, at_least: int = FOLD_FROM) -> int:
    """Make one row of each group's, if enough are not folded yet; how many rows that took."""
    if _count_unfolded(connection, workspace_id, at_least) < at_least:
        return 0
    columns = [getattr(PipelineSum, name) for name in GROUP]
    taken = connection.execute(
        delete(PipelineSum)
        .where(PipelineSum.workspace_id == workspace_id)
        .returning(PipelineSum.count, PipelineSum.minor, *columns)
    ).all()
    folded = _Effect()
    for count, minor, *group in taken:
        folded.put(tuple(group), count, int(minor))
    _store(connection, workspace_id, folded.sums(), is_delta=False)
    return len(taken)


def recount(connection: Connection, workspace_id: int) -> None:
    """Sum up the deals anew: for a database whose deals came from elsewhere."""
    connection.execute(delete(PipelineSum).where(PipelineSum.workspace_id == workspace_id))
    columns = [getattr(Deal, name) for name in GROUP]
    found = connection.execute(
        select(func.count(), func.coalesce(func.sum(Deal.amount_minor), 0), *columns)
        .where(Deal.workspace_id == workspace_id)
        .group_by(*columns)
    )
    sums = {tuple(group): (count, int(minor)) for count, minor, *group in found}
    _store(connection, workspace_id, sums, is_delta=False)


class _Effect:
    """Counts and amounts by group, being added up."""

    def __init__(self) -> None:
        self._count: Counter[tuple[Any, ...]] = Counter()
        self._minor: Counter[tuple[Any, ...]] = Counter()

    def add(self, deal: Mapping[str, Any], times: int) -> None:
        group = tuple(deal.get(name) for name in GROUP)
        self.put(group, times, times * (deal.get("amount_minor") or 0))

    def put(self, group: tuple[Any, ...], count: int, minor: int) -> None:
        self._count[group] += count
        self._minor[group] += minor

    def sums(self) -> Sums:
        groups = self._count.keys() | self._minor.keys()
        found = {group: (self._count[group], self._minor[group]) for group in groups}
        return {group: sums for group, sums in found.items() if sums != (0, 0)}


def _effect(changes: Iterable[Change]) -> Sums:
    """A deal as it was before all of them goes, as it is after them comes."""
    before: dict[Any, dict[str, Any] | None] = {}
    after: dict[Any, dict[str, Any] | None] = {}
    for change in changes:
        if change.entity is None:
            continue
        if change.record_id not in before:
            before[change.record_id] = None if change.action == "create" else {}
        earlier = before[change.record_id]
        if earlier is not None:
            before[change.record_id] = {**(change.before or {}), **earlier}  # what it was at first
        after[change.record_id] = None if change.action == "delete" else _of(change.entity)
    effect = _Effect()
    for record_id, deal in after.items():
        earlier = before[record_id]
        if earlier is not None:
            effect.add({**(deal or {}), **earlier}, -1)
        if deal is not None:
            effect.add(deal, 1)
    return effect.sums()


def _of(deal: Any) -> dict[str, Any]:
    return {name: getattr(deal, name) for name in (*GROUP, "amount_minor")}


def _store(connection: Connection, workspace_id: int, sums: Sums, *, is_delta: bool) -> None:
    rows = [
        {
            "workspace_id": workspace_id,
            "id": new_id(),
            "is_delta": is_delta,
            "count": count,
            "minor": minor,
            **dict(zip(GROUP, group, strict=True)),
        }
        for group, (count, minor) in sums.items()
    ]
    if rows:
        _STORE.run_each(connection, rows)


def _count_unfolded(connection: Connection, workspace_id: int, most: int) -> int:
    unfolded = (
        select(literal(1))
        .select_from(PipelineSum)
        .where(PipelineSum.workspace_id == workspace_id, text("is_delta"))
        .limit(most)
        .subquery()
    )
    return connection.scalar(select(func.count()).select_from(unfolded)) or 0
