"""Sums and lists of deals and leads for whoever asks: bounded, by index, the same on SQLite and PostgreSQL.

Every query takes the viewer's Scope. A rep's is asked in disjoint parts (own; nobody's; shared), as each part is a
short range of an index while an OR over them reads the whole table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Float, case, func, literal, literal_column, select

from domain.money import Money, scales
from domain.terms import Axis, Sort
from storage.entities import Company, Contact, Deal, Lead
from storage.kept_sums import can_answer, count_risky, list_sums
from storage.report_filters import (
    DealFilter,
    LeadFilter,
    deal_conditions,
    lead_conditions,
    may_slip,
    owned_parts,
    parts,
    shared_part,
)
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

MOST_ROWS = 5_000
Risk = tuple[datetime, date] | None


@dataclass(frozen=True, slots=True)
class Sum:
    """How many, and how much in minor units, of one value of the axis in one stage and one currency.

    `risky` is how many of them may slip, where that was asked for.
    """

    key: UUID | str | date | None
    stage_id: UUID | None
    currency: str | None
    count: int
    minor: int
    risky: int = 0


def sum_deals(
    uow: UnitOfWork,
    scope: Scope,
    wanted: DealFilter,
    by: Axis = Axis.NONE,
    risk: Risk = None,
) -> list[Sum]:
    """Counts and sums by axis, stage and currency; rows of the parts of a scope stand beside each other.

    `risk`, as a filter's `at_risk`, counts those that may slip along the way.
    """
    if can_answer(uow, wanted, by):
        return _from_kept(uow, scope, wanted, by, risk)
    return _from_deals(uow, wanted, by, risk, parts(uow, scope, Deal, wanted.owner_ids, unowned=wanted.unowned), scope)


def _from_kept(uow: UnitOfWork, scope: Scope, wanted: DealFilter, by: Axis, risk: Risk) -> list[Sum]:
    """The kept sums, and what others share with the viewer; deals at risk are counted, as they become so by time."""
    sums = [
        Sum(owner_id if by is Axis.OWNER else stage_id, stage_id, currency, count, minor)
        for stage_id, owner_id, currency, count, minor in list_sums(uow, scope, wanted, by)
    ]
    if sums and risk is not None:
        mine = owned_parts(scope, Deal, wanted.owner_ids, unowned=wanted.unowned)
        sums[0] = replace(sums[0], risky=sum(count_risky(uow, part, wanted, risk) for part in mine))
    shared = shared_part(uow, scope, Deal, wanted.owner_ids, unowned=wanted.unowned)
    return sums + _from_deals(uow, wanted, by, risk, shared, scope)


def _from_deals(
    uow: UnitOfWork, wanted: DealFilter, by: Axis, risk: Risk, asked: Iterable[ColumnElement[bool]], scope: Scope
) -> list[Sum]:
    risky = func.sum(case((may_slip(risk), 1), else_=0)) if risk else literal(0)
    of_owners = scope.owner_ids is not None or wanted.owner_ids is not None
    columns: list[Any] = [Deal.stage_id, Deal.currency, *_AXES.get(by, ())]
    sums: list[Sum] = []
    for part in asked:
        query = (
            select(func.count(), func.coalesce(func.sum(Deal.amount_minor), 0), risky, *columns)
            .where(Deal.workspace_id == uow.workspace_id, part, *deal_conditions(wanted, of_owners=of_owners))
            .group_by(*columns)
            .limit(MOST_ROWS)
        )
        for count, minor, slipping, stage_id, currency, *key in uow.session.execute(query):
            sums.append(Sum(key[0] if key else stage_id, stage_id, currency, count, int(minor), int(slipping)))
    return sums


def list_deals(
    uow: UnitOfWork, scope: Scope, wanted: DealFilter, sort: Sort = Sort.AMOUNT, limit: int = 20
) -> Sequence[Deal]:
    """The first `limit` deals in that order: largest, soonest to close, longest idle or newest first."""
    of_owners = scope.owner_ids is not None or wanted.owner_ids is not None
    numbers: list[int] = []
    order = _ORDERS[sort]
    for part in parts(uow, scope, Deal, wanted.owner_ids, unowned=wanted.unowned):
        query = (
            select(Deal.number)  # the index holds it: only the deals shown are read
            .where(Deal.workspace_id == uow.workspace_id, part, *deal_conditions(wanted, of_owners=of_owners))
            .order_by(*order, Deal.number)
            .limit(limit)
        )
        numbers.extend(uow.session.scalars(query))
    if not numbers:
        return []
    found = uow.session.scalars(select(Deal).where(Deal.workspace_id == uow.workspace_id, Deal.number.in_(numbers)))
    return sorted(found, key=_IN_PYTHON[sort])[:limit]


def names_around(uow: UnitOfWork, records: Sequence[Deal | Lead]) -> dict[UUID, str]:
    """For each record the name of its company, or else of its contact."""
    names: dict[UUID, str] = {}
    for kind, ids in (
        (Company, {record.company_id for record in records}),
        (Contact, {record.contact_id for record in records}),
    ):
        if ids == {None} or not ids:
            continue
        query = select(kind.id, kind.name).where(kind.workspace_id == uow.workspace_id, kind.id.in_(ids - {None}))
        names.update((identifier, name) for identifier, name in uow.session.execute(query))
    around = {
        record.id: names.get(record.company_id or record.id) or names.get(record.contact_id or record.id)
        for record in records
    }
    return {identifier: name for identifier, name in around.items() if name}


def sum_leads(uow: UnitOfWork, scope: Scope, wanted: LeadFilter, by: Axis = Axis.NONE) -> list[Sum]:
    """How many leads by axis; rows of the parts of a scope stand beside each other."""
    column = {Axis.OWNER: Lead.owner_id, Axis.SOURCE: Lead.source}.get(by, Lead.status)
    sums: list[Sum] = []
    for part in parts(uow, scope, Lead, wanted.owner_ids, unowned=wanted.unowned):
        query = (
            select(column, func.count())
            .where(Lead.workspace_id == uow.workspace_id, part, *lead_conditions(wanted))
            .group_by(column)
            .limit(MOST_ROWS)
        )
        sums.extend(Sum(key, None, None, count, 0) for key, count in uow.session.execute(query))
    return sums


def list_leads(uow: UnitOfWork, scope: Scope, wanted: LeadFilter, limit: int = 20) -> Sequence[Lead]:
    """The newest leads."""
    found: list[Lead] = []
    for part in parts(uow, scope, Lead, wanted.owner_ids, unowned=wanted.unowned):
        query = (
            select(Lead)
            .where(Lead.workspace_id == uow.workspace_id, part, *lead_conditions(wanted))
            .order_by(Lead.created_at.desc(), Lead.number)
            .limit(limit)
        )
        found.extend(uow.session.scalars(query))
    return sorted(found, key=lambda lead: (-lead.created_at.timestamp(), lead.number))[:limit]


def _scale() -> ColumnElement[float]:
    """What minor units of each row are worth: text of ours, as 51 bound values cost more than the query."""
    cases = " ".join(
        f"WHEN deals.currency IN ({', '.join(repr(code) for code in currencies)}) THEN {10.0**-digits}"
        for digits, currencies in scales().items()
    )
    return literal_column(f"(CASE {cases} ELSE 0.01 END)", Float())


def _face_value(deal: Deal) -> Decimal:
    if deal.amount_minor is None or deal.currency is None:
        return Decimal(-1)
    return Money(deal.amount_minor, deal.currency).amount


_AXES: dict[Axis, tuple[Any]] = {
    Axis.OWNER: (Deal.owner_id,),
    Axis.SOURCE: (Deal.source,),
    Axis.REASON: (Deal.lost_reason,),
    Axis.MONTH: (Deal.close_on,),
}
_ORDERS = {
    # By face value: the currencies are not converted, only brought to major units.
    Sort.AMOUNT: (func.coalesce(Deal.amount_minor * _scale(), -1.0).desc(),),
    Sort.CLOSE: (Deal.close_on.is_(None), Deal.close_on),
    Sort.IDLE: (Deal.touched_at,),
    Sort.CREATED: (Deal.created_at.desc(),),
}
_IN_PYTHON = {
    Sort.AMOUNT: lambda deal: (-_face_value(deal), deal.number),
    Sort.CLOSE: lambda deal: (deal.close_on is None, deal.close_on or date.min, deal.number),
    Sort.IDLE: lambda deal: (deal.touched_at, deal.number),
    Sort.CREATED: lambda deal: (-deal.created_at.timestamp(), deal.number),
}
