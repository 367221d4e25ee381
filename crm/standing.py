"""How the team stands: the share of deals won, and who lags behind their target."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from crm.access import scope_of
from crm.periods import Period, period_named, today_in
from crm.pipeline import PipelineQuery, Total
from crm.pipeline_answers import deal_filter, owners_named
from crm.pipeline_sums import sum_up
from crm.targets import monthly_target, months_in
from domain.money import Money
from domain.terms import Axis
from storage.entities import Member
from storage.report_filters import LeadFilter
from storage.reports import sum_deals, sum_leads
from storage.teams import list_members
from storage.unit_of_work import UnitOfWork

FAIR = 0.9
"""Whoever has less than this share of what the days gone by ask for is behind."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """Of deals closed in the period: won and lost. Of leads created in it: how many, and of how many a deal came."""

    query: PipelineQuery
    whole: bool
    won: int
    lost: int
    won_money: tuple[Total, ...]
    leads: int
    qualified: int


@dataclass(frozen=True, slots=True)
class Runner:
    """Somebody with what they won in the period, the period's target, and how much of it the days gone by ask for."""

    name: str
    deals: int
    won: Money
    target: Money | None
    asked: Money | None

    @property
    def behind(self) -> bool:
        return self.asked is not None and self.won.minor < self.asked.minor * FAIR

    @property
    def percent(self) -> int | None:
        return round(100 * self.won.minor / self.target.minor) if self.target and self.target.minor else None


@dataclass(frozen=True, slots=True)
class Race:
    query: PipelineQuery
    whole: bool
    runners: tuple[Runner, ...]


def conversion(uow: UnitOfWork, member: Member, query: PipelineQuery) -> Conversion:
    """Within what the member may see; without a period this quarter's."""
    query = _with_period(uow, member, query, "this-quarter")
    scope = scope_of(uow, member)
    wanted = deal_filter(uow, member, query)
    won = sum_up(sum_deals(uow, scope, replace(wanted, outcome="won")), {})
    lost = sum_up(sum_deals(uow, scope, replace(wanted, outcome="lost")), {})
    leads = LeadFilter(owner_ids=wanted.owner_ids, created_from=wanted.closed_from, created_until=wanted.closed_until)
    came = sum_leads(uow, scope, leads, Axis.STATUS)
    return Conversion(
        query,
        scope.owner_ids is None or len(scope.owner_ids) > 1,
        won.count,
        lost.count,
        won.totals(),
        sum(row.count for row in came),
        sum(row.count for row in came if row.key == "qualified"),
    )


def race(uow: UnitOfWork, member: Member, query: PipelineQuery) -> Race:
    """Who won what of their target in the period (this month, unless one was named); the one furthest behind first."""
    query = _with_period(uow, member, query, "this-month")
    scope = scope_of(uow, member)
    wanted = replace(deal_filter(uow, member, query), outcome="won")
    sums = sum_deals(uow, scope, wanted, Axis.OWNER)
    asked_for, _ = owners_named(uow, member, query.owners)
    won: dict[UUID, tuple[int, Mapping[str, int]]] = {}
    for owner in {row.key for row in sums if isinstance(row.key, UUID)}:
        pile = sum_up((row for row in sums if row.key == owner), {})
        won[owner] = (pile.count, pile.minor)
    runners = [
        _runner(uow, member, other, query, won.get(other.id, (0, {})))
        for other in list_members(uow)
        if scope.sees_owner(other.id) and (asked_for is None or other.id in asked_for)
        if monthly_target(other) is not None or other.id in won
    ]
    return Race(query, scope.owner_ids is None or len(scope.owner_ids) > 1, tuple(sorted(runners, key=_lag)))


def _runner(
    uow: UnitOfWork, asker: Member, member: Member, query: PipelineQuery, won: tuple[int, Mapping[str, int]]
) -> Runner:
    monthly = monthly_target(member)
    count, minor = won
    if monthly is None or query.closed is None:
        currency = max(minor, key=lambda each: minor[each], default="USD")
        return Runner(member.shown, count, Money(minor.get(currency, 0), currency), None, None)
    target = Money(round(monthly.minor * months_in(query.closed)), monthly.currency)
    asked = Money(round(target.minor * _gone_by(uow, asker, query.closed)), monthly.currency)
    return Runner(member.shown, count, Money(minor.get(monthly.currency, 0), monthly.currency), target, asked)


def _gone_by(uow: UnitOfWork, asker: Member, period: Period) -> float:
    """The share of the period's days that are over."""
    gone = (today_in(asker.tz, uow.now) - period.first + timedelta(days=1)).days
    return min(1.0, max(0.0, gone / period.days))


def _lag(runner: Runner) -> tuple[bool, float, str]:
    share = runner.won.minor / runner.asked.minor if runner.asked and runner.asked.minor else 1e9
    return (runner.target is None, share, runner.name)


def _with_period(uow: UnitOfWork, member: Member, query: PipelineQuery, name: str) -> PipelineQuery:
    if query.closed is not None:
        return query
    return replace(query, closed=period_named(name, today_in(member.tz, uow.now)))
