"""The card of what was filed: drawn from the records as they stand, so that any change draws it anew."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from crm.contacts import list_points
from crm.filings import Filing, Links, amounts_apart, links_of, main_record, promised
from crm.records import ref_of
from crm.roles import role_of
from domain.cards import Card
from domain.chat import Line
from handlers.cards import base
from handlers.cards.base import Reader, dotted, heading, line, quote
from handlers.cards.evidence import evidence
from handlers.cards.filed_taps import asks_amount, asks_when, taps
from handlers.cards.moments import plan_line
from storage.entities import Company, Contact, Deal, FollowUp, Lead, Member, Record
from storage.unit_of_work import UnitOfWork


def filed_card(
    uow: UnitOfWork,
    reader: Reader,
    member: Member,
    filing: Filing,
    *,
    openly: bool = False,
    operation_id: UUID | None = None,
) -> Card:
    """What was done, to whom and why, and the one or two next taps. `openly`: others read it too.

    `operation_id` is what its Undo takes back: the present operation, unless told.
    """
    links = links_of(uow, filing)
    title = title_of(uow, reader, member, filing, links)
    lines = [heading("✓ ", title), *_body(uow, reader, filing, links, openly=openly)]
    main = main_record(filing, links)
    operation = {"operation": str(operation_id or uow.operation_id)}
    buttons = taps(uow, reader, filing, operation, openly=openly)
    return Card(tuple(lines), buttons, _about(uow, filing, main))


def title_of(uow: UnitOfWork, reader: Reader, member: Member, filing: Filing, links: Links) -> str:
    """The first line without its tick."""
    t = reader.t
    who = who_is(links)
    made = _made(filing, links)
    if made is not None:
        first = {
            Lead: t("New lead {ref}", ref=ref_of(made)),
            Deal: t("New deal {ref}", ref=ref_of(made)),
            Contact: t("New contact {ref}", ref=ref_of(made)),
            Company: t("New company {ref}", ref=ref_of(made)),
        }[type(made)]
        return dotted(first, who or made.name)
    if filing.state == "known":
        return _known_title(uow, reader, member, filing, links)
    if filing.state == "taken":
        return t("Note kept as your own")
    return _unlinked_title(reader, filing)


def _made(filing: Filing, links: Links) -> Record | None:
    """The main record that was made, if one was."""
    made: dict[str | None, Record | None] = {
        "lead": links.lead,
        "deal": links.deal,
        "contact": links.contact,
        "company": links.company,
    }
    return made.get(filing.created)


def who_is(links: Links) -> str:
    """Li Wei · Acme Robotics."""
    return dotted(links.contact.name if links.contact else None, links.company.name if links.company else None)


def _known_title(uow: UnitOfWork, reader: Reader, member: Member, filing: Filing, links: Links) -> str:
    t = reader.t
    under_way = links.deal or links.lead
    person: Record | None = links.contact or links.company or under_way
    if person is None:
        return t("Note")
    refs = [str(ref_of(one)) for one in (person, under_way) if one is not None]
    shown = t(
        "{who} ({ref}, {whose})",
        who=who_is(links) or person.name,
        ref=", ".join(dict.fromkeys(refs)),
        whose=whose(uow, reader, member, person),
    )
    n = len(filing.facts.lines)
    if not n:
        return shown
    if filing.facts.body:
        return t.plural(
            "{n} message + your comment → note on {who}", "{n} messages + your comment → note on {who}", n, who=shown
        )
    return t.plural("{n} message → note on {who}", "{n} messages → note on {who}", n, who=shown)


def _unlinked_title(reader: Reader, filing: Filing) -> str:
    t = reader.t
    name = filing.facts.person or filing.facts.company
    if filing.state == "doubtful" and name:
        return t("Note saved. Which “{name}” is it?", name=name)
    if filing.note_id is None or (filing.facts.plan and not filing.facts.lines):
        return t("Follow-up for you")
    return t("Note saved. Whom is it about?") if filing.candidates else t("Note saved, about nobody yet")


def whose(uow: UnitOfWork, reader: Reader, member: Member, record: Record) -> str:
    t = reader.t
    if record.owner_id == member.id:
        return t("your customer")
    owner = uow.get(Member, record.owner_id)
    return t("owner {name}", name=owner.shown) if owner else t("no owner")


def _body(uow: UnitOfWork, reader: Reader, filing: Filing, links: Links, *, openly: bool) -> list[Line]:
    t = reader.t
    facts = filing.facts
    lines = _settled(uow, filing)
    if filing.state == "taken":
        lines.append(
            line(dotted(facts.person or facts.company, t("taken"), t("owner {name}", name=filing.owner or "?")))
        )
    details = [] if openly else _reached(uow, reader, filing, links)
    amount = _amount(reader, filing, links)
    closes = links.deal.close_on if filing.created == "deal" and links.deal is not None else None
    role = None if openly else _role(reader, filing, links)
    if details or amount or closes or role:
        lines.append(
            line(dotted(role, *details, amount, t("closes {day}", day=base.day(reader, closes)) if closes else None))
        )
    also = [one for one in (uow.get(Contact, each) for each in filing.other_ids) if one is not None]
    if also:
        lines.append(line(t("Also new: {who}", who=", ".join(f"{one.name} ({ref_of(one)})" for one in also))))
    lines += _words(reader, filing)
    if filing.why:
        lines.append(line(t("linked by {why}", why=evidence(t, filing.why))))
    lines += _doubts(reader, filing, links, openly=openly)
    plans = promised(uow, filing)
    lines += [plan_line(reader, follow_up) for follow_up in plans]
    if not plans and asks_when(filing):
        lines.append(line(t("When should I remind you?")))
    if facts.cut:
        lines.append(line(t("The text was too long; I kept its first {n} characters.", n=len(facts.body or ""))))
    return lines


def _doubts(reader: Reader, filing: Filing, links: Links, *, openly: bool) -> Iterator[Line]:
    """What was said otherwise than it stands on file, and was not overwritten: one such thing is shown."""
    if filing.conflict is not None and not openly:
        yield _conflict_line(reader, filing)
    elif filing.role_was and not filing.role_set and not openly:
        yield _not_overwritten(reader, filing.role_was, filing.facts.role or "")
    elif asks_amount(filing) and (apart := amounts_apart(filing, links)):
        had, said = (base.money(reader, each.minor, each.currency) for each in apart)
        yield line(reader.t("{ref} has {had}. Set it to {said}?", ref=_under_way(links), had=had, said=said))


def _role(reader: Reader, filing: Filing, links: Links) -> str | None:
    """What the person does, where it is somebody new or was learnt just now."""
    if filing.role_set and filing.role_was:
        return reader.t("Role: {title} (was {before})", title=filing.role_set, before=filing.role_was)
    if filing.role_set:
        return reader.t("Role: {title}", title=filing.role_set)
    return role_of(links.contact) if filing.state == "new" and links.contact is not None else None


def _settled(uow: UnitOfWork, filing: Filing) -> list[Line]:
    """What was to be done and is, with these words."""
    done = uow.get(FollowUp, filing.done_id)
    return [line("✓ ", base.strike(done.action[:1].upper() + done.action[1:]))] if done is not None else []


def _reached(uow: UnitOfWork, reader: Reader, filing: Filing, links: Links) -> list[str]:
    """The contact points this message brought."""
    if links.contact is None:
        return []
    if filing.state == "known":
        return [shown_point(reader, point.kind, point.value) for point in filing.added]
    return [shown_point(reader, one.kind, one.value) for one in list_points(uow, links.contact)[:4]]


def shown_point(reader: Reader, kind: str, value: str) -> str:
    if kind == "phone":
        return base.phone(value, reader.region)
    return value if kind == "email" else f"{kind}: {value}"


def _amount(reader: Reader, filing: Filing, links: Links) -> str | None:
    """The amount as the record has it; for a customer we knew, as it was said."""
    t = reader.t
    under_way = links.deal if filing.created == "deal" else links.lead or links.deal
    if (filing.state == "new" or filing.created) and under_way is not None:
        if under_way.amount_minor is None or under_way.currency is None:
            return None
        return base.money(reader, under_way.amount_minor, under_way.currency)
    said = filing.facts.amount
    if said is None:
        return None
    shown = base.money(reader, said.minor, said.currency)
    if filing.filled:
        return t("{ref} amount: {amount}", ref=filing.filled, amount=shown)
    clause, written = filing.facts.amount_clause, filing.facts.amount_text
    if not clause or not written:
        return None if _is_quoted(filing) else shown
    return t("Noted: {what}", what=" ".join(clause.replace(written, f" {shown} ").split()))


def _words(reader: Reader, filing: Filing) -> list[Line]:
    facts = filing.facts
    lines = [
        quote(f"{one['sender']}: {one['text']}" if one["sender"] else one["text"])
        for one in facts.lines[:3]
        if one["text"]
    ]
    if len(facts.lines) > 3:
        lines.append(line(reader.t.plural("and {n} more", "and {n} more", len(facts.lines) - 3)))
    words = facts.body if facts.lines or _is_quoted(filing) else facts.gist
    if words:
        lines.append(quote(words))
    lines += [_file(reader, file) for file in facts.files[:5]]
    return lines


def _file(reader: Reader, file: Mapping[str, Any]) -> Line:
    """Its name; of one too large to be had, that only the name was kept, and the limit."""
    limit = file.get("limit")
    why = reader.t("larger than the {limit} MB I may fetch here, not kept", limit=limit // 1_000_000) if limit else None
    return line("📎 ", dotted(str(file["name"]), why))


def _is_quoted(filing: Filing) -> bool:
    """Whether the card repeats the text: unless somebody new, a plan, an amount or a number tells all of it.

    A note about nobody is repeated whole: nothing else on its card stands for what the gist leaves out.
    """
    facts = filing.facts
    told = (
        filing.state == "new"
        or filing.created is not None
        or filing.follow_up_id is not None
        or facts.amount_clause is not None
        or bool(filing.added)
        or filing.role_set is not None
    )
    is_about_nobody = filing.state == "nobody" and not filing.candidates
    return (facts.gist is None or is_about_nobody) and not told and facts.body not in {facts.person, facts.company}


def _conflict_line(reader: Reader, filing: Filing) -> Line:
    conflict = filing.conflict
    if conflict is None:
        return line("")
    kind = conflict.new.kind
    return _not_overwritten(
        reader, shown_point(reader, kind, conflict.old), shown_point(reader, kind, conflict.new.value)
    )


def _not_overwritten(reader: Reader, old: str, new: str) -> Line:
    return line(reader.t("⚠ On file: {old} · you wrote: {new}. Nothing was overwritten.", old=old, new=new))


def _under_way(links: Links) -> str:
    record = links.deal or links.lead
    return str(ref_of(record)) if record is not None else ""


def _about(uow: UnitOfWork, filing: Filing, main: Record | None) -> tuple[str, ...]:
    refs = [str(ref_of(main))] if main is not None else []
    return (*refs, *(f"F{follow_up.number}" for follow_up in promised(uow, filing)))
