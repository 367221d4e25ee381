"""Answer a question about deals within what the asker may see."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from crm.access import scope_of
from crm.periods import today_in
from crm.pipeline import IDLE_DAYS, LISTED, ME, NOBODY, RISKS, Answer, Coverage, DealRow, PipelineQuery, Show
from crm.pipeline_sums import bars_of, sum_up
from crm.targets import target_of
from domain.errors import NotFound
from domain.money import Money
from domain.terms import Sort
from storage.entities import Deal, Member
from storage.report_filters import DealFilter
from storage.reports import list_deals, names_around, sum_deals
from storage.scope import Scope
from storage.stages import list_stages
from storage.teams import list_members_by_id, list_names
from storage.unit_of_work import UnitOfWork


def ask(uow: UnitOfWork, member: Member, query: PipelineQuery) -> Answer:
    """The answer within what the member may see. Raises NotFound for an owner or a stage that does not exist."""
    scope = scope_of(uow, member)
    wanted = deal_filter(uow, member, query)
    stages = {stage.id: stage for stage in list_stages(uow)}
    at_risk = uow.now - timedelta(days=IDLE_DAYS), today_in(member.tz, uow.now)
    sums = sum_deals(uow, scope, wanted, query.axis, at_risk if query.which == "open" else None)
    whole = sum_up(sums, stages)
    answer = Answer(
        query,
        scope.owner_ids is None or len(scope.owner_ids) > 1,
        whole.count,
        whole.totals(),
        bars=bars_of(uow, sums, query.axis, stages),
        without_amount=whole.without_amount,
        at_risk=sum(row.risky for row in sums),
    )
    if query.show is Show.COUNT:
        return answer
    if query.show is Show.LIST or query.which in {"won", "lost"}:
        limit = query.limit or (LISTED if query.show is Show.LIST else RISKS + 2)
        deals = list_deals(uow, scope, wanted, query.sort or Sort.AMOUNT, limit)
        answer = replace(answer, deals=rows_of(uow, member, deals))
    return answer if query.which != "open" else _with_outlook(uow, member, scope, wanted, answer)


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
    known = {word.lower(): each for each, *words in list_names(uow) for word in words if word}
    found = set()
    for name in names:
        if name == NOBODY:
            continue
        if name != ME and name.lower() not in known:
            raise NotFound("Nobody here is called {name}.", name=name)
        found.add(member.id if name == ME else known[name.lower()])
    return frozenset(found) or None, NOBODY in names


def rows_of(uow: UnitOfWork, member: Member, deals: Sequence[Deal]) -> tuple[DealRow, ...]:
    """Those deals with the names around them, and why they may slip."""
    if not deals:
        return ()
    today = today_in(member.tz, uow.now)
    names = names_around(uow, deals)
    owners = list_members_by_id(uow, frozenset(deal.owner_id for deal in deals if deal.owner_id))
    stages = {stage.id: stage.name for stage in list_stages(uow)}
    return tuple(
        DealRow(
            deal,
            names.get(deal.id),
            owners[deal.owner_id].name if deal.owner_id in owners else None,
            stages.get(deal.stage_id, "?"),
            _idle_days(deal, uow.now),
            deal.outcome is None and deal.close_on is not None and deal.close_on < today,
        )
        for deal in deals
    )


def _idle_days(deal: Deal, now: datetime) -> int:
    idle = (now - deal.touched_at).days
    return idle if deal.outcome is None and idle >= IDLE_DAYS else 0


def _with_outlook(uow: UnitOfWork, member: Member, scope: Scope, wanted: DealFilter, answer: Answer) -> Answer:
    """What open deals need beside their sums: the target they are to meet, and the ones that may slip."""
    at_risk = uow.now - timedelta(days=IDLE_DAYS), today_in(member.tz, uow.now)
    risky = replace(wanted, at_risk=at_risk)
    slipping = list_deals(uow, scope, risky, Sort.AMOUNT, RISKS) if answer.at_risk else ()
    done = _won_in_period(uow, member, scope, wanted, answer)
    return replace(
        answer,
        risks=rows_of(uow, member, slipping),
        won=done,
        coverage=_coverage(uow, scope, wanted, answer, done),
    )


def _won_in_period(
    uow: UnitOfWork, member: Member, scope: Scope, wanted: DealFilter, answer: Answer
) -> tuple[Money, ...]:
    """What was won in the period asked for, by the same owners; nothing without a period."""
    period = answer.query.closes
    if period is None:
        return ()
    won = DealFilter(
        outcome="won",
        owner_ids=wanted.owner_ids,
        unowned=wanted.unowned,
        closed_from=period.starts_at(member.tz),
        closed_until=period.ends_at(member.tz),
    )
    return tuple(total.money for total in sum_up(sum_deals(uow, scope, won), {}).totals())


def _coverage(
    uow: UnitOfWork, scope: Scope, wanted: DealFilter, answer: Answer, won: tuple[Money, ...]
) -> Coverage | None:
    """Won in the period, and what is open and closes in it weighted, against the targets of whoever is asked for."""
    if answer.query.closes is None:
        return None
    owner_ids = scope.owner_ids if wanted.owner_ids is None else wanted.owner_ids
    target = target_of(uow, owner_ids, answer.query.closes)
    if target is None:
        return None
    done = sum(money.minor for money in won if money.currency == target.currency)
    expected = sum(total.weighted.minor for total in answer.totals if total.money.currency == target.currency)
    return Coverage(target, Money(done + expected, target.currency))


def _stages_named(uow: UnitOfWork, names: tuple[str, ...]) -> frozenset[UUID] | None:
    if not names:
        return None
    stages = list_stages(uow)
    if not stages:  # the first deal makes them: until then every stage is empty
        return frozenset()
    wanted = {name.lower() for name in names}
    found = frozenset(stage.id for stage in stages if stage.name.lower() in wanted)
    if not found:
        known = ", ".join(dict.fromkeys(stage.name for stage in stages))
        raise NotFound("There is no stage {name}. There are: {known}.", name=", ".join(names), known=known)
    return found
