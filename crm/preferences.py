"""What members choose for themselves: language, zone, digest, quiet hours, working days."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crm.calendar import Rhythm, remind_at, resolve, rhythm_of
from crm.members import get_workspace
from domain.errors import UserError
from domain.terms import Grain
from storage import follow_ups
from storage.entities import Member
from storage.unit_of_work import UnitOfWork

WHOLE_DAYS = frozenset({Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR})


def rhythm(uow: UnitOfWork, member: Member) -> Rhythm:
    return rhythm_of(member, get_workspace(uow))


def set_language(uow: UnitOfWork, member: Member, language: str) -> None:
    member.language = language
    uow.session.flush()


def set_zone(uow: UnitOfWork, member: Member, tz: str) -> None:
    """From now on in that zone: a day stays the same date there, an exact moment stays the same moment."""
    before = ZoneInfo(member.tz)
    member.tz = tz
    member.digest_next_at = None
    for follow_up in follow_ups.list_open(uow, member.id, limit=1000):
        if Grain(follow_up.grain) in WHOLE_DAYS:
            date = follow_up.due_at.astimezone(before).date()
            follow_up.due_at = resolve(datetime.combine(date, time()), ZoneInfo(tz))
    _plan_anew(uow, member)


def set_digest(uow: UnitOfWork, member: Member, at: time | None, days: Iterable[int] | None = None) -> None:
    """None: no digest any more. `days` (0 Monday) on which it comes; None leaves them, at first the working days."""
    chosen: dict[str, Any] = {"digest": "off" if at is None else f"{at:%H:%M}"}
    if days is not None:
        chosen["digest_days"] = sorted(set(days))
    _choose(member, **chosen)
    member.digest_next_at = None
    uow.session.flush()


def set_quiet(uow: UnitOfWork, member: Member, hours: tuple[time, time] | None) -> None:
    """None: never quiet."""
    _choose(member, quiet=[f"{hour:%H:%M}" for hour in hours] if hours else [])
    _plan_anew(uow, member)


def set_days(uow: UnitOfWork, member: Member, days: Iterable[int]) -> None:
    """Weekdays, 0 Monday. Raises UserError for none at all."""
    chosen = sorted(set(days))
    if not chosen:
        raise UserError("At least one working day, please.")
    _choose(member, days=chosen)
    member.digest_next_at = None
    _plan_anew(uow, member)


def _choose(member: Member, **chosen: Any) -> None:
    member.settings = {**(member.settings or {}), **chosen}


def _plan_anew(uow: UnitOfWork, member: Member) -> None:
    """Reminders still to come move with what was chosen."""
    uow.session.flush()
    now_on = rhythm(uow, member)
    for follow_up in follow_ups.list_open(uow, member.id, limit=1000):
        if follow_up.remind_at is not None and follow_up.remind_at > uow.now + timedelta(minutes=1):
            grain = Grain(follow_up.grain)
            moment = remind_at(now_on, follow_up.due_at, grain, exact=follow_up.exact, now=uow.now)
            follow_up.remind_at = moment if follow_up.recurs is None else follow_up.remind_at
    uow.session.flush()
