"""What happened around each lead and deal, and what is promised next."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crm.sample import words
from crm.sample.chance import Chance
from crm.sample.sales import Sale
from domain.terms import Grain, Kind
from storage.bulk import insert_many
from storage.entities import Activity, FollowUp, Member, new_id
from storage.unit_of_work import UnitOfWork

SOON = timedelta(minutes=3)
"""The first reminder comes while somebody is still looking."""

PLANS = ((-3, 15), (-1, 11), (0, 8), (0, 14), (0, 17), (1, 10), (1, 15), (2, 9), (4, 14), (7, 10))
"""Days from today and the hour: overdue, today, tomorrow, later."""


def plant_timeline(uow: UnitOfWork, chance: Chance, sales: list[Sale]) -> None:
    """Made, called, met, noted, moved, closed: each between a record's first and last day."""
    insert_many(uow, Activity, [row for sale in sales for row in _happenings(chance, sale)])


def _happenings(chance: Chance, sale: Sale) -> Iterator[dict[str, Any]]:
    yield _activity(sale, "created", sale.created_at, None, None)
    span = sale.touched_at - sale.created_at
    notes = words.NOTES_ZH if sale.customer.is_chinese else words.NOTES_EN
    count = chance.between(1, 4)
    for n in range(1, count + 1):
        at = sale.touched_at if n == count and sale.outcome is None else sale.created_at + span * n / (count + 1)
        kind = chance.one_of(("note", "note", "call", "meeting", "email"))
        yield _activity(sale, kind, at, chance.one_of(notes), None)
    if sale.kind == "deal" and sale.stage not in {None, "New"}:
        yield _activity(sale, "stage", sale.touched_at, None, {"from": "New", "to": sale.stage})


def _activity(sale: Sale, kind: str, at: datetime, body: str | None, detail: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "id": new_id(),
        "kind": kind,
        "occurred_at": at,
        "created_at": at,
        "author_id": sale.customer.owner.id,
        "contact_id": sale.person.id,
        "company_id": sale.customer.id,
        "lead_id": sale.id if sale.kind == "lead" else None,
        "deal_id": sale.id if sale.kind == "deal" else None,
        "body": body,
        "detail": detail,
    }


def plant_follow_ups(uow: UnitOfWork, chance: Chance, sales: list[Sale], reps: tuple[Member, ...]) -> None:
    """For each rep some overdue, some today (one in a few minutes), some tomorrow and later."""
    first = uow.next_numbers(Kind.FOLLOW_UP, len(PLANS) * len(reps))
    rows: list[dict[str, Any]] = []
    for rep in reps:
        theirs = [sale for sale in sales if sale.customer.owner is rep and sale.outcome is None]
        for place, (days, hour) in enumerate(PLANS):
            sale = theirs[place * 3 % len(theirs)]
            rows.append(_follow_up(chance, first + len(rows), rep, sale, _due(chance, rep, days, hour, place)))
    insert_many(uow, FollowUp, rows)


def _due(chance: Chance, rep: Member, days: int, hour: int, place: int) -> datetime:
    if place == 2:  # the first of today's
        return chance.now + SOON
    zone = ZoneInfo(rep.tz)
    day = chance.now.astimezone(zone).date() + timedelta(days=days)
    while days and day.weekday() > 4:  # nobody plans for a weekend: Friday, or the Monday after
        day += timedelta(days=1 if days > 0 else -1)
    return datetime.combine(day, time(hour), zone).astimezone(UTC)


def _follow_up(chance: Chance, number: int, rep: Member, sale: Sale, due_at: datetime) -> dict[str, Any]:
    said = due_at <= chance.now
    return {
        "id": new_id(),
        "number": number,
        "action": chance.one_of(words.ACTIONS_ZH if sale.customer.is_chinese else words.ACTIONS_EN),
        "owner_id": rep.id,
        "status": "open",
        "due_at": due_at,
        "grain": Grain.MINUTE.value,
        "exact": True,
        "remind_at": None if said else due_at,
        "reminded_at": due_at if said else None,
        "contact_id": sale.person.id,
        "company_id": sale.customer.id,
        "deal_id": sale.id if sale.kind == "deal" else None,
        "lead_id": sale.id if sale.kind == "lead" else None,
        "created_at": min(due_at, chance.now) - timedelta(days=2),
    }
