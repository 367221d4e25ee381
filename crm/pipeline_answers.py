"""Answer a question about deals within what the asker may see."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from crm.access import scope_of
from crm.periods import today_in
from crm.pipeline import IDLE_DAYS, LISTED, ME, NOBODY, RISKS, Answer, Coverage, PipelineQuery, Risk, Show
from crm.pipeline_sums import bars_of, sum_up
from crm.targets import target_of
from domain.errors import NotFound
from domain.money import Money
from domain.terms import Sort
from storage.entities import Deal, Member
from storage.report_filters import DealFilter
from storage.reports import list_deals, sum_deals
from storage.scope import Scope
from storage.stages import list_stages
from storage.teams import list_members
from storage.unit_of_work import UnitOfWork


def ask(uow: UnitOfWork, member: Member, query: PipelineQuery) -> Answer:
    """The answer within what the member may see. Raises NotFound for an owner or a stage that does not exist."""
    scope = scope_of(uow, member)
    wanted = deal_filter(uow, member, query)
    stages = {stage.id: stage for stage in list_stages(uow)}
    sums = sum_deals(uow, scope, wanted, query.axis)
    whole = sum_up(sums, stages)
    answer = Answer(
        query,
        scope.owner_ids is None or len(scope.owner_ids) > 1,
        whole.count,
        whole.totals(),
        bars=bars_of(uow, sums, query.axis, stages),
        without_amount=whole.without_amount,
    )
    if query.show is Show.LIST:
        limit = query.limit or LISTED
        return replace(answer, deals=list_deals(uow, scope, wanted, query.sort or Sort.AMOUNT, limit))
    return _with_outlook(uow, member, scope, wanted, answer)


def deal_filter(uow: UnitOfWork, member: Member, query: PipelineQuery) -> DealFilter:
    """The query as storage takes it: names looked up, periods in the member's zone."""
    owner_ids, unowned = owners_named(uow, member, query.owners)
    tz, today = member.tz, today_in(member.tz, uow.now)
    return DealFilter(
        outcome=query.which,
        owner_ids=owner_ids,
        unowned=unowned,
        stage_ids=_stages_named(uow, query.stages),
        currency=query.currency,
        at_least=query.at_least,
        at_most=query.at_most,
        closes_from=query.closes.first if query.closes else None,
        closes_to=query.closes.last if query.closes else None,
        closed_from=query.closed.starts_at(tz) if query.closed else None,
        closed_until=query.closed.ends_at(tz) if query.closed else None,
        created_from=query.created.starts_at(tz) if query.created else None,
        created_until=query.created.ends_at(tz) if query.created else None,
        idle_since=uow.now - timedelta(days=query.idle_days) if query.idle_days is not None else None,
        overdue_on=today if query.overdue else None,
        at_risk=(uow.now - timedelta(days=IDLE_DAYS), today) if query.at_risk else None,
        source=query.source,
        reason=query.reason,
    )


def owners_named(uow: UnitOfWork, member: Member, names: Iterable[str]) -> tuple[frozenset[UUID] | None, bool]:
    """The ids of those members, and whether nobody's records are asked for too. No names: (None, False)."""
    names = tuple(names)
    if not names:
        return None, False
    known = {name.lower(): other.id for other in list_members(uow) for name in (other.name, other.full_name) if name}
    found = set()
    for name in names:
        if name == NOBODY:
            continue
        if name != ME and name.lower() not in known:
            raise NotFound("Nobody here is called {name}.", name=name)
        found.add(member.id if name == ME else known[name.lower()])
    return frozenset(found) or None, NOBODY in names


def risks_of(deals: Iterable[Deal], now: datetime, today: date) -> tuple[Risk, ...]:
    """Those deals with why they may slip."""
    found = []
    for deal in deals:
        idle = (now - deal.touched_at).days
        overdue = deal.close_on is not None and deal.close_on < today
        found.append(Risk(deal, idle if idle >= IDLE_DAYS else 0, overdue))
    return tuple(found)


def _with_outlook(uow: UnitOfWork, member: Member, scope: Scope, wanted: DealFilter, answer: Answer) -> Answer:
    """What open deals need beside their sums: the target they are to meet, and the ones that may slip."""
    if answer.query.which != "open":
        return answer
    today = today_in(member.tz, uow.now)
    risky = replace(wanted, at_risk=(uow.now - timedelta(days=IDLE_DAYS), today))
    return replace(
        answer,
        risks=risks_of(list_deals(uow, scope, risky, Sort.AMOUNT, RISKS), uow.now, today),
        at_risk=sum(row.count for row in sum_deals(uow, scope, risky)),
        coverage=_coverage(uow, member, scope, wanted, answer),
    )


def _coverage(uow: UnitOfWork, member: Member, scope: Scope, wanted: DealFilter, answer: Answer) -> Coverage | None:
    """Won in the period, and what is open and closes in it weighted, against the targets of whoever is asked for."""
    period = answer.query.closes
    if period is None:
        return None
    owner_ids = scope.owner_ids if wanted.owner_ids is None else wanted.owner_ids
    target = target_of(uow, owner_ids, period)
    if target is None:
        return None
    won = DealFilter(
        outcome="won",
        owner_ids=wanted.owner_ids,
        closed_from=period.starts_at(member.tz),
        closed_until=period.ends_at(member.tz),
    )
    done = sum(row.minor for row in sum_deals(uow, scope, won) if row.currency == target.currency)
    expected = sum(total.weighted.minor for total in answer.totals if total.money.currency == target.currency)
    return Coverage(target, Money(done + expected, target.currency))


def _stages_named(uow: UnitOfWork, names: tuple[str, ...]) -> frozenset[UUID] | None:
    if not names:
        return None
    stages = list_stages(uow)
    wanted = {name.lower() for name in names}
    found = frozenset(stage.id for stage in stages if stage.name.lower() in wanted)
    if not found:
        known = ", ".join(dict.fromkeys(stage.name for stage in stages))
        raise NotFound("There is no stage {name}. There are: {known}.", name=", ".join(names), known=known)
    return found
