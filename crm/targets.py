"""What somebody is to win in a month, and how far along that is.

A member's monthly target stands in their settings as {"target": {"minor": 3000000, "currency": "EUR"}}; a team's is
the sum of its members', a quarter's three times a month's, any other stretch's the share of days.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from crm.periods import Period
from domain.money import Money
from storage.entities import Member, Workspace
from storage.teams import list_settings
from storage.unit_of_work import UnitOfWork

DAYS_IN_A_MONTH = 30.4375


def monthly_target(member: Member) -> Money | None:
    """What the member is to win a month; None where nobody said."""
    return _target_in(member.settings)


def _target_in(settings: Mapping[str, Any]) -> Money | None:
    kept = settings.get("target")
    return Money(int(kept["minor"]), str(kept["currency"])) if kept else None


def set_target(member: Member, target: Money | None) -> None:
    """None takes the target away."""
    rest = {key: value for key, value in member.settings.items() if key != "target"}
    member.settings = rest if target is None else {
        **rest, "target": {"minor": target.minor, "currency": target.currency},
    }  # fmt: skip


def target_of(uow: UnitOfWork, owner_ids: Collection[UUID] | None, period: Period) -> Money | None:
    """What those members (None: all) are to win in that period, in the workspace's currency; None without targets."""
    workspace = uow.get_only(Workspace)
    minor = [
        target.minor
        for settings in list_settings(uow, owner_ids)
        if (target := _target_in(settings)) and target.currency == workspace.currency
    ]
    return Money(round(sum(minor) * months_in(period)), workspace.currency) if minor else None


def months_in(period: Period) -> float:
    """How many months that is: whole ones counted, else by days."""
    first, after = period.first, period.last + timedelta(days=1)
    if first.day == after.day == 1:
        return float((after.year - first.year) * 12 + after.month - first.month)
    return period.days / DAYS_IN_A_MONTH
