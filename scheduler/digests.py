"""Morning digests: who is due one now gets it promised, once a local date; what it says is composed when it is sent."""

from datetime import datetime, timedelta

from crm.calendar import day_bounds, next_digest_at, rhythm_of
from crm.members import get_workspace
from storage import due
from storage.entities import Member, Workspace
from storage.unit_of_work import UnitOfWork

BATCH = 500
A_MOMENT = timedelta(microseconds=1)


def promise_digests(uow: UnitOfWork) -> int:
    """Promise one batch of digests; how many members were due (0: none is left)."""
    workspace = get_workspace(uow)
    _plan_new(uow, workspace)
    found = due.list_digests_due(uow, BATCH)
    due.plan_digests(uow, [(one.member.id, one.due_at, _next(one.member, workspace, uow.now)) for one in found])
    for one in found:
        _promise(uow, workspace, one.member, one.due_at)
    return len(found)


def first_digest_at(uow: UnitOfWork, after: datetime) -> datetime | None:
    """The earliest digest after a moment of members for whom none is planned yet."""
    workspace = get_workspace(uow)
    moments = [_next(member, workspace, after) for member in due.list_without_digest(uow)]
    return min((moment for moment in moments if moment is not None), default=None)


def _plan_new(uow: UnitOfWork, workspace: Workspace) -> None:
    """A member who just came, or changed their digest's time, gets the first one from this very moment on."""
    planned = [
        (member.id, None, moment)
        for member in due.list_without_digest(uow)
        if (moment := _next(member, workspace, uow.now - A_MOMENT)) is not None
    ]
    due.plan_digests(uow, planned)


def _next(member: Member, workspace: Workspace, after: datetime) -> datetime | None:
    return next_digest_at(rhythm_of(member, workspace), after)


def _promise(uow: UnitOfWork, workspace: Workspace, member: Member, due_at: datetime) -> None:
    """The digest of its day, pointless on the next: after a longer downtime it is left out."""
    tz = rhythm_of(member, workspace).tz
    day = due_at.astimezone(tz).date()
    _, ends_at = day_bounds(day, tz)
    if uow.now < ends_at:
        due.promise_digest(uow, member.id, day.isoformat(), ends_at)
