"""Fill an empty workspace: four people, their customers, and ninety days of work up to now."""

from dataclasses import dataclass
from datetime import datetime

from crm.members import get_workspace
from crm.roster import add_member
from crm.sample.chance import Chance
from crm.sample.customers import invent_customers, store_customers
from crm.sample.sales import plant_deals, plant_leads, store_sales
from crm.sample.timeline import plant_follow_ups, plant_timeline
from crm.stages import list_stages
from crm.targets import set_target
from domain.money import Money
from domain.terms import Role
from storage.entities import Member, Team
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SampleTeam:
    """Who was planted, with their roles, and what one may try first, each as (member's name, what to say)."""

    names: tuple[str, ...]
    roles: dict[str, Role]
    suggestions: tuple[tuple[str, str], ...]


SUGGESTIONS = (
    (
        "alice",
        "Met Li Wei of Acme Robotics today, wants 50 seats, about $20k, call her next Tuesday 3pm, 030 23125 042",
    ),
    ("alice", "today"),
    ("alice", "find nordlicht"),
    ("lina", "明天下午三点给远山科技的王芳打电话，报价20万"),
    ("lina", "今日待办"),
    ("mia", "pipeline this month"),
    ("mia", "deals over 50k closing this quarter without activity for 14 days"),
    ("mia", "who is behind"),
    ("sam", "help"),
)


def plant(uow: UnitOfWork, now: datetime) -> SampleTeam:
    """Into a workspace without members; the same `now` gives the same sample. Accounts are the caller's to add."""
    chance = Chance(now)
    alice, lina = _people(uow)
    currency = get_workspace(uow).currency
    set_target(alice, Money.of(300_000, currency))
    set_target(lina, Money.of(1_200_000, "CNY"))
    stages = list(list_stages(uow))
    customers = invent_customers(uow, chance, alice, lina)
    deals, deal_rows = plant_deals(uow, chance, customers, stages, currency)
    leads, lead_rows = plant_leads(uow, chance, customers)
    store_customers(uow, chance, customers)
    store_sales(uow, deal_rows, lead_rows)
    plant_timeline(uow, chance, [*deals, *leads])
    plant_follow_ups(uow, chance, deals, (alice, lina))
    roles = {"alice": Role.REP, "lina": Role.REP, "mia": Role.MANAGER, "sam": Role.ADMIN}
    return SampleTeam(tuple(roles), roles, SUGGESTIONS)


def _people(uow: UnitOfWork) -> tuple[Member, Member]:
    """Two reps, of whom one works in Chinese, their manager and an admin."""
    alice = add_member(uow, "alice", team="Europe", tz="Europe/Berlin", language="en", full_name="Alice Moreau")
    lina = add_member(uow, "lina", team="China", tz="Asia/Shanghai", language="zh", full_name="李娜")
    mia = add_member(
        uow, "mia", role=Role.MANAGER, team="Sales", tz="Europe/Berlin", language="en", full_name="Mia Roth"
    )
    add_member(uow, "sam", role=Role.ADMIN, team="Sales", tz="Europe/Berlin", language="en", full_name="Sam Adler")
    for member in (alice, lina):
        _put_below(uow, member, mia)
    return alice, lina


def _put_below(uow: UnitOfWork, member: Member, manager: Member) -> None:
    """The member's team belongs to the manager's."""
    team = uow.get(Team, member.team_id)
    if team is not None:
        team.parent_id = manager.team_id
