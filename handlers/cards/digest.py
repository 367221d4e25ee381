"""The morning digest as a work queue: overdue, today, at risk, next best; an item done is struck through."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from crm.team_day import TeamDay
from crm.work_queue import Item, Queue, Section, Why
from domain.cards import Button, Card
from domain.chat import Block, Bullets, Span, Spans
from domain.terms import Ref
from handlers.cards import base
from handlers.cards.amounts import short_money
from handlers.cards.base import Reader, bold, dotted, heading, line, money, strike
from i18n import N_
from storage.entities import Deal, FollowUp, Lead

TITLES = {
    Section.OVERDUE: N_("Overdue"),
    Section.TODAY: N_("Today"),
    Section.AT_RISK: N_("At risk"),
    Section.BEST: N_("Next best"),
    Section.MISSED: N_("While I was away"),
    Section.PLANNED: N_("Planned"),
}
IN_A_ROW = 5


def digest_card(
    reader: Reader,
    queue: Queue,
    team: TeamDay | None,
    undo: Button | None = None,
    *,
    since: datetime | None = None,
) -> Card | None:
    """The whole morning; None where there is nothing to say. `since`: when it was first shown, for one drawn anew."""
    if not queue.items and (team is None or team.is_empty):
        return None
    day = base.day(reader, reader.today)
    body: list[Block] = [heading("☀ ", reader.t("Your day · {day}", day=day)), *_sections(reader, queue)]
    if team is not None and not team.is_empty:
        body += _team(reader, team)
    return Card(tuple(body), _rows(queue, "digest", undo, since or reader.now))


def missed_card(
    reader: Reader, queue: Queue, undo: Button | None = None, *, since: datetime | None = None
) -> Card | None:
    """Reminders that fell due while nobody ticked, as one message."""
    many = reader.t.plural("{n} reminder is late", "{n} reminders are late", _count(queue))
    return _list(reader, queue, many, "late", undo, since)


def due_card(reader: Reader, queue: Queue, undo: Button | None = None, *, since: datetime | None = None) -> Card | None:
    """Many whole-day follow-ups, said at once when the day starts."""
    many = reader.t.plural("{n} follow-up is due", "{n} follow-ups are due", _count(queue))
    return _list(reader, queue, many, "morning", undo, since)


def planned_card(
    reader: Reader, queue: Queue, undo: Button | None = None, *, since: datetime | None = None
) -> Card | None:
    """What is planned for a time that was asked about."""
    many = reader.t.plural("{n} follow-up planned", "{n} follow-ups planned", _count(queue))
    return _list(reader, queue, many, "planned", undo, since)


def _count(queue: Queue) -> int:
    return len(queue.items) + queue.hidden


def _list(
    reader: Reader, queue: Queue, title: str, kind: str, undo: Button | None, since: datetime | None
) -> Card | None:
    if not queue.items:
        return None
    body = (heading("⏰ ", title), *_sections(reader, queue))
    return Card(body, _rows(queue, kind, undo, since or reader.now))


def shown_items(data: Mapping[str, Any]) -> tuple[list[tuple[Section, Why, Ref]], datetime]:
    """What a button of such a card remembers: the queue as it was shown, and since when."""
    items = [(Section(s), Why(w), ref) for s, w, text in data["items"] if (ref := Ref.parse(text)) is not None]
    return items, datetime.fromisoformat(data["since"])


def _sections(reader: Reader, queue: Queue) -> Iterator[Block]:
    numbered = list(enumerate(queue.items, 1))
    for section, title in TITLES.items():
        mine = [(n, item) for n, item in numbered if item.section is section]
        if not mine:
            continue
        if section not in {Section.MISSED, Section.PLANNED}:
            yield line(bold(reader.t(title)))
        yield Bullets(tuple(_spans(reader, n, item) for n, item in mine))
    if queue.hidden:
        yield line(reader.t.plural("and {n} more", "and {n} more", queue.hidden))


def _spans(reader: Reader, n: int, item: Item) -> Spans:
    text = f"{n}. {dotted(_what(reader, item), _reason(reader, item))}"
    return (strike(text) if item.done else Span(text),)


def _what(reader: Reader, item: Item) -> str:
    who = dotted(item.contact, item.company)
    match item.record:
        case FollowUp(action=action):
            return dotted(action[:1].upper() + action[1:], who)
        case Deal(amount_minor=minor, currency=currency, name=name):
            amount = money(reader, minor, currency) if minor and currency else None
            return dotted(str(item.ref), who or name, amount)
        case Lead(name=name):
            return dotted(str(item.ref), who or name)


def _reason(reader: Reader, item: Item) -> str:
    t = reader.t
    match item.why, item.record:
        case Why.DUE, FollowUp(due_at=due_at, grain=grain):
            return base.due(reader, due_at, grain)
        case Why.IDLE, record:
            days = (reader.now - record.touched_at).days if not isinstance(record, FollowUp) else 0
            return t.plural("idle {n} day", "idle {n} days", days)
        case Why.CLOSE_PASSED, _:
            return t("close date passed")
        case Why.CLOSES, Deal(close_on=close_on) if close_on is not None:
            return t("closes {day}, no next step", day=base.day(reader, close_on))
        case Why.FRESH_LEAD, _:
            return t("new lead, no next step")
    return t("no next step")


def _team(reader: Reader, team: TeamDay) -> Iterator[Block]:
    t = reader.t
    yield line(bold(t("Your team")))
    items: list[Spans] = []
    if team.won_deals:
        won = t.plural("won yesterday: {n} deal", "won yesterday: {n} deals", team.won_deals)
        items.append((Span(dotted(won, *(short_money(reader, amount) for amount in team.won))),))
    if team.new_leads:
        items.append((Span(t.plural("{n} new lead yesterday", "{n} new leads yesterday", team.new_leads)),))
    items += [(Span(_load(reader, load.name, load.overdue, load.today)),) for load in team.loads]
    items += [(Span(dotted(_what(reader, item), owner, _reason(reader, item))),) for item, owner in team.risks]
    yield Bullets(tuple(items))


def _load(reader: Reader, name: str, overdue: int, today: int) -> str:
    t = reader.t
    late = t("{n} overdue", n=overdue) if overdue else None
    return dotted(name, late, t("{n} today", n=today) if today else None)


def _rows(queue: Queue, kind: str, undo: Button | None, since: datetime) -> tuple[tuple[Button, ...], ...]:
    """A button an item not yet done: ✓ does a follow-up, ⏰ plans a next step for a deal or lead."""
    kept = [[item.section.value, item.why.value, str(item.ref)] for item in queue.items]
    data = {"items": kept, "since": since.isoformat(), "kind": kind}
    buttons = [_button(n, item, data) for n, item in enumerate(queue.items, 1) if not item.done]
    rows = [tuple(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW)]
    return (*rows, (undo,)) if undo else tuple(rows)


def _button(n: int, item: Item, data: Mapping[str, Any]) -> Button:
    if isinstance(item.record, FollowUp):
        return Button(f"✓ {n}", "queue_done", {**data, "ref": str(item.ref)})
    return Button(f"⏰ {n}", "queue_plan", {**data, "ref": str(item.ref)})
