"""Morning digests: who is due one now gets it promised, once a local date; what it says is composed when it is sent."""

from datetime import datetime, timedelta

from crm.calendar import Rhythm, day_bounds, next_digest_at, rhythm_with
from crm.members import get_workspace
from storage import digests
from storage.digests import Group
from storage.entities import Workspace
from storage.unit_of_work import UnitOfWork

A_MOMENT = timedelta(microseconds=1)


def promise_digests(uow: UnitOfWork) -> int:
    """Promise the digests that are due; how many members were due (0: none is left)."""
    workspace = get_workspace(uow)
    _plan_new(uow, workspace)
    found = digests.list_due(uow)
    for group in found:
        rhythm = _rhythm(group, workspace)
        if group.due_at is not None:
            _promise(uow, group, rhythm, group.due_at)
        digests.plan(uow, group, next_digest_at(rhythm, uow.now))
    return sum(group.size for group in found)


def first_digest_at(uow: UnitOfWork, after: datetime) -> datetime | None:
    """The earliest digest after a moment of members for whom none is planned yet."""
    workspace = get_workspace(uow)
    moments = [next_digest_at(_rhythm(group, workspace), after) for group in digests.list_unplanned(uow)]
    return min((moment for moment in moments if moment is not None), default=None)


def _plan_new(uow: UnitOfWork, workspace: Workspace) -> None:
    """A member who just came, or changed their digest's time, gets the first one from this very moment on."""
    for group in digests.list_unplanned(uow):
        moment = next_digest_at(_rhythm(group, workspace), uow.now - A_MOMENT)
        if moment is not None:
            digests.plan(uow, group, moment)


def _rhythm(group: Group, workspace: Workspace) -> Rhythm:
    return rhythm_with(group.tz, group.settings, workspace)


def _promise(uow: UnitOfWork, group: Group, rhythm: Rhythm, due_at: datetime) -> None:
    """The digest of its day, pointless on the next: after a longer downtime it is left out."""
    day = rhythm.local(due_at).date()
    _, ends_at = day_bounds(day, rhythm.tz)
    if uow.now < ends_at:
        digests.promise(uow, group, day.isoformat(), ends_at)
