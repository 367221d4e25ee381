"""Who keeps in touch with their customers: when each colleague last filed anything, and how many were left alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from crm.access import scope_of
from crm.pipeline import IDLE_DAYS
from domain.terms import Role
from storage.activities import last_by_author
from storage.customers import count_by_owner
from storage.entities import Member
from storage.teams import list_members
from storage.unit_of_work import UnitOfWork

QUIET = timedelta(days=7)
"""Who filed nothing for so long is called quiet."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """A colleague with customers: `idle` of them nobody touched for IDLE_DAYS. `last_at` None: never filed anything."""

    name: str
    last_at: datetime | None
    customers: int
    idle: int
    quiet: bool


@dataclass(frozen=True, slots=True)
class Keeping:
    whole: bool
    keepers: tuple[Keeper, ...]


def keeping_in_touch(uow: UnitOfWork, asker: Member) -> Keeping:
    """Of those whose work the asker may see and who have customers; who was quiet longest comes first."""
    scope = scope_of(uow, asker)
    counts = count_by_owner(uow, scope, uow.now - timedelta(days=IDLE_DAYS))
    members = [one for one in list_members(uow) if scope.sees_owner(one.id) and _sells(one, one.id in counts)]
    last = last_by_author(uow, [one.id for one in members])
    keepers = [_keeper(uow, one, last.get(one.id), counts.get(one.id, (0, 0))) for one in members]
    whole = scope.owner_ids is None or len(scope.owner_ids) > 1
    return Keeping(whole, tuple(sorted(keepers, key=_silence)))


def _sells(member: Member, has_customers: bool) -> bool:  # noqa: FBT001 - one of two reasons
    return member.removed_at is None and (has_customers or Role(member.role) is Role.REP)


def _keeper(uow: UnitOfWork, member: Member, last_at: datetime | None, counts: tuple[int, int]) -> Keeper:
    quiet = last_at is None or last_at < uow.now - QUIET
    return Keeper(member.shown, last_at, counts[0], counts[1], quiet)


def _silence(keeper: Keeper) -> tuple[bool, float, int, str]:
    return (keeper.last_at is not None, keeper.last_at.timestamp() if keeper.last_at else 0, -keeper.idle, keeper.name)
