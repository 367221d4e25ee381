"""The line of a follow-up on a card, and the moments proposed where a time was vague."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.chat import Line
from handlers.cards import base
from handlers.cards.base import Reader, line
from storage.entities import FollowUp

MORNING = time(10)


def plan_line(reader: Reader, follow_up: FollowUp) -> Line:
    """As "⏰ Call · Tue 24 Nov, 15:00"."""
    action = follow_up.action[:1].upper() + follow_up.action[1:]
    when = base.due(reader, follow_up.due_at, follow_up.grain)
    again = f" · {reader.t('repeats')}" if follow_up.recurs else ""
    return line("⏰ ", f"{action} · {when}{again}")


def proposals(reader: Reader, begins_at: datetime) -> list[datetime]:
    """Two mornings in a vague time: its first working day and the second one after, not before tomorrow."""
    first = max(reader.local(begins_at).date(), reader.today + timedelta(days=1))
    first = _working(first)
    return [_at(reader, first), _at(reader, _working(first + timedelta(days=2)))]


def _working(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _at(reader: Reader, day: date) -> datetime:
    return datetime.combine(day, MORNING, ZoneInfo(reader.tz)).astimezone(UTC)
