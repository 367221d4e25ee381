"""A manager's morning: what lies before the team, what it won yesterday, and what may slip."""

from dataclasses import dataclass
from datetime import date, timedelta

from crm.access import has_role, scope_of
from crm.calendar import day_bounds, rhythm_of
from crm.members import get_workspace
from crm.pipeline import IDLE_DAYS
from crm.work_queue import Item, Section, Why
from domain.money import Money
from domain.terms import Role
from storage import work_queue as stored
from storage.entities import Deal, Member
from storage.teams import list_members
from storage.unit_of_work import UnitOfWork

RISKS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Workload:
    name: str
    overdue: int
    today: int


@dataclass(frozen=True, slots=True)
class TeamDay:
    """`won` is yesterday's by currency; `risks` the largest deals that may slip, with their owners' names."""

    loads: tuple[Workload, ...]
    won_deals: int
    won: tuple[Money, ...]
    new_leads: int
    risks: tuple[tuple[Item, str], ...]

    @property
    def is_empty(self) -> bool:
        return not (self.loads or self.won_deals or self.new_leads or self.risks)


def team_day(uow: UnitOfWork, member: Member) -> TeamDay | None:
    """What a manager or admin should know of everybody else in their scope; None for a rep."""
    if not has_role(member, Role.MANAGER):
        return None
    scope = scope_of(uow, member)
    others = {each.id: each for each in list_members(uow) if each.id != member.id and scope.sees_owner(each.id)}
    rhythm = rhythm_of(member, get_workspace(uow))
    today = rhythm.today(uow.now)
    starts_at, ends_at = day_bounds(today, rhythm.tz)
    yesterday, _ = day_bounds(today - timedelta(days=1), rhythm.tz)
    loads = stored.list_loads(uow, others, starts_at, ends_at)
    won = stored.sum_won(uow, others, yesterday, starts_at)
    risky = stored.list_at_risk(uow, others, uow.now - timedelta(days=IDLE_DAYS), today, RISKS_SHOWN)
    risky.sort(key=lambda row: row.record.amount_minor or 0 if isinstance(row.record, Deal) else 0, reverse=True)
    return TeamDay(
        tuple(Workload(others[load.owner_id].name, load.overdue, load.today) for load in loads),
        sum(count for _, _, count in won),
        tuple(Money(minor, currency) for currency, minor, _ in won if currency is not None and minor),
        stored.count_new_leads(uow, others, yesterday, starts_at),
        tuple(
            (Item(Section.AT_RISK, _risk(row.record, today), row.record, row.contact, row.company), owner.shown)
            for row in risky[:RISKS_SHOWN]
            if row.record.owner_id is not None and (owner := others.get(row.record.owner_id)) is not None
        ),
    )


def _risk(record: object, today: date) -> Why:
    passed = isinstance(record, Deal) and record.close_on is not None and record.close_on < today
    return Why.CLOSE_PASSED if passed else Why.IDLE
