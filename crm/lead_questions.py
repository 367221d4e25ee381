"""Answer a question about leads within what the asker may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from crm.access import scope_of
from crm.pipeline import LISTED, PipelineQuery, Show
from crm.pipeline_answers import owners_named
from domain.terms import Axis
from storage.entities import Lead, Member
from storage.report_filters import LeadFilter
from storage.reports import Sum, list_leads, names_around, sum_leads
from storage.teams import list_members_by_id
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A lead in a list, with the names around it."""

    lead: Lead
    who: str | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class LeadAnswer:
    """How many leads, by what was asked, and the newest of them."""

    query: PipelineQuery
    whole: bool
    count: int
    bars: tuple[tuple[str | None, int], ...]
    leads: tuple[LeadRow, ...]


def ask_leads(uow: UnitOfWork, member: Member, query: PipelineQuery) -> LeadAnswer:
    """Raises NotFound for an owner who does not exist."""
    scope = scope_of(uow, member)
    wanted = lead_filter(uow, member, query)
    sums = sum_leads(uow, scope, wanted, query.axis)
    leads = () if query.show is Show.COUNT else list_leads(uow, scope, wanted, query.limit or LISTED)
    return LeadAnswer(
        query,
        scope.owner_ids is None or len(scope.owner_ids) > 1,
        sum(row.count for row in sums),
        _bars(uow, sums, query.axis),
        _rows(uow, leads),
    )


def lead_filter(uow: UnitOfWork, member: Member, query: PipelineQuery) -> LeadFilter:
    """The query as storage takes it; of leads "won" means that a deal came of them."""
    owner_ids, unowned = owners_named(uow, member, query.owners)
    created, idle = query.created, query.idle_days
    return LeadFilter(
        status="qualified" if query.which == "won" else query.which,
        owner_ids=owner_ids,
        unowned=unowned,
        created_from=created.starts_at(member.tz) if created else None,
        created_until=created.ends_at(member.tz) if created else None,
        idle_since=uow.now - timedelta(days=idle) if idle is not None else None,
        source=query.source,
    )


def _bars(uow: UnitOfWork, sums: Sequence[Sum], axis: Axis) -> tuple[tuple[str | None, int], ...]:
    owners = {}
    if axis is Axis.OWNER:
        owners = list_members_by_id(uow, frozenset(row.key for row in sums if row.key is not None))  # type: ignore[misc] # ids
    counts: dict[str | None, int] = {}
    for row in sums:
        label = None if row.key is None else owners[row.key].name if row.key in owners else str(row.key)  # type: ignore[index] # ids
        counts[label] = counts.get(label, 0) + row.count
    return tuple(sorted(counts.items(), key=lambda bar: (-bar[1], bar[0] or "")))


def _rows(uow: UnitOfWork, leads: Sequence[Lead]) -> tuple[LeadRow, ...]:
    names = names_around(uow, leads)
    owners = list_members_by_id(uow, frozenset(lead.owner_id for lead in leads if lead.owner_id))
    return tuple(
        LeadRow(lead, names.get(lead.id), owners[lead.owner_id].name if lead.owner_id in owners else None)
        for lead in leads
    )
