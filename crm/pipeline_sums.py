"""Add up sums by currency, and lay them out along an axis."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from crm.pipeline import Bar, Total
from domain.money import Money
from domain.terms import Axis
from storage.entities import Stage
from storage.reports import Sum
from storage.teams import list_members_by_id
from storage.unit_of_work import UnitOfWork

Order = Callable[[Bar], tuple[bool, int, str]]


@dataclass(slots=True)
class Pile:
    """Sums being added up: by currency the count, the sum and the weighted sum."""

    count: int = 0
    without_amount: int = 0
    minor: dict[str, int] = field(default_factory=dict)
    weighted: dict[str, Decimal] = field(default_factory=dict)

    def add(self, row: Sum, chance: int) -> None:
        self.count += row.count
        if row.currency is None:
            self.without_amount += row.count
            return
        self.minor[row.currency] = self.minor.get(row.currency, 0) + row.minor
        self.weighted[row.currency] = self.weighted.get(row.currency, Decimal(0)) + Decimal(row.minor * chance) / 100

    def totals(self) -> tuple[Total, ...]:
        largest = sorted(self.minor, key=lambda currency: -Money(self.minor[currency], currency).amount)
        return tuple(Total(Money(self.minor[c], c), Money(round(self.weighted[c]), c)) for c in largest)


def sum_up(sums: Iterable[Sum], stages: Mapping[UUID, Stage]) -> Pile:
    """All of them in one pile."""
    pile = Pile()
    for row in sums:
        pile.add(row, _chance(stages, row))
    return pile


def bars_of(uow: UnitOfWork, sums: Sequence[Sum], axis: Axis, stages: Mapping[UUID, Stage]) -> tuple[Bar, ...]:
    """One bar a value of the axis: stages in their order, months in time, others with the most first."""
    piles: dict[str | None, Pile] = {}
    labels = _labels(uow, sums, axis, stages)
    for row in sums:
        piles.setdefault(labels.get(row.key) if row.key is not None else None, Pile()).add(row, _chance(stages, row))
    bars = [Bar(label, pile.count, pile.totals()) for label, pile in piles.items()]
    return tuple(sorted(bars, key=_order_of(axis, stages)))


def _labels(uow: UnitOfWork, sums: Sequence[Sum], axis: Axis, stages: Mapping[UUID, Stage]) -> dict[object, str | None]:
    keys = {row.key for row in sums if row.key is not None}
    if axis in {Axis.STAGE, Axis.NONE}:
        return {key: stages[key].name for key in keys if isinstance(key, UUID) and key in stages}
    if axis is Axis.OWNER:
        owners = list_members_by_id(uow, frozenset(key for key in keys if isinstance(key, UUID)))
        return {key: owner.shown for key, owner in owners.items()}
    if axis is Axis.MONTH:
        return {key: f"{key:%Y-%m}" for key in keys if isinstance(key, date)}
    return {key: str(key) for key in keys}


def _order_of(axis: Axis, stages: Mapping[UUID, Stage]) -> Order:
    if axis is Axis.STAGE:
        places = {stage.name: stage.position for stage in stages.values()}
        return lambda bar: (bar.label is None, places.get(bar.label or "", 0), bar.label or "")
    if axis is Axis.MONTH:
        return lambda bar: (bar.label is None, 0, bar.label or "")
    return lambda bar: (False, -bar.count, bar.label or "")


def _chance(stages: Mapping[UUID, Stage], row: Sum) -> int:
    stage = stages.get(row.stage_id) if row.stage_id else None
    return stage.probability if stage else 0
