"""A time that was corrected: what the words leave unsaid of it, the day or the clock, stays as it was planned."""

import re
from datetime import datetime

from crm.calendar import resolve
from crm.facts import Plan
from crm.follow_ups import owner_rhythm
from domain.terms import Grain
from handlers.turn import Turn
from storage.entities import FollowUp

_CLOCK = frozenset({Grain.MINUTE, Grain.HOUR})
_BARE_CLOCK = re.compile(
    r"(?:at\s+)?(?:\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?|o'?clock|h)?|half past \w+|noon|midnight)"
    r"|(?:凌晨|早上|上午|中午|下午|傍晚|晚上)?[\d一二三四五六七八九十两]{1,3}(?:点|时|[:：]\d{2})"
    r"(?:钟|半|一刻|三刻|[\d一二三四五六七八九十]+分?)?",
    re.IGNORECASE,
)


def beside(turn: Turn, plan: Plan, follow_up: FollowUp) -> Plan:
    """The plan as meant beside the old one: "3pm" keeps the day that was planned, "Thursday" its time of day."""
    tz = owner_rhythm(turn.uow, follow_up.owner_id).tz
    old, new = follow_up.due_at.astimezone(tz), plan.due_at.astimezone(tz)
    if plan.grain is Grain.DAY and follow_up.grain in _CLOCK:
        return _at(plan, resolve(datetime.combine(new.date(), old.time()), tz), Grain(follow_up.grain), turn)
    if plan.grain in _CLOCK and _names_no_day(turn):
        return _at(plan, resolve(datetime.combine(old.date(), new.time()), tz), plan.grain, turn)
    return plan


def _at(plan: Plan, due_at: datetime, grain: Grain, turn: Turn) -> Plan:
    """At that moment, unless it is over already."""
    return Plan(plan.action, due_at, grain, exact=True, recurs=plan.recurs) if due_at > turn.uow.now else plan


def _names_no_day(turn: Turn) -> bool:
    understood = turn.understood[-1] if turn.understood else None
    ahead = [one.text for one in understood.times if not one.past] if understood else []
    return len(ahead) == 1 and _BARE_CLOCK.fullmatch(ahead[0].strip()) is not None
