"""A time that was corrected: what the words leave unsaid of it, the day or the clock, stays as it was planned."""

import re
from datetime import datetime

from crm.calendar import resolve
from crm.facts import Plan
from crm.follow_ups import owner_rhythm
from crm.topics import find_planned
from domain.terms import Grain
from handlers.filing.hearing import plan_of
from handlers.follow_ups.acting import move
from handlers.turn import Handled, Turn
from storage.entities import FollowUp
from understanding.extraction.model import Understanding

_CLOCK = frozenset({Grain.MINUTE, Grain.HOUR})
_BARE_CLOCK = re.compile(
    r"(?:at\s+)?(?:\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?|o'?clock|h)?|half past \w+|noon|midnight)"
    r"|(?:凌晨|早上|上午|中午|下午|傍晚|晚上)?[\d一二三四五六七八九十两]{1,3}(?:点|时|[:：]\d{2})"
    r"(?:钟|半|一刻|三刻|[\d一二三四五六七八九十]+分?)?",
    re.IGNORECASE,
)
_MOVING = re.compile(
    r"\b(?:move|push|shift|change|postpone|resched\w*|make it|bring it|instead)\b|[改换挪推延]|提前", re.IGNORECASE
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


def speaks_of_moving(words: str) -> bool:
    """Whether the words say that something planned moves: "move it to Friday", "改到周五"."""
    return _MOVING.search(words) is not None


def move_planned(turn: Turn, understood: Understanding) -> Handled | None:
    """Move the one follow-up of what the chat is about; None where there is none, or several."""
    plan = plan_of(turn, understood)
    if plan is None or not turn.last.is_private:
        return None
    follow_up = find_planned(turn.uow, turn.member, turn.last.address)
    if follow_up is None:
        return None
    plan = beside(turn, plan, follow_up)
    return move(turn, follow_up, plan.due_at, plan.grain, exact=plan.exact)
