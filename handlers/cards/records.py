"""A record's card: who it is, how to reach them, what was said last, what is open, what comes next."""

from collections.abc import Iterator

from crm.finding import Findings, Hit
from crm.portraits import Portrait
from crm.records import ref_of
from crm.roles import role_of
from domain.cards import Button, Card
from domain.chat import Block, Bullets, Span, Spans
from handlers.cards import base
from handlers.cards.base import Reader, bold, day, dotted, heading, line, money, quote
from handlers.cards.moments import plan_line
from handlers.cards.standing import STATUSES
from handlers.questions.phrasing import stage_word
from i18n import N_
from storage.entities import Activity, Company, Contact, ContactPoint, Deal, Lead, Member, Record

MOST_POINTS = 6
HAPPENED = {
    "created": N_("created"),
    "stage": N_("stage changed"),
    "assigned": N_("handed over"),
    "done": N_("follow-up done"),
    "asked": N_("asked for by a colleague"),
    "call": N_("call"),
    "meeting": N_("meeting"),
    "email": N_("email"),
    "message": N_("chat"),
    "note": N_("note"),
}


def record_card(reader: Reader, viewer: Member, portrait: Portrait) -> Card:
    """Everything one needs before a call, and the next likely taps."""
    record = portrait.record
    body: list[Block] = [heading(bold(_name(portrait)), f" · {ref_of(record)} · {_whose(reader, viewer, portrait)}")]
    body.extend(_facts(reader, portrait))
    points = dotted(*(point_text(reader, point) for point in portrait.points[:MOST_POINTS]))
    if points:
        body.append(line(points))
    body.extend(_notes(reader, portrait))
    body.extend(_open(reader, portrait))
    if portrait.follow_up:
        body.append(plan_line(reader, portrait.follow_up))
    return Card(tuple(body), (_buttons(reader, record),), about=_about(portrait))


def choice_card(reader: Reader, words: str, findings: Findings, names: dict[Record, str | None]) -> Card:
    """Up to five to tap, the last used first."""
    t = reader.t
    body: list[Block] = [heading(t("Which “{name}”?", name=words))]
    body.append(Bullets(tuple(_hit(reader, hit, names.get(hit.record)) for hit in findings.hits)))
    if findings.more:
        body.append(line(t.plural("and {n} more", "and {n} more", findings.more)))
    buttons = tuple((_show_button(hit, names.get(hit.record)),) for hit in findings.hits)
    return Card(tuple(body), buttons, tuple(str(ref_of(hit.record)) for hit in findings.hits))


def taken_card(reader: Reader, record: Record, owner: Member | None, words: str) -> Card:
    """A colleague's private customer: the owner's name and nothing else. `words` were looked for: the owner may see."""
    t = reader.t
    if owner is None:
        return Card((heading(t("taken")),))
    ask = Button(t("Ask {name}", name=owner.shown), "ask_owner", {"ref": str(ref_of(record)), "words": words})
    return Card((heading(dotted(t("taken"), t("owner {name}", name=owner.shown))),), ((ask,),))


def history_card(reader: Reader, portrait: Portrait, entries: list[Activity], authors: dict[object, str]) -> Card:
    """The timeline, the latest first."""
    t = reader.t
    record = portrait.record
    body: list[Block] = [heading(bold(_name(portrait)), f" · {ref_of(record)} · {t('history')}")]
    if entries:
        body.append(Bullets(tuple(_entry(reader, entry, authors) for entry in entries)))
    else:
        body.append(line(t("Nothing was recorded.")))
    created = day(reader, reader.local(record.created_at).date())
    body.append(line(t("since {day}", day=created)))
    return Card(tuple(body), about=_about(portrait))


def point_text(reader: Reader, point: ContactPoint) -> str:
    if point.kind == "phone":
        return base.phone(point.value, reader.region)
    return point.value if point.kind == "email" else f"{point.kind}: {point.value}"


def _name(portrait: Portrait) -> str:
    record, company, contact = portrait.record, portrait.company, portrait.contact
    if isinstance(record, Company):
        return record.name
    firm = company.name if company and company.name != record.name else None
    person = contact.name if contact and contact.name != record.name else None
    return dotted(record.name, person, firm)


def _whose(reader: Reader, viewer: Member, portrait: Portrait) -> str:
    t = reader.t
    if portrait.owner is None:
        return t("no owner")
    return t("your customer") if portrait.owner.id == viewer.id else t("owner {name}", name=portrait.owner.shown)


def _facts(reader: Reader, portrait: Portrait) -> Iterator[Block]:
    record, t = portrait.record, reader.t
    if isinstance(record, Deal):
        closes = t("closes {day}", day=day(reader, record.close_on)) if record.close_on and not record.outcome else None
        why = t("because: {reason}", reason=record.lost_reason) if record.lost_reason else None
        yield line(dotted(_amount(reader, record), stage_word(t, portrait.stage or "?"), closes, why))
    elif isinstance(record, Lead):
        status = t(STATUSES[record.status]) if record.status in STATUSES else record.status
        source = t("source {name}", name=record.source) if record.source else None
        yield line(dotted(status, _amount(reader, record), source, record.lost_reason))
    else:
        details = dotted(role_of(record) if isinstance(record, Contact) else None, record.city, ", ".join(record.tags))
        if details:
            yield line(details)


def _amount(reader: Reader, record: Deal | Lead) -> str | None:
    if record.amount_minor is None or record.currency is None:
        return None
    return money(reader, record.amount_minor, record.currency)


def _notes(reader: Reader, portrait: Portrait) -> Iterator[Block]:
    for note in portrait.notes:
        words = note.body or _forwarded(note)
        if words:
            author = portrait.authors.get(note.author_id)
            yield quote(words)
            yield line(dotted(day(reader, reader.local(note.occurred_at).date()), author))


def _forwarded(note: Activity) -> str:
    lines = note.lines if isinstance(note.lines, list) else []
    return " / ".join(str(said.get("text", "")) for said in lines)


def _open(reader: Reader, portrait: Portrait) -> Iterator[Block]:
    t = reader.t
    rows: list[Spans] = []
    for deal, stage in portrait.deals:
        closes = day(reader, deal.close_on) if deal.close_on else None
        rest = dotted(deal.name, _amount(reader, deal), stage_word(t, stage), closes)
        rows.append((bold(f"D{deal.number}"), Span(f" {rest}")))
    rows += [
        (bold(f"L{lead.number}"), Span(f" {dotted(lead.name, t('lead'), _amount(reader, lead))}"))
        for lead in portrait.leads
    ]
    rows += [(bold(f"C{person.number}"), Span(f" {dotted(person.name, person.title)}")) for person in portrait.people]
    if rows:
        yield Bullets(tuple(rows))


def _buttons(reader: Reader, record: Record) -> tuple[Button, ...]:
    t, data = reader.t, {"ref": str(ref_of(record))}
    return (
        Button(t("Note"), "record_note", data),
        Button(t("Follow up"), "record_follow_up", data),
        Button(t("History"), "history", data),
    )


def _about(portrait: Portrait) -> tuple[str, ...]:
    shown = (portrait.record, portrait.contact, portrait.company)
    return tuple(dict.fromkeys(str(ref_of(record)) for record in shown if record is not None))


def _hit(reader: Reader, hit: Hit, around: str | None) -> Spans:
    record = hit.record
    what = reader.t(KINDS[type(record)])
    return (bold(str(ref_of(record))), Span(f" {dotted(record.name, around if around != record.name else None, what)}"))


KINDS: dict[type, str] = {
    Contact: N_("contact"),
    Company: N_("company"),
    Lead: N_("lead"),
    Deal: N_("deal"),
}


def _show_button(hit: Hit, around: str | None) -> Button:
    ref = str(ref_of(hit.record))
    return Button(dotted(ref, hit.record.name, around if around != hit.record.name else None), "show", {"ref": ref})


def _entry(reader: Reader, entry: Activity, authors: dict[object, str]) -> Spans:
    t = reader.t
    when = day(reader, reader.local(entry.occurred_at).date())
    happened = t(HAPPENED[entry.kind]) if entry.kind in HAPPENED else entry.kind
    words = " ".join((entry.body or _forwarded(entry)).split())[:120]
    what = f"“{words}”" if words else _detail(reader, entry)
    shown = None if words and entry.kind == "note" else happened
    return (bold(when), Span(f" {dotted(shown, what, authors.get(entry.author_id))}"))


def _detail(reader: Reader, entry: Activity) -> str | None:
    """What a stage change or a hand-over says beside its name."""
    detail = entry.detail or {}
    change = [str(detail[key]) for key in ("from", "to") if detail.get(key)]
    return " → ".join(stage_word(reader.t, each) for each in change) or detail.get("action")
