"""What somebody did in a stretch of days, as the timeline tells it."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.access import scope_of
from crm.periods import Period
from domain.errors import NotAllowed, NotFound
from storage.activities import count_by_kind, list_by_author, names_about
from storage.entities import Activity, Member
from storage.teams import list_members
from storage.unit_of_work import UnitOfWork

LATEST = 8


@dataclass(frozen=True, slots=True)
class Doing:
    activity: Activity
    about: str | None


@dataclass(frozen=True, slots=True)
class Doings:
    """Counts by kind of activity, most first, and the latest ones."""

    name: str
    period: Period
    counts: tuple[tuple[str, int], ...]
    latest: tuple[Doing, ...]


def doings_of(uow: UnitOfWork, asker: Member, name: str, period: Period) -> Doings:
    """Raises NotFound for nobody, NotAllowed for somebody whose work the asker may not see."""
    author = next((each for each in list_members(uow) if name.lower() in _names(each)), None)
    if author is None:
        raise NotFound("Nobody here is called {name}.", name=name)
    scope = scope_of(uow, asker)
    if not scope.sees_owner(author.id):
        raise NotAllowed("Only {owner} or a manager can see that.", owner=author.shown)
    first, last = period.starts_at(asker.tz), period.ends_at(asker.tz)
    latest = list_by_author(uow, author.id, first, last, LATEST)
    return Doings(author.shown, period, tuple(count_by_kind(uow, author.id, first, last)), _named(uow, latest))


def _names(member: Member) -> set[str]:
    return {name.lower() for name in (member.name, member.full_name) if name}


def _named(uow: UnitOfWork, activities: Sequence[Activity]) -> tuple[Doing, ...]:
    names = names_about(uow, activities)
    return tuple(Doing(activity, names.get(activity.id)) for activity in activities)
