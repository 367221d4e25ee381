"""One thing asked about a customer, answered in a line or two: whose it is, what was asked, what is known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from crm.customer_facts import Said, words_in
from domain.cards import Button, Card
from domain.chat import Block, Bullets, Span
from handlers.cards.base import Reader, bold, day, dotted, heading, line, money, quote
from handlers.cards.moments import plan_line
from handlers.cards.records import HAPPENED, point_text
from handlers.questions.phrasing import stage_word
from storage.entities import Activity, Contact, ContactPoint, Deal, FollowUp, Member


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom the question is about: the name, what tells them apart, the reference, and the records the card shows."""

    name: str
    around: str | None
    ref: str
    about: tuple[str, ...]


def points_card(reader: Reader, asked: Asked, points: Sequence[ContactPoint], kind: str | None) -> Card:
    """The phone, the address, or every way (`kind` None); where that one is missing, the others."""
    t = reader.t
    what = {"phone": t("phone"), "email": t("e-mail")}.get(kind or "", t("how to reach them"))
    wanted = [point for point in points if kind is None or point.kind == kind]
    body = [line(bold(point_text(reader, point))) for point in wanted]
    if not wanted:
        missing = {"phone": t("No phone number is on file."), "email": t("No e-mail address is on file.")}
        body.append(line(missing.get(kind or "", t("Nothing to reach them by is on file."))))
        others = dotted(*(point_text(reader, point) for point in points))
        body += [line(t("On file: {points}", points=others))] if others else []
    return _card(reader, asked, what, body)


def people_card(
    reader: Reader, asked: Asked, people: Sequence[tuple[Contact, Sequence[ContactPoint]]], company: str | None
) -> Card:
    """Everybody known there, with how to reach them."""
    t = reader.t
    rows = [
        (bold(one.name), Span(f" {dotted(f'C{one.number}', one.title, *(point_text(reader, p) for p in points[:2]))}"))
        for one, points in people
    ]
    what = t("who we know at {company}", company=company) if company else t("who we know there")
    body: list[Block] = [Bullets(tuple(rows))] if rows else [line(t("Nobody there is on file yet."))]
    return _card(reader, asked, what, body)


def touch_card(reader: Reader, asked: Asked, said: Said) -> Card:
    """When somebody was last in touch, and what was said."""
    t = reader.t
    if not said.notes:
        return _card(reader, asked, t("last touch"), [line(t("Nothing was recorded yet."))])
    note = said.notes[0]
    what = t(HAPPENED[note.kind]) if note.kind in HAPPENED else note.kind
    when = dotted(_ago(reader, note.occurred_at), what, _author(said, note))
    body = [line(bold(_date(reader, note.occurred_at)), f" · {when}"), *_quoted(note)]
    return _card(reader, asked, t("last touch"), body, _history(reader, asked))


def plans_card(reader: Reader, asked: Asked, plans: Sequence[FollowUp]) -> Card:
    """What is promised to them and planned, soonest first."""
    t = reader.t
    body: list[Block] = [plan_line(reader, plan) for plan in plans]
    if not plans:
        body.append(line(t("Nothing is promised or planned.")))
    return _card(
        reader, asked, t("promised and planned"), body, Button(t("Follow up"), "record_follow_up", _data(asked))
    )


def owner_card(reader: Reader, asked: Asked, owner: Member | None, viewer: Member) -> Card:
    """Who looks after them."""
    t = reader.t
    if owner is None:
        words = t("{name} has no owner: whoever takes them has them.", name=asked.name)
    elif owner.id == viewer.id:
        words = t("{name} is your customer.", name=asked.name)
    else:
        words = t("{owner} looks after {name}.", owner=owner.shown, name=asked.name)
    return _card(reader, asked, t("owner"), [line(words)])


def deals_card(reader: Reader, asked: Asked, deals: Sequence[tuple[Deal, str]], what: str) -> Card:
    """Their deals; `what` was asked (amount, stage, close) stands first."""
    t = reader.t
    titles = {"amount": t("deal size"), "stage": t("stage of the deal"), "close": t("close date")}
    body = [
        line(bold(_lead(reader, deal, stage, what)), f" · {_deal(reader, deal, stage, what)}") for deal, stage in deals
    ]
    if not deals:
        body.append(line(t("There is no deal with {name} yet.", name=asked.name)))
    more = tuple(f"D{deal.number}" for deal, _ in deals) if len(deals) == 1 else ()
    card = _card(reader, asked, titles[what], body)
    return Card(card.body, card.buttons, tuple(dict.fromkeys((*asked.about, *more))))


def said_card(reader: Reader, asked: Asked, said: Said, words: str, latest: Said) -> Card:
    """The notes that hold the words, quoted with their dates; where none does, the last one."""
    t = reader.t
    what = t("what was said about “{words}”", words=words) if words else t("what was said last")
    body = [*_dated(reader, said)]
    if said.more:
        body.append(line(t.plural("and {n} more", "and {n} more", said.more)))
    if not said.notes:
        nothing = t("No note speaks of “{words}”.", words=words) if words else t("Nothing was recorded yet.")
        body = [line(nothing), *([line(t("The last note:"))] if latest.notes else []), *_dated(reader, latest)]
    return _card(reader, asked, what, body, _history(reader, asked))


def work_card(reader: Reader, asked: Asked, title: str | None, company: str | None) -> Card:
    """Where they work and as what, as far as it was said."""
    t = reader.t
    if company:
        words = t("{name} works at {company}, as far as I was told.", name=asked.name, company=company)
    else:
        words = t("No company is on file for {name}.", name=asked.name)
    body = [line(words), *([line(t("Role: {title}", title=title))] if title else [])]
    return _card(reader, asked, t("company and role"), body)


def show_button(reader: Reader, name: str, ref: str) -> Button:
    return Button(reader.t("Show {name}", name=name), "show", {"ref": ref})


def _card(reader: Reader, asked: Asked, what: str, body: Iterable[Block], *buttons: Button) -> Card:
    head = heading(bold(asked.name), f" · {dotted(asked.around, asked.ref, what)}")
    return Card((head, *body), ((show_button(reader, asked.name, asked.ref), *buttons),), asked.about)


def _data(asked: Asked) -> dict[str, str]:
    return {"ref": asked.ref}


def _history(reader: Reader, asked: Asked) -> Button:
    return Button(reader.t("History"), "history", _data(asked))


def _date(reader: Reader, at: datetime) -> str:
    return day(reader, reader.local(at).date())


def _ago(reader: Reader, at: datetime) -> str:
    t, days = reader.t, (reader.today - reader.local(at).date()).days
    if days <= 0:
        return t("today")
    return t("yesterday") if days == 1 else t.plural("{n} day ago", "{n} days ago", days)


def _author(said: Said, note: Activity) -> str | None:
    return said.authors.get(note.author_id) if note.author_id else None


def _dated(reader: Reader, said: Said) -> Iterator[Block]:
    for note in said.notes:
        yield from _quoted(note)
        yield line(dotted(_date(reader, note.occurred_at), _author(said, note)))


def _quoted(note: Activity) -> Iterator[Block]:
    words = words_in(note)
    if words:
        yield quote(words)


def _lead(reader: Reader, deal: Deal, stage: str, what: str) -> str:
    """What was asked of a deal."""
    t = reader.t
    if what == "amount":
        return _amount(reader, deal) or t("no amount yet")
    if what == "close" and deal.outcome is not None and deal.closed_at is not None:
        return t("closed {day}", day=_date(reader, deal.closed_at))
    if what == "close":
        return t("closes {day}", day=day(reader, deal.close_on)) if deal.close_on else t("no close date yet")
    return stage_word(t, stage)


def _deal(reader: Reader, deal: Deal, stage: str, what: str) -> str:
    t = reader.t
    closes = t("closes {day}", day=day(reader, deal.close_on)) if deal.close_on and deal.outcome is None else None
    rest = {"amount": _amount(reader, deal), "stage": stage_word(t, stage), "close": closes}
    return dotted(f"D{deal.number} {deal.name}", *(value for key, value in rest.items() if key != what))


def _amount(reader: Reader, deal: Deal) -> str | None:
    if deal.amount_minor is None or deal.currency is None:
        return None
    return money(reader, deal.amount_minor, deal.currency)
